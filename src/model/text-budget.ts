import type { Limits, RoledEntry } from '../archive/types.js'
import { lookupDelimiter } from '../base/lookup-head.js'

/** Bytes of an ordinary file for each of its tags, strings or literals: a denser file weighs as much as it holds of them. */
const BYTES_PER_ITEM = 48

/** What an archive's files have cost so far. */
export interface TextBudget {
  /** Null, or one sentence that says why a file of that many bytes is not to be parsed. */
  refuses(entry: Pick<RoledEntry, 'role' | 'path'>, size: number): string | null
  /** Counts a text that is about to be parsed. Null, or why it is not to be. */
  charge(text: string): string | null
}

export function createTextBudget(limits: Limits): TextBudget {
  let total = 0
  const full = () => (total <= limits.maxTotalTextSize ? null : FULL)
  return {
    refuses({ role, path }, size) {
      const limit = role === 'expression' || /\.json$/i.test(path) ? 'maxDenseTextSize' : 'maxTextSize'
      if (size <= limits[limit] || full() !== null) return full()
      return `The file has ${size} bytes, more than the ${limits[limit]} that are parsed; it was left unread. Raise ${limit} to read it.`
    },
    charge(text) {
      total += Math.max(text.length, BYTES_PER_ITEM * itemsIn(text))
      return full()
    },
  }
}

const FULL = 'The archive holds more text than is parsed: this file was left unread. Raise maxTotalTextSize to read it.'

/** A literal of an expression takes as much as so many tags of XML: it is searched for more than a name is. */
const TAGS_PER_LITERAL = 2.5

/** A row of a CSV takes as much as so many tags of XML, and each of its cells as one. */
const TAGS_PER_ROW = 6

/** Tags of XML, strings of JSON, rows and cells of a CSV, literals of an expression. */
function itemsIn(text: string): number {
  if (text.startsWith('<')) return countOf('<', text)
  if (/^[{[]/.test(text)) return countOf('"', text) / 2
  const delimiter = lookupDelimiter(text)
  if (delimiter !== null) return TAGS_PER_ROW * countOf('\n', text) + countOf(delimiter, text)
  return ((countOf("'", text) + countOf('"', text)) / 2) * TAGS_PER_LITERAL
}

function countOf(mark: string, text: string): number {
  let count = 0
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) count++
  return count
}
