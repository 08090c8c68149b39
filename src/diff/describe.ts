import type { Fact, Part } from './part.js'

/** A line of a part's text form. */
export interface Line {
  /** 0 for the part itself. */
  readonly depth: number
  /** Holds line breaks where what it tells has several lines. */
  readonly text: string
}

/** A part as people read it: a line for itself, its facts and parts below. Structures must have been read. */
export function* lines(of: Part, depth = 0, leaveOut: (step: Part) => boolean = () => false): Generator<Line> {
  const [head, rest] = headOf(of)
  if (head !== '') yield { depth, text: head }
  const below = head === '' ? depth : depth + 1
  for (const fact of rest) yield { depth: below, text: factLine(fact) }
  for (const one of of.parts) yield* lines(one, below, leaveOut)
  for (const step of of.steps) if (!leaveOut(step)) yield* lines(step, below, leaveOut)
}

/** A part as one text, indented. */
export function describe(of: Part, leaveOut?: (step: Part) => boolean): string {
  return [...lines(of, 0, leaveOut)].map(({ depth, text }) => indented(text, depth)).join('\n')
}

export function indented(text: string, depth: number): string {
  const indent = '  '.repeat(depth)
  return text
    .split('\n')
    .map((line, at) => (line === '' ? '' : indent + (at === 0 ? '' : '  ') + line))
    .join('\n')
}

/** The first line of a part, and the facts that it does not tell. */
function headOf(of: Part): readonly [string, readonly Fact[]] {
  const { label, facts } = of
  const value = (what: string) => facts.find((fact) => fact.what === what)?.shown ?? ''
  switch (of.what) {
    case 'field': {
      const told = new Set(['type', 'cardinality', 'nillable'])
      const orNull = value('nillable') === '' ? '' : ' or null'
      return [
        `${label}: ${value('type')}${orNull} ${value('cardinality')}`,
        facts.filter(({ what }) => !told.has(what)),
      ]
    }
    case 'mapping':
      return [`${label} ← ${value('mapping') || '…'}`, facts.filter(({ what }) => what !== 'mapping')]
    case 'row':
      return [label, []]
    case 'column':
      return [`column ${label}`, facts]
    case 'function':
      return [
        `function ${label}(${value('parameters').replace(/^\(none\)$/, '')})`,
        facts.filter(({ what }) => what !== 'parameters'),
      ]
    default:
      return [label, facts.filter(({ what, shown }) => what !== 'name' || !label.includes(shown))]
  }
}

function factLine({ what, name, shown }: Fact): string {
  const words = what.replaceAll('-', ' ')
  const text = shown.includes('\n') ? `\n${shown}` : ` ${shown}`
  return `${name === '' ? words : what === 'property' ? name : `${words} ${name}`}:${text}`
}
