import type { Tree } from './mutate.js'
import { nestText, numbered } from './nest.js'
import type { Random } from './random.js'

/** Characters of a text that is made to swell: what every report bears, and just below the limits of JSON and of XML. */
const TEXTS = [100_000, 1_000_000, 2_900_000]

/** Bytes of all copies of a file. */
const COPIES = 20_000_000

/** Most files that a file becomes; an archive may have some more. */
const MOST_FILES = 15_000

/** What an archive of a person never has: one thing of it repeated or nested up to the limits, with the same name or with others. */
export function swell({ file, files }: Tree, random: Random): Tree {
  const name = random.pick(Object.keys(files))
  const bytes = files[name] ?? new Uint8Array()
  if (random.oneIn(4)) return { file, files: { ...files, ...copies(name, bytes, random) } }
  const text = new TextDecoder().decode(bytes)
  const nested = random.oneIn(2) ? nestText(text, random, random.pick(TEXTS)) : null
  const swollen = nested ?? swellText(text, random)
  return { file, files: { ...files, [name]: new TextEncoder().encode(swollen) } }
}

/** Repeats an element, a line, an item or any piece of a text where it stands. */
export function swellText(text: string, random: Random): string {
  const [from, to] = random.pick(PIECES)(text, random) ?? anyPiece(text, random)
  if (from === to) return text
  const piece = text.slice(from, to)
  const most = random.pick(TEXTS)
  const named = random.oneIn(2)
  const pieces: string[] = []
  for (let length = text.length; length < most; ) {
    const next = named ? numbered(piece, pieces.length) : piece
    pieces.push(next)
    length += next.length
  }
  return text.slice(0, from) + pieces.join('') + text.slice(to)
}

type Range = readonly [from: number, to: number]
type Find = (text: string, random: Random) => Range | null

const anyPiece = (text: string, random: Random): Range => {
  const from = random.below(text.length + 1)
  return [from, Math.min(text.length, from + 1 + random.below(300))]
}

function oneOf(pattern: RegExp): Find {
  return (text, random) => {
    const found = [...text.matchAll(pattern)]
    if (found.length === 0) return null
    const { index, 0: match } = random.pick(found)
    return [index, index + match.length]
  }
}

const PIECES: readonly Find[] = [
  // An element with all that is in it.
  (text, random) => {
    const start = oneOf(/<[A-Za-z][\w:.-]{0,60}(?=[\s>])/g)(text, random)
    if (start === null) return null
    const close = `</${text.slice(start[0] + 1, start[1])}>`
    const end = text.indexOf(close, start[1])
    return end === -1 ? null : [start[0], end + close.length]
  },
  oneOf(/<[^<>]{1,300}\/>/g),
  oneOf(/\s[\w:]{1,40}="[^"<]{0,300}"/g),
  oneOf(/[^\n]{1,2000}\n/g),
  oneOf(/[{,][^{},]{1,300}(?=[,}])/g),
  oneOf(/[\w.:$-]{1,60}[(/[=|]/g),
  anyPiece,
]

/** A file many times, or the folder that it stands in, or the one above. */
function copies(name: string, bytes: Uint8Array, random: Random): Record<string, Uint8Array> {
  const parts = name.split('/')
  const at = Math.max(0, parts.length - 1 - random.below(3))
  const count = Math.min(MOST_FILES, Math.floor(COPIES / (bytes.length + 200)))
  const made: Record<string, Uint8Array> = Object.create(null)
  for (let number = 0; number < count; number++) {
    // Before the version of a folder or the ending of a file, so that a copy is still read as what it is.
    const part = (parts[at] ?? '').replace(/(?=(?:_?\d\d\.\d\d\.\d{4})?(?:\.[A-Za-z]{1,10})?$)/, String(number))
    made[[...parts.slice(0, at), part, ...parts.slice(at + 1)].join('/')] = bytes
  }
  return made
}
