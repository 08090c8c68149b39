import type { Location } from '../../base/location.js'
import { readXPath, tokens } from '../../formats/xpath.js'
import { type Action, allSteps, allXPaths, type Step } from '../../model/index.js'
import { actionOf, endpointOf, type FlowParts } from './steps.js'

/** A variable that an action sets, or that the flow declares. */
export interface SetVariable {
  readonly name: string
  readonly location: Location
}

/**
 * The variables that an action sets: an assignment, a declared global variable, the targets of a data stitch. Loggers
 * and waits write a VariableName too, which is their own name and no variable.
 */
export function variablesSet(action: Action): readonly SetVariable[] {
  switch (action.type) {
    case 'assignment':
      return action.expressions
        .filter(({ variable }) => variable !== '')
        .map(({ variable, xpath }) => ({ name: variable, location: xpath.location }))
    case 'globalVariableDefinition': {
      const name = action.properties['variableName'] ?? ''
      return name === '' ? [] : [{ name, location: action.location }]
    }
    case 'stitch':
      return action.stitches.flatMap(({ assigns }) =>
        assigns.flatMap(({ to, entry, line, column }) => {
          const name = targetVariable(to)
          return name === '' ? [] : [{ name, location: { entry, line, column } }]
        }),
      )
    default:
      return []
  }
}

/** The variable that a data stitch writes to: `$order/ns1:lines` gives `order`; empty where the path starts elsewhere. */
export function targetVariable(path: string): string {
  const first = tokens(path)[0]
  return first?.kind === 'variable' ? variableName(first.text) : ''
}

/** The variables that an action reads, wherever it does. A mapper declares more parameters than it reads: only reads count. */
export function variablesRead(action: Action): ReadonlySet<string> {
  const read = new Set<string>()
  for (const { xpath } of allXPaths([action])) for (const name of xpath.variables) read.add(name)
  for (const { xpath } of action.trackingVariables) for (const name of variablesIn(xpath)) read.add(name)
  for (const { assigns } of action.stitches)
    for (const { to } of assigns) for (const name of readByTarget(to)) read.add(name)
  return read
}

/** A predicate in the target of a data stitch reads: `$order/line[@id = $current/id]`. */
function readByTarget(path: string): readonly string[] {
  const [first, ...rest] = tokens(path)
  const reading = first?.kind === 'variable' ? rest : first === undefined ? [] : [first, ...rest]
  return reading.filter(({ kind }) => kind === 'variable').map(({ text }) => variableName(text))
}

function variablesIn(xpath: string): readonly string[] {
  return xpath === '' ? [] : readXPath(xpath, () => ({ entry: '', line: null, column: null }), null).variables
}

function variableName(token: string): string {
  return token.slice(1).trim()
}

/** Kinds of step whose result is a variable of the same name for those after it. */
const GIVING: ReadonlySet<string> = new Set([
  'invoke',
  'publish',
  'receive',
  'pickReceive',
  'subscribe',
  'stageFile',
  'callout',
  'for',
  'template',
  'agent',
  'memory',
])

/** The variables that steps give a value to, those below them included: assigned ones, and what comes back to them. */
export function variablesGiven(steps: readonly Step[], parts: FlowParts): ReadonlySet<string> {
  const given = new Set<string>()
  for (const step of allSteps(steps)) {
    const action = actionOf(step, parts)
    for (const { name } of action === null ? [] : variablesSet(action)) given.add(name)
    if (!GIVING.has(step.kind)) continue
    given.add(step.name)
    const endpoint = endpointOf(step, parts)
    if (endpoint !== null) given.add(endpoint.name)
    if (action !== null) given.add(action.name)
    // The current element of a for each.
    for (const { variable } of action?.expressions ?? []) if (variable !== '') given.add(variable)
  }
  given.delete('')
  return given
}

/** Whether part of what an action reads or sets stands in a file that cannot be read (`.ser` stitches, `.jq`). */
export function isOpaque(action: Action): boolean {
  return (
    action.stitches.some(({ readable }) => !readable) ||
    action.resources.some(({ path }) => /\.(?:ser|jq)$/i.test(path))
  )
}
