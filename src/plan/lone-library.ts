import type { TargetLibrary } from '../inventory/index.js'
import type { Archive, Library } from '../model/types.js'
import type { Target } from './target.js'

/** A library that travels alone: as the jar that OIC's API takes and gives, or as a zip of that jar and its metadata. */

const METADATA: ReadonlySet<string> = new Set(['library-metadata', 'library-properties'])

/** Whether nothing in it says its code and version: its file name does. */
export function isNamedByFile({ entries, libraries }: Archive): boolean {
  return !entries.some(({ role }) => METADATA.has(role)) && libraries.every(({ functions }) => functions.length === 0)
}

/** Whether it is a jar, which OIC's call takes; not a zip of the jar and its metadata, nor a folder. */
export function isJar({ entries, zipped }: Archive): boolean {
  return zipped && !entries.some(({ role }) => METADATA.has(role) || role === 'library-jar')
}

/** Said wherever the file name of a jar decides. */
export const BY_FILE_NAME = 'its file name alone says its code'

/** Global libraries of the target with the same code but for case and underscores: a jar may be one of them. */
export function spelledAlike({ inventory }: Target, { code }: Library): readonly TargetLibrary[] {
  const plain = plainCode(code)
  return (inventory.libraries ?? []).filter((item) => item.project === null && plainCode(item.code) === plain)
}

function plainCode(code: string): string {
  return code.replace(/[_\s-]/g, '').toUpperCase()
}
