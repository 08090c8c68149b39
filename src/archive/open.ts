import { IarkitError, type IarkitErrorCode, type IarkitErrorDetails } from '../base/errors.js'
import { checkGiven, optionsOf } from '../base/given.js'
import { startsAsZip } from './end-record.js'
import { type Budget, checkArchiveSize, checkNesting, createBudget, withLimits } from './limits.js'
import { findLoneRoots, type LoneFile, sniffLookup } from './lone.js'
import { shown } from './names.js'
import { type NestedSources, nestedSources } from './nested-source.js'
import { ownBytes } from './own-bytes.js'
import { type Role, roleOf, roleOutside } from './roles.js'
import { assignRoots, findRoots, nearestRoot } from './roots.js'
import { type FileTree, isFileTree, openTree } from './tree-source.js'
import type { ArchiveRoot, BrokenNested, EntryInfo, EntrySource, Limits, NestedRoot, RoledEntry } from './types.js'

/** Opens a zip's bytes; `openWithZlib` of `iarkit/node` does. */
export type OpenZip = (bytes: Uint8Array, limits: Limits) => Promise<EntrySource>

/** What `readArchive` reads: an archive's bytes, or its files by path. */
export type ArchiveInput = Uint8Array | ArrayBuffer | Blob | FileTree

export interface OpenOptions {
  /** The archive's name, for messages and for the name of a lone lookup's only entry. */
  readonly name?: string
  /** Replaces some of the default limits. */
  readonly limits?: Partial<Limits>
  /** How zips are opened; with JSZip where not said. */
  readonly open?: OpenZip
}

/** What an archive and those nested in it share. */
interface Context {
  readonly limits: Limits
  readonly budget: Budget
  readonly open: OpenZip
  readonly nested: NestedSources
  /** As the caller named the archive; empty where it did not. */
  readonly file: string
  /** Path of the zip in the outermost archive: empty, or `outer.iar!/`. */
  readonly path: string
  /** How many archives stand around this one. */
  readonly depth: number
}

/** Jars know the archive that they came from, so that opening a library later goes on its account. */
const contexts = new WeakMap<RoledEntry, Context>()

/**
 * Opens an archive of any kind and finds the roots in it: one in an export, several in a tree of many.
 * Only the directory is read, and the nested archives of a package; everything else on demand.
 * @throws IarkitError `not-an-archive` where there is no root; `limit-…`; and for an unsafe zip, also a nested one
 * (`entry` then names it), as `readCentralDirectory`
 */
export async function openArchive(input: ArchiveInput, options: OpenOptions = {}): Promise<ArchiveRoot[]> {
  const context = contextOf(options)
  return located({ file: context.file }, () => openInput(input, context))
}

/**
 * Finds the roots in files that are read on demand.
 * @throws IarkitError as {@link openArchive}
 */
export async function openSource(source: EntrySource, options: OpenOptions = {}): Promise<ArchiveRoot[]> {
  const context = contextOf(options)
  checkGiven(source, 'source')
  return located({ file: context.file }, () => rootsOf(source, context))
}

/**
 * Lists the files of a library's jar: `…/Prices.jar!/prices.js`. Limits are those that its archive was opened with.
 * @throws IarkitError as {@link openArchive}, with `entry` set: a jar that is no zip is `not-an-archive`
 */
export async function openLibraryJar(jar: RoledEntry, options: OpenOptions = {}): Promise<readonly RoledEntry[]> {
  const outer = contexts.get(jar) ?? contextOf(options)
  const bytes = await jar.bytes()
  return located({ file: outer.file, entry: jar.path }, async () => {
    const context = innerContext(outer, jar.path)
    checkNesting(jar.path, context.depth, context.limits)
    const source = await openCharged(bytes, context)
    return source.entries.map((info) => roled(source, info, roleOf('library', info.name), context))
  })
}

function contextOf(options: OpenOptions): Context {
  optionsOf(options, { name: 'text', open: 'function' })
  const limits = withLimits(options.limits)
  const { open = openLazily, name: file = '' } = options
  return { limits, budget: createBudget(limits), open, nested: nestedSources(), file, path: '', depth: 0 }
}

