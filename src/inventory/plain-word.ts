/**
 * A role, policy, adapter or status in capitals without separators: OIC's screens, exports and REST answers write the same
 * word with blanks, underscores and in either case.
 */
export function plainWord(word: string): string {
  return word.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

/** Whether two words are both said and not the same. */
export function wordsDiffer(a: string, b: string): boolean {
  return a !== '' && b !== '' && plainWord(a) !== plainWord(b)
}
