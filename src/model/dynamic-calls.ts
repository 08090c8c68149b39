import { groupBy } from '../base/group.js'
import { type Evidence, quote } from '../base/location.js'
import { collocatedCall } from '../formats/adapter.js'
import { namedProject } from '../formats/project-code.js'
import { type LookupCall, lookupCalls } from '../formats/references.js'
import { type Assigned, assignedIn, variableOf } from './assigned.js'
import { ChildSet } from './child-set.js'
import type { Action, Endpoint, IntegrationReference, Lookup, Mapper, Mapping, Step } from './types.js'

/** What decides at run time which child a local call reaches. */
interface ChildChoice {
  readonly endpoint: Endpoint
  readonly code: Mapping
  readonly version: Mapping | null
  readonly projectCode: Mapping | null
}

const CHILD = /\/ConnectivityProperties\/Local[iI]ntegration\/(code|version|projectCode)$/

/** Most children that one mapper is read to choose between; the rest count as one that cannot be told. */
const MOST_CHOICES = 500

/**
 * Calls whose child is chosen at run time: a mapper fills `ConnectivityProperties/Localintegration` of a local call.
 * A lookup that feeds it names the children in its cells, one reference a row; a literal names one; anything else cannot
 * be told from the archive, and is a reference without a code. Each branch of a condition that fills it is a choice, and each value
 * that is assigned to a variable that fills it.
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
  const assigned = assignedIn(actions)
  for (const action of actions) {
    for (const mapper of action.mappers) {
      const codes = filling(mapper, 'code')
      if (codes.length === 0) continue
      const endpoint = local.get(targetEndpoint(mapper) ?? nextInvoke(action, steps) ?? '')
      if (endpoint === undefined) continue
      const single = (part: 'version' | 'projectCode') =>
        filling(mapper, part).map((mapping) => onlyValue(mapping, assigned) ?? mapping)
      const follow = (mapping: Mapping) => followed(mapping, assigned)
      yield* chosen({ codes, versions: single('version'), projects: single('projectCode'), endpoint, follow })
    }
  }
}

/** A mapping from a variable as one from each value that the flow assigns to it; any other as it is. */
function followed(mapping: Mapping, assigned: Assigned): readonly Mapping[] {
  const [xpath] = mapping.expressions
  const variable = xpath === undefined ? null : variableOf(xpath)
  const values = variable === null ? null : assigned.valuesOf(variable)
  return values === null ? [mapping] : values.map((value) => ({ ...mapping, ...value.location, expressions: [value] }))
}

/** Which of several versions goes with which child, nobody says: one alone is followed. */
function onlyValue(mapping: Mapping, assigned: Assigned): Mapping | null {
  const values = followed(mapping, assigned)
  return values.length === 1 ? (values[0] ?? null) : null
}

function* chosen({
  codes,
  versions,
  projects,
  endpoint,
  follow,
}: {
  readonly codes: readonly Mapping[]
  readonly versions: readonly Mapping[]
  readonly projects: readonly Mapping[]
  readonly endpoint: Endpoint
  readonly follow: (code: Mapping) => readonly Mapping[]
}): Generator<ChildChoice> {
  const versionsOf = besides(codes, versions)
  const projectsOf = besides(codes, projects)
  let left = MOST_CHOICES
  for (const written of codes) {
    for (const code of follow(written)) {
      for (const version of versionsOf(written)) {
        for (const projectCode of projectsOf(written)) {
          if (left-- > 0) yield { endpoint, code, version, projectCode }
          else return yield { endpoint, code: { ...code, text: '', expressions: [] }, version: null, projectCode: null }
        }
      }
    }
  }
}

/** What fills one part of the child's name, in the order of the mapper: several where branches of a condition do. */
function filling(mapper: Mapper, part: 'code' | 'version' | 'projectCode'): Mapping[] {
  return mapper.mappings.filter(
    ({ target, instruction, text, expressions }) =>
      CHILD.exec(target)?.[1] === part && (text.trim() !== '' || expressions.length > 0) && !GUARDS.has(instruction),
  )
}

/** Which of the parts go with a code: those of the same branch, or of none; with a code that is alone, all. */
function besides(codes: readonly Mapping[], parts: readonly Mapping[]): (code: Mapping) => readonly (Mapping | null)[] {
  const byBranch = groupBy(parts, branchOf)
  return (code) =>
    byBranch.get(branchOf(code)) ?? byBranch.get('') ?? (codes.length === 1 && parts.length > 0 ? parts : [null])
}

const branchOf = ({ within }: Mapping): string => within.join('\n')

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
  const named = (text: string | null | undefined, otherwise: string | null) => (text ? namedProject(text) : otherwise)
  const usual = named(projectCode === null ? null : literalOf(projectCode), home)
  // The call bears a version of its own; where a mapper fills one, that counts.
  const fixedVersion = version === null ? call?.version || null : literalOf(version)
  const literal = literalOf(code)
  if (literal !== null) {
    return [{ ...base, code: literal, version: fixedVersion, project: usual, lookup: '', lookupRow: null }]
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
        project: usual,
        lookup: codeCall?.name ?? '',
        lookupRow: null,
      },
    ]
  }
  const versions = cellsOf(version === null ? null : lookupOf(version), lookup)
  const projects = cellsOf(projectCode === null ? null : lookupOf(projectCode), lookup)
  const seen = new ChildSet()
  const children: IntegrationReference[] = []
  for (let row = 0; row < codes.length; row++) {
    const child = codes[row]?.trim() ?? ''
    if (child === '') continue
    const reference: IntegrationReference = {
      ...base,
      code: child,
      version: versions?.[row]?.trim() || fixedVersion,
      project: named(projects?.[row]?.trim(), usual),
      lookup: lookup.name,
      lookupRow: row + 1,
    }
    if (seen.has(reference)) continue
    seen.add(reference)
    children.push(reference)
  }
  return children
}

function literalOf(mapping: Mapping): string | null {
  // A mapper that was laid out by hand has line breaks around its texts.
  if (mapping.text.trim() !== '') return mapping.text.trim()
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
