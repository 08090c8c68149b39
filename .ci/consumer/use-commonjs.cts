import { type Archive, IarkitError, type IarkitErrorCode, readArchive } from 'iarkit'
import { readPath, type IarkitError as SameError } from 'iarkit/node'

const code: IarkitErrorCode = 'usage'
export const error: SameError = new IarkitError(code, 'why', { file: 'a.iar' })
export const read: Promise<Archive> = readArchive(new Uint8Array(), { name: 'a.iar' })
export const codes = async (path: string): Promise<string[]> =>
  (await readPath(path)).flatMap(({ integrations }) => integrations.map((integration) => integration.code))
// @ts-expect-error a code is one of a closed list, not any text
export const wrong: IarkitErrorCode = 'whatever'