/** JSZip is loaded when the first zip is opened: many callers bring their own, or read trees only. */
async function openLazily(bytes: Uint8Array, limits: Limits): Promise<EntrySource> {
  const { openWithJszip } = await import('./jszip-source.js')
  return openWithJszip(bytes, limits)
}

const innerContext = (outer: Context, path: string): Context => ({
  ...outer,
  path: `${path}!/`,
  depth: outer.depth + 1,
})

async function openInput(input: ArchiveInput, context: Context): Promise<ArchiveRoot[]> {
  const bytes = ownBytes(input)
  if (bytes !== null) return openBytes(bytes, context)
  const tag = Object.prototype.toString.call(input)
  if (tag === '[object ArrayBuffer]') return openBytes(new Uint8Array(input as ArrayBuffer), context)
  if (tag === '[object Blob]' || tag === '[object File]') {
    const blob = input as Blob
    checkArchiveSize(blob.size, context.limits)
    return openBytes(new Uint8Array(await blob.arrayBuffer()), context)
  }
  if (!isFileTree(input))
    throw new IarkitError(
      'usage',
      'An archive is given as bytes, as a Blob, or as files by path; await what is promised.',
    )
  return rootsOf(openTree(input, context.limits), context)
}

/** @param again gives the bytes once more, where they need not be held */
async function openBytes(
  bytes: Uint8Array,
  context: Context,
  again?: () => Promise<Uint8Array>,
): Promise<ArchiveRoot[]> {
  checkArchiveSize(bytes.length, context.limits)
  const lookup = startsAsZip(bytes) ? null : sniffLookup(bytes)
  if (lookup !== null) return [loneLookup(bytes, lookup, context)]
  if (bytes.length > 0 && !startsAsZip(bytes) && /\.csv$/i.test(context.file))
    throw new IarkitError('not-an-archive', 'The file is no lookup: its first line does not begin with "DVM,".')
  const source = await openCharged(bytes, context)
  const reopen = again && (async () => context.open(await again(), context.limits))
  return rootsOf(reopen ? context.nested.hold(source, bytes.length, reopen) : source, context)
}

async function openCharged(bytes: Uint8Array, context: Context): Promise<EntrySource> {
  const source = await context.open(bytes, context.limits)
  context.budget.charge(context.path, source)
  return source
}

function loneLookup(bytes: Uint8Array, role: Exclude<LoneFile, null>, context: Context): ArchiveRoot {
  const base = context.file.split(/[\\/]/).at(-1) ?? ''
  const name = base !== '' ? base : role === 'lookup' ? 'lookup.dvm' : 'lookup.csv'
  const source = openTree(new Map([[name.replaceAll(':', '_'), bytes]]), context.limits)
  const entries = source.entries.map((info) => roled(source, info, { role, owner: '' }, context))
  return { kind: 'lookup', prefix: '', entries, nested: [], broken: [], zip: null, directories: [], zipped: false }
}

async function rootsOf(source: EntrySource, context: Context): Promise<ArchiveRoot[]> {
  const zipped = source.zip !== null
  if (!zipped) context.budget.charge(context.path, source)
  const names = source.entries.map((entry) => entry.name)
  const byNames = findRoots(names, zipped)
  const found = byNames.length > 0 ? byNames : await findLoneRoots(source, context.limits.maxEntrySize)
  if (!isFilled(found)) throw noRoot(names, context)
  const assign = assignRoots(found)
  const nearest = nearestRoot(found)
  const entries = grouped(found, source.entries, (info) => {
    const place = assign(info.name)
    if (place !== null) {
      const role = roleOf(place.root.kind, place.path)
      // The root's folder names an exploded archive; paths within it start below, as those of its zip would.
      const outside = zipped || !info.name.startsWith(place.root.prefix) ? 0 : place.root.prefix.length
      return [place.root, roled(source, info, role, context, outside)]
    }
    // Nothing of an export may get lost. A tree is mostly a checkout, where what lies beside is no part of it.
    return zipped ? [nearest(info.name), roled(source, info, roleOutside(info.name), context)] : null
  })
  const directories = grouped(found, source.directories, (folder) => [nearest(folder), folder])
  const roots: ArchiveRoot[] = []
  for (const root of found) {
    const own = entries.get(root) ?? []
    roots.push({
      kind: root.kind,
      prefix: root.kind === 'lookup' ? root.prefix.slice(0, root.prefix.lastIndexOf('/') + 1) : root.prefix,
      entries: own,
      ...(root.kind === 'package' ? await openNested(own, context) : { nested: [], broken: [] }),
      zip: source.zip,
      directories: directories.get(root) ?? [],
      zipped,
    })
  }
  return roots
}

