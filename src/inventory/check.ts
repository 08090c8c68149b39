import { IarkitError } from '../base/errors.js'
import { LISTS, listNamed } from './keys.js'
import type { TargetInventory } from './types.js'

/**
 * Refuses what cannot come from `readInventory`, such as an answer of OIC or parsed JSON as it is: its lists would be taken
 * for not known, or a rule would fail at them. Only the outermost shape is looked at, which costs nothing.
 * @throws IarkitError `invalid-inventory`
 */
export function checkInventory(value: unknown): asserts value is TargetInventory {
  const fault = faultOf(value)
  if (fault === null) return
  throw new IarkitError('invalid-inventory', `This is no inventory (${fault}): give it to readInventory first.`)
}

function faultOf(value: unknown): string | null {
  if (Array.isArray(value)) return 'it is a list'
  if (typeof value !== 'object' || value === null) return `it is ${value === null ? 'null' : `of type ${typeof value}`}`
  const fields: Readonly<Record<string, unknown>> = { ...value }
  if (fields['formatVersion'] !== 1) return 'formatVersion is not 1'
  const texts = ['environment', 'takenAt'].find((name) => typeof fields[name] !== 'string')
  if (texts !== undefined) return `${texts} is no text`
  const lists = [...LISTS, 'incomplete'].find((name) => fields[name] !== undefined && !Array.isArray(fields[name]))
  if (lists !== undefined) return `${lists} is no list`
  const other = Object.keys(fields).find((name) => (listNamed(name) ?? name) !== name)
  return other === undefined ? null : `${other} is not called ${listNamed(other)}`
}
