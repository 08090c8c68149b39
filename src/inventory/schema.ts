import * as v from 'valibot'
import { ISO_TIME, isoTime } from '../base/time.js'
import { LISTS, PROJECT_LISTS } from './keys.js'
import type { InventoryList } from './types.js'

/**
 * The JSON that `readInventory` takes: iarkit's own fields and those of OIC's REST answers side by side, in camel case.
 * Every field may be null or missing, as OIC leaves out what is not set; fields not named here are ignored.
 */

const text = v.nullish(v.string())
const flag = v.nullish(v.union([v.boolean(), v.picklist(['true', 'false'])], 'expected true or false'))
const count = v.nullish(v.union([v.number(), v.pipe(v.string(), v.digits())], 'expected a number'))
const cell = v.nullish(v.union([v.string(), v.number(), v.boolean()], 'expected a text'))

/** A thing named by its text, or by an object with its id: OIC does both. */
const named = v.union(
  [v.string(), v.looseObject({ id: text, code: text, version: text, name: text })],
  'expected a text, or an object with an id',
)
const names = v.nullish(v.array(named))

const scoped = { project: text, projectId: text, projectCode: text }
const state = { status: text, locked: flag, lockedFlag: flag }

/**
 * An item: some fields, one of which must name it, and for what has versions a version in its own field or behind the bar of
 * its id.
 */
function item<const Entries extends v.ObjectEntries>(
  entries: Entries,
  naming: readonly string[],
  versionField: 'version' | 'revision' | null = null,
) {
  const object = v.looseObject(entries)
  const given = (fields: Readonly<Record<string, unknown>>, name: string) => (fields[name] ?? '') !== ''
  return v.pipe(
    object,
    v.metadata({ naming, versionField }),
    v.check(
      (fields: v.InferOutput<typeof object>) => naming.some((name) => given(fields, name)),
      `expected one of the fields ${naming.join(', ')}`,
    ),
    v.check(
      (fields: v.InferOutput<typeof object>) =>
        versionField === null || given(fields, versionField) || /\|./.test(String(fields['id'])),
      `expected a ${versionField}, or an id of the form CODE|${versionField?.toUpperCase()}`,
    ),
  )
}

const integration = item(
  {
    id: text,
    code: text,
    version: text,
    name: text,
    ...state,
    ...scoped,
    package: text,
    packageName: text,
    scheduled: flag,
    scheduleDefinedFlag: flag,
    scope: text,
    connections: names,
    libraries: names,
    lookups: names,
    endPoints: v.nullish(v.array(v.looseObject({ connection: v.nullish(named) }))),
    dependencies: v.nullish(v.looseObject({ connections: names, libraries: names, lookups: names })),
    fingerprint: text,
  },
  ['id', 'code'],
  'version',
)

const connection = item(
  {
    id: text,
    code: text,
    name: text,
    ...state,
    ...scoped,
    role: text,
    adapterType: v.nullish(
      v.union([v.string(), v.looseObject({ name: text })], 'expected a text, or an object with a name'),
    ),
    securityPolicy: text,
    agentGroup: text,
    agentGroupId: text,
  },
  ['id', 'code'],
)

const lookup = item(
  {
    id: text,
    name: text,
    ...state,
    ...scoped,
    columns: names,
    rows: v.nullish(
      v.array(
        v.union(
          [v.array(cell), v.looseObject({ rowData: v.array(cell) })],
          'expected an array of cells, or an object with rowData',
        ),
      ),
    ),
    rowCount: count,
  },
  ['id', 'name'],
)

const library = item(
  {
    id: text,
    code: text,
    version: text,
    name: text,
    displayName: text,
    ...state,
    ...scoped,
    functions: names,
  },
  ['id', 'code'],
  'version',
)

const package_ = item({ id: text, name: text, integrations: names }, ['id', 'name'])

