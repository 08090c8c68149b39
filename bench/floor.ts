/**
 * The least that any tool has to do to say something of an archive: inflate the files that the model and the rules read,
 * with Node's own zlib, decode them and pass once over their tags with a regular expression. No model, no checks.
 */
import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'

/** Files that are read for the model, and the WSDLs and jq files that rules read. Layouts, samples and schemas are not. */
const READ =
  /(?:project\.xml|info\.json|analysis\.json|project_messages\.json|project\.yaml|\.properties|\.xsl|\.jca|\.dvm|\.data|stitch\.json|content\.json|\.wsdl|\.jq|\.js|\.jar|\.iar)$|\/(?:appinstances|connections|schedules?|apilibrary|libraries|b2bartifacts)\/.*\.xml$|\/(?:eventtypes|labels)\/.*\.json$/

const TAG = /<\/?([\w:.-]+)([^<>]*)>/g

/** What the floor saw: a figure that keeps its work from being left out as useless. */
export interface FloorCount {
  readonly files: number
  readonly bytes: number
  readonly tags: number
}

const NOTHING: FloorCount = { files: 0, bytes: 0, tags: 0 }

export function floorOfFiles(paths: readonly string[]): FloorCount {
  return paths.reduce((sum, path) => plus(sum, floorOf(readFileSync(path))), NOTHING)
}

export function floorOf(zip: Buffer): FloorCount {
  let count = NOTHING
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    if (READ.test(name)) {
      const local = zip.readUInt32LE(at + 42)
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
      const data = zip.subarray(start, start + zip.readUInt32LE(at + 20))
      const bytes = zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)
      count = plus(count, /\.(?:jar|iar)$/.test(name) ? floorOf(bytes) : tagsOf(bytes))
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return count
}

function tagsOf(bytes: Buffer): FloorCount {
  const text = bytes.toString('utf8')
  let tags = 0
  TAG.lastIndex = 0
  while (TAG.exec(text) !== null) tags++
  return { files: 1, bytes: bytes.length, tags }
}

function plus(a: FloorCount, b: FloorCount): FloorCount {
  return { files: a.files + b.files, bytes: a.bytes + b.bytes, tags: a.tags + b.tags }
}
