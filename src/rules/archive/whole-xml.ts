import { indexOfAscii } from '../../literals/key-material.js'

/** What begins one side of a merge in Git that was not finished. */
const MERGE_MARK = '<<<<<<< '

/** Longest start of a file in which the root element is looked for, and longest end tag. */
const HEAD = 4096
const TAIL = 200

/** Names of tags are ASCII as a rule; others are compared byte by byte. */
const LATIN_1 = new TextDecoder('latin1')

const PROLOG = /^(?:\u00ef\u00bb\u00bf)?(?:\s|<\?[^>]{0,500}\?>|<!--(?:[^-]|-(?!->))*-->)*<([A-Za-z_][\w.:-]*)[\s/>]/
const END_TAG = /<\/([A-Za-z_][\w.:-]*)\s*>\s*$/

/**
 * Whether an XML file ends with the end tag of its root element and holds no marks of Git: cut off, or merged by half, it
 * would not. False also for whole ones that are written in another way (UTF-16, a comment at the end).
 */
export function looksWhole(bytes: Uint8Array): boolean {
  const root = PROLOG.exec(LATIN_1.decode(bytes.subarray(0, HEAD)))?.[1]
  if (root === undefined) return false
  return END_TAG.exec(LATIN_1.decode(bytes.subarray(-TAIL)))?.[1] === root && indexOfAscii(bytes, MERGE_MARK) === -1
}
