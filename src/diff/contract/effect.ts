/** What a change of a message or of a trigger means for those on the other side. */
import { factOf, type Part } from '../part.js'
import type { ChangeKind, ContractEffect } from '../types.js'

/** `request`: others send it; `response`: others receive it, as they do faults and events. */
export type Direction = 'request' | 'response'

export function directionOf(message: string): Direction {
  return /(?:^| )(?:response|event|fault(?: .*)?)$/.test(message) ? 'response' : 'request'
}

/** A field, or a message as a whole, that came or went. */
export function presenceEffect(of: Part, change: ChangeKind, direction: Direction): ContractEffect {
  if (change === 'removed') return of.what === 'message' && of.key.includes('fault') ? 'compatible' : 'breaking'
  if (change === 'moved' || change === 'renamed') return 'breaking'
  if (of.what === 'message') return of.key.endsWith('request') ? 'breaking' : 'compatible'
  return direction === 'request' && isMandatory(of) ? 'breaking' : 'compatible'
}

/** What OIC puts around the parameters of an address: there whenever it is declared, though nobody sends it. */
const WRAPPERS: ReadonlySet<string> = new Set(['QueryParameters', 'TemplateParameters', 'ConnectivityProperties'])

function isMandatory(of: Part): boolean {
  if (WRAPPERS.has(of.key)) return of.parts.some(isMandatory)
  return occurs(factOf(of, 'cardinality')?.value ?? '').min > 0
}

/** A fact of a field. Null stands for a fact that is not there. */
export function factEffect(
  what: string,
  old: string | null,
  new_: string | null,
  direction: Direction,
): ContractEffect {
  // What is a loosening for those who send is a tightening for those who receive.
  const [before, after] = direction === 'request' ? [old, new_] : [new_, old]
  return accepts(what, before, after) ? 'compatible' : 'breaking'
}

/** Whether whatever was allowed before is still allowed. */
function accepts(what: string, before: string | null, after: string | null): boolean {
  switch (what) {
    case 'cardinality': {
      const was = occurs(before ?? '')
      const is = occurs(after ?? '')
      return is.min <= was.min && is.max >= was.max
    }
    case 'type':
      return widens(before ?? '', after ?? '')
    case 'values': {
      if (after === null) return true
      if (before === null) return false
      const allowed = new Set(after.split(' | '))
      return before.split(' | ').every((value) => allowed.has(value))
    }
    case 'nillable':
      return after !== null
    case 'restriction':
    case 'fixed':
      return after === null
    // What is declared anew is used by nobody yet; who uses it later has changed himself.
    case 'declaration':
      return before === null
    default:
      return false
  }
}

/** Types in which each holds all values of those before it. */
const WIDER: readonly (readonly string[])[] = [
  ['byte', 'short', 'int', 'long', 'integer', 'decimal'],
  ['positiveInteger', 'nonNegativeInteger', 'integer', 'decimal'],
  ['unsignedByte', 'unsignedShort', 'unsignedInt', 'unsignedLong', 'nonNegativeInteger', 'integer', 'decimal'],
  ['float', 'double'],
  ['token', 'normalizedString', 'string'],
]
const ANY: ReadonlySet<string> = new Set(['any', 'anyType', 'anySimpleType'])

function widens(from: string, to: string): boolean {
  if (ANY.has(to)) return true
  return WIDER.some((chain) => chain.includes(from) && chain.indexOf(to) > chain.indexOf(from))
}

function occurs(cardinality: string): { readonly min: number; readonly max: number } {
  const [min = '', max = ''] = cardinality.split('..')
  return { min: Number(min) || 0, max: max === '*' ? Number.POSITIVE_INFINITY : Number(max) || 0 }
}

/** Properties of a trigger that its callers see, without the operation before them (`default.HttpVerb`). */
const CALLED_BY: ReadonlySet<string> = new Set([
  'HttpVerb',
  'ResourceURI',
  'RequestMediaType',
  'ResponseMediaType',
  'verb',
  'resourceUrl',
  'securityPolicy',
])

/** What a changed fact of a trigger's step means for its callers; null where they do not see it. */
export function triggerEffect(trigger: Part, what: string, name: string): ContractEffect | null {
  if (what === 'mep' || what === 'adapter' || what === 'event-type' || what === 'operation') return 'breaking'
  if (what !== 'property') return null
  const last = name.slice(name.lastIndexOf('.') + 1)
  if (CALLED_BY.has(last)) return 'breaking'
  // A REST trigger's operation is OIC's own name; a SOAP trigger's is what callers call. The triggers of a pick, which
  // leave their adapter to it, are REST ones.
  const isRest = (factOf(trigger, 'adapter')?.value ?? 'rest') === 'rest'
  return last === 'targetOperation' && !isRest ? 'breaking' : null
}

/** What a changed fact of an integration itself means for those who call it. */
export function integrationEffect(what: string, old: string | null, new_: string | null): ContractEffect | null {
  if (what === 'style') return 'breaking'
  // Where one side does not say it, or cannot be read, nobody knows whether it changed.
  if (what === 'scope' && old !== null && new_ !== null)
    return new_.toLowerCase() === 'public' ? 'compatible' : 'breaking'
  return null
}

/** What a function that came, went or changed its name means for those who call the library. */
export function libraryEffect(change: ChangeKind): ContractEffect {
  return change === 'added' ? 'compatible' : 'breaking'
}

/** The gravest of several. */
export function gravest(effects: Iterable<ContractEffect | null>): ContractEffect {
  let worst: ContractEffect = 'unchanged'
  for (const effect of effects) {
    if (effect === 'breaking') return 'breaking'
    if (effect === 'compatible') worst = 'compatible'
  }
  return worst
}