const date = v.nullish(v.union([v.string(), v.number()], 'expected a date'))
const certificate = item(
  {
    id: text,
    alias: text,
    name: text,
    type: text,
    category: text,
    expires: date,
    expiryDate: date,
    expirationDate: date,
    status: text,
  },
  ['id', 'alias', 'name'],
)

const project = item(
  {
    id: text,
    code: text,
    name: text,
    type: text,
    status: text,
    state: v.nullish(v.union([v.string(), v.looseObject({ status: text })], 'expected a text')),
  },
  ['id', 'code'],
)

const agentGroup = item(
  {
    id: text,
    name: text,
    agents: v.nullish(v.union([v.number(), v.array(v.unknown())], 'expected a number, or a list of agents')),
  },
  ['id', 'name'],
)

const eventType = item(
  { id: text, code: text, revision: v.nullish(v.union([v.string(), v.number()])), ...scoped },
  ['id', 'code'],
  'revision',
)

const aiAgent = item(
  { id: text, code: text, version: text, name: text, status: text, ...scoped },
  ['id', 'code'],
  'version',
)

/** The schema of one item of each list. */
export const ITEMS = {
  integrations: integration,
  connections: connection,
  lookups: lookup,
  libraries: library,
  packages: package_,
  certificates: certificate,
  projects: project,
  agentGroups: agentGroup,
  eventTypes: eventType,
  aiAgents: aiAgent,
} as const satisfies Record<InventoryList, v.GenericSchema>

/** `integrations`, `FINANCE/lookups`, `*`+`/lookups`: what is named in another way would be taken for whole. */
const PART = new RegExp(`^(?:${LISTS.join('|')}|[^/]+/(?:${PROJECT_LISTS.join('|')}))$`)

/** By it certificates are judged: what is no time would let all of them pass. */
const time = v.pipe(
  v.string(),
  v.regex(new RegExp(`^$|${ISO_TIME.source}`), 'expected a time of ISO 8601'),
  v.check((text) => !ISO_TIME.test(text) || isoTime(text) !== null, 'expected a day that there is'),
)

/** What stands at the top besides the lists. */
export const HEAD = v.looseObject({
  formatVersion: v.optional(v.literal(1, 'expected 1')),
  environment: text,
  takenAt: v.nullish(time),
  incomplete: v.nullish(v.array(v.pipe(v.string(), v.regex(PART, 'expected a list, or PROJECT/list')))),
  failed: v.nullish(v.array(v.looseObject({ file: text, code: text, message: text }))),
})

/** An item as it validates. */
export type RawItem<List extends InventoryList> = v.InferOutput<(typeof ITEMS)[List]>

/** What a page of a list answer says of itself. */
export const PAGE = v.looseObject({ hasMore: flag, totalResults: count, offset: count, limit: count })

/** Pages or items, in a list or one alone. */
const answer = <S extends v.GenericSchema>(entry: S) => {
  const page = v.looseObject({ items: v.array(entry), ...PAGE.entries })
  return v.nullish(v.union([v.array(page), v.array(entry), page, entry]))
}

/** Parts of {@link inventorySchema} that stand in it more than once, by the name under which its JSON Schema defines them. */
export const SCHEMA_PARTS = { ...ITEMS, text, flag, count, names } as const

/** The whole as one schema, for the published JSON Schema. `readInventory` checks item by item, for the sake of its messages. */
export const inventorySchema = v.pipe(
  v.looseObject({
    ...HEAD.entries,
    integrations: answer(integration),
    connections: answer(connection),
    lookups: answer(lookup),
    libraries: answer(library),
    packages: answer(package_),
    certificates: answer(certificate),
    projects: answer(project),
    agentGroups: answer(agentGroup),
    eventTypes: answer(eventType),
    aiAgents: answer(aiAgent),
  }),
  v.title('iarkit target inventory'),
  v.description(
    "What a target environment of Oracle Integration holds: iarkit's own form, or OIC's REST list answers by list name. A list that is absent is not known.",
  ),
)
