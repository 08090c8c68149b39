import { privateKeyOffset } from './key-material.js'
import { lastName } from './places/names.js'
import type { LiteralPlace } from './places/types.js'
import {
  AUTHORIZATION,
  isPlaceholder,
  isUserAndPassword,
  looksRandom,
  PRIVATE_KEY,
  type SecretKind,
  secretByForm,
  secretInPairs,
  secretNamed,
  secretValue,
  tokenSchemeAtEnd,
} from './secrets.js'

/** The kind of credential that a literal holds; null where it holds none. Never tells the credential itself. */
export function credentialIn(place: LiteralPlace): SecretKind | null {
  const { value, before } = place
  const form = secretByForm(value)
  // In a block of PEM, in whatever file, it is embedded-secret's.
  if (form === PRIVATE_KEY && privateKeyOffset(new TextEncoder().encode(`${before}${value}`)) !== -1) return null
  return form ?? encodedOnTheSpot(place) ?? byName(place) ?? secretInPairs(value, isSql(place))
}

/** Where the line of a literal begins that holds a credential by itself, such as one of a mail; 0 where none does. */
export function credentialLine(place: LiteralPlace): number {
  let start = 0
  for (const line of place.value.split('\n')) {
    if ((secretByForm(line) ?? secretInPairs(line, isSql(place))) !== null) return start
    start += line.length + 1
  }
  return 0
}

function isSql({ kind, name }: LiteralPlace): boolean {
  return kind === 'adapter-configuration' && /sql/i.test(name)
}

/** `encode-base64('user:password')`, `concat('Basic ', 'dXNl…')`, `concat('Bearer ', '7f3a…')`. */
function encodedOnTheSpot({ value, functions, before }: LiteralPlace): SecretKind | null {
  const encodes = functions.some((each) => /encode.*base64|base64.*encode|btoa/i.test(each))
  if (encodes) {
    const colon = value.indexOf(':')
    const password = colon === -1 ? (before.endsWith(':') ? value : '') : value.slice(colon + 1)
    const hasUser = colon > 0 || before.length > 1 || before === ':'
    if (hasUser && password.length >= 3 && !isPlaceholder(password) && !/\s/.test(value)) return 'a user and password'
  }
  if (/basic\s*$/i.test(before.slice(-20)) && isUserAndPassword(value)) return 'a user and password (Basic)'
  const scheme = tokenSchemeAtEnd(before)
  return scheme !== null && looksRandom(value, 16) ? `a token (${scheme})` : null
}

/** Functions through which a literal is still what its name says. */
const TRANSPARENT = /^(?:string|normalize-space|xs:string|trim|encode.*|.*base64.*|upper-case|lower-case)$/i

function byName(place: LiteralPlace): SecretKind | null {
  const { value, name, compared, before, functions, siblings, kind } = place
  if (kind === 'lookup') return inRow(name, value, siblings)
  if (compared !== '') return secretValue(compared, value)
  const looksUp = functions[0] === 'lookupValue'
  if (!looksUp && before !== '' && secretNamed(before) !== null)
    return secretValue(before, value) ?? authorization(before, value)
  // A lookup's default, its fifth argument, goes where the expression goes; its other arguments are names.
  const direct = looksUp ? place.argument === 5 : functions.every((each) => TRANSPARENT.test(each))
  if (!direct) return null
  const target = lastName(name)
  return secretValue(target, value) ?? authorization(target, value)
}

/** An Authorization header without its scheme. */
function authorization(name: string, value: string): SecretKind | null {
  return secretNamed(name)?.kind === AUTHORIZATION && isUserAndPassword(value) ? 'a user and password' : null
}

/** `ORA-01017X`, `EMAIL_TPL_17B`, `AUTH1023`, `personAttribute17`: codes of messages and names of fields. */
const CODE = /^[A-Z][A-Z0-9]*(?:[-_.][A-Z0-9]+)+$|^[A-Z]{2,}\d{1,6}$|^[a-z]+(?:[A-Z][a-z]+)+\d{1,3}$/

/** Columns of codes and of the names of fields, in tables that translate them. */
const NAMES_COLUMN = /(?:code|id|field|attribute|column|error|message)s?$/i

/** A cell under a column of secrets, or in a row whose key says that its value is one. */
function inRow(column: string, value: string, siblings: readonly string[]): SecretKind | null {
  const named = secretValue(column, value)
  if (named !== null) return named
  // What another cell says is a hint only: the value has to look the part, and not like the code of a message.
  if (!looksRandom(value, 6) || CODE.test(value) || NAMES_COLUMN.test(column)) return null
  for (const sibling of siblings) {
    if (/\s/.test(sibling)) continue
    const kind = secretValue(sibling, value)
    if (kind !== null) return kind
  }
  return null
}
