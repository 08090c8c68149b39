/**
 * Examples of rules' pages, as docs/rules/README.md describes them: changes to a fixture, and what a rule finds then.
 */
import { readFileSync } from 'node:fs'
import picomatch from 'picomatch'
import * as v from 'valibot'
import { DEFAULT_LIMITS, treeSource } from '../../src/archive/index.js'
import { IarkitError } from '../../src/base/errors.js'
import { readInventory } from '../../src/inventory/index.js'
import type { TargetInventory } from '../../src/inventory/types.js'
import { type Archive, readArchives, readSource } from '../../src/model/index.js'
import type { FailedInput } from '../../src/rules/types.js'
import { ESTATE, packed } from './fixture.js'
import { type Content, tree, zip } from './zip.js'

const pair = v.tuple([v.string(), v.string()])
const change = v.strictObject({
  path: v.string(),
  replace: v.optional(v.union([pair, v.array(pair)])),
  content: v.optional(v.string()),
  base64: v.optional(v.string()),
  remove: v.optional(v.literal(true)),
  rename: v.optional(v.string()),
})
const archive = {
  fixture: v.optional(v.string()),
  file: v.optional(v.string()),
  like: v.optional(v.picklist(['oic', 'info-zip', '7-zip', 'jar', 'tree'])),
  change: v.optional(v.array(change)),
}
const exampleSchema = v.strictObject({
  ...archive,
  with: v.optional(v.array(v.strictObject(archive))),
  estate: v.optional(v.literal(true)),
  inventory: v.optional(v.union([v.literal(true), v.string(), v.record(v.string(), v.unknown())])),
  inventoryChange: v.optional(v.record(v.string(), v.unknown())),
  options: v.optional(v.record(v.string(), v.unknown())),
  expect: v.optional(v.string()),
  severity: v.optional(v.picklist(['error', 'warning', 'info'])),
  count: v.optional(v.number()),
})

export type Example = v.InferInput<typeof exampleSchema>
type ArchiveExample = Pick<Example, 'fixture' | 'file' | 'like' | 'change'>
type Change = v.InferInput<typeof change>

/** An example from a page's text. Throws where it is not of the format. */
export function parseExample(json: string): Example {
  return v.parse(exampleSchema, JSON.parse(json))
}

/** What an example describes, read. */
export interface Prepared {
  readonly archives: readonly Archive[]
  readonly failed: readonly FailedInput[]
  readonly inventory: TargetInventory | null
}

/** Archives by what describes them, where thousands of runs ask for the same ones: `npm run mutation`. */
const kept = (globalThis as { keptArchives?: Map<string, readonly Archive[]> }).keptArchives

/** Enough for all examples of the tests; random ones may come after them. */
const MOST_KEPT = 2000

/** Builds and reads the archives of an example. What is refused is in `failed`, as a run of the command has it. */
export async function prepare(example: Example): Promise<Prepared> {
  const archives: Archive[] = []
  const failed: FailedInput[] = []
  for (const one of archivesOf(example)) {
    const key = JSON.stringify([one.fixture, one.file, one.like, one.change])
    const known = kept?.get(key)
    if (known !== undefined) {
      archives.push(...known)
      continue
    }
    const { file, files } = filesOf(one)
    try {
      const fresh = await read(file, files, one.like ?? 'oic')
      if (kept !== undefined && kept.size < MOST_KEPT) kept.set(key, fresh)
      archives.push(...fresh)
    } catch (error) {
      if (!(error instanceof IarkitError)) throw error
      failed.push({ file, code: error.code, message: error.message })
    }
  }
  return { archives, failed, inventory: inventoryOf(example) }
}

function archivesOf(example: Example): ArchiveExample[] {
  const first: ArchiveExample[] = example.estate
    ? everywhere(Object.entries(ESTATE), example.change ?? [])
    : example.fixture === undefined
      ? []
      : [example]
  return [...first, ...(example.with ?? [])]
}

