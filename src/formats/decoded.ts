/** Where the characters of a decoded text stand in the text as written, in time that does not grow with the text. */
import { decodeEntities, type XmlAttribute, type XmlText } from './xml.js'

/** A piece that decoding makes shorter or longer: an entity, an escape. */
export interface EscapedPiece {
  /** Index in the text as written. */
  readonly at: number
  /** Length as written. */
  readonly length: number
  /** Length when decoded. */
  readonly decoded: number
}

/**
 * Maps indexes of a decoded text to indexes of the text as written.
 * @param pieces in the order of the text, without overlaps
 */
export function offsetTable(pieces: readonly EscapedPiece[]): (index: number) => number {
  /** Decoded index behind each piece, and how far the written text is ahead from there. */
  const ends: number[] = []
  const shifts: number[] = []
  let shift = 0
  for (const { at, length, decoded } of pieces) {
    ends.push(at - shift + decoded)
    shift += length - decoded
    shifts.push(shift)
  }
  return (index) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) <= index) low = middle + 1
      else high = middle
    }
    const plain = index + (low === 0 ? 0 : (shifts[low - 1] ?? 0))
    const next = pieces[low]
    // A character in the middle of what an entity stands for is said to stand where the entity starts.
    return next === undefined || plain < next.at ? plain : next.at
  }
}

const REFERENCE = /&[^&;]{1,65};/g

/** For characters of a decoded attribute value or text: the offset in the document's text at which each stands. */
export function xmlOffsets(value: XmlAttribute | XmlText): (index: number) => number {
  if (!value.raw.includes('&') || ('cdata' in value && value.cdata)) return (index) => value.offset + index
  const pieces: EscapedPiece[] = []
  for (const match of value.raw.matchAll(REFERENCE)) {
    const decoded = decodeEntities(match[0])
    if (decoded !== match[0]) pieces.push({ at: match.index, length: match[0].length, decoded: decoded.length })
  }
  const within = offsetTable(pieces)
  return (index) => value.offset + within(index)
}
