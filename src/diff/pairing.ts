/** Which artifact of one side is compared with which of the other. */

import { groupBy } from '../base/group.js'
import { compareVersions, parseVersion } from '../base/version.js'
import type { Part } from './part.js'
import type { DiffKind } from './types.js'

/** One artifact of one side. */
export interface Side {
  readonly id: string
  readonly kind: DiffKind
  /** Code or name, the same for all its versions. */
  readonly code: string
  /** Empty where it has none. */
  readonly version: string
  readonly project: string | null
  /** The nested archive that it lies in, where several of one archive hold different copies; empty elsewhere. */
  readonly copy: string
  /** Names of the archive, where there are several, and of the nested archive in it that it lies in; empty where none. */
  readonly holder: string
  /** True for a flow whose project.xml, which says most of it, could not be read, or not to its end. */
  readonly unread: boolean
  /** Equal for two artifacts exactly when their normal forms are. */
  readonly digest: string
  /** Of a connection the same without code and name, by which a renamed one is found; empty elsewhere. */
  readonly nameless: string
  /** The normal form. Its archive may have to be read again for it. */
  form(): Promise<Part>
}

export interface Pair {
  readonly old: Side | null
  readonly new: Side | null
  /** True for connections that were found by their content. */
  readonly renamed: boolean
}

/** Pairs by kind and code: the same project and version first, then the nearest version, then any. */
export function pairSides(olds: readonly Side[], news: readonly Side[]): Pair[] {
  const pairs: Pair[] = []
  const groups = new Map<string, { olds: Side[]; news: Side[] }>()
  const groupOf = ({ kind, code }: Side) => {
    const key = `${kind} ${code}`
    const group = groups.get(key) ?? { olds: [], news: [] }
    groups.set(key, group)
    return group
  }
  for (const side of olds) groupOf(side).olds.push(side)
  for (const side of news) groupOf(side).news.push(side)
  const oldLeft: Side[] = []
  const newLeft: Side[] = []
  for (const group of groups.values()) {
    const found = pairGroup(group.olds, group.news)
    for (const [old, new_] of found) pairs.push({ old, new: new_, renamed: false })
    const paired = new Set(found.flat())
    oldLeft.push(...group.olds.filter((side) => !paired.has(side)))
    newLeft.push(...group.news.filter((side) => !paired.has(side)))
  }
  const renamed = renamedConnections(oldLeft, newLeft)
  const known = new Set(renamed.flatMap((pair) => [pair.old, pair.new]))
  return [
    ...pairs,
    ...renamed,
    ...oldLeft.filter((side) => !known.has(side)).map((old): Pair => ({ old, new: null, renamed: false })),
    ...newLeft.filter((side) => !known.has(side)).map((new_): Pair => ({ old: null, new: new_, renamed: false })),
  ]
}

/** Ways in which two artifacts of one code may be one, the surest first: those with the same of these are. */
const SAME: readonly ((side: Side) => string)[] = [
  ({ project, version }) => JSON.stringify([project, numbersOf(version)]),
  ({ version }) => numbersOf(version),
  ({ project }) => JSON.stringify(project),
  () => '',
]

/** More pairs than these are not all looked at: an archive may hold thousands of versions. */
const MOST_PAIRS = 10_000

function pairGroup(olds: readonly Side[], news: readonly Side[]): [Side, Side][] {
  const pairs: [Side, Side][] = []
  const free = new Set<Side>([...olds, ...news])
  for (const sameOf of SAME) {
    const others = groupBy(
      news.filter((side) => free.has(side)),
      sameOf,
    )
    const groups = groupBy(
      olds.filter((side) => free.has(side)),
      sameOf,
    )
    for (const [same, group] of groups) {
      for (const [old, new_] of nearest(group, others.get(same) ?? [])) {
        free.delete(old)
        free.delete(new_)
        pairs.push([old, new_])
      }
    }
  }
  return pairs
}

/** Pairs those whose versions are nearest first; of very many, in the order of their versions. */
function nearest(olds: readonly Side[], news: readonly Side[]): [Side, Side][] {
  if (olds.length * news.length > MOST_PAIRS) {
    const sorted = [...news].sort(compareSides)
    return [...olds].sort(compareSides).flatMap((old, at): [Side, Side][] => {
      const new_ = sorted[at]
      return new_ === undefined ? [] : [[old, new_]]
    })
  }
  const pairs: [Side, Side][] = []
  const taken = new Set<Side>()
  const candidates = olds
    .flatMap((old) => news.map((new_) => ({ old, new_, far: distance(old.version, new_.version) })))
    .sort((a, b) => a.far - b.far || compareSides(a.old, b.old) || compareSides(a.new_, b.new_))
  for (const { old, new_ } of candidates) {
    if (taken.has(old) || taken.has(new_)) continue
    taken.add(old).add(new_)
    pairs.push([old, new_])
  }
  return pairs
}

/** The same for two versions that are the same number, however they are written. */
function numbersOf(version: string): string {
  const numbers = parseVersion(version)
  return numbers === null ? version : JSON.stringify(numbers)
}

function compareSides(a: Side, b: Side): number {
  return compareVersions(a.version, b.version) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** How far two versions are apart; any distance in a number outweighs all in those behind it. */
function distance(a: string, b: string): number {
  const left = parseVersion(a)
  const right = parseVersion(b)
  if (left === null || right === null) return a === b ? 0 : Number.MAX_SAFE_INTEGER
  const { abs } = Math
  return abs(left.major - right.major) * 1e8 + abs(left.minor - right.minor) * 1e4 + abs(left.patch - right.patch)
}

/** A connection that went and one that came, alike in all but code and name, and no third like them. */
function renamedConnections(olds: readonly Side[], news: readonly Side[]): Pair[] {
  const contents = (sides: readonly Side[]) =>
    groupBy(
      sides.filter(({ kind }) => kind === 'connection'),
      ({ nameless }) => nameless,
    )
  const came = contents(news)
  return [...contents(olds)].flatMap(([content, [old, ...rivals]]): Pair[] => {
    const [new_, ...others] = came.get(content) ?? []
    if (old === undefined || new_ === undefined || rivals.length > 0 || others.length > 0) return []
    return [{ old, new: new_, renamed: true }]
  })
}
