/** The artifacts of one side of a diff, copies laid together. */

import { groupBy } from '../base/group.js'
import { versioned } from '../model/ids.js'
import type { Archive, Entry } from '../model/types.js'
import { unreadFiles } from '../model/unread.js'
import { normalContext } from './normal/context.js'
import {
  furtherFiles,
  looseFiles,
  normalFile,
  normalPackage,
  normalProject,
  scheduleKey,
  unreadFile,
} from './normal/others.js'
import { type Comparable, normalForm } from './normal-form.js'
import type { Side } from './pairing.js'
import type { Part } from './part.js'
import type { DiffKind, NormalFormOptions } from './types.js'

/** One artifact of one side, before anything is made of its content. */
export type BareSide = Omit<Side, 'digest' | 'nameless'>

/**
 * Everything that an archive holds; normal forms are made when they are asked for.
 * @param unreadElsewhere paths of files that could not be read on the other side: they are told as files on this one, too
 */
export function sidesOf(
  archive: Archive,
  options: NormalFormOptions,
  unreadElsewhere: ReadonlySet<string> = new Set(),
): BareSide[] {
  const context = normalContext(archive, options)
  const told = unreadFiles(archive)
  const sides: BareSide[] = []
  const differing = new Set(archive.otherCopies?.map((one) => identityOf(one, archive).id))
  for (const artifact of artifactsOf(archive)) {
    const identity = identityOf(artifact, archive)
    const nested = nestedArchive(artifact)
    const copy = differing.has(identity.id) ? nested : ''
    const unread = 'folder' in artifact && told.has(`${artifact.folder}PROJECT-INF/project.xml`)
    sides.push({ ...identity, copy, holder: nested, unread, form: () => normalForm(artifact, context) })
  }
  const project = archive.project?.code ?? null
  const add = (kind: DiffKind, id: string, code: string, make: () => Part | Promise<Part>) => {
    const form = async () => make()
    sides.push({ id, kind, code, version: '', project, copy: '', holder: '', unread: false, form })
  }
  const { project: ownProject, package: ownPackage } = archive
  if (ownProject !== null)
    add('project', `project:${ownProject.code}`, ownProject.code, () => normalProject(ownProject))
  if (ownPackage !== null)
    add('package', `package:${ownPackage.name}`, ownPackage.name, () => normalPackage(ownPackage, archive))
  const loose = new Set(looseFiles(archive))
  const further: Entry[] = []
  let count = 0
  for (const entry of archive.entries) {
    const isUnread = told.has(entry.path) || unreadElsewhere.has(entry.path)
    if (!isUnread && !loose.has(entry)) continue
    if (isUnread && ++count > MOST_UNREAD) {
      further.push(entry)
      continue
    }
    const why = told.get(entry.path) ?? null
    add('file', `file:${entry.path}`, entry.path, () => (isUnread ? unreadFile(entry, why) : normalFile(entry)))
  }
  if (further.length > 0) add('file', 'file:further files', 'further files', () => furtherFiles(further))
  return sides
}

/** Most files that could not be read of which each is told. */
const MOST_UNREAD = 1000

function artifactsOf(archive: Archive): Comparable[] {
  return [
    ...archive.integrations,
    ...archive.agents,
    ...archive.connections,
    ...archive.lookups,
    ...archive.libraries,
    ...archive.schedules,
    ...archive.eventTypes,
    ...archive.deployments,
    ...archive.tools,
    ...archive.patterns,
    ...archive.promptTemplates,
    ...archive.b2bArtifacts,
    ...(archive.otherCopies ?? []),
  ]
}

/** `icspackage_X_01.00.0000.iar` of `icspackage_X_01.00.0000.iar!/icspackage/…`. */
function nestedArchive({ location: { entry } }: Comparable): string {
  return entry.slice(0, Math.max(0, entry.lastIndexOf('!/')))
}

function identityOf(artifact: Comparable, archive: Archive): Omit<BareSide, 'form' | 'copy' | 'holder' | 'unread'> {
  const project = archive.project?.code ?? null
  const { kind } = artifact
  switch (artifact.kind) {
    case 'lookup':
      return { id: artifact.id, kind, code: artifact.name, version: '', project }
    case 'schedule':
      return { id: artifact.id, kind, code: scheduleKey(artifact.name), version: '', project }
    case 'connection':
      return { id: artifact.id, kind, code: artifact.code, version: '', project }
    case 'event-type':
      return { id: artifact.id, kind, code: artifact.code, version: artifact.revision, project }
    case 'integration':
    case 'agent':
    case 'library':
      return { id: artifact.id, kind, code: artifact.code, version: artifact.version, project }
    case 'deployment':
      return { id: scoped(kind, artifact.code, project), kind, code: artifact.code, version: '', project }
    case 'b2b-artifact': {
      const code = `${artifact.type} ${artifact.code}`
      const { version } = artifact
      return { id: scoped(kind, versioned(code, version), project), kind, code, version, project }
    }
    default: {
      const { code, version } = artifact
      return { id: scoped(kind, versioned(code, version), project), kind, code, version, project }
    }
  }
}

