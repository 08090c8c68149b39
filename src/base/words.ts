/** `A`, `A and B`, `A, B and C`; beyond `most` the rest is counted: `A, B and 7 more`. */
export function listed(words: readonly string[], most = 5): string {
  const shown = words.length > most ? words.slice(0, most) : words.slice(0, -1)
  const last = words.length > most ? `${words.length - most} more` : (words.at(-1) ?? '')
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}

/** `1 row`, `2 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** `nothing to fix` as it begins a sentence. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
