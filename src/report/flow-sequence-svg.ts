import type {
  Participant,
  SequenceBlock,
  SequenceDiagram,
  SequenceItem,
  SequenceMessage,
  SequenceNote,
} from '../flow/types.js'
import { COLOURS, fold, type Look, noteLines, participantLines } from './flow-looks.js'
import { FONT, svgText as text, textWidth, xmlText } from './svg.js'

const SIZE = 12
const SMALL = 11
const LINE = 15
const MARGIN = 20
const GAP = 12
const INDENT = 10
const NARROWEST = 130
const LABEL_LINES = 3
/** Characters of a message that count for the distance of its lifelines; the rest is folded. */
const LABEL_WIDTH = 34

/** A sequence diagram as SVG: a column for each participant, a row for each message or note, a box for each block. */
export function sequenceSvg(diagram: SequenceDiagram): string {
  const columns = columnsOf(diagram)
  const sheet = new Sheet(columns, diagram)
  return sheet.draw()
}

interface Column {
  readonly participant: Participant
  readonly lines: readonly string[]
  /** Middle of the lifeline, pixels from the left. */
  readonly x: number
  readonly width: number
}

/** Lifelines stand as far apart as what is written between them needs. */
function columnsOf({ participants, items }: SequenceDiagram): Column[] {
  const at = new Map(participants.map(({ id }, index) => [id, index]))
  const lines = participants.map(participantLines)
  const widths = lines.map((each) => Math.max(NARROWEST, ...each.map((line) => textWidth(line, SIZE) + 24)))
  const gaps = widths.map((width, index) => (width + (widths[index + 1] ?? 0)) / 2 + GAP)
  const widen = (index: number, needed: number) => {
    if (index >= 0) gaps[index] = Math.max(gaps[index] ?? 0, needed)
  }
  const depth = depthOf(items)
  for (const item of everyItem(items)) {
    if (item.kind === 'message') {
      const [left = 0, right = 0] = [at.get(item.from) ?? 0, at.get(item.to) ?? 0].sort((a, b) => a - b)
      const needed = Math.max(0, ...messageLines(item).map((line) => textWidth(line, SIZE))) + 24
      if (right === left + 1) widen(left, needed)
    } else if (item.kind === 'note') {
      const half = noteWidth(noteLines(item)) / 2 + GAP + depth * INDENT
      const index = at.get(item.over) ?? 0
      widen(index - 1, half)
      widen(index, half)
    }
  }
  let x = MARGIN + depth * INDENT + Math.max((widths[0] ?? NARROWEST) / 2, 0)
  return participants.map((participant, index) => {
    const column = { participant, lines: lines[index] ?? [], x, width: widths[index] ?? NARROWEST }
    x += gaps[index] ?? NARROWEST
    return column
  })
}

function* everyItem(items: readonly SequenceItem[]): Generator<SequenceItem> {
  for (const item of items) {
    yield item
    if (item.kind === 'block') for (const section of item.sections) yield* everyItem(section.items)
  }
}

function depthOf(items: readonly SequenceItem[]): number {
  const depths = items.map((item) =>
    item.kind === 'block' ? 1 + Math.max(0, ...item.sections.map((section) => depthOf(section.items))) : 0,
  )
  return Math.max(0, ...depths)
}

function messageLines({ text }: SequenceMessage): string[] {
  return fold(text, { width: LABEL_WIDTH, lines: LABEL_LINES })
}

function noteWidth(lines: readonly string[]): number {
  return Math.max(60, ...lines.map((line) => textWidth(line, SMALL))) + 16
}

const PARTICIPANT_LOOKS: Readonly<Record<Participant['kind'], Look>> = {
  caller: 'entry',
  scheduler: 'entry',
  event: 'entry',
  self: 'choice',
  connection: 'call',
  child: 'loop',
  mail: 'message',
}

/** Colours of a block's frame and of the words on it. */
const FRAMES: Readonly<Record<SequenceBlock['block'], readonly [line: string, fill: string]>> = {
  alt: ['#b98a12', '#fff1c9'],
  opt: ['#b98a12', '#fff1c9'],
  loop: ['#2f8079', '#dff3f1'],
  par: ['#2f8079', '#dff3f1'],
  critical: ['#57606a', '#eceff2'],
  break: ['#c0392b', '#fbdcd8'],
}

