import { IarkitError } from '../base/errors.js'
import { decodeName } from './names.js'

/** Where a zip's directory lies, as its end record says and as the bytes bear out. */
export interface EndRecord {
  /** Number of entries that it claims. */
  readonly count: number
  /** Offset of the central directory in the bytes. */
  readonly directoryStart: number
  readonly directoryEnd: number
  /** What is to be added to every offset of the directory: the length of a stub put before the zip. */
  readonly shift: number
  readonly comment: string
}

const END = 0x06054b50
const END_LENGTH = 22
const ZIP64_END = 0x06064b50
const ZIP64_END_LENGTH = 56
const ZIP64_LOCATOR = 0x07064b50
const ZIP64_LOCATOR_LENGTH = 20
const LOCAL_HEADER = 0x04034b50
const MAX_COMMENT = 0xffff

/** Whether the bytes start as a zip does. */
export function startsAsZip(bytes: Uint8Array): boolean {
  const view = viewOf(bytes)
  return bytes.length >= 4 && (view.getUint32(0, true) === LOCAL_HEADER || view.getUint32(0, true) === END)
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

export function truncated(what: string, entry?: string): IarkitError {
  const message = `The zip is cut off or contradicts itself: ${what}.`
  return new IarkitError('truncated', message, entry === undefined ? {} : { entry })
}

/**
 * Finds and checks the end of a zip, in its old form or as zip64.
 * @throws IarkitError `not-an-archive` where there is none and the bytes do not start as a zip, else `truncated`
 */
export function readEndRecord(bytes: Uint8Array): EndRecord {
  const view = viewOf(bytes)
  const at = findEnd(bytes, view)
  const declared = declaredEnd(view, at)
  const shift = declared.recordAt - declared.size - declared.offset
  if (shift < 0) throw truncated('its directory does not fit in front of its end record')
  const commentLength = view.getUint16(at + 20, true)
  const trailing = bytes.length - (at + END_LENGTH + commentLength)
  // A stored archive inside a zip that is cut off behind it looks like a zip with a stub: the stub is what was lost.
  if (shift > 0 && (trailing > 0 || (bytes.length >= 4 && view.getUint32(0, true) === LOCAL_HEADER)))
    throw truncated('its end record belongs to another directory')
  return {
    count: declared.count,
    directoryStart: declared.offset + shift,
    directoryEnd: declared.recordAt,
    shift,
    comment: decodeName(bytes.subarray(at + END_LENGTH, at + END_LENGTH + commentLength)),
  }
}

function findEnd(bytes: Uint8Array, view: DataView): number {
  const last = bytes.length - END_LENGTH
  let withTrailing = -1
  let cutOff = false
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
    if (bytes[at] !== 0x50 || view.getUint32(at, true) !== END) continue
    const end = at + END_LENGTH + view.getUint16(at + 20, true)
    if (end === bytes.length) return at
    if (end < bytes.length && withTrailing === -1) withTrailing = at
    if (end > bytes.length) cutOff = true
  }
  if (withTrailing !== -1) return withTrailing
  if (cutOff || startsAsZip(bytes)) throw truncated('its end record is missing')
  throw new IarkitError('not-an-archive', whyNoZip(bytes))
}

/** What stands in place of an archive most often: nothing, Git LFS's pointer to it, or the answer that says why there is none. */
function whyNoZip(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'The file is empty.'
  const start = decodeName(bytes.subarray(0, 64))
  if (start.startsWith('version https://git-lfs.github.com/'))
    return 'The file is a pointer of Git LFS, not the archive itself: `git lfs pull` fetches that.'
  return /^\ufeff?\s*[<{]/.test(start)
    ? 'The file is no zip archive: it begins as HTML, XML or JSON does, as what a server answers where a download fails.'
    : 'The file is no zip archive.'
}

interface Declared {
  readonly count: number
  readonly size: number
  readonly offset: number
  /** Where the end record starts that these values stand in. */
  readonly recordAt: number
}

function declaredEnd(view: DataView, at: number): Declared {
  const old: Declared = {
    count: view.getUint16(at + 10, true),
    size: view.getUint32(at + 12, true),
    offset: view.getUint32(at + 16, true),
    recordAt: at,
  }
  const locatorAt = at - ZIP64_LOCATOR_LENGTH
  if (locatorAt >= 0 && view.getUint32(locatorAt, true) === ZIP64_LOCATOR) return zip64End(view, locatorAt, old)
  if (old.size === 0xffffffff || old.offset === 0xffffffff) throw truncated('its zip64 end record is missing')
  if (
    view.getUint16(at + 4, true) !== 0 ||
    view.getUint16(at + 6, true) !== 0 ||
    view.getUint16(at + 8, true) !== old.count
  )
    throw truncated('it is one part of several')
  return old
}

function zip64End(view: DataView, locatorAt: number, old: Declared): Declared {
  // The locator's offset is wrong where a stub was put before the zip; the record then ends where the locator starts.
  const candidates = [uint64(view, locatorAt + 8), locatorAt - ZIP64_END_LENGTH]
  const recordAt = candidates.find(
    (at) => at >= 0 && at + ZIP64_END_LENGTH <= locatorAt && view.getUint32(at, true) === ZIP64_END,
  )
  if (recordAt === undefined) throw truncated('its zip64 end record is missing')
  if (view.getUint32(recordAt + 16, true) !== 0 || view.getUint32(recordAt + 20, true) !== 0)
    throw truncated('it is one part of several')
  const large: Declared = {
    count: uint64(view, recordAt + 32),
    size: uint64(view, recordAt + 40),
    offset: uint64(view, recordAt + 48),
    recordAt,
  }
  const agree =
    (old.count === 0xffff || old.count === large.count) &&
    (old.size === 0xffffffff || old.size === large.size) &&
    (old.offset === 0xffffffff || old.offset === large.offset)
  if (!agree) throw truncated('its two end records differ')
  return large
}

/** Numbers beyond what JavaScript counts exactly come out as such, and so beyond the end of any file. */
export function uint64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true))
}
