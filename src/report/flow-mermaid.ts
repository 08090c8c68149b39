import { checkGiven, checkType } from '../base/given.js'
import { groupBy } from '../base/group.js'
import type {
  Diagram,
  FlowchartDiagram,
  FlowEdge,
  FlowHead,
  FlowNode,
  SequenceBlock,
  SequenceDiagram,
  SequenceItem,
} from '../flow/types.js'
import {
  COLOURS,
  fold,
  LOOKS,
  type Look,
  nodeLines,
  noteLines,
  omittedWords,
  participantLines,
  TITLE_ROOM,
} from './flow-looks.js'
import { mermaidCode, mermaidLabel, mermaidText } from './mermaid-text.js'
import { printable } from './terminal.js'

/** Longest text that Mermaid draws unless its `maxTextSize` is raised; and most edges of a flowchart, `maxEdges`. */
const MERMAID_LIMITS = { characters: 50_000, edges: 500 }

/**
 * Diagrams as Mermaid, one after the other, each below comments that name it. No id comes from a name, and of names and
 * expressions only letters, digits and a few harmless marks stand as they are: the rest is written as entity codes.
 */
export function flowMermaid(diagrams: readonly Diagram[]): string {
  checkType(diagrams, 'list', 'diagrams')
  for (const diagram of diagrams) checkGiven(diagram, 'diagram')
  return diagrams.map(mermaidOf).join('\n')
}

function mermaidOf(diagram: Diagram): string {
  const lines = diagram.kind === 'flowchart' ? flowchartLines(diagram) : sequenceLines(diagram)
  const text = lines.join('\n')
  const heading = [title(diagram.flow), omittedWords(diagram.omitted), ...limits(diagram, text.length)]
  return `${heading
    .filter((line) => line !== '')
    .map(comment)
    .join('\n')}\n${text}\n`
}

function title({ kind, code, version, name }: FlowHead): string {
  return `${kind} ${code} ${version}: ${name}`
}

function limits(diagram: Diagram, length: number): string[] {
  const tooMany = diagram.kind === 'flowchart' && diagram.edges.length > MERMAID_LIMITS.edges
  const tooLong = length > MERMAID_LIMITS.characters
  return [
    ...(tooLong
      ? [`longer than ${MERMAID_LIMITS.characters} characters: raise maxTextSize in the settings of Mermaid`]
      : []),
    ...(tooMany ? [`more than ${MERMAID_LIMITS.edges} edges: raise maxEdges in the settings of Mermaid`] : []),
  ]
}

/** Braces in a comment can be read as a directive. */
function comment(text: string): string {
  const [line = ''] = fold(printable(text), { width: 200, lines: 1 })
  return `%% ${line.replace(/[^\p{L}\p{N} .,:_/|()…-]/gu, '?')}`
}

/** Shapes by look: what stands before and behind the label. */
const SHAPES: Readonly<Record<Look, readonly [string, string]>> = {
  entry: ['([', '])'],
  call: ['[[', ']]'],
  data: ['[', ']'],
  file: ['[(', ')]'],
  choice: ['{', '}'],
  loop: ['{{', '}}'],
  fork: ['{{', '}}'],
  message: ['(', ')'],
  finish: ['([', '])'],
  fault: ['([', '])'],
  note: ['>', ']'],
  faint: ['(', ')'],
  unknown: ['[', ']'],
}

