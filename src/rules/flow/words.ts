/** Longest list that a message spells out. */
const SPELLED_OUT = 6

/** `a`, `a and b`, `a, b and c`; of a long list the first ones and how many more. Repeats are said once. */
export function listed(names: readonly string[]): string {
  const all = [...new Set(names)]
  const shown =
    all.length > SPELLED_OUT ? [...all.slice(0, SPELLED_OUT - 1), `${all.length - SPELLED_OUT + 1} more`] : all
  if (shown.length < 2) return shown.join('')
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** `1 invoke`, `2 invokes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
