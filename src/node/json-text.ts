import { IarkitError, type IarkitErrorCode } from '../base/errors.js'

/**
 * The text of a JSON file. Windows PowerShell writes what a program prints as UTF-16.
 * @param bytes may begin with a byte order mark; without one they are UTF-8
 */
export function textOf(bytes: Uint8Array): string {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

/**
 * What a JSON file holds; a byte order mark may come first.
 * @throws IarkitError of the given code where it is no JSON; the message says from where on, and quotes nothing
 */
export async function parseJsonText(text: string, file: string, code: IarkitErrorCode): Promise<unknown> {
  const plain = text.replace(/^\ufeff/, '')
  try {
    return JSON.parse(plain) as unknown
  } catch (cause) {
    throw new IarkitError(code, `${file} is no JSON: ${await whereItEnds(plain)}.`, { file, cause })
  }
}

/** Loaded where something is wrong: `JSON.parse` tells no places. */
async function whereItEnds(text: string): Promise<string> {
  if (text.trim() === '') return 'it is empty'
  const [{ parseJson }, { Source }] = await Promise.all([import('../formats/json.js'), import('../formats/source.js')])
  const source = new Source('', text)
  parseJson(source)
  const { line, column } = source.problems.at(-1) ?? source.at(0)
  return `look at line ${line}, column ${column}`
}
