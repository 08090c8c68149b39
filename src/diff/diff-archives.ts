import { breather } from '../base/breathe.js'
import { optionsOf } from '../base/given.js'
import { baseName } from '../base/path.js'
import { compareText } from '../base/version.js'
import { hideSecretsOf } from '../literals/hide.js'
import { checkArchiveList } from '../model/archive-list.js'
import { flowsOf } from '../model/flows.js'
import { versioned } from '../model/ids.js'
import type { Archive } from '../model/types.js'
import { unreadFiles } from '../model/unread.js'
import { type CompareOptions, compareForms, type Found, roomForChanges } from './compare.js'
import { gravest } from './contract/effect.js'
import { suggestVersion, versionNote } from './contract/version.js'
import { withoutProjectXml } from './normal/integration.js'
import { type Pair, pairSides, type Side } from './pairing.js'
import { another } from './shown.js'
import { oneOfEach, sidesOf } from './sides.js'
import type { ArchiveDiff, ArtifactDiff, Change, DiffKind, DiffOptions } from './types.js'

/** In the order of a report. */
export const KINDS: readonly DiffKind[] = [
  'project',
  'package',
  'integration',
  'agent',
  'connection',
  'lookup',
  'library',
  'schedule',
  'event-type',
  'deployment',
  'tool',
  'pattern',
  'prompt-template',
  'b2b-artifact',
  'file',
]

/**
 * What a person changed between two archives, or two sets of them, and what it means for those who call the
 * integrations. Integrations are paired by code across versions, and across kinds of archive. Where one side is one
 * archive, not a list, of a single integration, lookup or library, what else the other side holds is left out.
 *
 * @throws IarkitError where a file cannot be read any more; `usage` where a side is neither an archive nor a list of some
 */
export async function diffArchives(
  old: Archive | readonly Archive[],
  new_: Archive | readonly Archive[],
  options: DiffOptions = {},
): Promise<ArchiveDiff> {
  const before = listOf(old)
  const after = listOf(new_)
  optionsOf(options)
  const acrossKinds = options.acrossKinds ?? kindsOf(before) !== kindsOf(after)
  const formOptions = { ...options, acrossKinds }
  const unread = new Set([...before, ...after].flatMap((archive) => [...unreadFiles(archive).keys()]))
  const { olds, news, further } = oneOfEach(
    await allSides(before, formOptions, unread),
    await allSides(after, formOptions, unread),
  )
  const smallOld = isSmall(old) && !isSmall(new_)
  const smallNew = isSmall(new_) && !isSmall(old)
  const everything = pairSides(olds, news)
  const pairs = smallOld || smallNew ? everything.filter(concerns(smallOld, before, after, olds, news)) : everything
  const renamedConnections = new Map(
    pairs.flatMap((pair): [string, string][] =>
      pair.renamed && pair.old !== null && pair.new !== null ? [[pair.old.code, pair.new.code]] : [],
    ),
  )
  const searched = searchedColumns([...after, ...before])
  const artifacts: ArtifactDiff[] = []
  const breathe = breather()
  const room = roomForChanges()
  for (const pair of pairs) {
    await breathe()
    const { old: from, new: to } = pair
    if (from === null || to === null) {
      artifacts.push(presence(pair))
      continue
    }
    const options = { searched: searched.get(from.code) ?? [], renamedConnections, room }
    const others = from.id === to.id ? (further.get(to.id) ?? []) : []
    const found = await compareSides(from, to, others.length > 0, options)
    for (const [old, new_] of others) found.push(...(await compareSides(old, new_, true, options)))
    if (pair.renamed) found.unshift(renaming(from, to))
    if (found.length > 0) artifacts.push(artifactDiff(from, to, found))
  }
  artifacts.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compareText(a.id, b.id))
  return { identical: artifacts.length === 0, artifacts: await withoutSecrets(artifacts, [...before, ...after]) }
}

/** What the rules on credentials find is not shown: that it changed is. */
async function withoutSecrets(
  artifacts: readonly ArtifactDiff[],
  archives: readonly Archive[],
): Promise<ArtifactDiff[]> {
  if (artifacts.every(({ changes }) => changes.length === 0)) return [...artifacts]
  const hide = await hideSecretsOf(archives)
  const hidden = (text: string | null): string | null => (text === null ? null : hide(text))
  return artifacts.map((artifact) => ({
    ...artifact,
    changes: artifact.changes.map((change) => {
      const [old, new_] = [hidden(change.old), hidden(change.new)]
      const isOther = new_ !== null && old === new_ && change.old !== change.new
      return { ...change, path: hide(change.path), old, new: isOther ? another(new_) : new_ }
    }),
  }))
}

/** @param isOne whether it is one of several copies that changed */
async function compareSides(old: Side, new_: Side, isOne: boolean, options: CompareOptions): Promise<Found[]> {
  // What is told of the file itself is all that is known of the rest.
  const isUnread = old.unread || new_.unread
  const told = ({ form }: Side) => (isUnread ? withoutProjectXml(form) : form)
  const found = await compareForms(told(old), told(new_), options)
  // Which of the copies it is that changed, or that differs from what the other side has.
  const copy = (isOne ? new_.holder : '') || new_.copy || old.copy
  return found.map((one) => ({ ...one, path: pathIn(copy, one.path) }))
}

function listOf(side: Archive | readonly Archive[]): readonly Archive[] {
  const archives = isList(side) ? side : [side]
  checkArchiveList(archives, 'an archive, or a list of archives')
  return archives
}