/** What people read on the frame. */
const FRAME_WORDS: Readonly<Record<SequenceBlock['block'], string>> = {
  alt: 'one of',
  opt: 'if',
  loop: 'loop',
  par: 'parallel',
  critical: 'scope',
  break: 'ends',
}

/** The picture while it is drawn, from top to bottom. */
class Sheet {
  readonly #columns: readonly Column[]
  readonly #diagram: SequenceDiagram
  readonly #x: ReadonlyMap<string, number>
  /** Frames lie behind lifelines, these behind messages and notes. */
  readonly #frames: string[] = []
  readonly #front: string[] = []
  readonly #left: number
  readonly #right: number
  #y = 0

  constructor(columns: readonly Column[], diagram: SequenceDiagram) {
    this.#columns = columns
    this.#diagram = diagram
    this.#x = new Map(columns.map(({ participant, x }) => [participant.id, x]))
    const notes = [...everyItem(diagram.items)].flatMap((item) => {
      if (item.kind !== 'note') return []
      const x = this.#x.get(item.over) ?? 0
      const half = noteWidth(noteLines(item)) / 2
      return [[x - half, x + half] as const]
    })
    const depth = depthOf(diagram.items) * INDENT
    // Without participants there is nothing to be as wide as.
    const whole = columns.length === 0 ? [0] : []
    this.#left =
      Math.min(...whole, ...columns.map(({ x, width }) => x - width / 2), ...notes.map(([left]) => left)) - depth
    this.#right =
      Math.max(...whole, ...columns.map(({ x, width }) => x + width / 2), ...notes.map(([, right]) => right)) + depth
  }

