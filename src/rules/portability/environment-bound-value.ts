import * as v from 'valibot'
import { addTo } from '../../base/group.js'
import { addressesIn } from '../../literals/addresses.js'
import { credentialIn } from '../../literals/credentials.js'
import { ENVIRONMENT_WORDS, environmentWordsIn } from '../../literals/environments.js'
import { literalPlaces } from '../../literals/places/literal-places.js'
import { lastName, withoutOperation } from '../../literals/places/names.js'
import { isOicOwn } from '../../literals/places/oic-own.js'
import type { LiteralPlace, PlaceKind } from '../../literals/places/types.js'
import type { Archive } from '../../model/index.js'
import { defineRule } from '../define-rule.js'
import { nameMatcher } from '../matching.js'
import { place } from '../place.js'
import { listed } from '../words.js'

export const environmentBoundValue = defineRule({
  id: 'environment-bound-value',
  severity: 'info',
  category: 'portability',
  summary: 'Directories, schemas, report paths, buckets and the like as literals of endpoints',
  options: v.strictObject({
    /** Globs over values that are the same in all environments. */
    allow: v.optional(v.array(v.string()), []),
    /** Names of further properties whose values belong to an environment, in any case. */
    properties: v.optional(v.array(v.string()), []),
  }),
  needs: [],
  scope: 'archive',
  async *check({ archives, options }) {
    const allowed = nameMatcher(options.allow)
    const further = new Set(options.properties.map((name) => name.toLowerCase()))
    for (const archive of archives) {
      for (const [artifact, found] of await byArtifact(archive, further, allowed)) {
        const [first] = found
        if (first === undefined) continue
        const values = [...new Set(found.map(spelled))]
        yield {
          ...place(archive, first.literal),
          message: `${first.literal.owner} has values of one environment in its endpoints: ${listed(values, 6)}. Check that they hold in the target.`,
          artifact,
          step: '',
          key: '',
        }
      }
    }
  },
})

/** What each kind of value is called, and the names of properties and targets that hold it. */
const BOUND: readonly (readonly [what: string, name: RegExp])[] = [
  ['directory', /(?:director(?:y|ies)|folder|folder_?name|folder_?path|dir)$/i],
  ['schema', /^schema_?name$/i],
  ['report', /report_?(?:absolute)?_?path$|^report_?absolute_?path$/i],
  [
    'bucket',
    /^(?:bucket|bucket_?name|s3_?bucket|container_?name|compartment(?:_?(?:id|name))?|object_?storage_?namespace)$/i,
  ],
  [
    'queue',
    /^(?:queue|topic|queue_?name|topic_?name|topic_?metadata|destination_?name|exchange_?name|subscription_?name|queue_?manager)$/i,
  ],
  ['share', /^(?:drive_?id|site_?id|share_?name|stream_?(?:id|pool)|vault_?(?:id|name)|project_?id|dataset)$/i],
]

/** Directories that are the same everywhere: none, the root, OIC's own temporary ones, what the wizard leaves. */
const EVERYWHERE = /^(?:|\.|\/|\/?tmp(?:\/.*)?|tbd|n\/?a|none|null|true|false|upload|download|\*)$/i

/** Where an OCID is fixed; properties and schedule parameters are set in each environment. */
const OCID_PLACES: ReadonlySet<PlaceKind> = new Set<PlaceKind>(['adapter-configuration', 'mapper', 'expression'])

/** What identifies a stream, bucket, compartment … of one tenancy: its type, its realm, perhaps a region, a unique part. */
const OCID = /\bocid1\.[a-z0-9]{1,40}\.[a-z0-9-]{1,20}\.[a-z0-9-]{0,40}\.[a-z0-9]{6,}/

