/** What the pictures of flows have in common: which kinds look alike, their colours, and how long a text may be. */
import type { FlowNode, NodeKind, Participant, SequenceItem } from '../flow/types.js'

/** Kinds of step that look alike. */
export type Look =
  | 'entry'
  | 'call'
  | 'data'
  | 'file'
  | 'choice'
  | 'loop'
  | 'fork'
  | 'message'
  | 'finish'
  | 'fault'
  | 'note'
  | 'faint'
  | 'unknown'

export interface Colours {
  readonly fill: string
  readonly line: string
  readonly text: string
}

/** Dark enough to be read on white, each pair at least 7:1. */
export const COLOURS: Readonly<Record<Look, Colours>> = {
  entry: { fill: '#d6f0dd', line: '#2f7d4a', text: '#123d22' },
  call: { fill: '#d8e8fb', line: '#2c66a8', text: '#12324f' },
  data: { fill: '#f3f4f6', line: '#8a929c', text: '#24292f' },
  file: { fill: '#e4e2f7', line: '#6a5fb5', text: '#2c2558' },
  choice: { fill: '#fff1c9', line: '#b98a12', text: '#4a3600' },
  loop: { fill: '#dff3f1', line: '#2f8079', text: '#123f3b' },
  fork: { fill: '#dff3f1', line: '#2f8079', text: '#123f3b' },
  message: { fill: '#fce8f3', line: '#b0568d', text: '#551f40' },
  finish: { fill: '#3c4652', line: '#3c4652', text: '#ffffff' },
  fault: { fill: '#fbdcd8', line: '#c0392b', text: '#611a12' },
  note: { fill: '#fffbe0', line: '#cbbf6a', text: '#4a4520' },
  faint: { fill: '#ffffff', line: '#b5bcc4', text: '#4b535c' },
  unknown: { fill: '#ffffff', line: '#c0392b', text: '#611a12' },
}

export const LOOKS: Readonly<Record<NodeKind, Look>> = {
  receive: 'entry',
  scheduleReceive: 'entry',
  pickReceive: 'entry',
  subscribe: 'entry',
  start: 'entry',
  pick: 'entry',
  invoke: 'call',
  publish: 'call',
  agent: 'call',
  tool: 'call',
  transformer: 'data',
  assignment: 'data',
  label: 'data',
  stitch: 'data',
  template: 'data',
  memory: 'data',
  callout: 'data',
  stageFile: 'file',
  router: 'choice',
  route: 'choice',
  for: 'loop',
  while: 'loop',
  parallel: 'fork',
  parallelBranch: 'fork',
  join: 'fork',
  wait: 'message',
  notification: 'message',
  activityStreamLogger: 'data',
  reply: 'finish',
  stop: 'finish',
  end: 'finish',
  throw: 'fault',
  ehStop: 'fault',
  catch: 'fault',
  catchAll: 'fault',
  try: 'faint',
  globalTry: 'faint',
  note: 'note',
  empty: 'faint',
  integrationMetadata: 'faint',
  globalVariable: 'faint',
  integrationProperties: 'faint',
  patternMemoryDataType: 'faint',
  unknown: 'unknown',
}

/** How wide a line of a label may get, and how many lines it may have, in characters and lines. */
export interface Room {
  readonly width: number
  readonly lines: number
}

/** One detail of a step. */
const DETAIL_ROOM: Room = { width: 36, lines: 3 }

/** Title, route's condition, name of a box. */
export const TITLE_ROOM: Room = { width: 34, lines: 3 }

/** Most details that one node shows; the rest is counted. */
const MOST_DETAILS = 8

/** Folds a text at spaces (and within words that are wider than a line); what has no room is cut with `…`. */
export function fold(text: string, { width, lines }: Room): string[] {
  const folded: string[] = []
  let rest = [...text.replace(/\s+/gu, ' ').trim()]
  while (rest.length > 0) {
    if (rest.length <= width) {
      folded.push(rest.join(''))
      break
    }
    if (folded.length === lines - 1) {
      folded.push(
        `${rest
          .slice(0, width - 1)
          .join('')
          .trimEnd()}…`,
      )
      break
    }
    const at = breakAt(rest, width)
    folded.push(rest.slice(0, at).join('').trimEnd())
    rest = [...rest.slice(at).join('').trimStart()]
  }
  return folded
}

/** Where to break: behind the last space, else behind a joint of a long name, else at the width. */
function breakAt(text: readonly string[], width: number): number {
  const space = text.lastIndexOf(' ', width)
  if (space > width / 3) return space
  for (let at = width; at > width / 2; at -= 1) if (JOINTS.has(text[at - 1] ?? '')) return at
  return width
}

const JOINTS: ReadonlySet<string> = new Set('/._-,|')

/** The lines of a node: caption and title, then its details folded, the surplus counted. */
export function nodeLines({ caption, title, details }: FlowNode): {
  readonly head: string[]
  readonly details: string[]
} {
  const shown = details.length > MOST_DETAILS ? details.slice(0, MOST_DETAILS - 1) : details
  const rest = details.length - shown.length
  return {
    head: fold(title === '' ? caption : `${caption} ${title}`, TITLE_ROOM),
    details: [...shown.flatMap((detail) => fold(detail, DETAIL_ROOM)), ...(rest > 0 ? [`… and ${rest} more`] : [])],
  }
}

/** Name and detail of a participant. */
export function participantLines({ name, detail }: Participant): string[] {
  return [...fold(name, { width: 22, lines: 3 }), ...(detail === '' ? [] : fold(detail, { width: 26, lines: 2 }))]
}

/** Lines of a note over the flow itself. */
export function noteLines({ lines }: Extract<SequenceItem, { kind: 'note' }>): string[] {
  const shown = lines.length > MOST_DETAILS ? lines.slice(0, MOST_DETAILS - 1) : lines
  const rest = lines.length - shown.length
  return [...shown.flatMap((line) => fold(line, { width: 44, lines: 2 })), ...(rest > 0 ? [`… and ${rest} more`] : [])]
}

/** What was left out, in words: `left out: 2 integrationMetadata, 4 transformer`; empty where nothing was. */
export function omittedWords(omitted: readonly { readonly kind: string; readonly count: number }[]): string {
  return omitted.length === 0 ? '' : `left out: ${omitted.map(({ kind, count }) => `${count} ${kind}`).join(', ')}`
}
