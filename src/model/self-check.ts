import type { Diagnostic } from '../base/diagnostic.js'
import { sortedUnique } from '../base/version.js'
import { aliasOfKey } from '../formats/certificates.js'
import type { ActionType } from '../formats/types.js'
import { flowsOf } from './flows.js'
import { versioned } from './ids.js'
import type { Agent, Archive, Flow, Integration, Reference } from './types.js'

/**
 * Processor types that both OIC and the library count, so that the absence of one is a disagreement too. Under others, such as
 * INTEGRATION_PROPERTIES, OIC counts properties, parameters and the like.
 */
const COUNTED: readonly ActionType[] = [
  'assignment',
  'transformer',
  'contentBasedRouter',
  'catchAll',
  'stageFile',
  'messageTracker',
  'globalVariableDefinition',
  'integrationMetadata',
  'notification',
  'stitch',
  'throw',
  'for',
  'activityStreamLogger',
  'scheduleReceive',
  'typeDefinitions',
  'catch',
  'wait',
  'while',
  'template',
  'agent',
  'memory',
  'pick',
  'parallelBranch',
  'callout',
  'parallel',
  'patternIntegrationMemoryData',
]

/** `contentBasedRouter` as analysis.json writes it: `CONTENT_BASED_ROUTER`. */
function constantCase(type: string): string {
  return type.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()
}

/**
 * Compares what the library found with what OIC recorded in the archive. A disagreement is a defect of the library, or
 * an archive that was changed by hand: either way the reader must know that the rest may be wrong.
 */
export function selfCheck(
  archive: Pick<Archive, 'integrations' | 'agents' | 'lookups' | 'libraries' | 'zipped'>,
  diagnostics: readonly Diagnostic[],
): Diagnostic[] {
  const unread = diagnostics.filter(({ code }) => code === 'malformed-content' || code === 'missing-file')
  const unparsed = new Set(unread.flatMap(({ severity, entry }) => (severity === 'error' ? entry : [])))
  const flows = flowsOf(archive)
  const torn = foldersAround(
    unread,
    flows.reduce((most, { folder }) => Math.max(most, folder.length), 0),
  )
  const bundled = {
    lookups: archive.lookups.map(({ name }) => name),
    libraries: archive.libraries.map(({ code, version }) => `${code}|${version}`),
    zipped: archive.zipped,
  }
  return flows.flatMap((flow) => {
    // Of a project.xml that does not parse only a part was read.
    if (unparsed.has(flow.location.entry)) return []
    // What a file that is lost or does not parse would have used is no disagreement.
    const isWhole = !torn.has(flow.folder)
    return [...checkCounts(flow), ...checkDependencies(flow, isWhole), ...checkNoted(flow, bundled, isWhole)]
  })
}

/** Every folder that an entry lies in, up to a length: `a/`, `a/b/`. */
function foldersAround(places: readonly Pick<Diagnostic, 'entry'>[], longest: number): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const { entry } of places) {
    for (let end = entry.indexOf('/'); end !== -1 && end < longest; end = entry.indexOf('/', end + 1))
      folders.add(entry.slice(0, end + 1))
  }
  return folders
}

/** What an archive brings along. */
interface Bundled {
  readonly lookups: readonly string[]
  readonly libraries: readonly string[]
  readonly zipped: boolean
}

function checkCounts(flow: Flow): Diagnostic[] {
  const recorded = flow.recorded.processorCount
  // Without project.xml there is nothing to compare, and its absence is a diagnostic already.
  if (recorded === null || flow.schemaVersion === '') return []
  // What OIC counts under the name of a type that nobody knows need not be its actions; such a type is reported as such.
  const found: [string, number][] = COUNTED.map((type) => [constantCase(type), flow.actionCounts[type] ?? 0])
  found.push(['SOURCE', flow.endpoints.filter(({ role }) => role === 'trigger').length])
  found.push(['TARGET', flow.endpoints.filter(({ role }) => role === 'invoke').length])
  return found
    .filter(([key, count]) => (recorded[key] ?? 0) !== count)
    .map(([key, count]) =>
      disagreement(flow, `OIC counted ${recorded[key] ?? 0} of ${key} in ${flow.code}, the library ${count}`),
    )
}

