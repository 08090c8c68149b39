import JSZip from 'jszip'
import type { EntrySource, Limits } from './types.js'
import { type Inflated, zipSource } from './zip-source.js'

/** JSZip's own typing leaves out `internalStream`, its documented way to read an entry piece by piece. */
interface Streamed {
  internalStream(type: 'uint8array'): JSZip.JSZipStreamHelper<Uint8Array>
}

/**
 * Opens a zip with JSZip: works wherever JavaScript runs.
 * @throws IarkitError where the zip is not safe to read; see `readCentralDirectory`
 */
export async function openWithJszip(bytes: Uint8Array, limits: Limits): Promise<EntrySource> {
  return zipSource(bytes, limits, inflateWithJszip)
}

/**
 * JSZip is given a zip of one entry that holds the compressed data. Given the whole archive it names entries by their
 * local headers, rewrites `../a` to `a`, lets a repeated name win silently, and empties files flagged as folders.
 */
async function inflateWithJszip(data: Uint8Array, size: number): Promise<Inflated> {
  let file: unknown
  try {
    file = (await JSZip.loadAsync(zipOfOne(data, size))).file('x')
  } catch (cause) {
    return { outcome: 'broken', cause }
  }
  if (!isStreamed(file)) return { outcome: 'broken', cause: new TypeError('JSZip gave no stream') }
  return readStream(file.internalStream('uint8array'), size)
}

function isStreamed(file: unknown): file is Streamed {
  return typeof file === 'object' && file !== null && 'internalStream' in file
}

function readStream(stream: JSZip.JSZipStreamHelper<Uint8Array>, size: number): Promise<Inflated> {
  return new Promise((resolve) => {
    const content = new Chunks()
    let stopped = false
    stream.on('data', (chunk) => {
      // What is left of the block that JSZip is at still arrives after the pause: up to 16 MB, in small chunks.
      if (stopped) return
      content.add(chunk)
      if (content.length <= size) return
      stopped = true
      stream.pause()
      resolve({ outcome: 'too-long' })
    })
    // JSZip takes damaged data for data that ends early: both are an error of the size, which the caller judges.
    const end = (): void => resolve({ outcome: 'done', bytes: content.joined() })
    stream.on('error', end)
    stream.on('end', end)
    stream.resume()
  })
}

class Chunks {
  length = 0
  readonly #chunks: Uint8Array[] = []

  add(chunk: Uint8Array): void {
    this.length += chunk.length
    this.#chunks.push(chunk)
  }

  joined(): Uint8Array {
    const bytes = new Uint8Array(this.length)
    let at = 0
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at)
      at += chunk.length
    }
    return bytes
  }
}

/** A zip whose only entry, `x`, is the given deflate data. */
function zipOfOne(data: Uint8Array, size: number): Uint8Array {
  const local = 30 + 1
  const record = 46 + 1
  const bytes = new Uint8Array(local + data.length + record + 22)
  const view = new DataView(bytes.buffer)
  const name = 'x'.charCodeAt(0)
  view.setUint32(0, 0x04034b50, true)
  view.setUint16(8, 8, true)
  view.setUint16(26, 1, true)
  bytes[30] = name
  bytes.set(data, local)
  const directory = local + data.length
  view.setUint32(directory, 0x02014b50, true)
  view.setUint16(directory + 10, 8, true)
  view.setUint32(directory + 20, data.length, true)
  // JSZip does not inflate what declares to be empty, and so would not notice that it is not.
  view.setUint32(directory + 24, Math.max(1, size), true)
  view.setUint16(directory + 28, 1, true)
  bytes[directory + 46] = name
  const end = directory + record
  view.setUint32(end, 0x06054b50, true)
  view.setUint16(end + 8, 1, true)
  view.setUint16(end + 10, 1, true)
  view.setUint32(end + 12, record, true)
  view.setUint32(end + 16, directory, true)
  return bytes
}
