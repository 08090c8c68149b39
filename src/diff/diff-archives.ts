import { breather } from '../base/breathe.js'
import { optionsOf } from '../base/given.js'
import { baseName } from '../base/path.js'
import { compareText } from '../base/version.js'
import { hiding } from '../literals/hide.js'
import { checkArchiveList } from '../model/archive-list.js'
import type { Archive } from '../model/types.js'
import { type CompareOptions, compareForms, type Found, roomForChanges } from './compare.js'
import { type Compared, inMemory } from './compared.js'
import { type ComparedSet, concerns } from './concerns.js'
import { gravest } from './contract/effect.js'
import { suggestVersion, versionNote } from './contract/version.js'
import { byKind } from './kinds.js'
import { withoutProjectXml } from './normal/integration.js'
import { type Pair, pairSides, type Side } from './pairing.js'
import { another } from './shown.js'
import { oneOfEach } from './sides.js'
import type { ArchiveDiff, ArtifactDiff, Change, DiffKind, DiffOptions } from './types.js'

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
  optionsOf(options)
  const given = (side: Archive | readonly Archive[]): ComparedSet => {
    const archives = isList(side) ? side : [side]
    checkArchiveList(archives, 'an archive, or a list of archives')
    return { archives: archives.map(inMemory), isOne: !isList(side) }
  }
  return diffCompared(given(old), given(new_), options)
}

function isList(side: Archive | readonly Archive[]): side is readonly Archive[] {
  return Array.isArray(side)
}

/**
 * The same of archives that need not be in memory.
 * @throws IarkitError where an archive cannot be read again, or one of its files cannot be read any more
 */
export async function diffCompared(
  old: ComparedSet,
  new_: ComparedSet,
  options: DiffOptions = {},
): Promise<ArchiveDiff> {
  const archives = [...old.archives, ...new_.archives]
  const acrossKinds = options.acrossKinds ?? kindsOf(old.archives) !== kindsOf(new_.archives)
  const formOptions = { ...options, acrossKinds }
  const unread = new Set(archives.flatMap((archive) => archive.unread))
  const { olds, news, further } = oneOfEach(
    await allSides(old.archives, formOptions, unread),
    await allSides(new_.archives, formOptions, unread),
  )
  const pairs = pairSides(olds, news).filter(concerns({ ...old, sides: olds }, { ...new_, sides: news }))
  const renamedConnections = new Map(
    pairs.flatMap((pair): [string, string][] =>
      pair.renamed && pair.old !== null && pair.new !== null ? [[pair.old.code, pair.new.code]] : [],
    ),
  )
  const searched = searchedColumns(archives)
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
  artifacts.sort((a, b) => byKind(a, b) || compareText(a.id, b.id))
  return { identical: artifacts.length === 0, artifacts: await withoutSecrets(artifacts, archives) }
}

/** What the rules on credentials find is not shown: that it changed is. */
async function withoutSecrets(
  artifacts: readonly ArtifactDiff[],
  archives: readonly Compared[],
): Promise<readonly ArtifactDiff[]> {
  if (artifacts.every(({ changes }) => changes.length === 0)) return artifacts
  const secrets: string[] = []
  for (const archive of archives) for (const secret of await archive.secrets()) secrets.push(secret)
  const hide = hiding(secrets)
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
  if (old.digest === new_.digest) return []
  // What is told of the file itself is all that is known of the rest.
  const isUnread = old.unread || new_.unread
  const told = async (side: Side) => (isUnread ? withoutProjectXml(await side.form()) : side.form())
  const found = await compareForms(await told(old), await told(new_), options)
  // Which of the copies it is that changed, or that differs from what the other side has.
  const copy = (isOne ? new_.holder : '') || new_.copy || old.copy
  return found.map((one) => ({ ...one, path: pathIn(copy, one.path) }))
}

function kindsOf(archives: readonly Compared[]): string {
  return [...new Set(archives.map(({ kind }) => kind))].sort().join(' ')
}

async function allSides(
  archives: readonly Compared[],
  options: DiffOptions,
  unread: ReadonlySet<string>,
): Promise<Side[]> {
  const sides: Side[] = []
  const breathe = breather()
  for (const archive of archives) {
    await breathe()
    const file = archives.length > 1 ? baseName(archive.file) : ''
    for (const side of await archive.sides(options, unread)) sides.push({ ...side, holder: pathIn(file, side.holder) })
  }
  return sides
}

/** Lookup to the columns that expressions look up by, the most used first. */
function searchedColumns(archives: readonly Compared[]): ReadonlyMap<string, readonly string[]> {
  const counts = new Map<string, Map<string, number>>()
  for (const [lookup, column] of archives.flatMap(({ searched }) => searched)) {
    const columns = counts.get(lookup) ?? new Map<string, number>()
    columns.set(column, (columns.get(column) ?? 0) + 1)
    counts.set(lookup, columns)
  }
  return new Map(
    [...counts].map(([lookup, columns]) => [
      lookup,
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