function checkDependencies(flow: Integration | Agent, isWhole: boolean): Diagnostic[] {
  const recorded = flow.recorded.dependencies
  // What an agent lists is what its tools use, which stands in none of its own files.
  if (recorded === null || flow.schemaVersion === '' || flow.kind === 'agent') return []
  const lists = ['connections', 'lookups', 'libraries', 'certificates'] as const
  const takenIn = onlyTakenIn(flow)
  return lists.flatMap((list) => {
    const ids = recorded[list] ?? []
    const noted = sortedUnique(list === 'certificates' ? ids.map(aliasOfKey) : ids)
    const found = flow.dependencies[list]
    return [
      ...without(isWhole || list === 'connections' ? noted : [], found).map((id) =>
        disagreement(flow, `OIC lists ${id} among the ${list} that ${flow.code} uses, the library found no use of it`),
      ),
      ...without(list === 'certificates' ? listedKeys(flow) : without(found, takenIn[list] ?? []), noted).map((id) =>
        disagreement(flow, `The library found that ${flow.code} uses ${id}, which OIC does not list among its ${list}`),
      ),
    ]
  })
}

/**
 * The keys that info.json should list: those of the flow's own actions and endpoints, not what its connections name. Not
 * every release lists certificates, and an empty list is left out: without one nothing can be said.
 */
function listedKeys({ references, recorded }: Flow): string[] {
  if (recorded.dependencies?.['certificates'] === undefined) return []
  return sortedUnique(
    references.flatMap((each) => (each.kind === 'certificate' && each.connection === '' ? each.alias : [])),
  )
}

/**
 * The properties at actions are a record in archives without info.json too. They may be fewer than what is used, since
 * not every action type carries them; then what is used must at least be bundled.
 */
function checkNoted(flow: Flow, archive: Bundled, isWhole: boolean): Diagnostic[] {
  const { lookups, libraries, dependencies } = flow.recorded
  const takenIn = onlyTakenIn(flow)
  const findings: Diagnostic[] = []
  const compare = (
    what: string,
    noted: readonly string[] | null,
    found: readonly string[],
    known: readonly string[],
  ) => {
    if (noted === null) return
    for (const id of isWhole ? without(noted, found) : []) {
      findings.push(
        disagreement(
          flow,
          `OIC notes at an action of ${flow.code} that it uses the ${what} ${id}, the library found no use of it`,
        ),
      )
    }
    if (dependencies !== null || !archive.zipped) return
    for (const id of without(without(found, noted), known)) {
      findings.push(
        disagreement(
          flow,
          `The library found that ${flow.code} uses the ${what} ${id}, which OIC neither notes nor bundles`,
        ),
      )
    }
  }
  compare('lookup', lookups, flow.dependencies.lookups, [...archive.lookups, ...takenIn.lookups])
  compare('library', libraries, flow.dependencies.libraries, [...archive.libraries, ...takenIn.libraries])
  return findings
}

/**
 * What nothing uses but style sheets that mappers take in. OIC writes one file a mapper: it need not look into others that
 * a person put in.
 */
function onlyTakenIn({ actions, references }: Flow): Readonly<Record<string, readonly string[]>> & {
  readonly lookups: readonly string[]
  readonly libraries: readonly string[]
} {
  const sheets = new Set<string>()
  for (const { path, mappings } of actions.flatMap(({ mappers }) => mappers))
    for (const { entry } of mappings) if (entry !== path) sheets.add(entry)
  const only = (idOf: (reference: Reference) => string | null) => {
    if (sheets.size === 0) return []
    const ids = (taken: boolean) =>
      references.flatMap((each) => (sheets.has(each.evidence.entry) === taken ? (idOf(each) ?? []) : []))
    return without(sortedUnique(ids(true)), ids(false))
  }
  return {
    lookups: only((each) => (each.kind === 'lookup' ? each.name : null)),
    libraries: only((each) => (each.kind === 'library' ? versioned(each.code, each.version) : null)),
  }
}

function without(values: readonly string[], others: readonly string[]): string[] {
  if (values.length === 0) return []
  const known = new Set(others)
  return values.filter((value) => !known.has(value))
}

function disagreement(flow: Flow, message: string): Diagnostic {
  const { entry, line, column } = flow.location
  return { code: 'self-check', severity: 'error', message: `${message}. Please report it.`, entry, line, column }
}
