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
import { canonical } from './part.js'
import type { DiffKind, NormalFormOptions } from './types.js'

/**
 * Everything that an archive holds, in normal form.
 * @param unreadElsewhere paths of files that could not be read on the other side: they are told as files on this one, too
 */
export async function sidesOf(
  archive: Archive,
  options: NormalFormOptions,
  unreadElsewhere: ReadonlySet<string> = new Set(),
): Promise<Side[]> {
  const context = normalContext(archive, options)
  const told = unreadFiles(archive)
  const sides: Side[] = []
  const differing = new Set(archive.otherCopies?.map((one) => identityOf(one, archive).id))
  for (const artifact of artifactsOf(archive)) {
    const identity = identityOf(artifact, archive)
    const copy = differing.has(identity.id) ? nestedArchive(artifact) : ''
    const unread = 'folder' in artifact && told.has(`${artifact.folder}PROJECT-INF/project.xml`)
    sides.push({ ...identity, copy, unread, form: await normalForm(artifact, context) })
  }
  const project = archive.project?.code ?? null
  const add = (kind: DiffKind, id: string, code: string, form: Side['form'] | null) => {
    if (form !== null) sides.push({ id, kind, code, version: '', project, copy: '', unread: false, form })
  }
  add('project', `project:${project ?? ''}`, project ?? '', normalProject(archive))
  add('package', `package:${archive.package?.name ?? ''}`, archive.package?.name ?? '', normalPackage(archive))
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
    const form = isUnread ? await unreadFile(entry, told.get(entry.path) ?? null) : await normalFile(entry)
    add('file', `file:${entry.path}`, entry.path, form)
  }
  if (further.length > 0) add('file', 'file:further files', 'further files', furtherFiles(further))
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

function identityOf(artifact: Comparable, archive: Archive): Omit<Side, 'form' | 'copy' | 'unread'> {
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

/**
 * Lays the copies of several archives, or of those nested in one, together, so that each id stands once on each side. Where
 * copies of one id differ, those that both sides have are passed over: what is left is what changed.
 */
export function oneOfEach(olds: readonly Side[], news: readonly Side[]): { olds: Side[]; news: Side[] } {
  const oldCopies = byId(olds)
  const newCopies = byId(news)
  const choose = (copies: readonly Side[], others: readonly Side[]): Side[] => {
    const [first] = copies
    if (first === undefined) return []
    const known = new Set(others.map(({ form }) => canonical(form)))
    return [copies.find(({ form }) => !known.has(canonical(form))) ?? first]
  }
  const texts = (copies: readonly Side[]) => [...new Set(copies.map(({ form }) => canonical(form)))].sort().join('\n')
  // Where each side has one copy, as nearly always, nothing is to be chosen, and no form is to be written out.
  const same = new Set(
    [...oldCopies].flatMap(([id, copies]) => {
      const others = newCopies.get(id) ?? []
      const isChoice = others.length > 0 && copies.length + others.length > 2
      return isChoice && texts(copies) === texts(others) ? [id] : []
    }),
  )
  const pick = (own: ReadonlyMap<string, readonly Side[]>, other: ReadonlyMap<string, readonly Side[]>) =>
    [...own].flatMap(([id, copies]) =>
      copies.length === 1 || same.has(id) ? copies.slice(0, 1) : choose(copies, other.get(id) ?? []),
    )
  const chosenOld = pick(oldCopies, newCopies)
  const chosenNew = pick(newCopies, oldCopies)
  // The same copy on both sides where both have the same copies, in whatever order.
  const forms = new Map(chosenOld.map(({ id, form }) => [id, form]))
  const news_ = chosenNew.map((side) => (same.has(side.id) ? { ...side, form: forms.get(side.id) ?? side.form } : side))
  return { olds: chosenOld, news: news_ }
}

function byId(sides: readonly Side[]): ReadonlyMap<string, readonly Side[]> {
  return groupBy(sides, ({ id }) => id)
}
