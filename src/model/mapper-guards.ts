import type { Mapping } from './types.js'

/** Instructions of a mapper that stand around others; what they enclose names them. */
const GUARDS: ReadonlySet<string> = new Set(['if', 'when', 'otherwise', 'for-each', 'for-each-group'])

export function isGuard({ instruction }: Mapping): boolean {
  return GUARDS.has(instruction)
}

/** A guard as {@link Mapping.within} may write it: by any of its expressions. */
export function labelsOf({ instruction, expressions }: Mapping): string[] {
  return instruction === 'otherwise' ? [instruction] : expressions.map(({ source }) => `${instruction}(${source})`)
}
