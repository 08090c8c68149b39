import * as v from 'valibot'
import type { Severity } from '../../base/diagnostic.js'
import { credentialIn, credentialLine } from '../../literals/credentials.js'
import { descriptionPlaces } from '../../literals/places/description-places.js'
import { literalPlaces } from '../../literals/places/literal-places.js'
import { lastName } from '../../literals/places/names.js'
import type { LiteralPlace } from '../../literals/places/types.js'
import type { SecretKind } from '../../literals/secrets.js'
import type { Archive } from '../../model/index.js'
import { defineRule } from '../define-rule.js'
import { nameMatcher } from '../matching.js'
import { place } from '../place.js'
import { placesOption } from '../places/options.js'
import { placeKey, whereIs } from '../places/wording.js'
import type { RuleFinding } from '../types.js'

export const hardcodedCredential = defineRule({
  id: 'hardcoded-credential',
  severity: 'error',
  category: 'security',
  summary: 'A password, token or key is written into an expression, mapper, lookup, script, prompt or description',
  options: v.strictObject({
    /** Globs over names of targets, variables, columns and properties whose values are no secrets. */
    allowNames: v.optional(v.array(v.string()), []),
    /** Also look into request and response samples, which are documentation. */
    samples: v.optional(v.boolean(), false),
    places: placesOption,
  }),
  needs: [],
  scope: 'archive',
  async *check({ archives, options }) {
    const allowed = nameMatcher(options.allowNames)
    for (const archive of archives) {
      for (const places of [await literalPlaces(archive), await descriptionPlaces(archive)])
        for (const literal of places) {
          // Properties of connections are embedded-secret's.
          if (literal.kind === 'connection' || literal.kind === 'wsdl' || (literal.sample && !options.samples)) continue
          if (isNoValue(literal) || allowed(lastName(literal.name))) continue
          const kind = credentialIn(literal)
          const severity = options.places[literal.kind]
          if (kind !== null && severity !== 'off') yield finding(archive, literal, kind, severity)
        }
    }
  },
})

function finding(
  archive: Archive,
  literal: LiteralPlace,
  kind: SecretKind,
  severity: Severity | undefined,
): RuleFinding {
  const line = credentialLine(literal)
  return {
    ...place(archive, line === 0 ? literal : literal.positionOf(line)),
    message: `${whereIs(literal)} holds ${kind}${literal.leftover === true ? ', in an action that is left over and not in the flow' : ''}: replace it, since whoever has the archive has it, and let a connection's security policy carry the new one.`,
    artifact: literal.artifact,
    step: literal.step,
    // Never the value: a fingerprint is a hash that could be tried out.
    key: `${placeKey(literal)} ${kind}`,
    ...(severity === undefined ? {} : { severity }),
  }
}

/** Names of keys in OIC's store, the policy's own words, and hashes of configurations. */
const NO_VALUE =
  /^(?:csfkey|csfmap|ConnectionUniqueKey|ConnectionString|security|securityPolicy|ListParserKey|.*alias)$/i

function isNoValue({ kind, name }: LiteralPlace): boolean {
  return kind === 'adapter-configuration' && NO_VALUE.test(name)
}
