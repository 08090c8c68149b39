import { diffArchives } from '../../src/diff/index.js'
import {
  type Archive,
  DEFAULT_LIMITS,
  type Failed,
  type FailureCode,
  IarkitError,
  inventoryFromArchives,
  inventoryJson,
  readArchives,
  readInventory,
} from '../../src/index.js'
import { openWithZlib } from '../../src/node/zlib-source.js'
import { everyReport, strictLint, testInventory, UNPRINTABLE } from '../support/every-report.js'
import { packed } from '../support/fixture.js'
import { zip } from '../support/zip.js'
import { seedTrees } from './mutate.js'

/** One input of the fuzzer: files as somebody could hand them over together. */
export interface FuzzInput {
  readonly archives: readonly { readonly file: string; readonly bytes: Uint8Array }[]
}

export interface RoadOptions {
  /** Also what takes long: both zip sources, the same twice, the pictures, a diff. */
  readonly thorough: boolean
}

const inventory = testInventory()

/** What an input was made from, by the name of its file: the archive that a diff compares it with. */
const unchanged = new Map<string, Promise<Archive[]>>()

function originalOf(file: string): Promise<Archive[]> {
  const name = file.replace(/^\d+-/, '')
  const seed = seedTrees().find((tree) => tree.file === name)
  const known =
    unchanged.get(name) ??
    (seed === undefined ? Promise.resolve([]) : readArchives(zip(packed(seed.files, 'oic')), { name }))
  unchanged.set(name, known)
  return known
}

/**
 * Takes an input the whole road: read, graph, lint, plan, inventory, every report.
 * @returns what went against a promise; empty where all held
 */
export async function road({ archives: files }: FuzzInput, { thorough }: RoadOptions): Promise<string[]> {
  const wrong: string[] = []
  const archives: Archive[] = []
  const failed: Failed[] = []
  for (const { file, bytes } of files) {
    const outcome = await read(file, bytes, 'zlib')
    if (outcome.archives === null) failed.push({ file, code: outcome.code || 'internal', message: outcome.message })
    else archives.push(...outcome.archives)
    if (outcome.unexpected) wrong.push(`readArchives threw ${outcome.message}`)
    else if (UNPRINTABLE.test(outcome.message)) wrong.push(`readArchives: control characters in ${outcome.message}`)
    if (!thorough) continue
    const other = await read(file, bytes, 'jszip')
    if (other.code !== outcome.code) wrong.push(`zlib says ${outcome.code || 'fine'}, jszip ${other.code || 'fine'}`)
  }

  const before = thorough ? (await Promise.all(files.map(({ file }) => originalOf(file)))).flat() : []
  await guarded('reports', wrong, async () => {
    const reports = await everyReport(archives, { failed, inventory, before, pictures: thorough })
    for (const { name, form, text } of reports) {
      const found = UNPRINTABLE.exec(text)
      if (found !== null) {
        const code = found[0].charCodeAt(0).toString(16)
        wrong.push(
          `${name}: the character U+${code} at ${found.index}: ${JSON.stringify(text.slice(found.index - 40, found.index + 20))}`,
        )
      }
      if (form === 'json') JSON.parse(text)
    }
    if (!thorough) return
    const again = await everyReport(archives, { failed, inventory, before, pictures: false })
    // Two archives may hold one integration: reports are told apart by their place, not their name.
    const first = reports.filter(({ name }) => !name.includes('chart svg') && name !== 'graph svg')
    for (const [at, { name, text }] of again.entries())
      if (first[at]?.text !== text) wrong.push(`${name}: not the same twice`)
  })

  await guarded('rules', wrong, async () => {
    const { findings } = await strictLint(archives, { failed, inventory })
    for (const { rule, message } of findings)
      if (message.startsWith('The rule failed:')) wrong.push(`${rule}: ${message}`)
  })

  await guarded('inventory', wrong, () => {
    const target = inventoryFromArchives(archives, {})
    const text = inventoryJson(target)
    if (inventoryJson(readInventory(JSON.parse(text))) !== text)
      wrong.push('an inventory is not read as it was written')
  })

  if (thorough && archives.length > 0) {
    await guarded('diff', wrong, async () => {
      const { identical } = await diffArchives(archives, archives)
      if (!identical) wrong.push('archives differ from themselves')
      await diffArchives(archives.slice(0, 1), archives.slice(1))
      // The reports have it the other way round.
      await diffArchives(archives, before)
    })
  }
  return wrong
}

interface Outcome {
  readonly archives: readonly Archive[] | null
  readonly code: FailureCode | ''
  readonly message: string
  readonly unexpected: boolean
}

async function read(name: string, bytes: Uint8Array, source: 'zlib' | 'jszip'): Promise<Outcome> {
  const open = (data: Uint8Array) => openWithZlib(data, DEFAULT_LIMITS)
  try {
    const archives = await readArchives(bytes, { name, ...(source === 'zlib' && { open }) })
    return { archives, code: '', message: '', unexpected: false }
  } catch (error) {
    if (error instanceof IarkitError)
      return { archives: null, code: error.code, message: error.message, unexpected: false }
    return { archives: null, code: 'internal', message: said(error), unexpected: true }
  }
}

async function guarded(what: string, wrong: string[], work: () => void | Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    // Graphviz refuses what it cannot lay out, in words.
    if (!(error instanceof IarkitError)) wrong.push(`${what} threw ${said(error)}`)
  }
}

/** The words of an error, and the first place in the sources that it came from. */
function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const place = error.stack?.split('\n').find((line) => line.includes('/src/')) ?? ''
  return `${error.name}: ${error.message.slice(0, 200)} ${place.replace(/^.*\/src\//, 'src/').replace(/\)$/, '')}`
}