  draw(): string {
    const { flow, items } = this.#diagram
    const heading = `${flow.name} (${flow.code} ${flow.version})`
    const top = MARGIN
    const boxHeight = Math.max(1, ...this.#columns.map(({ lines }) => lines.length)) * LINE + 14
    this.#y = top + boxHeight + 16
    this.#items(items, 0)
    const bottom = this.#y + 8
    const heads = this.#columns.flatMap((column) => [
      ...participantBox(column, top, boxHeight),
      ...participantBox(column, bottom, boxHeight),
    ])
    const lifelines = this.#columns.map(
      ({ x }) =>
        `<line x1="${x}" y1="${top + boxHeight}" x2="${x}" y2="${bottom}" stroke="#b5bcc4" stroke-dasharray="4 4"/>`,
    )
    const x = this.#left - MARGIN
    const width = this.#right - this.#left + 2 * MARGIN
    const height = bottom + boxHeight + MARGIN
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} 0 ${width} ${height}" role="img" font-family="${FONT}" font-size="${SIZE}">`,
      `<title>${xmlText(heading)}</title>`,
      `<rect x="${x}" y="0" width="${width}" height="${height}" fill="#ffffff"/>`,
      ...this.#frames,
      ...lifelines,
      ...this.#front,
      ...heads,
      '</svg>\n',
    ].join('\n')
  }

  #items(items: readonly SequenceItem[], depth: number): void {
    for (const item of items) {
      if (item.kind === 'message') this.#message(item)
      else if (item.kind === 'note') this.#note(item)
      else this.#block(item, depth)
    }
  }

  #message(message: SequenceMessage): void {
    const [from, to] = [this.#x.get(message.from) ?? 0, this.#x.get(message.to) ?? 0]
    const lines = messageLines(message)
    const middle = from === to ? from + 30 : (from + to) / 2
    const [line, dash] = message.style === 'response' ? ['#57606a', ' stroke-dasharray="5 4"'] : ['#24292f', '']
    for (const words of lines) {
      this.#y += LINE
      // A white seam keeps the words readable where a lifeline crosses them.
      this.#front.push(text(words, middle, this.#y, { halo: true }))
    }
    this.#y += 7
    const y = this.#y
    if (from === to) {
      this.#front.push(`<path d="M${from} ${y} h40 v14 h-40" fill="none" stroke="${line}"${dash}/>`)
      this.#front.push(arrowHead(from, y + 14, -1, message.style, line))
      this.#y += 14
    } else {
      const direction = to > from ? 1 : -1
      this.#front.push(`<line x1="${from}" y1="${y}" x2="${to - direction}" y2="${y}" stroke="${line}"${dash}/>`)
      this.#front.push(arrowHead(to, y, direction, message.style, line))
    }
    this.#y += 9
  }

  #note(note: SequenceNote): void {
    const lines = noteLines(note)
    const width = noteWidth(lines)
    const x = this.#x.get(note.over) ?? 0
    const { fill, line } = COLOURS.note
    const top = this.#y + 2
    const height = lines.length * LINE + 8
    this.#front.push(
      `<rect x="${x - width / 2}" y="${top}" width="${width}" height="${height}" fill="${fill}" stroke="${line}"/>`,
      ...lines.map((words, at) => text(words, x, top + (at + 1) * LINE, { size: SMALL, colour: COLOURS.note.text })),
    )
    this.#y = top + height + 10
  }

  #block({ block, sections }: SequenceBlock, depth: number): void {
    const [line, fill] = FRAMES[block]
    const left = this.#left + depth * INDENT
    const width = this.#right - this.#left - 2 * depth * INDENT
    const top = this.#y + 4
    const tab = textWidth(FRAME_WORDS[block], SMALL) + 16
    const at = this.#frames.length
    // Frames are pushed before what stands in them, so that an inner one lies upon an outer one.
    this.#frames.push('')
    this.#y = top
    sections.forEach(({ label, items }, index) => {
      if (index > 0) {
        const y = this.#y
        this.#frames.push(
          `<line x1="${left}" y1="${y}" x2="${left + width}" y2="${y}" stroke="${line}" stroke-dasharray="6 4"/>`,
        )
      }
      const words = fold(label, { width: Math.max(30, Math.floor((width - tab) / 7.5)), lines: 2 })
      const x = left + (index === 0 ? tab + 8 : 10)
      words.forEach((each, row) => {
        this.#front.push(
          text(each, x, this.#y + 14 + row * LINE, { size: SMALL, anchor: 'start', bold: true, halo: true }),
        )
      })
      this.#y += Math.max(1, words.length) * LINE + 8
      this.#items(items, depth + 1)
      this.#y += 4
    })
    const height = this.#y - top
    this.#frames[at] = [
      `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="4" fill="${block === 'break' ? '#fff8f7' : 'none'}" stroke="${line}"/>`,
      `<rect x="${left}" y="${top}" width="${tab}" height="19" rx="4" fill="${fill}" stroke="${line}"/>`,
      text(FRAME_WORDS[block], left + tab / 2, top + 14, { size: SMALL, bold: true }),
    ].join('\n')
    this.#y += 10
  }
}

function participantBox({ participant, lines, x, width }: Column, top: number, height: number): string[] {
  const { fill, line, text: colour } = COLOURS[PARTICIPANT_LOOKS[participant.kind]]
  const first = top + (height - lines.length * LINE) / 2 + 12
  const detail = participant.detail === '' ? 0 : fold(participant.detail, { width: 26, lines: 2 }).length
  return [
    `<rect x="${x - width / 2}" y="${top}" width="${width}" height="${height}" rx="6" fill="${fill}" stroke="${line}"/>`,
    ...lines.map((words, at) => {
      const isName = at < lines.length - detail
      return text(words, x, first + at * LINE, { size: isName ? SIZE : SMALL, bold: isName, colour })
    }),
  ]
}

function arrowHead(x: number, y: number, direction: number, style: SequenceMessage['style'], colour: string): string {
  const back = x - direction * 8
  const points = `${back},${y - 4} ${x},${y} ${back},${y + 4}`
  return style === 'async'
    ? `<polyline points="${points}" fill="none" stroke="${colour}"/>`
    : `<polygon points="${points}" fill="${colour}"/>`
}