function isFilled<T>(list: readonly T[]): list is readonly [T, ...T[]] {
  return list.length > 0
}

function grouped<K, V, R>(
  keys: readonly K[],
  values: readonly V[],
  place: (value: V) => readonly [K, R] | null,
): ReadonlyMap<K, readonly R[]> {
  const groups = new Map<K, R[]>(keys.map((key) => [key, []]))
  for (const value of values) {
    const placed = place(value)
    if (placed !== null) groups.get(placed[0])?.push(placed[1])
  }
  return groups
}

/** Damage in one nested archive leaves the others readable; what is unsafe in one is refused with all. */
const DAMAGED: ReadonlySet<IarkitErrorCode> = new Set<IarkitErrorCode>(['not-an-archive', 'truncated', 'corrupt-entry'])

async function openNested(
  entries: readonly RoledEntry[],
  outer: Context,
): Promise<Pick<ArchiveRoot, 'nested' | 'broken'>> {
  const nested: NestedRoot[] = []
  const broken: BrokenNested[] = []
  for (const entry of entries) {
    if (entry.role !== 'nested-archive') continue
    const context = innerContext(outer, entry.path)
    checkNesting(entry.path, context.depth, context.limits)
    try {
      const bytes = await entry.bytes()
      const roots = await located({ file: outer.file, entry: entry.path }, () => openBytes(bytes, context, entry.bytes))
      nested.push(...roots.map((root) => ({ name: entry.name, root })))
    } catch (error) {
      if (!(error instanceof IarkitError && DAMAGED.has(error.code))) throw error
      broken.push({ path: entry.path, message: error.message })
    }
  }
  return { nested, broken }
}

/** @param outside how much of the name is the path of the root itself */
function roled(source: EntrySource, info: EntryInfo, role: Role, context: Context, outside = 0): RoledEntry {
  const { name, size, compressedSize, zip } = info
  const path = context.path + name.slice(outside)
  const entry: RoledEntry = {
    name,
    path,
    role: role.role,
    owner: role.owner,
    size,
    compressedSize,
    zip,
    bytes: () => located({ file: context.file, entry: path }, () => source.bytes(name, context.limits.maxEntrySize)),
  }
  if (entry.role === 'library-jar') contexts.set(entry, context)
  return entry
}

/** Says in an error in which file and nested entry it arose; the innermost place wins. */
async function located<T>(place: { file: string; entry?: string }, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof IarkitError)) throw error
    throw relocated(error, place)
  }
}

function relocated(error: IarkitError, { file, entry }: { file: string; entry?: string }): IarkitError {
  const place = entry === undefined ? error.entry : innermost(entry, error.entry)
  const name = error.file ?? file
  if (place === error.entry && name === (error.file ?? '')) return error
  const details: { -readonly [K in keyof IarkitErrorDetails]: IarkitErrorDetails[K] } = {}
  if (name !== '') details.file = name
  if (place !== null) details.entry = place
  if (error.cause !== undefined) details.cause = error.cause
  return new IarkitError(error.code, error.message, details)
}

/** An error names its entry within its own zip, or already from the outermost archive. */
function innermost(outer: string, inner: string | null): string {
  if (inner === null || inner === outer || outer.endsWith(`!/${inner}`)) return outer
  return inner.startsWith(`${outer}!/`) ? inner : `${outer}!/${inner}`
}

function noRoot(names: readonly string[], context: Context): IarkitError {
  const inner = names.find((name) => /\.(?:iar|par|car)$/i.test(name))
  const what =
    names.length === 0
      ? 'it is empty'
      : inner !== undefined
        ? `it holds ${shown(inner)}, which is to be read by itself`
        : 'it has no icspackage/, no project/, no lookup and no library'
  const message = `This is no archive of Oracle Integration: ${what}.`
  return new IarkitError('not-an-archive', message, context.path === '' ? {} : { entry: context.path.slice(0, -2) })
}
