/** Git's marks around two versions of the same lines. In a file of keys nothing else says that there are two. */
const BEGINS = /^<{7} /m
const ENDS = /^>{7} /m

/** What is wrong with a file that {@link unfinishedMerge} tells of. */
export const UNFINISHED_MERGE = 'The file holds both sides of a merge that was not finished'

/** Where the first of two versions begins in a file that holds both sides of a merge; null in others. */
export function unfinishedMerge(text: string): number | null {
  const begins = text.includes('<<<<<<< ') ? BEGINS.exec(text) : null
  return begins !== null && ENDS.test(text) ? begins.index : null
}
