import { quote } from '../base/location.js'
import type { Archive, Container } from './types.js'

/** A zip that was not packed by OIC, and the signs of it. */
export interface Repackaged {
  readonly container: Container
  readonly signs: readonly string[]
}

/** The zips of an archive, itself or nested ones, that were not packed by OIC: it refuses them if anything was edited. */
export function repackaged({ kind, containers }: Pick<Archive, 'kind' | 'containers'>): readonly Repackaged[] {
  // Lookup files and library jars are packed by many hands; OIC checks no hash of theirs.
  if (kind === 'lookup' || kind === 'library') return []
  return containers
    .map((container) => ({ container, signs: signsOf(container) }))
    .filter(({ signs }) => signs.length > 0)
}

/** What every export by OIC has: deflated entries, data descriptors and UTF-8 names, made by 2.0 on system 0, no folders. */
const DEFLATED = 8
const FLAGS = 0x808
const MADE_BY = 20

/** Longest time that the entries of a real export were apart. */
const EXPORT_SECONDS = 10

/** Systems of `version made by`, upper byte. */
const SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0, 'DOS or Windows'],
  [3, 'Unix'],
  [10, 'Windows NTFS'],
  [19, 'macOS'],
])

/**
 * Signs of another packer than OIC. Times apart are told only beside another sign: a large export takes its time.
 */
function signsOf({ prefix, zip, directories, entries }: Container): string[] {
  if (zip === null) return []
  const facts = entries.flatMap((entry) => (entry.zip === null ? [] : [entry.zip]))
  const stored = facts.filter(({ method }) => method !== DEFLATED).length
  const otherFlags = facts.filter(({ flags }) => flags !== FLAGS)
  const otherMaker = facts.filter(({ madeBy }) => madeBy !== MADE_BY)
  const signs: string[] = []
  if (prefix !== '')
    signs.push(`its files lie below the folder ${quote(prefix)}, where an import does not look for them`)
  if (directories.length > 0)
    signs.push(`${directories.length} ${directories.length === 1 ? 'folder is an entry' : 'folders are entries'}`)
  if (stored > 0) signs.push(`${stored} of ${facts.length} entries are stored, not deflated`)
  if (otherFlags[0] !== undefined) signs.push(`flags 0x${otherFlags[0].flags.toString(16)}, not 0x808`)
  if (otherMaker[0] !== undefined) signs.push(`made by ${makerText(otherMaker[0].madeBy)}`)
  if (zip.comment !== '') signs.push('it has a comment')
  if (zip.prefixLength > 0) signs.push(`${zip.prefixLength} bytes stand before the zip`)
  if (signs.length > 0) {
    const apart = spread(facts.map(({ modified }) => modified))
    if (apart > EXPORT_SECONDS) signs.push(`entry times up to ${duration(apart)} apart`)
  }
  return signs
}

function makerText(madeBy: number): string {
  const version = madeBy & 0xff
  return `version ${Math.floor(version / 10)}.${version % 10} on ${SYSTEMS.get(madeBy >> 8) ?? `system ${madeBy >> 8}`}`
}

function duration(seconds: number): string {
  const units: readonly (readonly [number, string])[] = [
    [86_400, 'days'],
    [3600, 'hours'],
    [60, 'minutes'],
  ]
  const [size, unit] = units.find(([length]) => seconds >= 2 * length) ?? [1, 'seconds']
  return `${Math.floor(seconds / size)} ${unit}`
}

/** Seconds between the first and the last of some DOS times. */
function spread(times: readonly number[]): number {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const time of times) {
    const seconds = secondsOf(time)
    first = Math.min(first, seconds)
    last = Math.max(last, seconds)
  }
  return times.length === 0 ? 0 : last - first
}

function secondsOf(time: number): number {
  const date = time >>> 16
  const clock = time & 0xffff
  const days = Date.UTC(1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31) / 1000
  return days + (clock >> 11) * 3600 + ((clock >> 5) & 63) * 60 + (clock & 31) * 2
}
