import { openLibraryJar } from '../archive/index.js'
import type { RoledEntry } from '../archive/types.js'
import { decodeText } from '../base/decode.js'
import { IarkitError } from '../base/errors.js'
import { addTo } from '../base/group.js'
import { baseName } from '../base/path.js'
import { compareText } from '../base/version.js'
import { readB2b } from '../formats/b2b.js'
import { readCertificate } from '../formats/certificate.js'
import { readConnection } from '../formats/connection.js'
import { readDeployment } from '../formats/deployment.js'
import { readEventType } from '../formats/event-type.js'
import { type LibraryProperties, readLibraryProperties } from '../formats/integration-attributes.js'
import { readLibrary } from '../formats/library.js'
import { readLookup } from '../formats/lookup.js'
import { readLookupKeywords } from '../formats/lookup-keywords.js'
import { readSchedule } from '../formats/schedule.js'
import type { LibraryFile, LookupFile } from '../formats/types.js'
import { readAiArtifacts } from './ai-artifacts.js'
import { Files, wholeFile } from './files.js'
import { artifactId, isPreseeded, versioned } from './ids.js'
import type { Artifacts, Library, LibraryScript, Lookup, Recording } from './types.js'

/**
 * Everything of a root but its integrations and agents.
 * @param lone file name of a library that travels alone: where nothing in it says so, its code and version stand there
 */
export async function readArtifacts(
  files: Files,
  project: string | null,
  lone: string,
): Promise<Omit<Artifacts, 'integrations' | 'agents'>> {
  const connections = await files.readAll(['connection'], readConnection)
  const schedules = await files.readAll(['schedule'], readSchedule)
  const eventTypes = await files.readAll(['event-type'], readEventType)
  const deployments = await files.readAll(['deployment'], readDeployment)
  const b2bArtifacts = await files.readAll(['b2b-artifact'], readB2b)
  return {
    connections: connections.map((file) => ({
      ...file,
      kind: 'connection',
      id: artifactId('connection', file.code, project),
      preseeded: isPreseeded(file.code),
      project,
      // In an archive that is no project's, a connection may name itself.
      remote: file.remote?.code === file.code && file.remote.project === project ? null : file.remote,
    })),
    lookups: await readLookups(files, project),
    libraries: await readLibraries(files, project, lone),
    schedules: schedules.map((file) => ({
      ...file,
      kind: 'schedule',
      id: artifactId('schedule', file.name, project),
      project,
    })),
    eventTypes: eventTypes.map((file) => ({
      ...file,
      kind: 'event-type',
      id: artifactId('event-type', versioned(file.code, file.revision), project),
      project,
    })),
    deployments: deployments.map((file) => ({ ...file, kind: 'deployment' })),
    ...(await readAiArtifacts(files, project)),
    b2bArtifacts: b2bArtifacts.map((file) => ({ ...file, kind: 'b2b-artifact' })),
    certificates: await files.readAll(['certificate'], readCertificate),
    recordings: recordings(files),
  }
}

async function readLookups(files: Files, project: string | null): Promise<Lookup[]> {
  const tables = [...(await files.readAll(['lookup'], readLookup)), ...(await readLookupCsvs(files))]
  const keywords = new Map<string, readonly string[]>()
  for (const words of await files.readAll(['lookup-keywords'], readLookupKeywords)) {
    for (const [name, list] of words) keywords.set(name, list)
  }
  return tables.map((file) => ({
    ...file,
    kind: 'lookup',
    id: artifactId('lookup', file.name, project),
    keywords: keywords.get(file.name) ?? [],
    project,
  }))
}

/** The CSV parser is only for lookups that travel alone. */
async function readLookupCsvs(files: Files): Promise<LookupFile[]> {
  if (files.withRole('lookup-csv').length === 0) return []
  const { readLookupCsv } = await import('../formats/lookup-csv.js')
  return files.readAll(['lookup-csv'], readLookupCsv)
}

/** A library is the files of one folder: metadata, properties and a jar of scripts, any of which may be missing. */
async function readLibraries(files: Files, project: string | null, lone: string): Promise<Library[]> {
  const folders = new Map<string, RoledEntry[]>()
  for (const entry of files.withRole('library-metadata', 'library-properties', 'library-jar', 'library-script')) {
    const folder = entry.owner === '' ? '' : entry.path.slice(0, entry.path.lastIndexOf('/'))
    addTo(folders, folder, entry)
  }
  const libraries: Library[] = []
  for (const [folder, entries] of folders)
    libraries.push(...(await readLibraryFolder(files, { folder, entries, name: folder || lone }, project)))
  return libraries
}

