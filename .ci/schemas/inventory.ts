import { toJsonSchema } from '@valibot/to-json-schema'
import { LISTS } from '../../src/inventory/keys.js'
import { inventorySchema, SCHEMA_PARTS } from '../../src/inventory/schema.js'
import type { Json } from './schema.js'

/** What each field means. Those of OIC's REST answers stand beside iarkit's own: `lockedFlag` for `locked`. */
const MEANINGS: Readonly<Record<string, string>> = {
  formatVersion: 'Within one version names are added, never renamed or removed',
  environment: 'Name of the target: TEST, PROD; empty where nobody said',
  takenAt: 'When it was taken, ISO 8601: tells which certificates have expired; empty where nobody said',
  incomplete:
    'What the lists do not tell: integrations for a list that is cut off, FINANCE/lookups for what a project has of it, */lookups for any project',
  failed: 'What could not be read when the inventory was made',
  file: 'The input, as given',
  message: 'One sentence for people',
  integrations: 'Integrations: of the target; of a package as CODE|VERSION',
  connections: 'Connections: of the target; of an integration by their codes',
  lookups: 'Lookups: of the target; of an integration by their names',
  libraries: 'JavaScript libraries: of the target; of an integration as CODE|VERSION',
  packages: 'Packages of the target',
  certificates: 'Certificates of the target',
  projects: 'Projects of the target',
  agentGroups: 'Agent groups of the target',
  eventTypes: 'Event types of the target',
  aiAgents: 'AI agents of the target, which live in projects',
  items: 'The items of a page',
  hasMore: 'Whether there are more pages',
  totalResults: 'Number of items on all pages',
  offset: 'Number of items on the pages before',
  limit: 'Most items of a page',
  id: 'As OIC writes it: CODE|VERSION for what has versions, else the code or name',
  code: 'Code',
  version: 'Version as written: 01.00.0000',
  revision: 'Revision of an event type',
  name: 'Name',
  displayName: 'Name, as OIC writes it for libraries',
  alias: 'Alias of a certificate',
  status: 'As OIC writes it: ACTIVATED, CONFIGURED, INPROGRESS …; empty where it is not said',
  state: 'State of a project, as OIC writes it',
  locked: 'Whether somebody works on it; null where it is not said',
  lockedFlag: 'The same as locked, as OIC writes it',
  project: 'Code of the project it lives in; null for a global one',
  projectId: 'The same as project, as OIC writes it',
  projectCode: 'The same as project, as OIC writes it',
  package: 'Name of its package; empty where it is in none',
  packageName: 'The same as package, as OIC writes it',
  scheduled: 'Whether a schedule is defined; null where it is not said',
  scheduleDefinedFlag: 'The same as scheduled, as OIC writes it',
  scope: 'Whether other projects see it: Public, Private; empty where it is not said',
  endPoints: 'Triggers and invokes, as OIC writes them',
  connection: 'Code of a connection',
  dependencies: 'What it needs, as OIC writes it',
  fingerprint: 'Of its content, without what changes at each export; absent where it is not known',
  role: 'SOURCE, TARGET, SOURCE_AND_TARGET; empty where it is not said',
  adapterType: 'Type of adapter: a text in lower case, or an object as OIC writes it',
  securityPolicy: 'As OIC writes it; empty where it is not said',
  agentGroup: 'Name or id of its agent group; null where it has none',
  agentGroupId: 'The same as agentGroup, as OIC writes it',
  columns: 'Names of the columns of a lookup; absent where they are not known, or hold a secret',
  rows: 'Rows of a lookup, cells in the order of the columns; absent where they are not known, or hold a secret',
  rowData: 'Cells of a row, as OIC writes it',
  rowCount: 'Number of rows of a lookup; absent where it is not known',
  functions: 'Names of the functions of a library; absent where they are not known, or hold a secret',
  type: 'Of a certificate: X509, PGP, SAML …; of a project as OIC writes it',
  category: 'Of a certificate: TRUST, IDENTITY …; empty where it is not said',
  expires: 'When a certificate expires, ISO 8601; null where it is not said',
  expiryDate: 'The same as expires, as OIC writes it',
  expirationDate: 'The same as expires, as OIC writes it',
  agents: 'Number of agents in a group, or the agents',
}

/** The schema of an inventory: what `readInventory` takes and what iarkit writes, with names in camel case. */
export function inventoryJsonSchema(): Json {
  const schema = toJsonSchema(inventorySchema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    errorMode: 'ignore',
    definitions: SCHEMA_PARTS,
    // Which fields name an item is a check, which has no form of its own in JSON Schema: `tidy` gives it one.
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === 'metadata' && 'metadata' in valibotAction
        ? { ...jsonSchema, ...(valibotAction.metadata as object) }
        : undefined,
  })
  return { ...(tidy(JSON.parse(JSON.stringify(schema))) as Json), anyOf: SOMETHING_TOLD }
}

/** iarkit's own form may be empty; of anything else a list has to be there. */
const SOMETHING_TOLD: readonly Json[] = [
  { required: ['formatVersion'] },
  ...LISTS.map((list) => ({ required: [list], properties: { [list]: { type: ['array', 'object'] } } })),
]

/** One of the fields names an item, and for what has versions one says the version: by itself, or behind the bar of the id. */
function identityOf(naming: readonly string[], versionField: unknown): Json {
  const given = (field: string, type: readonly string[]) => ({
    required: [field],
    properties: { [field]: { type, minLength: 1 } },
  })
  const named = { anyOf: naming.map((field) => given(field, ['string'])) }
  if (typeof versionField !== 'string') return named
  const inId = { required: ['id'], properties: { id: { type: 'string', pattern: '\\|.' } } }
  return { allOf: [named, { anyOf: [given(versionField, ['string', 'number']), inId] }] }
}

/** With a description for every field, and without choices inside of choices. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy)
  if (typeof value !== 'object' || value === null) return value
  const { naming, versionField, required, properties, anyOf, ...rest } = value as Readonly<Record<string, unknown>>
  return {
    ...Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, tidy(part)])),
    ...(properties === undefined ? {} : { properties: withMeanings(properties as Readonly<Record<string, Json>>) }),
    ...(Array.isArray(required) && required.length > 0 ? { required } : {}),
    ...(Array.isArray(anyOf) ? { anyOf: anyOf.flatMap(alternatives).map(tidy) } : {}),
    ...(Array.isArray(naming) ? identityOf(naming as readonly string[], versionField) : {}),
  }
}

function withMeanings(properties: Readonly<Record<string, Json>>): Json {
  return Object.fromEntries(
    Object.entries(properties).map(([name, part]) => {
      const description = MEANINGS[name]
      if (description === undefined) throw new Error(`say in .ci/schemas/inventory.ts what ${name} means`)
      return [name, { ...(tidy(part) as Json), description }]
    }),
  )
}

function alternatives(part: Json): readonly Json[] {
  return Array.isArray(part['anyOf']) && Object.keys(part).length === 1 ? part['anyOf'].flatMap(alternatives) : [part]
}
