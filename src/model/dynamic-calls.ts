import { type Evidence, quote } from '../base/location.js'
import { collocatedCall } from '../formats/adapter.js'
import { type LookupCall, lookupCalls } from '../formats/references.js'
import { sameChild } from './dependencies.js'
import type { Action, Endpoint, IntegrationReference, Lookup, Mapper, Mapping, Step } from './types.js'

/** What decides at run time which child a local call reaches. */
interface ChildChoice {
  readonly endpoint: Endpoint
  readonly action: Action
  readonly mapper: Mapper
  readonly code: Mapping
  readonly version: Mapping | null
  readonly projectCode: Mapping | null
}

const CHILD = /\/ConnectivityProperties\/Local[iI]ntegration\/(code|version|projectCode)$/

/**
 * Calls whose child is chosen at run time: a mapper fills `ConnectivityProperties/Localintegration` of a local call.
 * A lookup that feeds it names the children in its cells, one reference a row; a literal names one; anything else cannot
 * be told from the archive, and is a reference without a code.
 */
export function dynamicCalls(sources: {
  readonly endpoints: readonly Endpoint[]
  readonly actions: readonly Action[]
  readonly steps: readonly Step[]
  readonly project: string | null
  readonly lookups: ReadonlyMap<string, Lookup>
}): IntegrationReference[] {
  return [...choices(sources.endpoints, sources.actions, sources.steps)].flatMap((choice) =>
    childrenOf(choice, sources.project, sources.lookups),
  )
}

function* choices(
  endpoints: readonly Endpoint[],
  actions: readonly Action[],
  steps: readonly Step[],
): Generator<ChildChoice> {
  const local = new Map(
    endpoints
      .filter(({ configuration }) => configuration !== null && collocatedCall(configuration) !== null)
      .map((endpoint) => [endpoint.id, endpoint]),
  )
  for (const action of actions) {
    for (const mapper of action.mappers) {
      const filled = new Map<string, Mapping>()
      for (const mapping of mapper.mappings) {
        const part = CHILD.exec(mapping.target)?.[1]
        const fills = mapping.text !== '' || mapping.expressions.length > 0
        if (part !== undefined && fills && !GUARDS.has(mapping.instruction) && !filled.has(part))
          filled.set(part, mapping)
      }
      const code = filled.get('code')
      const endpoint =
        code === undefined ? undefined : local.get(targetEndpoint(mapper) ?? nextInvoke(action, steps) ?? '')
      if (code === undefined || endpoint === undefined) continue
      yield {
        endpoint,
        action,
        mapper,
        code,
        version: filled.get('version') ?? null,
        projectCode: filled.get('projectCode') ?? null,
      }
    }
  }
}

/** Instructions that decide whether a target is filled, not with what. */
const GUARDS: ReadonlySet<string> = new Set(['if', 'when', 'for-each', 'for-each-group', 'sort'])

/** A mapper names its target's schema by path, and the path goes through the endpoint's folder. */
function targetEndpoint(mapper: Mapper): string | null {
  for (const { schema } of mapper.targets) {
    const match = /(?:^|\/)(application_\d+)\//.exec(schema)
    if (match?.[1] !== undefined) return match[1]
  }
  return null
}

/** The invoke that follows a mapper on the canvas: the one it was made for. */
function nextInvoke(action: Action, steps: readonly Step[]): string | null {
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at]
    if (step === undefined) continue
    if ('action' in step && step.action === action.id) {
      const next = steps.slice(at + 1).find((candidate) => candidate.kind === 'invoke')
      return next?.kind === 'invoke' ? next.endpoint : null
    }
    const below = nextInvoke(action, step.children)
    if (below !== null) return below
  }
  return null
}

function childrenOf(
  choice: ChildChoice,
  project: string | null,
  lookups: ReadonlyMap<string, Lookup>,
): IntegrationReference[] {
  const { endpoint, code, version, projectCode } = choice
  const call = endpoint.configuration === null ? null : collocatedCall(endpoint.configuration)
  const home = call?.context === 'INTER_PROJECT' ? call.project : call?.context === 'INTRA_PROJECT' ? project : null
  const base = { kind: 'integration', dynamic: true, at: endpoint.id, evidence: evidenceOf(code) } as const
  const literalProject = projectCode === null ? null : literalOf(projectCode)
  const literal = literalOf(code)
  if (literal !== null) {
    const written = version === null ? null : literalOf(version)
    return [{ ...base, code: literal, version: written, project: literalProject ?? home, lookup: '', lookupRow: null }]
  }
  const codeCall = lookupOf(code)
  const lookup = codeCall?.name === undefined || codeCall.name === null ? undefined : lookups.get(codeCall.name)
  const codes = cellsOf(codeCall, lookup)
  if (codeCall === null || lookup === undefined || codes === null) {
    return [
      {
        ...base,
        code: null,
        version: null,
        project: literalProject ?? home,
        lookup: codeCall?.name ?? '',
        lookupRow: null,
      },
    ]
  }
  const versions = cellsOf(version === null ? null : lookupOf(version), lookup)
  const projects = cellsOf(projectCode === null ? null : lookupOf(projectCode), lookup)
  const fixedVersion = version === null ? call?.version || null : literalOf(version)
  const seen: IntegrationReference[] = []
  for (let row = 0; row < codes.length; row++) {
    const child = codes[row]?.trim() ?? ''
    if (child === '') continue
    const reference: IntegrationReference = {
      ...base,
      code: child,
      version: versions?.[row]?.trim() || fixedVersion,
      project: projects?.[row]?.trim() || literalProject || home,
      lookup: lookup.name,
      lookupRow: row + 1,
    }
    if (!seen.some((other) => sameChild(other, reference))) seen.push(reference)
  }
  return seen
}

function literalOf(mapping: Mapping): string | null {
  if (mapping.text !== '') return mapping.text
  const [xpath] = mapping.expressions
  const [literal] = xpath?.literals ?? []
  const alone =
    xpath !== undefined && xpath.calls.length === 0 && xpath.variables.length === 0 && xpath.literals.length === 1
  return alone && literal !== undefined && xpath.source.trim().length === literal.value.length + 2
    ? literal.value
    : null
}

/** The lookup behind a value, also where it is wrapped in other functions. */
function lookupOf(mapping: Mapping): LookupCall | null {
  for (const xpath of mapping.expressions) {
    const [call] = lookupCalls(xpath)
    if (call !== undefined) return call
  }
  return null
}

function cellsOf(call: LookupCall | null, lookup: Lookup | undefined): (string | undefined)[] | null {
  if (call === null || lookup === undefined || call.name !== lookup.name || call.targetColumn === null) return null
  const column = lookup.columns.indexOf(call.targetColumn)
  return column === -1 ? null : lookup.rows.map((row) => row.cells[column])
}

function evidenceOf(mapping: Mapping): Evidence {
  const [xpath] = mapping.expressions
  const { entry, line, column } = xpath?.location ?? mapping
  return { entry, line, column, text: quote(xpath?.source ?? mapping.text) }
}