function flowchartLines({ nodes, groups, edges }: FlowchartDiagram): string[] {
  const lines = ['flowchart TD']
  const nodesIn = groupBy(nodes, ({ group }) => group)
  const groupsIn = groupBy(groups, ({ parent }) => parent)
  const inGroup = (parent: string | null, indent: string) => {
    for (const node of nodesIn.get(parent) ?? []) lines.push(`${indent}${nodeLine(node)}`)
    for (const group of groupsIn.get(parent) ?? []) {
      lines.push(`${indent}subgraph ${group.id}["${mermaidLabel(fold(group.title, TITLE_ROOM))}"]`)
      inGroup(group.id, deeper(indent))
      lines.push(`${indent}end`)
    }
  }
  inGroup(null, '  ')
  for (const edge of edges) lines.push(`  ${edgeLine(edge)}`)
  const used = new Set(nodes.map(({ kind }) => LOOKS[kind]))
  for (const look of used) {
    const { fill, line, text } = COLOURS[look]
    lines.push(`  classDef ${className(look)} fill:${fill},stroke:${line},color:${text}`)
  }
  const boxes = (name: string, look: string, inside: readonly { readonly id: string }[]) => {
    if (inside.length === 0) return
    lines.push(`  classDef ${name} ${look}`, `  class ${inside.map(({ id }) => id).join(',')} ${name}`)
  }
  const isHandler = ({ kind }: { readonly kind: string }) => kind === 'fault-handler'
  boxes(
    'isBox',
    'fill:#ffffff,stroke:#b5bcc4,color:#4b535c',
    groups.filter((group) => !isHandler(group)),
  )
  boxes('isHandler', 'fill:#fff8f7,stroke:#c0392b,color:#611a12,stroke-dasharray:4 3', groups.filter(isHandler))
  const faults = edges.flatMap(({ kind }, at) => (kind === 'fault' ? [at] : []))
  if (faults.length > 0) lines.push(`  linkStyle ${faults.join(',')} stroke:#c0392b,color:#611a12`)
  return lines
}

function nodeLine(node: FlowNode): string {
  const look = LOOKS[node.kind]
  const [open, close] = SHAPES[look]
  const { head, details } = nodeLines(node)
  return `${node.id}${open}"${mermaidLabel([...head, ...details])}"${close}:::${className(look)}`
}

/** Class names must not be words of Mermaid's grammar. */
function className(look: Look): string {
  return `is${look.charAt(0).toUpperCase()}${look.slice(1)}`
}

const ARROWS: Readonly<Record<FlowEdge['kind'], string>> = {
  next: '-->',
  route: '-->',
  branch: '-->',
  repeat: '-.->',
  fault: '-.->',
  note: '-.-',
  tool: '-.->',
}

function edgeLine({ from, to, kind, label: text }: FlowEdge): string {
  const words = text === '' ? '' : `|"${mermaidLabel(fold(text, TITLE_ROOM))}"|`
  return `${from} ${ARROWS[kind]}${words} ${to}`
}

/**
 * Lines of a text without quotes, as sequence diagrams have them: there a colon may end a name or set wrapping, and the
 * word `end` close a block.
 */
function bare(lines: readonly string[]): string {
  return lines
    .map((line) => mermaidText(line).replaceAll(':', mermaidCode))
    .map((line) => line.replace(/\bend\b/giu, (word) => mermaidCode(word[0] ?? '') + word.slice(1)))
    .join('<br/>')
}

const SEQUENCE_ARROWS = { request: '->>', response: '-->>', async: '-)' } as const

function sequenceLines({ participants, items }: SequenceDiagram): string[] {
  const lines = ['sequenceDiagram', '  autonumber']
  for (const participant of participants) {
    const kind = participant.kind === 'caller' ? 'actor' : 'participant'
    lines.push(`  ${kind} ${participant.id} as ${bare(participantLines(participant))}`)
  }
  const show = (shown: readonly SequenceItem[], indent: string) => {
    for (const item of shown) {
      if (item.kind === 'message') {
        const text = item.text === '' ? '#8203;' : bare(fold(item.text, { width: 40, lines: 3 }))
        lines.push(`${indent}${item.from}${SEQUENCE_ARROWS[item.style]}${item.to}: ${text}`)
      } else if (item.kind === 'note') {
        lines.push(`${indent}Note over ${item.over}: ${bare(noteLines(item))}`)
      } else {
        blockLines(item, indent)
      }
    }
  }
  const blockLines = ({ block, sections }: SequenceBlock, indent: string) => {
    sections.forEach(({ label: words, items: inner }, at) => {
      const keyword = at === 0 ? block : SECTION_WORDS[block]
      lines.push(`${indent}${keyword} ${bare(fold(words, { width: 60, lines: 2 })) || '#8203;'}`)
      show(inner, deeper(indent))
    })
    lines.push(`${indent}end`)
  }
  show(items, '  ')
  return lines
}

/** Further in, up to the deepest of flows of people: nested five hundred deep, blanks would be most of a chart. */
function deeper(indent: string): string {
  return indent.length < 80 ? `${indent}  ` : indent
}

/** What begins the second and further sections of a block. */
const SECTION_WORDS: Readonly<Record<SequenceBlock['block'], string>> = {
  alt: 'else',
  opt: 'else',
  par: 'and',
  critical: 'option',
  loop: 'else',
  break: 'else',
}
