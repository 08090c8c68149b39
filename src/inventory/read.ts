import * as v from 'valibot'
import { IarkitError } from '../base/errors.js'
import {
  type Answer,
  type AnsweredItem,
  camelName,
  camelNames,
  isCutOff,
  isFields,
  joinAnswers,
  unwrapAnswer,
} from './answers.js'
import type { ItemTypes } from './item-types.js'
import { READERS } from './items.js'
import { LISTS, listNamed, PROJECT_LISTS } from './keys.js'
import { mergeItems } from './merge.js'
import { HEAD, ITEMS, PAGE, type RawItem } from './schema.js'
import type { InventoryList, TargetInventory } from './types.js'

/** Most faults that a message lists. */
const MOST_FAULTS = 5

/**
 * Reads what a target holds from parsed JSON: iarkit's own form (`formatVersion: 1`), or an object whose names are those of
 * the lists and whose values are the answers of OIC's REST API (`GET …/integrations` and so on), in any mix: names in camel
 * or kebab case; one page, an array of pages, or a bare array of items. A list that is absent stays absent: not known.
 *
 * @throws IarkitError `invalid-inventory`; the message names the path of what is wrong
 */
export function readInventory(json: unknown): TargetInventory {
  if (!isFields(json)) throw invalid(['the inventory: expected an object with lists such as integrations'])
  const head = v.safeParse(HEAD, camelNames(json, 1))
  if (!head.success) throw invalid(head.issues.map((issue) => faultText('', json, issue)))
  const answers = new Map<InventoryList, Answer>()
  for (const [name, value] of Object.entries(json)) {
    const list = listNamed(name)
    if (list === null || value === undefined || value === null) continue
    const answer = unwrapAnswer(value, name)
    if (answer === null) throw invalid([`${name}: expected a list, or an answer of OIC with items`])
    const before = answers.get(list)
    answers.set(list, before === undefined ? answer : joinAnswers([before, answer]))
  }
  if (answers.size === 0 && head.output.formatVersion === undefined) {
    const hint = 'items' in json ? '; a saved answer of OIC is read with the folder that it is in' : ''
    throw invalid([`the inventory: expected at least one of the lists ${LISTS.join(', ')}${hint}`])
  }
  const own = head.output.formatVersion === 1
  return assembleInventory(answers, {
    environment: head.output.environment ?? '',
    takenAt: head.output.takenAt ?? '',
    incomplete: [
      ...(head.output.incomplete ?? []),
      ...[...answers].flatMap(([list, answer]) => (isCutOff(answer) ? list : [])),
    ],
    projectsTold: own ? 'as-said' : 'by-items',
  })
}

interface Assembly {
  readonly environment: string
  readonly takenAt: string
  /** What is known to be incomplete before the answers are looked at. */
  readonly incomplete: readonly string[]
  /**
   * Whether a list tells of what lives in projects. `as-said`: wherever `incomplete` does not say otherwise. `by-items`:
   * OIC answers for an instance and for each project apart, so a list tells of those projects of which it has an item, or
   * that are named here as `PROJECT/list`.
   */
  readonly projectsTold: 'as-said' | 'by-items' | ReadonlySet<string>
}

/** Checks and reads the items of each list and says which lists are not whole. @throws IarkitError `invalid-inventory` */
export function assembleInventory(answers: ReadonlyMap<InventoryList, Answer>, assembly: Assembly): TargetInventory {
  const faults: string[] = []
  const incomplete = new Set(assembly.incomplete)
  const lists: { [List in InventoryList]?: readonly ItemTypes[List][] } = {}
  const read = <List extends InventoryList>(list: List, { items, pages }: Answer): void => {
    for (const { head } of pages) if (head !== null) checkPage(head, faults)
    const found = items.flatMap((item) => readItem(list, item.value, item.path, faults))
    Object.assign(lists, { [list]: mergeItems(list, found) })
  }
  for (const list of LISTS) {
    const answer = answers.get(list)
    if (answer !== undefined) read(list, answer)
  }
  if (faults.length > 0) throw invalid(faults)
  if (assembly.projectsTold !== 'as-said') {
    const told = assembly.projectsTold === 'by-items' ? new Set<string>() : assembly.projectsTold
    for (const missing of untoldProjects(lists, incomplete.has('projects'), told)) incomplete.add(missing)
  }
  return {
    formatVersion: 1,
    environment: assembly.environment,
    takenAt: assembly.takenAt,
    ...(incomplete.size > 0 && { incomplete: [...incomplete].sort() }),
    ...lists,
  }
}

