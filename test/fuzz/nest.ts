import type { Random } from './random.js'

/** How often a thing stands within itself: as a person would at worst, and below and beyond what is read. */
const DEPTHS = [8, 60, 240, 450, 600]

/** What a thing that is nested begins and ends with, and what stands between what it holds several times. */
interface Nest {
  readonly from: number
  readonly inner: readonly [from: number, to: number]
  readonly to: number
  readonly between: string
}

/**
 * Puts an element, an object or a call into itself many times, and in the innermost what it holds, many times over: deep
 * and wide at once. What costs the product of the two stays unseen by either.
 * @param most characters of the result, about
 * @returns null where nothing in the text can be nested
 */
export function nestText(text: string, random: Random, most: number): string | null {
  const nest = random.pick(NESTS)(text, random)
  if (nest === null) return null
  const { from, inner, to, between } = nest
  const opening = text.slice(from, inner[0])
  const closing = text.slice(inner[1], to)
  const held = text.slice(...inner)
  const name = random.pick<(piece: string, number: number) => string>([(piece) => piece, numbered, longNamed])
  const depth = Math.min(random.pick(DEPTHS), Math.ceil(most / 2 / (opening.length + closing.length + 1)))
  const openings = Array.from({ length: depth }, (_, number) => name(opening, number))
  const width = random.pick([1, 1, 30, Number.POSITIVE_INFINITY])
  const items: string[] = []
  for (let length = openings.join('').length; items.length < width && length < most; ) {
    const next = random.pick([held, name(held, items.length)])
    items.push(next)
    length += next.length + between.length + 1
  }
  return `${text.slice(0, from)}${openings.join('')}${items.join(between)}${closing.repeat(depth)}${text.slice(to)}`
}

/** The piece with another name: a number behind its first one or two attributes, texts or words. */
export function numbered(piece: string, number: number): string {
  let left = 2
  return piece.replace(/="[^"<]{1,200}(?=")|>[^<>\s]{1,200}(?=<)|\b[A-Za-z]{3,60}(?=[="(:])/g, (found) =>
    left-- > 0 ? found + number : found,
  )
}

/** The same with the longest name that somebody would write into a tool by hand, and then some. */
export function longNamed(piece: string, number: number): string {
  return numbered(piece, number).replace(/(?<=="[^"<]{1,200})(?=")|(?<=[{,]\s{0,9}"\w{1,60})(?=")/, 'n'.repeat(1500))
}

type Find = (text: string, random: Random) => Nest | null

const NESTS: readonly Find[] = [
  (text, random) => {
    const start = found(text, /<([A-Za-z][\w:.-]{0,60})(?:\s[^<>]{0,2000})?(?<!\/)>/g, random)
    if (start === null) return null
    const tags = new RegExp(`<(/?)${start[1]}(?:\\s[^<>]{0,2000})?(/?)>`, 'g')
    return closed(text, start, tags, ([, end, alone]) => (end === '/' ? -1 : alone === '/' ? 0 : 1), '')
  },
  (text, random) => {
    const start = found(text, /(?:"[^"\n]{1,60}"\s{0,9}:\s{0,9})?\{(?!\s{0,9}\})|\[(?!\s{0,9}\])/g, random)
    return start && closed(text, start, /"(?:[^"\\]|\\.)*"|[{}[\]]/g, bracket, ',')
  },
  (text, random) => {
    const start = found(text, /[A-Za-z][\w.:-]{1,60}\((?!\))/g, random)
    return start && closed(text, start, /[()]/g, bracket, ', ')
  },
]

const bracket = ([sign]: RegExpExecArray): number => ('{[('.includes(sign) ? 1 : '}])'.includes(sign) ? -1 : 0)

function found(text: string, pattern: RegExp, random: Random): RegExpExecArray | null {
  const all = [...text.matchAll(pattern)]
  return all.length === 0 ? null : random.pick(all)
}

/** Where what `start` opens is closed again: `signs` finds what opens and closes, `step` says which of the two. */
function closed(
  text: string,
  { index, 0: opening }: RegExpExecArray,
  signs: RegExp,
  step: (sign: RegExpExecArray) => number,
  between: string,
): Nest | null {
  const from = index + opening.length
  signs.lastIndex = from
  let open = 1
  for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    open += step(sign)
    if (open === 0) return { from: index, inner: [from, sign.index], to: sign.index + sign[0].length, between }
  }
  return null
}
