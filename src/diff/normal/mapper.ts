import { shortHash } from '../../base/short-hash.js'
import { isGuard, labelsOf } from '../../model/mapper-guards.js'
import { normalXPath } from '../../model/normal-xpath.js'
import type { Mapper, MapperEnd, Mapping } from '../../model/types.js'
import { type Fact, fact, type Part, part } from '../part.js'

/** One instruction that fills a target, or a condition or loop that stands at it. */
export interface Statement {
  /** Conditions and loops around it, outermost first, as they are compared and as they are shown. */
  readonly within: readonly (readonly [value: string, shown: string])[]
  readonly value: string
  readonly shown: string
}

/** A mapper by target element: where each is mapped from, by which expression, under which conditions and loops. */
export function normalMapper(mapper: Mapper): Part {
  const withinOf = guardsIn(mapper)
  const targets = new Map<string, { guards: Statement[]; statements: Statement[] }>()
  /** A guard's label as the reader writes it, to its normal form. */
  const labels = new Map<string, readonly [string, string]>()
  for (const mapping of mapper.mappings) {
    // Its parts are told by `when` and `otherwise`.
    if (mapping.instruction === 'choose') continue
    const statement = statementOf(mapping, withinOf(mapping, labels))
    const at = targets.get(mapping.target) ?? { guards: [], statements: [] }
    targets.set(mapping.target, at)
    if (!isGuard(mapping)) at.statements.push(statement)
    else {
      at.guards.push(statement)
      for (const label of labelsOf(mapping)) labels.set(label, [statement.value, statement.shown])
    }
  }
  return part({
    what: 'mapper',
    key: mapper.direction,
    label: '',
    facts: [
      // XSLT 1.0 and 2.0 compare and convert otherwise.
      ...fact('xslt-version', '', mapper.version.trim()),
      // Secondary sources and parameters are all messages in scope, whether they are used or not.
      ...mapper.sources.filter(({ parameter }) => parameter === '').flatMap((end) => endFact('source', end)),
      ...mapper.targets.flatMap((end) => endFact('target', end)),
    ],
    parts: [...targets].map(([target, { guards, statements }]) =>
      part({
        what: 'mapping',
        key: target,
        label: target === '' ? '/' : target,
        facts: [...statementsFact('mapping', statements), ...statementsFact('condition', guards)],
      }),
    ),
  })
}

/** The statements behind a fact of a mapping. */
export function statementsOf(of: Fact | null): Statement[] {
  return of === null ? [] : (JSON.parse(of.value) as Statement[])
}

export function statementsFact(what: string, statements: readonly Statement[]): Fact[] {
  if (statements.length === 0) return []
  return [{ what, name: '', value: JSON.stringify(statements), shown: statements.map(line).join('\n') }]
}

function line({ within, shown }: Statement): string {
  return [...within.map(([, text]) => text), shown].join(' > ')
}

/** A guard's label as the reader writes it, to its normal form. */
type Labels = ReadonlyMap<string, readonly [value: string, shown: string]>

/** Characters of all guards of all instructions of a mapper; those of people have a thousandth. */
const MOST_GUARDS = 5_000_000

/** Guards that an instruction is told by where they are too many: the innermost. */
const FEW_GUARDS = 20

/** The guards around each instruction; one mark in their place where to repeat them would fill the memory. */
function guardsIn({ mappings }: Mapper): (mapping: Mapping, labels: Labels) => Statement['within'] {
  const all = ({ within }: Mapping, labels: Labels) =>
    within.map((label) => labels.get(label) ?? ([label, label] as const))
  let size = 0
  for (const { within } of mappings) for (const label of within) size += label.length
  if (size <= MOST_GUARDS) return all
  // Instructions that stand together share their list.
  const marks = new Map<readonly string[], Statement['within']>()
  return ({ within }) => {
    const inner = within.slice(-FEW_GUARDS).join('\n')
    const known = marks.get(within) ?? [[shortHash(inner), `${within.length} conditions and loops`]]
    marks.set(within, known)
    return known
  }
}

function statementOf(mapping: Mapping, within: Statement['within']): Statement {
  const { instruction, text, settings } = mapping
  const expressions = mapping.expressions.map(normalXPath)
  const said = [instruction, text, ...expressions.map((expression) => expression.value)]
  const value = JSON.stringify(settings.length === 0 ? said : [...said, settings])
  return {
    within,
    value,
    shown: shownOf(
      mapping,
      expressions.map(({ shown }) => shown),
    ),
  }
}

function shownOf({ instruction, text, settings }: Mapping, expressions: readonly string[]): string {
  const [places] = settings.flatMap(([name, value]) => (name === '' ? [value.split(' ')] : []))
  // The text in one piece: a secret in it is known by that.
  if (places !== undefined)
    return `${JSON.stringify(text)} with ${expressions.map((shown, at) => `${shown} at ${places[at] ?? ''}`).join(', ')}`
  const content = expressions.join(', ')
  const more = settings.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(' ')
  if (more !== '') {
    if (instruction === 'text') return `${JSON.stringify(text)} with ${more}`
    if (instruction === 'value-of') return `${content} with ${more}`
    return `${content === '' ? instruction : `${instruction}(${content})`} with ${more}`
  }
  if (instruction === 'value-of') return content
  if (instruction === 'text' || (instruction === 'attribute' && content === '')) return JSON.stringify(text)
  if (instruction === 'attribute') return text === '' ? content : `${JSON.stringify(text)} with ${content}`
  if (instruction === 'element' && content === '') return '(empty)'
  return content === '' ? instruction : `${instruction}(${content})`
}

function endFact(role: 'source' | 'target', { rootElement, namespace }: MapperEnd): Fact[] {
  return fact(role, '', `{${namespace}}${rootElement}`, rootElement)
}