/** `PROJECT/list` for each project whose part of a list was not answered; `*`+`/list` where the projects are not known. */
function untoldProjects(
  lists: { readonly [List in InventoryList]?: readonly ItemTypes[List][] },
  projectsCutOff: boolean,
  told: ReadonlySet<string>,
): string[] {
  const missing: string[] = []
  for (const list of PROJECT_LISTS) {
    const items = lists[list]
    if (items === undefined) continue
    const seen = new Set(items.flatMap((item) => ('project' in item ? (item.project ?? []) : [])))
    if (lists.projects === undefined || projectsCutOff) {
      if (seen.size === 0 && ![...told].some((name) => name.endsWith(`/${list}`))) missing.push(`*/${list}`)
      continue
    }
    for (const { code } of lists.projects) {
      if (!seen.has(code) && !told.has(`${code}/${list}`)) missing.push(`${code}/${list}`)
    }
  }
  return missing
}

/** A page that does not say in OIC's words whether there are more would be taken for the last. */
function checkPage({ value, path }: AnsweredItem, faults: string[]): void {
  const result = v.safeParse(PAGE, camelNames(value, 1))
  if (!result.success) faults.push(...result.issues.map((issue) => faultText(path, value, issue)))
}

function readItem<List extends InventoryList>(
  list: List,
  value: unknown,
  path: string,
  faults: string[],
): ItemTypes[List][] {
  const result = v.safeParse(ITEMS[list], camelNames(value))
  if (result.success) return [READERS[list](result.output as RawItem<List>)]
  faults.push(...result.issues.map((issue) => faultText(path, value, issue)))
  return []
}

/** `integrations[3].version: expected a text, found 1`, with names as the JSON writes them. */
function faultText(path: string, value: unknown, outer: v.BaseIssue<unknown>): string {
  // Of alternatives, the one that was followed furthest was meant.
  const inner = (outer.issues ?? []).reduce<v.BaseIssue<unknown> | null>(
    (best, one) => ((one.path?.length ?? 0) > (best?.path?.length ?? 0) ? one : best),
    null,
  )
  const issue = inner ?? outer
  let place = path
  let at: unknown = value
  for (const { key } of [...(outer.path ?? []), ...(inner?.path ?? [])]) {
    if (typeof key === 'number') {
      place += `[${key}]`
      at = Array.isArray(at) ? at[key] : undefined
      continue
    }
    const fields = isFields(at) ? at : {}
    const written = Object.keys(fields).find((name) => camelName(name) === key) ?? String(key)
    place += place === '' ? written : `.${written}`
    at = fields[written]
  }
  return `${place === '' ? 'the inventory' : place}: ${expectation(issue, at)}`
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['(string | null)', 'a text'],
  ['boolean', 'true or false'],
  ['Array', 'a list'],
  ['Object', 'an object'],
])

function expectation({ message, expected, type }: v.BaseIssue<unknown>, value: unknown): string {
  if (type === 'check') return message
  const wanted = message.startsWith('expected') ? message : `expected ${WORDS.get(expected ?? '') ?? expected}`
  return `${wanted}, found ${foundText(value)}`
}

function foundText(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return isFields(value) ? 'an object' : JSON.stringify(value).slice(0, 40)
}

function invalid(faults: readonly string[]): IarkitError {
  const shown = faults.slice(0, MOST_FAULTS).join('; ')
  const more = faults.length > MOST_FAULTS ? `; and ${faults.length - MOST_FAULTS} more` : ''
  return new IarkitError('invalid-inventory', `${shown}${more}.`)
}
