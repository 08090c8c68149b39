import type { RoledEntry } from '../archive/types.js'

const MIB = 1024 * 1024

/**
 * Most bytes of one file that is parsed. A file becomes up to fifty times its size while it is read (JSON a hundred times):
 * with these limits an archive stays within 300 MB. The largest such file in an export known to us has 0.6 MB.
 */
export const MAX_TEXT = 3 * MIB

/** The same for files of which nearly every word becomes an object. Real ones have some kB. */
export const MAX_DENSE_TEXT = MIB

/** Most weight of all files of one archive that are parsed, those of nested archives included. */
export const MAX_TEXTS = 24 * MIB

/** Bytes of an ordinary file for each of its tags, strings or literals: a denser file weighs as much as it holds of them. */
const BYTES_PER_ITEM = 48

const FULL = 'The archive holds more text than is parsed: this file was left unread.'

/** What an archive's files have cost so far. */
export interface TextBudget {
  /** Null, or one sentence that says why a file of that many bytes is not to be parsed. */
  refuses(entry: Pick<RoledEntry, 'role' | 'path'>, size: number): string | null
  /** Counts a text that is about to be parsed. Null, or why it is not to be. */
  charge(text: string): string | null
}

export function createTextBudget(): TextBudget {
  let total = 0
  return {
    refuses({ role, path }, size) {
      const limit = role === 'expression' || path.endsWith('.json') ? MAX_DENSE_TEXT : MAX_TEXT
      if (total > MAX_TEXTS) return FULL
      return size <= limit
        ? null
        : `The file has ${size} bytes, more than the ${limit} that are parsed; it was left unread.`
    },
    charge(text) {
      total += Math.max(text.length, BYTES_PER_ITEM * itemsIn(text))
      return total <= MAX_TEXTS ? null : FULL
    },
  }
}

/** Tags of XML, strings of JSON, literals of an expression. */
function itemsIn(text: string): number {
  const [mark, each] = text.startsWith('<') ? ['<', 1] : /^[{[]/.test(text) ? ['"', 2] : ["'", 2]
  let count = 0
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) count++
  return count / each
}