interface LibraryFolder {
  /** Empty for files that lie in none of their own. */
  readonly folder: string
  /** Path that is named for the library: its folder, or its file where it travels alone; empty where there is neither. */
  readonly name: string
  readonly entries: readonly RoledEntry[]
}

async function readLibraryFolder(files: Files, library: LibraryFolder, project: string | null): Promise<Library[]> {
  const { entries } = library
  const inside = new Files(entries, files.budget)
  const metadata = await inside.readAll(['library-metadata'], readLibrary)
  const [properties] = await inside.readAll(['library-properties'], readLibraryProperties)
  const scripts: LibraryScript[] = []
  for (const entry of entries) scripts.push(...(await scriptsOf(inside, entry)))
  for (const diagnostic of inside.diagnostics) files.diagnostics.push(diagnostic)
  scripts.sort((a, b) => compareText(a.path, b.path))
  const [first] = metadata
  const hasScripts = entries.some(({ role }) => role === 'library-jar' || role === 'library-script')
  if (first !== undefined && library.folder !== '' && !hasScripts) {
    const message = `The library ${first.name || first.code} has no jar of scripts, so that no function of it can be called: restore the file, or export the library anew.`
    files.report('missing-file', 'error', message, first.location)
  }
  const found: readonly LibraryFile[] = metadata.length > 0 ? metadata : withoutMetadata(files, library, properties)
  return found.map((file) => {
    const code = files.name(file.code || properties?.code || file.name, file.location)
    const version = file.version || properties?.version || ''
    const id = artifactId('library', versioned(code, version), project)
    return {
      ...file,
      code,
      version,
      name: files.name(file.name || properties?.name || code, file.location),
      kind: 'library',
      id,
      scripts,
      project,
    }
  })
}

function withoutMetadata(
  files: Files,
  { folder, name: path, entries }: LibraryFolder,
  properties: LibraryProperties | undefined,
): LibraryFile[] {
  const [first] = entries
  if (first === undefined) return []
  const base =
    (path || first.path)
      .split(/!\/|[\\/]/)
      .at(-1)
      ?.replace(/\.(?:jar|zip|iar|js)$/i, '') ?? ''
  const named = /^(.+?)_?(\d\d\.\d\d\.\d{4})$/.exec(base)
  const name = properties?.name || named?.[1] || base
  if (folder !== '') {
    const message = `The library ${name} has no metadata XML: which functions it offers cannot be told.`
    files.report('missing-file', 'warning', message, wholeFile(folder))
  }
  const code = properties?.code || named?.[1] || base
  const version = properties?.version || named?.[2] || ''
  return [{ code, version, name, description: '', functions: [], location: wholeFile(first.path) }]
}

async function scriptsOf(files: Files, entry: RoledEntry): Promise<LibraryScript[]> {
  if (entry.role === 'library-script') {
    const text = await files.text(entry)
    return text === null ? [] : [{ path: entry.path, file: baseName(entry.path), text }]
  }
  if (entry.role !== 'library-jar') return []
  try {
    const scripts: LibraryScript[] = []
    for (const inner of await openLibraryJar(entry)) {
      if (inner.role !== 'library-script') continue
      if (!files.affords(inner, inner.size ?? 0)) continue
      scripts.push({ path: inner.path, file: baseName(inner.path), text: decodeText(await inner.bytes(), 'text').text })
    }
    return scripts
  } catch (error) {
    if (!(error instanceof IarkitError) || !['not-an-archive', 'truncated', 'corrupt-entry'].includes(error.code))
      throw error
    files.report(
      'malformed-content',
      'error',
      `The library's scripts cannot be read: ${error.message}`,
      wholeFile(entry.path),
    )
    return []
  }
}

function recordings(files: Files): Recording[] {
  const paths = new Map<string, string[]>()
  for (const { owner, path } of files.withRole('recording')) addTo(paths, owner, path)
  return [...paths].map(([id, list]) => ({ id, paths: list }))
}
