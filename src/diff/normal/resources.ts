import { decodeText } from '../../base/decode.js'
import { IarkitError } from '../../base/errors.js'
import { baseName } from '../../base/path.js'
import { compactText, withoutNumbers } from '../../model/noise.js'
import type { AdapterConfiguration, Entry, Resource } from '../../model/types.js'
import { messageStructures } from '../contract/messages.js'
import { sha256 } from '../hash.js'
import type { Fact, Structure } from '../part.js'
import type { NormalContext } from './context.js'

/** Schemas that OIC adds to every export of its release: no part of anybody's contract. */
const OWN_SCHEMAS: ReadonlySet<string> = new Set([
  'ICSFault.xsd',
  'ICSIntegrationMetadata.xsd',
  'ICSCallout_Output.xsd',
  'RuntimeFault.wsdl',
  'BpelContext.xsd',
  'BpelPull.xsd',
  'generated.wsdl',
])
const OWN_SCHEDULE = /^ICSSchedule(?:_\d+)?\.xsd$/

/** Roles of files that the model reads, or that are OIC's own state. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set([
  'mapper',
  'expression',
  'notification',
  'adapter-configuration',
  'state-info',
  'layout',
])

/** What to read of a set of schemas. */
export interface MessageNeeds {
  readonly resources: readonly Resource[]
  /** The operation used of the WSDL; empty for all. */
  readonly operation: string
  readonly configuration: AdapterConfiguration | null
}

/** The structure of the messages that an endpoint or action exchanges; null where no file tells. */
export async function structureOf(needs: MessageNeeds, context: NormalContext): Promise<Structure | null> {
  const named = needs.resources.filter((resource) => resource.present && isSchema(resource.path, context))
  if (named.length === 0) return null
  const files = schemaFiles(named, context)
  const digests: string[] = []
  for (const entry of files) digests.push(`${baseName(entry.path)} ${await contentHash(entry)}`)
  const { operation, configuration } = needs
  const digest = await sha256([operation, ...digests.sort()].join('\n'))
  const main = named.map(({ path }) => path)
  return { digest, load: () => messageStructures({ main, files, entries: context.entries, operation, configuration }) }
}

function isSchema(path: string, { entries }: NormalContext): boolean {
  const name = baseName(path)
  return entries.get(path)?.role === 'schema' && !OWN_SCHEMAS.has(name) && !OWN_SCHEDULE.test(name)
}

/** The named schemas and those that lie beside or below them: imports are mostly not named by project.xml. */
function schemaFiles(named: readonly Resource[], context: NormalContext): Entry[] {
  const folders = new Set(named.map(({ path }) => ownFolder(path)))
  return [...context.entries.values()].filter(
    ({ path, role }) => role === 'schema' && isSchema(path, context) && folders.has(ownFolder(path)),
  )
}

/** `…/resources/application_13/`. */
function ownFolder(path: string): string {
  const at = path.lastIndexOf('/resources/')
  return path.slice(0, path.indexOf('/', at + '/resources/'.length))
}

/** Schemas whose messages are taken apart field by field; others (WADL, JSON, Avro) are told as they stand. */
const TAKEN_APART = /\.(?:wsdl|xsd)$/i

/** The other files that project.xml names, by name and content: `.jq`, `.wadl`, old stitches. */
export async function fileFacts(resources: readonly Resource[], context: NormalContext): Promise<Fact[]> {
  const facts: Fact[] = []
  for (const { path } of resources) {
    const entry = context.entries.get(path)
    if (entry === undefined || TOLD_ELSEWHERE.has(entry.role)) continue
    if (entry.role === 'stitch' && /\.json$/i.test(path)) continue
    if (entry.role === 'schema' && TAKEN_APART.test(path)) continue
    facts.push(await fileFact(withoutNumbers(baseName(path)), entry))
  }
  return facts
}

/** Longest file that is shown; of longer ones only that they differ. */
const SHOWN_LENGTH = 20_000

/** A file that is text, shown as it stands; any other by its length. */
export async function fileFact(name: string, entry: Entry): Promise<Fact> {
  const bytes = await bytesOf(entry)
  if (bytes === null) return { what: 'file', name, value: 'unreadable', shown: '(cannot be read)' }
  const hash = await sha256(bytes)
  if (bytes.includes(0) || bytes.length > SHOWN_LENGTH)
    return {
      what: 'file',
      name,
      value: `sha256:${hash}`,
      shown: `${bytes.length} bytes, SHA-256 ${hash.slice(0, 12)}…`,
    }
  const text = compactText(decodeText(bytes, 'text').text.replace(/\r\n?/g, '\n'))
  const said = /\.wadl$/i.test(entry.path) ? withoutLayout(text) : text
  return { what: 'file', name, value: `text:${said}`, shown: text === '' ? '(empty)' : text }
}

/** XML without its comments, which licences are put into, and the white space between its elements. */
function withoutLayout(xml: string): string {
  return xml
    .replace(/<!--.*?-->/gs, '')
    .replace(/>\s+</g, '><')
    .trim()
}

/** Bytes, or null where the entry is corrupt: the archive's diagnostics say so. */
export async function bytesOf(entry: Entry): Promise<Uint8Array | null> {
  try {
    return await entry.bytes()
  } catch (error) {
    if (error instanceof IarkitError && error.code === 'corrupt-entry') return null
    throw error
  }
}

async function contentHash(entry: Entry): Promise<string> {
  const bytes = await bytesOf(entry)
  return bytes === null ? 'unreadable' : sha256(bytes)
}