function isList(side: Archive | readonly Archive[]): side is readonly Archive[] {
  return Array.isArray(side)
}

function kindsOf(archives: readonly Archive[]): string {
  return [...new Set(archives.map(({ kind }) => kind))].sort().join(' ')
}

async function allSides(
  archives: readonly Archive[],
  options: DiffOptions,
  unread: ReadonlySet<string>,
): Promise<Side[]> {
  const sides: Side[] = []
  for (const archive of archives) {
    const file = archives.length > 1 ? baseName(archive.file) : ''
    for (const side of await sidesOf(archive, options, unread))
      sides.push({ ...side, holder: pathIn(file, side.holder) })
  }
  return sides
}

/** A single integration, lookup or library against something larger: only what the small side speaks of counts. */
function concerns(
  smallOld: boolean,
  before: readonly Archive[],
  after: readonly Archive[],
  olds: readonly Side[],
  news: readonly Side[],
): (pair: Pair) => boolean {
  const small = new Set((smallOld ? olds : news).map(({ kind, code }) => `${kind} ${code}`))
  const larger = (smallOld ? after : before).flatMap(({ integrations }) => integrations)
  const own = smallOld ? olds : news
  const held = new Set(own.filter(({ kind }) => kind === 'integration').map(({ code }) => code))
  const versions = new Set((smallOld ? news : olds).map(({ code, version }) => versioned(code, version)))
  for (const { code, version, dependencies } of larger) {
    if (!held.has(code) || !versions.has(versioned(code, version))) continue
    // What it uses in its new surroundings is a part of the change.
    for (const used of dependencies.connections) small.add(`connection ${used}`)
    for (const used of dependencies.lookups) small.add(`lookup ${used}`)
    for (const used of dependencies.libraries) small.add(`library ${used.split('|')[0] ?? ''}`)
    for (const used of dependencies.eventTypes) small.add(`event-type ${used.split('|')[0] ?? ''}`)
  }
  return ({ old, new: new_ }) => {
    if (old !== null && new_ !== null) return true
    const one = old ?? new_
    if (one === null) return false
    // A project leaves out OIC's own connections, and holds other versions of its integrations.
    if (one.kind === 'connection' && one.code.startsWith('PRESEEDED_')) return false
    const fromSmall = smallOld ? old !== null : new_ !== null
    return fromSmall || (one.kind !== 'integration' && small.has(`${one.kind} ${one.code}`))
  }
}

const SMALL: ReadonlySet<Archive['kind']> = new Set<Archive['kind']>(['integration', 'lookup', 'library'])

/** A list is a set, even one of a single archive. */
function isSmall(archives: Archive | readonly Archive[]): boolean {
  return !isList(archives) && SMALL.has(archives.kind)
}

/** Lookup to the columns that expressions look up by, the most used first. */
function searchedColumns(archives: readonly Archive[]): ReadonlyMap<string, readonly string[]> {
  const counts = new Map<string, Map<string, number>>()
  for (const archive of archives) {
    for (const { references } of flowsOf(archive)) {
      for (const reference of references) {
        if (reference.kind !== 'lookup' || reference.name === null || reference.sourceColumn === null) continue
        const columns = counts.get(reference.name) ?? new Map<string, number>()
        columns.set(reference.sourceColumn, (columns.get(reference.sourceColumn) ?? 0) + 1)
        counts.set(reference.name, columns)
      }
    }
  }
  return new Map(
    [...counts].map(([name, columns]) => [
      name,
      [...columns].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0])).map(([column]) => column),
    ]),
  )
}

function renaming(old: Side, new_: Side): Found {
  return { what: old.kind, path: '', change: 'renamed', old: old.code, new: new_.code, effect: null, own: true }
}

function presence({ old, new: new_ }: Pair): ArtifactDiff {
  const one = old ?? new_
  return {
    id: one?.id ?? '',
    kind: one?.kind ?? 'file',
    change: old === null ? 'added' : 'removed',
    oldId: old?.id ?? null,
    newId: new_?.id ?? null,
    contract: !OFFERED.has(one?.kind ?? 'file') ? 'unchanged' : old === null ? 'compatible' : 'breaking',
    suggestedVersion: null,
    versionNote: null,
    changes: [],
  }
}

/** Kinds that others rely on by name. */
const OFFERED: ReadonlySet<DiffKind> = new Set<DiffKind>(['integration', 'library', 'event-type'])

/** Kinds whose version says what changed. */
const VERSIONED: ReadonlySet<DiffKind> = new Set<DiffKind>(['integration', 'library', 'agent'])

function pathIn(copy: string, path: string): string {
  return [copy, path].filter((name) => name !== '').join(' > ')
}

function artifactDiff(old: Side, new_: Side, found: readonly Found[]): ArtifactDiff {
  const contract = gravest(found.filter(({ own }) => own).map(({ effect }) => effect))
  const touched = found.some(({ what }) => what !== 'version')
  const judged = VERSIONED.has(old.kind) && touched
  return {
    id: new_.id,
    kind: new_.kind,
    change: 'changed',
    oldId: old.id,
    newId: new_.id,
    contract,
    suggestedVersion: judged ? suggestVersion(old.version, contract) : null,
    versionNote: judged ? versionNote(old.version, new_.version, contract) : null,
    changes: found.map(({ own: _, ...change }): Change => change),
  }
}
