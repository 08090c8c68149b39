import { DEFAULT_LIMITS, readCentralDirectory } from '../../archive/index.js'
import { IarkitError } from '../../base/errors.js'
import { baseName } from '../../base/path.js'
import { shortHash } from '../../base/short-hash.js'
import { compactText } from '../../model/noise.js'
import type {
  AgentPattern,
  Archive,
  Deployment,
  Entry,
  EventType,
  Package,
  Project,
  PromptTemplate,
  Schedule,
  Tool,
} from '../../model/types.js'
import { jsonFields } from '../contract/json-sample.js'
import { sha256 } from '../hash.js'
import { type Fact, fact, type Part, part } from '../part.js'
import { jsonFacts } from './json.js'
import { bytesOf, fileFact } from './resources.js'

/** OIC names a schedule after its integration's version. */
const VERSION_AT_END = /[ _]\d{2}[._]\d{2}[._]\d{4}$/

/** A schedule's name without the version of its integration. */
export function scheduleKey(name: string): string {
  return name.replace(VERSION_AT_END, '')
}

export function normalSchedule({ name, displayName, timeZone, recurrence }: Schedule): Part {
  return part({
    what: 'schedule',
    key: scheduleKey(name),
    facts: [
      ...fact('name', '', displayName.replace(VERSION_AT_END, '')),
      ...fact('time-zone', '', timeZone),
      ...jsonFacts('recurrence', recurrence),
    ],
  })
}

export function normalEventType(eventType: EventType): Part {
  const { schema } = eventType
  const fields = jsonFields(schema)
  return part({
    what: 'event-type',
    key: eventType.code,
    facts: [
      ...fact('version', '', eventType.revision),
      ...fact('name', '', eventType.name),
      ...fact('description', '', eventType.description),
      ...fact('schema', '', fields === null ? compactText(schema) : ''),
    ],
    parts: fields === null ? [] : [part({ what: 'message', key: 'event', label: 'event', parts: fields })],
  })
}

export function normalDeployment({ code, name, integrations, agents, others }: Deployment): Part {
  return part({
    what: 'deployment',
    key: code,
    facts: [
      ...fact('name', '', name),
      ...integrations.map((id) => ({ what: 'integration', name: id, value: id, shown: id })),
      ...agents.map((id) => ({ what: 'agent', name: id, value: id, shown: id })),
      ...others.flatMap(({ kind, id }) => fact('asset', `${kind} ${id}`, id)),
    ],
  })
}

export function normalAiArtifact(artifact: Tool | AgentPattern | PromptTemplate): Part {
  return part({
    what: artifact.kind,
    key: artifact.code,
    facts: [
      ...fact('version', '', artifact.version),
      ...fact('name', '', artifact.name),
      ...fact('description', '', artifact.description),
      ...jsonFacts('content', artifact.content),
    ],
  })
}

export function normalProject(project: Project): Part {
  return part({
    what: 'project',
    key: project.code,
    facts: [
      ...fact('name', '', project.name),
      ...fact('description', '', project.description),
      ...fact('type', '', project.type),
      ...project.otherAssets.flatMap(({ kind, id, name }) => fact('asset', `${kind} ${id}`, name || id)),
    ],
  })
}

export function normalPackage({ name }: Package, { integrations }: Pick<Archive, 'integrations'>): Part {
  return part({
    what: 'package',
    key: name,
    facts: integrations.map(({ code }) => ({ what: 'integration', name: code, value: code, shown: code })),
  })
}

/** Files that no part of the model tells, and that are no state of OIC's either. */
const LOOSE: ReadonlySet<Entry['role']> = new Set([
  'certificate',
  'project-template',
  'process-automation',
  'rpa',
  'unrecognised',
])

export function looseFiles(archive: Archive): Entry[] {
  return archive.entries.filter(({ role }) => LOOSE.has(role))
}

export async function normalFile(entry: Entry): Promise<Part> {
  const key = entry.path
  return part({
    what: 'file',
    key,
    label: baseName(key),
    facts: (await zipFacts(entry)) ?? [await fileFact('', entry)],
  })
}

/** A zip by what it holds: when and how it was packed says nothing. Null for any other file. */
async function zipFacts(entry: Entry): Promise<Fact[] | null> {
  if (!entry.path.endsWith('.zip')) return null
  try {
    const { entries } = readCentralDirectory((await bytesOf(entry)) ?? new Uint8Array(), DEFAULT_LIMITS)
    return entries.map(({ name, size, zip }) => {
      const sum = zip.crc32.toString(16).padStart(8, '0')
      return { what: 'file', name, value: `${sum} ${size}`, shown: `${size} bytes, CRC-32 ${sum}` }
    })
  } catch (error) {
    if (error instanceof IarkitError) return null
    throw error
  }
}

/**
 * A file that could not be read on this side or on the other. What it says is in no artifact, so that its bytes are all
 * that can be compared.
 * @param why what the reader said of it; null where it could be read on this side
 */
export async function unreadFile(entry: Entry, why: string | null): Promise<Part> {
  const bytes = await bytesOf(entry)
  const hash = bytes === null ? '' : await sha256(bytes)
  const value = bytes === null ? `unreadable, ${entry.size} bytes` : `sha256:${hash}`
  const size = bytes === null ? `${entry.size} bytes` : `${bytes.length} bytes, SHA-256 ${hash.slice(0, 12)}…`
  const shown = why === null ? size : `${size}; could not be read, so that only its bytes are compared: ${why}`
  return part({
    what: 'file',
    key: entry.path,
    label: baseName(entry.path),
    facts: [{ what: 'file', name: '', value, shown }],
  })
}

/** Files beyond those that are told one by one, compared by what their zip says of them. */
export function furtherFiles(entries: readonly Entry[]): Part {
  const value = shortHash(entries.map(({ path, size, zip }) => `${path} ${size} ${zip?.crc32 ?? ''}`).join('\n'))
  const shown = `${entries.length} further files could not be read, on one side at least: ${value}`
  return part({ what: 'file', key: '', label: 'further files', facts: [{ what: 'file', name: '', value, shown }] })
}
