import type {
  Agent,
  AgentPattern,
  Archive,
  B2bArtifact,
  Connection,
  Deployment,
  EventType,
  Integration,
  Library,
  Lookup,
  PromptTemplate,
  Schedule,
  Tool,
} from '../model/types.js'
import { sha256 } from './hash.js'
import { normalConnection } from './normal/connection.js'
import { type NormalContext, normalContext } from './normal/context.js'
import { normalFlow } from './normal/integration.js'
import { normalLibrary } from './normal/library.js'
import { normalLookup } from './normal/lookup.js'
import { normalAiArtifact, normalB2b, normalDeployment, normalEventType, normalSchedule } from './normal/others.js'
import { canonical, type Part, withStructures } from './part.js'
import type { NormalFormOptions } from './types.js'

/** What has a normal form of its own. */
export type Comparable =
  | Integration
  | Agent
  | Connection
  | Lookup
  | Library
  | Schedule
  | EventType
  | Deployment
  | Tool
  | AgentPattern
  | PromptTemplate
  | B2bArtifact

/**
 * The noise-free normal form of an artifact: neither zip facts, `mod`, `validity`, state, revisions, audit data nor
 * anything that OIC numbers or names anew. Structures of messages are read on demand.
 */
export async function normalForm(artifact: Comparable, context: NormalContext): Promise<Part> {
  switch (artifact.kind) {
    case 'integration':
    case 'agent':
      return normalFlow(artifact, context)
    case 'connection':
      return normalConnection(artifact, context.options)
    case 'lookup':
      return normalLookup(artifact)
    case 'library':
      return normalLibrary(artifact)
    case 'schedule':
      return normalSchedule(artifact)
    case 'event-type':
      return normalEventType(artifact)
    case 'deployment':
      return normalDeployment(artifact)
    case 'b2b-artifact':
      return normalB2b(artifact, context)
    default:
      return normalAiArtifact(artifact)
  }
}

/**
 * A fingerprint of an artifact without noise, SHA-256 in hexadecimal: equal for two artifacts exactly when their diff
 * under the same options is empty.
 *
 * @param archive the archive that the artifact is from: the structure of its messages is read there
 */
export async function fingerprint(
  artifact: Comparable,
  archive: Archive,
  options: NormalFormOptions = {},
): Promise<string> {
  const form = await normalForm(artifact, normalContext(archive, options))
  return sha256(canonical(await withStructures(form)))
}

/** An artifact in the archive that holds it. */
export interface Held<T extends Comparable = Comparable> {
  readonly artifact: T
  readonly archive: Archive
}

/**
 * Whether copies of one artifact differ in content, whichever kinds of archive hold them: for two integrations that
 * bear one code and version, for a lookup bundled with several.
 */
export async function copiesDiffer(copies: readonly Held[]): Promise<boolean> {
  const [first, ...others] = copies
  if (first === undefined || others.every(({ artifact }) => sameData(first.artifact, artifact))) return false
  const prints = new Set<string>()
  for (const { artifact, archive } of copies) {
    const print = KNOWN_PRINTS.get(artifact) ?? fingerprint(artifact, archive, { acrossKinds: true })
    KNOWN_PRINTS.set(artifact, print)
    prints.add(await print)
    if (prints.size > 1) return true
  }
  return false
}

/** The first copy is compared with every other one of an estate. */
const KNOWN_PRINTS = new WeakMap<Comparable, Promise<string>>()

/** Where an artifact stands, which is not what it says. */
const PLACES: ReadonlySet<string> = new Set(['location', 'entry', 'line', 'column', 'path'])

/**
 * Whether two copies hold the same values: then nothing has to be brought into normal form. What is read on demand (the
 * messages of a flow, an attachment's bytes) is not looked at, and counts as other values.
 */
function sameData(a: unknown, b: unknown): boolean {
  if (a === b) return typeof a !== 'function'
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if ('kind' in a && (a.kind === 'integration' || a.kind === 'agent')) return false
  const left = a as Readonly<Record<string, unknown>>
  const right = b as Readonly<Record<string, unknown>>
  const keys = Object.keys(left)
  if (a instanceof Map || b instanceof Map || keys.length !== Object.keys(right).length) return false
  return keys.every((key) => key in right && (PLACES.has(key) || sameData(left[key], right[key])))
}
