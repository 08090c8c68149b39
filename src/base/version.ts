import coerce from 'semver/functions/coerce.js'
import parse from 'semver/functions/parse.js'

/**
 * Reads OIC's `MM.mm.pppp` as major.minor.patch numbers; also short forms that people write (`1.0.0`, `1.0`).
 * The exact string stays an artifact's identity; numbers serve to compare. Null where it is no version.
 */
export function parseVersion(version: string): { major: number; minor: number; patch: number } | null {
  const parsed = parse(version, { loose: true }) ?? coerce(version)
  return parsed === null ? null : { major: parsed.major, minor: parsed.minor, patch: parsed.patch }
}

/** Order by numbers; what is no version comes first, by its text. */
export function compareVersions(a: string, b: string): number {
  const left = parseVersion(a)
  const right = parseVersion(b)
  if (left === null || right === null) return left === right ? compareText(a, b) : left === null ? -1 : 1
  return left.major - right.major || left.minor - right.minor || left.patch - right.patch
}

/** Whether two versions are the same number, however they are written. */
export function sameVersion(a: string, b: string): boolean {
  return a === b || (parseVersion(a) !== null && compareVersions(a, b) === 0)
}

/** Whether a version is the wanted one, however they are written; what is not said (an empty text) fits any. */
export function fitsVersion(version: string, wanted: string): boolean {
  return version === '' || wanted === '' || sameVersion(version, wanted)
}

/** A short `1.0.0` as OIC writes it, `01.00.0000`; anything else as it is. */
export function fullVersion(version: string): string {
  const short = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)
  if (short === null) return version
  const [, major = '', minor = '', patch = ''] = short
  return `${major.padStart(2, '0')}.${minor.padStart(2, '0')}.${patch.padStart(4, '0')}`
}

/** Whether two versions share the major number, which is all that stands in a child's address. */
export function sameMajor(a: string, b: string): boolean {
  return a === b || (parseVersion(a)?.major ?? -1) === (parseVersion(b)?.major ?? -2)
}

/** Order by UTF-16 units: the same on every machine, unlike a locale's. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Sorted by {@link compareText}, without repeats. */
export function sortedUnique(values: Iterable<string>): string[] {
  return [...new Set(values)].sort(compareText)
}
