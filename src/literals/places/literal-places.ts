import { decodeText } from '../../base/decode.js'
import { normaliseNewlines } from '../../base/location.js'
import { once } from '../../base/once.js'
import { compareText } from '../../base/version.js'
import { flowsOf } from '../../model/flows.js'
import { byFolder } from '../../model/folders.js'
import type { Archive, Connection, Entry, Library, Lookup } from '../../model/index.js'
import { isLeftover, stepNameOf } from '../../model/step-names.js'
import { tablesFileOf } from '../../model/tables-file.js'
import { entryText } from './entry-text.js'
import { flowPlaces } from './flow-places.js'
import { literal, positionsIn } from './literal.js'
import { scriptLiterals } from './script-literals.js'
import { isTableMappings, sqlTexts } from './sql-texts.js'
import type { LiteralPlace, PlaceOwner } from './types.js'
import { wsdlAddresses } from './wsdl-addresses.js'

const walked = new WeakMap<Archive, Promise<readonly LiteralPlace[]>>()

/**
 * Every place of an archive where a literal value can stand: the one walk that the rules on addresses, names and secrets
 * share, and that is made once for an archive. What a value means is theirs to say.
 */
export function literalPlaces(archive: Archive): Promise<readonly LiteralPlace[]> {
  return once(walked, archive, () => allPlaces(archive))
}

async function allPlaces(archive: Archive): Promise<readonly LiteralPlace[]> {
  const places: LiteralPlace[] = []
  // One by one: a call takes some ten thousand arguments, and a lookup has more cells.
  const add = (found: Iterable<LiteralPlace>): void => {
    for (const place of found) places.push(place)
  }
  for (const flow of [...byId(archive.integrations), ...byId(archive.agents)]) add(flowPlaces(flow))
  for (const connection of byId(archive.connections)) add(connectionPlaces(connection))
  for (const lookup of byId(archive.lookups)) add(lookupPlaces(lookup))
  for (const library of byId(archive.libraries)) add(libraryPlaces(library))
  add(aiPlaces(archive))
  add(await filePlaces(archive))
  return places
}

/** A zip has its entries in any order, a folder by name: the first place of many, which a finding points to, is the same in both. */
function byId<T extends { readonly id: string }>(artifacts: readonly T[]): readonly T[] {
  return [...artifacts].sort((a, b) => compareText(a.id, b.id))
}

const NO_STEP = { step: '', connection: '', adapter: '', role: null } as const

function* connectionPlaces(connection: Connection): Generator<LiteralPlace> {
  const { id: artifact, code, adapterType: adapter } = connection
  const owner: PlaceOwner = { kind: 'connection', artifact, owner: code, ...NO_STEP, connection: code, adapter }
  for (const property of connection.properties) {
    if (property.placeholder || property.value === '') continue
    yield literal(owner, property.value, property.name, property)
  }
  // A WSDL that was uploaded with the connection. Its lines are not those of the connection's file.
  for (const attachment of connection.attachments) {
    if (!/wsdl/i.test(attachment.property)) continue
    const { text } = decodeText(attachment.bytes(), 'xml')
    for (const { value } of wsdlAddresses(text))
      yield literal({ ...owner, kind: 'wsdl' }, value, attachment.property, attachment)
  }
}

/** No address, name of a host or secret is shorter; lookups of codes have thousands of such cells. */
const LEAST_CELL = 4

/** Most columns, and cells of a row, that are read with those beside them. */
const MAX_KEYED = 30

export function* lookupPlaces(lookup: Pick<Lookup, 'id' | 'name' | 'columns' | 'rows'>): Generator<LiteralPlace> {
  const owner: PlaceOwner = { kind: 'lookup', artifact: lookup.id, owner: lookup.name, ...NO_STEP }
  for (const row of lookup.rows) {
    // With more than that it is no lookup of keys and values. A row may have more cells than there are columns.
    const keyed = Math.max(lookup.columns.length, row.cells.length) <= MAX_KEYED
    for (const [at, value] of row.cells.entries()) {
      if (value.length < LEAST_CELL) continue
      // In a lookup of keys and values the key says what the value is.
      const siblings = keyed
        ? row.cells.filter((other, index) => index !== at && other !== '' && other.length <= 80)
        : []
      yield literal(owner, value, lookup.columns[at] ?? '', row, { siblings })
    }
  }
}

function* libraryPlaces(library: Library): Generator<LiteralPlace> {
  const owner: PlaceOwner = { kind: 'library', artifact: library.id, owner: library.code, ...NO_STEP }
  for (const { path, text: raw } of library.scripts) yield* scriptPlaces(owner, path, normaliseNewlines(raw), '//')
}

const NO_FUNCTIONS: readonly string[] = []

