import { tokens } from '../../formats/xpath-tokens.js'
import type { IntegrationReference, LookupReference } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { placedFlows, stepNameOf } from '../flows.js'
import { place } from '../place.js'
import { inStep, listed, named } from '../words.js'
import { addressedCalls } from './called-by-address.js'
import { childrenOf, evidenceOf } from './children.js'

/**
 * A lookup or child integration that is chosen at run time, or called at its address in whatever instance a connection leads to: no
 * reading of the archive can tell all that it may be.
 */
export const unresolvedReference = defineRule({
  id: 'unresolved-reference',
  severity: 'info',
  category: 'references',
  summary: 'A lookup or child integration is chosen at run time, or called at its address',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const { archive, flow } of placedFlows(archives)) {
      const told = new Set<string>()
      for (const reference of flow.references) {
        const words = isComputedLookup(reference)
          ? `the lookup is chosen at run time by ${computedBy(flow.references, reference.at)}: check by hand that each one it may be is there`
          : isChosenChild(reference)
            ? childWords(reference, flow.references.filter(isChosenChild))
            : null
        const key = `${reference.kind} ${reference.at}`
        if (words === null || told.has(key)) continue
        told.add(key)
        const step = stepNameOf(flow, reference.at)
        yield {
          ...place(archive, reference.evidence),
          message: `In ${named(flow)}${inStep(step)} ${words}${designed(flow, reference)}.`,
          artifact: flow.id,
          step,
          key: reference.kind,
        }
      }
      for (const { at, connection, child, evidence } of addressedCalls(flow)) {
        const step = stepNameOf(flow, at)
        yield {
          ...place(archive, evidence),
          message: `In ${named(flow)}${inStep(step)} the integration ${child} is called at its address, which OIC notes as no dependency: see that it is active where the connection ${connection} leads to.`,
          artifact: flow.id,
          step,
          key: `address ${child}`,
        }
      }
    }
  },
})

type Reference = Parameters<typeof childrenOf>[0]['references'][number]

function isComputedLookup(reference: Reference): reference is LookupReference {
  return reference.kind === 'lookup' && reference.name === null
}

/** Every call of a step that computes its lookup's name. */
function computedBy(references: readonly Reference[], at: string): string {
  const computed = references.filter(isComputedLookup).filter((reference) => reference.at === at)
  return listed([...new Set(computed.map(({ evidence }) => withoutDefault(evidence.text)))], 5)
}

/** A constant in a mapper is no choice. */
function isChosenChild(reference: Reference): reference is IntegrationReference {
  return reference.kind === 'integration' && reference.dynamic && (reference.code === null || reference.lookup !== '')
}

/**
 * A call of `lookupValue` without the value for rows that are not there, which chooses nothing and may be a password;
 * any other text as it is.
 */
function withoutDefault(text: string): string {
  if (!/^(?:[\w.-]{1,60}:)?lookupValue\(/.test(text)) return text
  let depth = 0
  let commas = 0
  for (const token of tokens(text)) {
    if (token.text === '(') depth++
    else if (token.text === ')') depth--
    else if (token.text === ',' && depth === 1 && ++commas === 4) return `${text.slice(0, token.offset)}, …)`
  }
  return text
}

/** All that one call may reach, with the rows that say so. */
function childWords(reference: IntegrationReference, chosen: readonly IntegrationReference[]): string {
  const choices = chosen.filter(({ at }) => at === reference.at)
  const rows = choices.flatMap(({ code, version, lookupRow }) =>
    code === null ? [] : [`${named({ code, version: version ?? '' })} (row ${lookupRow ?? '?'})`],
  )
  const lookup = choices.find((choice) => choice.lookup !== '')?.lookup ?? ''
  if (rows.length > 0) {
    return `the child integration is chosen at run time by the lookup ${lookup}, which names ${listed(rows, 10)}: each of them must be in the target`
  }
  const by =
    lookup === '' ? withoutDefault(reference.evidence.text) : `the lookup ${lookup}, which is not in the archive`
  return `the child integration is chosen at run time by ${by}: check by hand that each one it may be is in the target`
}

/** The child that the call was drawn with. */
function designed(flow: Parameters<typeof childrenOf>[0], { kind, at }: Reference): string {
  if (kind !== 'integration') return ''
  const fixed = childrenOf({ references: flow.references.filter((other) => other.at === at) })
    .map(evidenceOf)
    .find((other) => other !== null && !other.dynamic)
  return fixed?.code === undefined || fixed?.code === null
    ? ''
    : ` (it was drawn with ${named({ code: fixed.code, version: fixed.version ?? '' })})`
}
