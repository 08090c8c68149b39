/** Git's marks around two versions of the same lines. */
const BEGINS = /^<{7} /m
const ENDS = /^>{7} /m

/** Where the first of two versions begins in a file that holds both sides of a merge that was not finished; null in others. */
export function mergeMark(text: string): number | null {
  const begins = text.includes('<<<<<<< ') ? BEGINS.exec(text) : null
  return begins !== null && ENDS.test(text) ? begins.index : null
}