function scoped(kind: string, key: string, project: string | null): string {
  return project === null || project === '' ? `${kind}:${key}` : `${kind}:${project}/${key}`
}

/** The artifacts of two sides, each id once; and where several of its copies changed, what each of them became. */
export interface Copies {
  readonly olds: readonly Side[]
  readonly news: readonly Side[]
  /** By id: further copies that changed, each with what it became. */
  readonly further: ReadonlyMap<string, readonly CopyPair[]>
}

type CopyPair = readonly [old: Side, new_: Side]

/**
 * Lays the copies of several archives, or of those nested in one, together, so that each id stands once on each side. Where
 * copies of one id differ, those that both sides have are passed over: what is left is what changed.
 */
export function oneOfEach(olds: readonly Side[], news: readonly Side[]): Copies {
  const [oldCopies, newCopies] = [groupBy(olds, ({ id }) => id), groupBy(news, ({ id }) => id)]
  const holders = { old: new Set(olds.map(holderOf)), new: new Set(news.map(holderOf)) }
  const chosen = { olds: [] as Side[], news: [] as Side[], further: new Map<string, readonly CopyPair[]>() }
  for (const id of new Set([...oldCopies.keys(), ...newCopies.keys()])) {
    const [before, after] = [oldCopies.get(id) ?? [], newCopies.get(id) ?? []]
    const [pair, ...further] = changedCopies(before, after, holders)
    const [old, new_] = pair ?? [before[0], after[0]]
    if (old !== undefined) chosen.olds.push(old)
    // The same copy on both sides where both have the same copies, in whatever order.
    if (new_ !== undefined)
      chosen.news.push(pair === undefined && old !== undefined ? { ...new_, digest: old.digest, form: old.form } : new_)
    if (further.length > 0) chosen.further.set(id, further)
  }
  return chosen
}

/**
 * Copies that became others: those in the archive of the same name, then in order. One that is left over stands against the
 * first copy, unless it came or went with its archive and others tell what changed.
 */
function changedCopies(
  olds: readonly Side[],
  news: readonly Side[],
  holders: { readonly old: ReadonlySet<string>; readonly new: ReadonlySet<string> },
): CopyPair[] {
  const [firstOld, firstNew] = [olds[0], news[0]]
  if (firstOld === undefined || firstNew === undefined) return []
  if (olds.length + news.length === 2) return [[firstOld, firstNew]]
  const [known, knownNow] = [new Set(olds.map(digestOf)), new Set(news.map(digestOf))]
  const [gone, came] = [
    olds.filter(({ digest }) => !knownNow.has(digest)),
    news.filter(({ digest }) => !known.has(digest)),
  ]
  const pairs: CopyPair[] = []
  const paired = new Set<Side>()
  const add = (old: Side, new_: Side) => {
    pairs.push([old, new_])
    paired.add(old).add(new_)
  }
  const [byName, byNameNow] = [namesakes(olds), namesakes(news)]
  for (const new_ of came) {
    const old = byName.get(holderOf(new_))
    if (old !== undefined) add(old, new_)
  }
  for (const old of gone) {
    const new_ = paired.has(old) ? undefined : byNameNow.get(holderOf(old))
    if (new_ !== undefined) add(old, new_)
  }
  const [left, leftNow] = [gone.filter((side) => !paired.has(side)), came.filter((side) => !paired.has(side))]
  const inOrder = Math.min(left.length, leftNow.length)
  for (let at = 0; at < inOrder; at++) add(left[at] ?? firstOld, leftNow[at] ?? firstNew)
  const rest = [
    ...left.slice(inOrder).map((old) => ({ old, new_: firstNew, stays: holders.new.has(holderOf(old)) })),
    ...leftNow.slice(inOrder).map((new_) => ({ old: firstOld, new_, stays: holders.old.has(holderOf(new_)) })),
  ]
  for (const { old, new_, stays } of rest) if (stays || pairs.length === 0) add(old, new_)
  const places = new Map([...olds, ...news].map((side, at) => [side, at]))
  const place = (side: Side) => places.get(side) ?? 0
  pairs.sort((a, b) => place(a[1]) - place(b[1]) || place(a[0]) - place(b[0]))
  return [...groupBy(pairs, (pair) => JSON.stringify(pair.map(digestOf))).values()].flatMap(([pair]) =>
    pair === undefined ? [] : [pair],
  )
}

function digestOf({ digest }: Side): string {
  return digest
}

/** Each archive's copy; of several that one archive holds the first. */
function namesakes(sides: readonly Side[]): ReadonlyMap<string, Side> {
  return new Map([...sides].reverse().map((side) => [holderOf(side), side]))
}

/** `…_01.00.0000_8b2d4e77-1f63-4a0b-8c39-5e7f9d2a4b02.iar`: an export writes another number, and maybe another version. */
const EXPORTED = /_\d{2}\.\d{2}\.\d{4}(?:_[0-9a-f-]{36})?(?=\.[a-z]+(?: > |$))/gi

/** The name of the archive that holds a copy, the same for its next export. */
function holderOf({ holder }: Side): string {
  return holder.replace(EXPORTED, '')
}
