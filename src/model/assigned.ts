import type { XPathText } from '../formats/types.js'
import type { Action } from './types.js'

/** Follows a variable to what a flow assigns to it. */
export interface Assigned {
  /**
   * What the variable may hold, by the expressions that give it a value; null where that cannot be told. The empty text that
   * one starts with is no value.
   */
  valuesOf(variable: string): readonly XPathText[] | null
}

/** Most values of one variable that are followed. */
const MOST_VALUES = 50

/** Most variables that are given the value of the next, one after the other. */
const LONGEST_CHAIN = 20

/** The variables of a flow: assign actions fill them, data stitches may, too, and are not followed. */
export function assignedIn(actions: readonly Action[]): Assigned {
  const assigned = new Map<string, XPathText[]>()
  const stitched = new Set<string>()
  for (const { type, expressions, stitches } of actions) {
    for (const { variable, xpath } of type === 'assignment' ? expressions : []) {
      const known = assigned.get(variable) ?? []
      known.push(xpath)
      assigned.set(variable, known)
    }
    for (const { assigns } of stitches)
      for (const { to } of assigns) stitched.add(/^\$([^/[\s]+)/.exec(to.trim())?.[1] ?? '')
  }
  const isOpaque = actions.some(({ stitches }) => stitches.some(({ readable }) => !readable))

  const follow = (variable: string, above: ReadonlySet<string>): readonly XPathText[] | null => {
    const written = assigned.get(variable)
    if (written === undefined || isOpaque || stitched.has(variable)) return null
    if (above.has(variable) || above.size === LONGEST_CHAIN) return null
    const values: XPathText[] = []
    for (const xpath of written) {
      if (EMPTY.test(xpath.source.trim())) continue
      const next = variableOf(xpath)
      // One variable may be given the value of another.
      const further = next === null ? [xpath] : follow(next, new Set([...above, variable]))
      if (further === null || values.length + further.length > MOST_VALUES) return null
      values.push(...further)
    }
    return values.length === 0 ? null : values
  }
  return { valuesOf: (variable) => follow(variable, new Set()) }
}

const EMPTY = /^(?:''|"")?$/

/** The variable that an expression is, and nothing else; null where it is more. */
export function variableOf({ source }: XPathText): string | null {
  return /^\s*\$([\p{L}_][\p{L}\p{N}_.-]*)\s*$/u.exec(source)?.[1] ?? null
}