/** Each change to those archives of the estate that have such a file. */
function everywhere(estate: readonly [string, string][], changes: readonly Change[]): ArchiveExample[] {
  const unused = new Set(changes)
  const result = estate.map(([file, fixture]) => {
    const paths = Object.keys(tree(fixture))
    const own = changes.filter(({ path }) => matchingPaths(path, paths).length > 0)
    for (const used of own) unused.delete(used)
    return { file, fixture, change: own }
  })
  const [missed] = unused
  if (missed !== undefined) throw new Error(`No file of the estate matches ${missed.path}`)
  return result
}

function filesOf({ fixture, file, change: changes = [] }: ArchiveExample): {
  file: string
  files: Record<string, Content>
} {
  if (fixture === undefined) throw new Error('An archive of an example needs a fixture')
  const files: Record<string, Content> = tree(fixture)
  for (const one of changes) apply(one, files)
  return { file: file ?? defaultName(fixture, files), files }
}

function defaultName(fixture: string, files: Readonly<Record<string, Content>>): string {
  const extension =
    'project/project.yaml' in files ? 'car' : 'ics_package_attributes.properties' in files ? 'par' : 'iar'
  return `${fixture.slice(fixture.lastIndexOf('/') + 1)}.${extension}`
}

function matchingPaths(glob: string, paths: readonly string[]): string[] {
  const matches = picomatch(glob, { dot: true })
  return paths.filter((path) => matches(path))
}

function apply({ path, replace, content, base64, remove, rename }: Change, files: Record<string, Content>): void {
  const matching = matchingPaths(path, Object.keys(files))
  const fresh = content ?? (base64 === undefined ? undefined : new Uint8Array(Buffer.from(base64, 'base64')))
  if (fresh !== undefined) {
    for (const name of matching.length > 0 ? matching : [path]) files[name] = fresh
    return
  }
  if (matching.length === 0) throw new Error(`No file matches ${path}`)
  for (const name of matching) {
    const before = files[name] ?? ''
    if (remove || rename !== undefined) delete files[name]
    if (rename !== undefined) files[rename] = before
    if (replace !== undefined) files[name] = replaced(name, before, replace)
  }
}

function replaced(name: string, before: Content, replace: NonNullable<Change['replace']>): string {
  let text = typeof before === 'string' ? before : new TextDecoder().decode(before)
  const pairs = (typeof replace[0] === 'string' ? [replace] : replace) as readonly (readonly [string, string])[]
  for (const [from, to] of pairs) {
    if (!text.includes(from)) throw new Error(`${name} does not hold ${JSON.stringify(from)}`)
    text = text.replaceAll(from, () => to)
  }
  return text
}

async function read(
  file: string,
  files: Readonly<Record<string, Content>>,
  like: NonNullable<ArchiveExample['like']>,
): Promise<readonly Archive[]> {
  if (like !== 'tree') return readArchives(zip(packed(files, like), { like }), { name: file })
  const bytes = (content: Content) => (typeof content === 'string' ? new TextEncoder().encode(content) : content)
  const all = Object.entries(files).map(([name, content]) => ({
    name,
    size: bytes(content).length,
    read: async () => bytes(content),
  }))
  const folder = file.replace(/\.(?:iar|par|car)$/, '')
  return readSource(treeSource(all, DEFAULT_LIMITS), { name: folder })
}

function inventoryOf({ inventory, inventoryChange }: Example): TargetInventory | null {
  if (inventory === undefined && inventoryChange === undefined) return null
  const json: Record<string, unknown> =
    typeof inventory === 'object'
      ? { ...inventory }
      : fixtureJson(typeof inventory === 'string' ? inventory : 'retail-test-inventory.json')
  for (const [list, value] of Object.entries(inventoryChange ?? {})) {
    if (value === null) delete json[list]
    else json[list] = value
  }
  return readInventory(json)
}

function fixtureJson(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8'))
}