/** Without quotes around it; of what a streaming adapter notes of its topic, `[TopicName=orders,Partitions={}]`, the name. */
function plainValue({ kind, name, value }: LiteralPlace): string {
  if (kind === 'adapter-configuration' && withoutOperation(name) === 'TopicMetadata')
    return /[[,]\s*TopicName=([^,\]]*)/.exec(value)?.[1]?.trim() ?? ''
  return value.trim().replace(/^(['"])(.*)\1$/s, '$2')
}

function boundAs(literal: LiteralPlace, further: ReadonlySet<string>): string | null {
  if (isOicOwn(literal)) return null
  const { kind, name, adapter, sample, role, functions, compared } = literal
  const plain = plainValue(literal)
  if (OCID.test(plain) && !sample && OCID_PLACES.has(kind)) return 'OCID'
  if (sample || EVERYWHERE.test(plain) || plain.length > 300 || /[{}<>$]|%%/.test(plain)) return null
  if (kind === 'adapter-configuration') {
    // Without a role it is a stage file's, whose directories are OIC's own.
    if (role === null || adapter === 'collocatedics' || adapter === 'stagefile') return null
    const property = withoutOperation(name)
    if (further.has(property.toLowerCase())) return property
    // The logical directory of a download is OIC's own.
    return property === 'DownloadLogicalDirectory' ? null : kindOf(property)
  }
  if (kind !== 'mapper' || compared !== '' || functions.length > 0) return null
  const target = lastName(name)
  if (further.has(target.toLowerCase())) return target
  const found = kindOf(target)
  // Of what a mapper fills, paths tell; a `schemaName` of a payload is data.
  return (found === 'directory' || found === 'report') && plain.includes('/')
    ? found
    : found === 'bucket'
      ? found
      : null
}

function kindOf(name: string): string | null {
  return BOUND.find(([, names]) => names.test(name))?.[0] ?? null
}

async function byArtifact(
  archive: Archive,
  further: ReadonlySet<string>,
  allowed: (value: string) => boolean,
): Promise<ReadonlyMap<string, readonly BoundPlace[]>> {
  const found = new Map<string, BoundPlace[]>()
  for (const literal of await literalPlaces(archive)) {
    for (const bound of boundIn(literal, further)) {
      if (!allowed(bound.value)) addTo(found, literal.artifact, bound)
    }
  }
  return found
}

/** In an address of whatever scheme, behind what parts of it stand that may be secret. */
const SHOWN_IN_PART = /:\/\/.*[@?;]/s

/** Addresses are hardcoded-url's, and credentials hardcoded-credential's: neither is to be shown in full. */
function isOthers(literal: LiteralPlace): boolean {
  return SHOWN_IN_PART.test(literal.value) || addressesIn(literal).length > 0 || credentialIn(literal) !== null
}

interface BoundPlace {
  readonly literal: LiteralPlace
  readonly what: string
  /** The literal's own without quotes, or the part of it that belongs to an environment. */
  readonly value: string
}

function boundIn(literal: LiteralPlace, further: ReadonlySet<string>): readonly BoundPlace[] {
  const what = boundAs(literal, further)
  if (what !== null) return isOthers(literal) ? [] : [{ literal, what, value: plainValue(literal) }]
  if (literal.kind !== 'adapter-configuration' || withoutOperation(literal.name) !== 'SqlString') return []
  return schemasIn(literal.value).map((value) => ({ literal, what: 'schema', value }))
}

/** What a table stands in: `FROM DEV_APPS.ORDERS`. */
const QUALIFIED = /\b(?:from|join|into|update|call)\s+"?([a-z]\w{0,127})"?\.["a-z]/gi
const WORDS: ReadonlySet<string> = new Set(ENVIRONMENT_WORDS)

/** The schemas that a query names and that say for which environment they are: others are the same everywhere, mostly. */
function schemasIn(sql: string): readonly string[] {
  const names = [...sql.matchAll(QUALIFIED)].map(([, schema = '']) => schema)
  return [...new Set(names)].filter((name) => environmentWordsIn(name, WORDS).length > 0)
}

function spelled({ what, value, literal }: BoundPlace): string {
  const plain = what === 'OCID' ? shortOcid(OCID.exec(value)?.[0] ?? value) : value
  return `${what} ${plain}${literal.step === '' ? '' : ` (“${literal.step}”)`}`
}

/** `ocid1.stream.oc1.phx.amaaaa…x7qa`: type and region, and enough of the rest to tell one from another. */
function shortOcid(ocid: string): string {
  const unique = ocid.lastIndexOf('.') + 1
  return ocid.length - unique <= 12 ? ocid : `${ocid.slice(0, unique + 6)}…${ocid.slice(-4)}`
}