function* scriptPlaces(owner: PlaceOwner, path: string, text: string, comment: '//' | '#'): Generator<LiteralPlace> {
  const at = positionsIn(path, text)
  for (const { value, offset, name, before, callee } of scriptLiterals(text, comment)) {
    if (value === '') continue
    const functions = callee === '' ? NO_FUNCTIONS : [callee]
    yield literal(owner, value, name, at(offset), { before, functions, positionOf: (index) => at(offset + 1 + index) })
  }
}

/** Most strings of one agent's content that are looked at. */
const MAX_CONTENT = 100_000

function* aiPlaces(archive: Archive): Generator<LiteralPlace> {
  const kinds = [
    { kind: 'agent-tool', artifacts: archive.tools },
    { kind: 'agent-pattern', artifacts: archive.patterns },
    { kind: 'prompt-template', artifacts: archive.promptTemplates },
  ] as const
  for (const { kind, artifacts } of kinds) {
    for (const { code, content, location, project } of artifacts) {
      // A project whose project.yaml is lost has no code that could stand in an id.
      const artifact = project === null || project === '' ? '' : `project:${project}`
      const owner: PlaceOwner = { kind, artifact, owner: code, ...NO_STEP }
      for (const { name, value } of contentStrings(content)) yield literal(owner, value, name, location)
    }
  }
}

/** The strings of a JSON value, each with its key, in order. */
function contentStrings(content: unknown): { name: string; value: string }[] {
  const found: { name: string; value: string }[] = []
  const queue: { name: string; value: unknown }[] = [{ name: '', value: content }]
  for (let at = 0; at < queue.length && at < MAX_CONTENT; at++) {
    const { name = '', value } = queue[at] ?? {}
    if (typeof value === 'string') {
      if (value !== '') found.push({ name, value })
    } else if (Array.isArray(value)) {
      for (const item of value) queue.push({ name, value: item })
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) queue.push({ name: key, value: inner })
    }
  }
  return found
}

/** WSDLs, `.jq` files and the tables of database endpoints: parts of a flow that the model leaves as files. */
async function filePlaces(archive: Archive): Promise<LiteralPlace[]> {
  const places: LiteralPlace[] = []
  const owners = fileOwners(archive)
  const files = archive.entries.filter(
    ({ path, role }) => isWsdl(path, role) || /\.jq$/i.test(path) || isTableMappings(path),
  )
  files.sort((a, b) => compareText(a.path, b.path))
  for (const entry of files) {
    const wsdl = isWsdl(entry.path, entry.role)
    const tables = isTableMappings(entry.path)
    const raw = await entryText(entry, wsdl || tables ? 'xml' : 'text')
    if (raw === null) continue
    const text = normaliseNewlines(raw)
    const owner = owners(entry.path)
    if (tables) {
      const at = positionsIn(entry.path, text)
      for (const { value, offset } of sqlTexts(text))
        places.push(literal({ ...owner, kind: 'adapter-configuration' }, value, 'SqlString', at(offset)))
      continue
    }
    if (!wsdl) {
      for (const place of scriptPlaces({ ...owner, kind: 'template' }, entry.path, text, '#')) places.push(place)
      continue
    }
    const found = wsdlAddresses(text)
    if (found.length === 0) continue
    const at = positionsIn(entry.path, text)
    for (const { value, offset } of found)
      places.push(literal({ ...owner, kind: 'wsdl' }, value, 'location', at(offset)))
  }
  return places
}

function isWsdl(path: string, role: Entry['role']): boolean {
  return role === 'schema' && /\.wsdl$/i.test(path)
}

/** Finds the flow, and the step in it, that a file below its folder belongs to. */
function fileOwners(archive: Archive): (path: string) => Omit<PlaceOwner, 'kind'> {
  const flows = flowsOf(archive)
  const byFile = new Map<string, Omit<PlaceOwner, 'kind'>>()
  for (const flow of flows) {
    for (const endpoint of flow.endpoints) {
      const { connection, adapterType: adapter, role, configuration } = endpoint
      const step = stepNameOf(flow, endpoint.id)
      const tables = configuration === null ? null : tablesFileOf(configuration)
      for (const path of [...endpoint.resources.map((resource) => resource.path), ...(tables === null ? [] : [tables])])
        byFile.set(path, { artifact: flow.id, owner: flow.code, step, connection, adapter, role })
    }
  }
  for (const flow of flows) {
    for (const action of flow.actions) {
      if (!isLeftover(flow, action.id)) continue
      for (const { path } of action.resources)
        byFile.set(path, { artifact: flow.id, owner: flow.code, ...NO_STEP, leftover: true })
    }
  }
  const flowAt = byFolder(flows)
  return (path) => {
    const known = byFile.get(path)
    if (known !== undefined) return known
    const flow = flowAt(path)
    return { artifact: flow?.id ?? '', owner: flow?.code ?? '', ...NO_STEP }
  }
}
