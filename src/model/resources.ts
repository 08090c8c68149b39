import { roleOf } from '../archive/index.js'
import type { RoledEntry } from '../archive/types.js'
import { groupBy } from '../base/group.js'
import { pathFrom } from '../base/path.js'
import { readExpression } from '../formats/expression.js'
import { readJca } from '../formats/jca.js'
import { readMapper } from '../formats/mapper.js'
import { readNotificationText } from '../formats/notification.js'
import { opaqueStitch, readStitch } from '../formats/stitch.js'
import type { AdapterConfiguration, ExpressionFile, ProjectResource, ProjectXml } from '../formats/types.js'
import type { Files } from './files.js'
import { inBatches } from './in-batches.js'
import { withImports } from './mapper-imports.js'
import type { Mapper, NotificationText, Resource, Stitch } from './types.js'

/** The files of one integration or agent. */
export interface FlowFolder {
  /** `icspackage/project/CODE_VERSION/`, with the path of the archive around it. */
  readonly path: string
  /** `CODE_VERSION`. */
  readonly owner: string
  readonly agent: boolean
  readonly entries: readonly RoledEntry[]
}

/** What the files named by project.xml hold, by path. */
export interface Loaded {
  readonly resolve: (resource: ProjectResource) => Resource
  readonly expressions: ReadonlyMap<string, ExpressionFile>
  readonly mappers: ReadonlyMap<string, Mapper>
  readonly stitches: ReadonlyMap<string, Stitch>
  readonly notifications: ReadonlyMap<string, NotificationText>
  readonly configurations: ReadonlyMap<string, AdapterConfiguration>
}

/** What there is where project.xml could not be read. */
export const NOTHING: Loaded = {
  resolve: (resource) => ({
    path: '',
    type: resource.type,
    role: resource.role,
    present: false,
    location: resource.at,
  }),
  expressions: new Map(),
  mappers: new Map(),
  stitches: new Map(),
  notifications: new Map(),
  configurations: new Map(),
}

/** Path of a resource that project.xml names relative to its own folder; null where it leads out of the integration. */
function resourcePath(folder: string, location: string): string | null {
  const path = pathFrom(['PROJECT-INF'], location)
  return path === null ? null : folder + path
}

/** Names shorter than this are never cut: file systems and tools cut far beyond. */
const SHORTEST_CUT = 24

/**
 * Finds the file whose name was cut when an archive was unpacked below a long path: the only one in the folder whose
 * name is the beginning of the name wanted. It takes the role that its whole name would have.
 */
function cutNamesIn(folder: FlowFolder): (path: string) => RoledEntry | null {
  // Most archives have no name cut: folders are sorted when the first file is missing.
  let byDirectory: ReadonlyMap<string, readonly RoledEntry[]> | null = null
  return (path) => {
    byDirectory ??= groupBy(folder.entries, (entry) => entry.path.slice(0, entry.path.lastIndexOf('/') + 1))
    const directory = path.slice(0, path.lastIndexOf('/') + 1)
    const candidates = (byDirectory.get(directory) ?? []).filter(
      (entry) => path.startsWith(entry.path) && entry.path.length - directory.length >= SHORTEST_CUT,
    )
    const [only] = candidates
    if (only === undefined || candidates.length > 1) return null
    const role = roleOf('integration', `icspackage/project/X/resources/${path.slice(directory.length)}`).role
    return { ...only, role }
  }
}

/** Finds the files that project.xml names, and reads those that the model needs. */
export async function loadResources(files: Files, folder: FlowFolder, projectXml: ProjectXml): Promise<Loaded> {
  const resources = [...projectXml.endpoints, ...projectXml.actions].flatMap((part) => part.resources)
  const resolved = new Map<ProjectResource, Resource>()
  const wanted = new Map<string, RoledEntry>()
  const missing = new Set<string>()
  const cutNames = cutNamesIn(folder)
  for (const resource of resources) {
    const path = resourcePath(folder.path, resource.location)
    const entry = path === null ? null : (files.get(path) ?? cutNames(path))
    const { type, role } = resource
    resolved.set(resource, {
      path: entry?.path ?? path ?? resource.location,
      type,
      role,
      present: entry !== null,
      location: resource.at,
    })
    if (entry !== null) {
      wanted.set(entry.path, entry)
    } else if (!missing.has(resource.location)) {
      missing.add(resource.location)
      const message = `project.xml names ${resource.location}, which is not in the archive.`
      files.report('missing-file', 'warning', message, resource.at)
    }
  }
  const load = async <T>(
    role: RoledEntry['role'],
    reader: (entry: RoledEntry, text: string) => T | null,
  ): Promise<Map<string, T>> => {
    const entries = [...wanted.values()].filter((entry) => entry.role === role)
    const values = await inBatches(entries, async (entry): Promise<[string, T][]> => {
      const text = await files.text(entry)
      const value = text === null ? null : reader(entry, text)
      return value === null ? [] : [[entry.path, value]]
    })
    return new Map(values.flat())
  }
  return {
    resolve: (resource) => resolved.get(resource) ?? NOTHING.resolve(resource),
    expressions: await load('expression', (entry, text) => files.take(readExpression(entry.path, text))),
    mappers: await withImports(await load('mapper', (entry, text) => files.take(readMapper(entry.path, text))), files),
    stitches: await load('stitch', (entry, text) =>
      /\.json$/i.test(entry.path) ? files.take(readStitch(entry.path, text)) : opaqueStitch(entry.path),
    ),
    notifications: await load('notification', (entry, text) => readNotificationText(entry.path, text)),
    configurations: await load('adapter-configuration', (entry, text) => files.take(readJca(entry.path, text))),
  }
}
