/** Secrets that stand in archives are never shown: what takes their place in comparisons, diagrams and evidence. */

import type { Location } from '../base/location.js'
import { once } from '../base/once.js'
import { baseName } from '../base/path.js'
import type { Table } from '../base/table.js'
import type { Agent, Archive, Integration } from '../model/types.js'
import { credentialIn } from './credentials.js'
import { privateKeyOffset } from './key-material.js'
import { descriptionPlaces, flowDescriptions } from './places/description-places.js'
import { flowPlaces } from './places/flow-places.js'
import { literalPlaces, lookupPlaces } from './places/literal-places.js'
import type { LiteralPlace } from './places/types.js'
import { looksRandom, secretByForm, secretInPairs, secretNamed } from './secrets.js'

/** What stands in place of a secret. */
export const SECRET_SHOWN = '(secret)'

/** A text without the secrets that it holds. */
export type Hide = (text: string) => string

/** Hides what the rules on credentials find in an archive, wherever it stands in what is told of it. */
export async function hideSecretsOf(archive: Archive): Promise<Hide> {
  return hiding(await secretsOf(archive))
}

const known = new WeakMap<Archive, Promise<readonly string[]>>()

/** What the rules on credentials find in an archive. */
export function secretsOf(archive: Archive): Promise<readonly string[]> {
  return once(known, archive, async () =>
    [...(await literalPlaces(archive)), ...(await descriptionPlaces(archive))].flatMap(secretsIn),
  )
}

/** The same of one flow. */
export function hideSecretsOfFlow(flow: Integration | Agent): Hide {
  return hiding([...flowPlaces(flow), ...flowDescriptions(flow)].flatMap(secretsIn))
}

/** The same of the rows of tables, in archives or in a target. */
export function hideSecretsOfTables(tables: readonly Table[]): Hide {
  return hiding(tables.flatMap((table) => [...cellsOf(table)].flatMap(secretsIn)))
}

/** Whether a cell of a table is a secret. */
export function holdsSecret(table: Table): boolean {
  for (const place of cellsOf(table)) if (isSecret(place)) return true
  return false
}

function cellsOf({ columns, rows }: Table): Iterable<LiteralPlace> {
  return lookupPlaces({ id: '', name: '', columns, rows: rows.map((cells) => ({ cells, ...NOWHERE })) })
}

const NOWHERE: Location = { entry: '', line: null, column: null }

/**
 * A call as evidence quotes it, without the literals in it that look like secrets: the last one may be cut off.
 * @param names what the call is known to name: a lookup and its columns, which are nothing secret however they look
 */
export function hideLookingLikeSecrets(call: string, names: readonly (string | null)[] = []): string {
  return call.replace(/(["'])(.*?)(\1|…$)/gs, (whole, mark: string, literal: string, end: string) => {
    if (names.includes(baseName(literal).replace(/\.dvm$/i, ''))) return whole
    const looks = secretByForm(literal) !== null || looksRandom(literal, LEAST_RANDOM)
    return looks ? `${mark}${SECRET_SHOWN}${end}` : whole
  })
}

/** Fewer characters are the code of something as well. */
const LEAST_RANDOM = 12

/** Where nothing is secret. */
const SHOW_ALL: Hide = (text) => text

/** Every text in plain data without what is hidden. */
export function hideIn<T>(data: T, hide: Hide): T {
  if (hide === SHOW_ALL) return data
  if (typeof data === 'string') return hide(data) as T
  if (Array.isArray(data)) return data.map((item) => hideIn<unknown>(item, hide)) as T
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, hideIn<unknown>(value, hide)])) as T
}

function isSecret(place: LiteralPlace): boolean {
  return credentialIn(place) !== null || isPrivateKey(place.value)
}

function isPrivateKey(text: string): boolean {
  return text.length >= LEAST_KEY && privateKeyOffset(new TextEncoder().encode(text)) !== -1
}

/** No private key is shorter, with or without the lines around it. */
const LEAST_KEY = 64

/** What is secret of a literal: the whole of it, or of a text that says more the words that are. */
function secretsIn(place: LiteralPlace): readonly string[] {
  if (!isSecret(place)) return []
  const { value } = place
  const words = secretWords(value)
  const rest = hiding(words)(value)
  const isPart = words.length > 0 && secretByForm(rest) === null && secretInPairs(rest) === null
  return isPart && !isPrivateKey(rest) ? words : [value]
}

/** Words of a text that are secrets by their form, by the name before them, or by looking like it. */
function secretWords(text: string): readonly string[] {
  if (!/\s|[{<;&]/.test(text)) return []
  const found = new Set<string>()
  let before = ''
  for (const [word] of text.matchAll(WORDS)) {
    const [, name = before, value = word] = /^([^:=]{1,80})[:=]+(?!\/\/)(.+)$/s.exec(word) ?? []
    if (secretNamed(name) !== null && value.length >= 4) found.add(value)
    else if (secretByForm(word) !== null || looksRandom(value, LEAST_RANDOM)) found.add(value)
    before = word.replace(/[:=]+$/, '')
  }
  return [...found]
}

const WORDS = /[^\s"'`,;(){}[\]<>&\\]+/g

/** Most secrets that are looked for within texts; of more only whole words are compared. */
const MOST_WITHIN = 100

/** Hides some secrets, wherever they stand. */
export function hiding(secrets: readonly string[]): Hide {
  const all = new Set(secrets.map((secret) => secret.trim()))
  if (all.size === 0) return SHOW_ALL
  const within = all.size > MOST_WITHIN ? null : anyOf([...all])
  return (text) => {
    if (all.has(text.trim())) return SECRET_SHOWN
    if (within !== null) return text.replace(within, SECRET_SHOWN)
    return text.replace(WORDS_AND_PAIRS, (word) => (all.has(word) ? SECRET_SHOWN : word))
  }
}

const WORDS_AND_PAIRS = /[^\s"'`,;:=(){}[\]<>&\\]+/g

/** Longer ones first, since one may begin with another; blanks may be written otherwise. */
function anyOf(secrets: readonly string[]): RegExp {
  const alternatives = [...secrets]
    .sort((a, b) => b.length - a.length)
    .map((secret) => secret.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replace(/\s+/g, '\\s+'))
  return new RegExp(`(?<![A-Za-z0-9_])(?:${alternatives.join('|')})(?![A-Za-z0-9_])`, 'g')
}
