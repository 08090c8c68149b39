import { checkGiven, checkType, optionsOf } from '../base/given.js'
import type { Agent, Archive, Artifact, Integration } from '../model/types.js'
import { sha256 } from './hash.js'
import { normalB2b } from './normal/b2b.js'
import { normalConnection } from './normal/connection.js'
import { type NormalContext, normalContext } from './normal/context.js'
import { flowFacts, normalFlow } from './normal/integration.js'
import { normalLibrary } from './normal/library.js'
import { normalLookup } from './normal/lookup.js'
import { normalAiArtifact, normalDeployment, normalEventType, normalSchedule } from './normal/others.js'
import { canonical, type Part, withStructures } from './part.js'
import { sameFiles } from './same-files.js'
import type { NormalFormOptions } from './types.js'

/** What has a normal form of its own. */
export type Comparable = Artifact

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
  checkType(artifact, 'object', 'artifact')
  checkGiven(archive, 'archive')
  const form = await normalForm(artifact, normalContext(archive, optionsOf(options)))
  return sha256(canonical(await withStructures(form)))
}

/** A fingerprint that takes schemas by their bytes: where two are equal, nobody has to read these. */
export async function outerFingerprint(
  artifact: Comparable,
  archive: Archive,
  options: NormalFormOptions = {},
): Promise<string> {
  return sha256(canonical(await normalForm(artifact, normalContext(archive, options))))
}

/** An artifact in the archive that holds it. */
export interface Held<T extends Comparable = Comparable> {
  readonly artifact: T
  readonly archive: Archive
}

/**
 * Whether copies of one artifact differ in content, whichever kinds of archive hold them: for two integrations that
 * bear one code and version, for a lookup bundled with several. What is cheaper to tell is asked first.
 */
export async function copiesDiffer(copies: readonly Held[]): Promise<boolean> {
  checkType(copies, 'list', 'copies')
  const [first, ...others] = copies
  if (first === undefined) return false
  for (const other of others) if (await differs(first, other)) return true
  return false
}

async function differs(a: Held, b: Held): Promise<boolean> {
  if (sameData(a.artifact, b.artifact)) return false
  if (isFlow(a) && isFlow(b) && sameFlowFiles(a, b)) return false
  const print = ({ artifact, archive }: Held): Promise<string> => fingerprint(artifact, archive, COPIES)
  return (await print(a)) !== (await print(b))
}

/**
 * Whether two flows are surely the same, by what they say of themselves and what the zips say of their files: as those
 * of an integration that is exported again and again. False says nothing.
 */
export function sameFlowFiles(a: Held<Integration | Agent>, b: Held<Integration | Agent>): boolean {
  const own = ({ artifact }: Held<Integration | Agent>): string => JSON.stringify(flowFacts(artifact, COPIES))
  // Which processors wires lead to stands in project.xml, and an outline does without.
  return own(a) === own(b) && sameFiles(a, b)
}

function isFlow(held: Held): held is Held<Integration | Agent> {
  return held.artifact.kind === 'integration' || held.artifact.kind === 'agent'
}

const COPIES: NormalFormOptions = { acrossKinds: true }

/** Where an artifact stands, which is not what it says. */
const PLACES: ReadonlySet<string> = new Set(['location', 'entry', 'line', 'column', 'path'])

/**
 * Whether two copies hold the same values: then nothing has to be brought into normal form. What is read on demand (the
 * messages of a flow, an attachment's bytes) is not looked at, and counts as other values.
 */
export function sameData(a: unknown, b: unknown): boolean {
  if (a === b) return typeof a !== 'function'
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if ('kind' in a && (a.kind === 'integration' || a.kind === 'agent')) return false
  const left = a as Readonly<Record<string, unknown>>
  const right = b as Readonly<Record<string, unknown>>
  const keys = Object.keys(left)
  if (a instanceof Map || b instanceof Map || keys.length !== Object.keys(right).length) return false
  return keys.every((key) => key in right && (PLACES.has(key) || sameData(left[key], right[key])))
}
