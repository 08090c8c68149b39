import * as v from 'valibot'
import { isHostName, isIpAddress, isLoopback } from '../../literals/hosts.js'
import { literalPlaces } from '../../literals/places/literal-places.js'
import { lastName, withoutOperation } from '../../literals/places/names.js'
import { isOicOwn } from '../../literals/places/oic-own.js'
import type { LiteralPlace } from '../../literals/places/types.js'
import { defineRule } from '../define-rule.js'
import { addressMatcher } from '../matching.js'
import { place } from '../place.js'
import { placeLevel, placesOption } from '../places/options.js'
import { ADVICE, placeKey, whereIs } from '../places/wording.js'

export const hardcodedHost = defineRule({
  id: 'hardcoded-host',
  severity: 'warning',
  category: 'portability',
  summary: 'A literal IP address or host name in a host property or an expression',
  options: v.strictObject({
    /** Globs over hosts that may stand anywhere. */
    allow: v.optional(v.array(v.string()), []),
    places: placesOption,
  }),
  needs: [],
  scope: 'archive',
  async *check({ archives, options }) {
    const allowed = addressMatcher(options.allow)
    for (const archive of archives) {
      for (const literal of await literalPlaces(archive)) {
        const host = hostIn(literal)
        if (host === null || isLoopback(host) || allowed(host)) continue
        const severity = placeLevel(options.places, literal.kind)
        if (severity === 'off') continue
        yield {
          ...place(archive, literal),
          message: `${whereIs(literal)} holds the ${isIpAddress(host) ? 'IP address' : 'host'} ${host}: ${ADVICE[literal.kind]}.`,
          artifact: literal.artifact,
          step: literal.step,
          key: `${placeKey(literal)} ${host}`,
          ...(severity === undefined ? {} : { severity }),
          ...(literal.leftover === true ? { leftover: true } : {}),
        }
      }
    }
  },
})

/** The host that a place holds by itself; null where it holds none. What stands in a URL is hardcoded-url's. */
function hostIn(literal: LiteralPlace): string | null {
  const value = literal.value.trim()
  if (value === '' || value.length > 300 || value.includes('://') || isOicOwn(literal)) return null
  switch (literal.kind) {
    case 'connection':
    case 'adapter-configuration':
      return literal.sample ? null : (inProperty(withoutOperation(literal.name), value) ?? inJdbc(value))
    case 'expression':
    case 'integration-property':
    case 'schedule-parameter':
    case 'mapper':
    case 'data-stitch':
      return inExpression(literal, value) ?? inJdbc(value)
    default:
      return null
  }
}

const HOST_PROPERTY = /(?:^|[a-z_])(?:[Hh]ost(?:[Nn]ames?|s)?|HOST(?:_?NAME)?)$|[A-Z]Host(?:[Nn]ames?|s)?$/
const SERVER_PROPERTY = /(?:server|server_?name|ip|ip_?address|fqdn|brokers?|bootstrapservers)$/i

/** What OIC's wizard writes into the configuration of an agent or proxy of its own. */
const OWN_PROXY = /(?:^|[.-])opc-proxy(?:[.-]|$)/

const SINGLE = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/

function inProperty(name: string, value: string): string | null {
  // Of a list of brokers the first speaks for all.
  const host = withoutPort(value.split(/[,;]/, 1)[0] ?? '')
  if (OWN_PROXY.test(host)) return null
  if (isIpAddress(host)) return HOST_PROPERTY.test(name) || SERVER_PROPERTY.test(name) ? host : null
  if (HOST_PROPERTY.test(name)) return isHostName(host) || (SINGLE.test(host) && !isFlag(host)) ? host : null
  return SERVER_PROPERTY.test(name) && isHostName(host) ? host : null
}

function isFlag(value: string): boolean {
  return /^(?:true|false|yes|no|none|null|\d{1,5})$/i.test(value)
}

/** Names whose values look like IP addresses and are none. */
const NO_HOST = /version|release|oid|serial|build|revision/i

/** `11.13.18.05`, `11.13.17.11`: versions of Fusion's REST framework, which stand in its paths. */
const FUSION_VERSION = /^11\.1\d\.\d{1,2}\.\d{1,2}$/

function inExpression({ name, compared, functions, before }: LiteralPlace, value: string): string | null {
  const target = lastName(compared || name)
  // `concat('https://', 'erp.example.com/orders')`
  const isAuthority = before.endsWith('://')
  const host = withoutPort(isAuthority ? (value.split(/[/?#]/, 1)[0] ?? '') : value)
  if (
    NO_HOST.test(target) ||
    FUSION_VERSION.test(host) ||
    functions.some((each) => /^(?:lookupValue|format-.*|replace|matches|tokenize)$/.test(each))
  )
    return null
  if (isIpAddress(host)) return host
  const named = isAuthority || HOST_PROPERTY.test(target) || /^(?:server|servername|ipaddress|fqdn)$/i.test(target)
  return named && isHostName(host) ? host : null
}

const JDBC = /^jdbc:[a-z]{2,20}:[^@]{0,200}@(?:\/\/)?([A-Za-z0-9.-]{1,253})[:/]/i
const TNS = /\(\s{0,9}HOST\s{0,9}=\s{0,9}([A-Za-z0-9.-]{1,253})\s{0,9}\)/i

/** `jdbc:oracle:thin:@db.example.com:1521/ORDERS`, `(HOST=db.example.com)`. */
function inJdbc(value: string): string | null {
  const host = JDBC.exec(value)?.[1] ?? TNS.exec(value)?.[1]
  return host === undefined ? null : host.toLowerCase()
}

function withoutPort(value: string): string {
  return value.replace(/:\d{1,5}$/, '').toLowerCase()
}
