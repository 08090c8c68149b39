import type { Fact, Part } from './part.js'

/** A line of a part's text form. */
export interface Line {
  /** 0 for the part itself; at most 40: what is nested further stands no further in. */
  readonly depth: number
  /** Holds line breaks where what it tells has several lines. */
  readonly text: string
}

/** Flows of people stay below 20. Nested five hundred deep, blanks would be most of a text. */
const DEEPEST = 40

/** A part as people read it: a line for itself, its facts and parts below. Structures must have been read. */
export function lines(of: Part, leaveOut: (step: Part) => boolean = () => false): readonly Line[] {
  const found: Line[] = []
  // A generator within a generator would hand each line on once for every level.
  const add = (one: Part, depth: number): void => {
    const [head, rest] = headOf(one)
    if (head !== '') found.push({ depth, text: head })
    const below = head === '' ? depth : Math.min(depth + 1, DEEPEST)
    for (const fact of rest) found.push({ depth: below, text: factLine(fact) })
    for (const inner of one.parts) add(inner, below)
    for (const step of one.steps) if (!leaveOut(step)) add(step, below)
  }
  add(of, 0)
  return found
}

/** A part as one text, indented. */
export function describe(of: Part, leaveOut?: (step: Part) => boolean): string {
  return lines(of, leaveOut)
    .map(({ depth, text }) => indented(text, depth))
    .join('\n')
}

function indented(text: string, depth: number): string {
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
    case 'assignment':
      return [`${label} ← ${value('assignment') || '…'}`, facts.filter(({ what }) => what !== 'assignment')]
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
