/** How far into a text the head of a lookup's CSV is looked for: blank lines may stand in front. */
const WITHIN = 1000

/**
 * What separates the cells of a lookup that is written as CSV: the character behind `DVM` at the start of its text, a
 * comma as OIC writes it. Null where a text does not start so, and is no such lookup.
 */
export function lookupDelimiter(text: string): string | null {
  return /^\s*(?:"DVM"|DVM)([,;\t])/i.exec(text.slice(0, WITHIN))?.[1] ?? null
}
