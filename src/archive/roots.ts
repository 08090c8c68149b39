import { isJunk } from './roles.js'
import type { RootKind } from './types.js'

/** A root as it was found among the names. */
export interface FoundRoot {
  readonly kind: RootKind
  /** Folder above the root, empty or ending in `/`; see `ArchiveRoot.prefix`. */
  readonly prefix: string
  /** What is put before a path below `prefix` to get the path that roles go by; `project/` where that folder was renamed. */
  readonly lost: '' | 'icspackage/' | 'project/'
}

/** Folders below `icspackage/`. */
const ICSPACKAGE_FOLDERS: ReadonlySet<string> = new Set([
  'project',
  'appinstances',
  'dvms',
  'keywords',
  'apilibrary',
  'schedule',
  'eventtypes',
  'b2bartifacts',
  'recordings',
  'keys',
  'certificates',
])

/** What stands in a `project/` folder. */
const PROJECT_CHILDREN: ReadonlySet<string> = new Set([
  'project.yaml',
  'oic_project.properties',
  'integrations',
  'connections',
  'lookups',
  'libraries',
  'schedules',
  'eventtypes',
  'labels',
  'ai_agents',
  'templates',
  'certificates',
  'b2bartifacts',
  'recordings',
  'rpa.zip',
  'opa.zip',
])

const PACKAGE_ATTRIBUTES = 'ics_package_attributes.properties'

/** Folders deeper than this are not searched for roots. */
const MAX_DEPTH = 64

/**
 * Finds the OIC roots that names tell of: `icspackage/` and `project/` at any depth, and packages.
 * Lone lookups and libraries need a look into the files; see `findLoneRoots`.
 * @param zipped whether `.iar` files beside nothing else make a package: in a zip they do, in a tree each is a file of its
 * own, and a package's attributes beside no `.iar` are none
 * @returns roots in the order of their first file
 */
export function findRoots(names: readonly string[], zipped: boolean): readonly FoundRoot[] {
  const roots = new Map<string, FoundRoot>()
  const packages = new Map<string, FoundRoot>()
  const yamlFolders: string[] = []
  /** Folders that hold what beside a `project.yaml` is OIC's alone. */
  const projectFolders = new Set<string>()
  const nested: string[] = []
  /** Folder of the root found last: what lies in it says nothing new. */
  let known = ''
  for (const name of names) {
    if (known !== '' && name.startsWith(known)) continue
    if (isJunk(name)) continue
    const segments = name.split('/', MAX_DEPTH)
    const root = rootAbove(segments)
    if (root !== null) {
      const key = `${root.kind} ${root.lost} ${root.prefix}`
      if (!roots.has(key)) roots.set(key, root)
      if (root.lost === '') known = `${root.prefix}${root.kind === 'project' ? 'project' : 'icspackage'}/`
      continue
    }
    const last = segments.at(-1) ?? ''
    const folder = folderOf(segments, segments.length - 1)
    if (last === PACKAGE_ATTRIBUTES) packages.set(folder, { kind: 'package', prefix: folder, lost: '' })
    if (last === 'project.yaml') yamlFolders.push(folder)
    if (last === 'oic_project.properties') projectFolders.add(folder)
    if (/\.iar$/i.test(last)) nested.push(name)
    const at = segments.indexOf('integrations')
    if (at !== -1 && (segments[at + 2] === 'PROJECT-INF' || segments[at + 2] === 'info.json'))
      projectFolders.add(folderOf(segments, at))
  }
  for (const prefix of yamlFolders)
    if (projectFolders.has(prefix)) roots.set(`yaml ${prefix}`, { kind: 'project', prefix, lost: 'project/' })
  const holding = packagesAbove(packages, nested)
  const unpacked = packagesAbove(
    packages,
    [...roots.values()].map(({ prefix }) => prefix),
  )
  for (const [prefix, root] of packages) {
    // In a tree, attributes whose integrations were unpacked or moved away are what is left of a package.
    if (zipped || (holding.has(prefix) && !unpacked.has(prefix))) roots.set(`package ${prefix}`, root)
  }
  if (zipped && nested.length > 0 && roots.size === 0) roots.set('package', { kind: 'package', prefix: '', lost: '' })
  return [...roots.values()]
}

/** The folders of packages that have one of the paths somewhere below. */
function packagesAbove(packages: ReadonlyMap<string, FoundRoot>, paths: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  if (packages.size === 0) return found
  for (const path of paths) for (const folder of ['', ...foldersOf(path)]) if (packages.has(folder)) found.add(folder)
  return found
}

/** The outermost root that a file lies in, if its path tells of one. */
function rootAbove(segments: readonly string[]): FoundRoot | null {
  for (let at = 0; at < segments.length - 1; at++) {
    const prefix = (): string => folderOf(segments, at)
    const [folder, child = '', third, fourth] = segments.slice(at, at + 4)
    if (folder === 'icspackage' && at + 2 < segments.length && ICSPACKAGE_FOLDERS.has(child))
      return { kind: 'integration', prefix: prefix(), lost: '' }
    if (folder !== 'project') continue
    if (isProject(child, segments.slice(at + 2))) return { kind: 'project', prefix: prefix(), lost: '' }
    // The folder `icspackage` was renamed, or its contents were packed without it.
    if (third === 'PROJECT-INF' && fourth === 'project.xml')
      return { kind: 'integration', prefix: prefix(), lost: 'icspackage/' }
  }
  return null
}

/** Many folders are called `project`; only these signs make one a project of OIC. */
function isProject(child: string, rest: readonly string[]): boolean {
  if (child === 'project.yaml' || child === 'oic_project.properties') return rest.length === 0
  const holdsFlow = (at: number): boolean => rest[at] === 'PROJECT-INF' || rest[at] === 'info.json'
  return (child === 'integrations' && holdsFlow(1)) || (child === 'ai_agents' && rest[0] === 'agents' && holdsFlow(2))
}

const folderOf = (segments: readonly string[], length: number): string =>
  length <= 0 ? '' : `${segments.slice(0, length).join('/')}/`

/** A file's root, and the path that its role goes by. */
export interface Place {
  readonly root: FoundRoot
  readonly path: string
}

/** Gives a function that tells which root a file belongs to; null for a file outside every root. */
export function assignRoots(roots: readonly FoundRoot[]): (name: string) => Place | null {
  const byFolder = new Map<string, FoundRoot>()
  const lookups = new Map<string, FoundRoot>()
  const open: FoundRoot[] = []
  for (const root of roots) {
    if (root.kind === 'lookup') lookups.set(root.prefix, root)
    else if (root.kind === 'integration' && root.lost === '') byFolder.set(`${root.prefix}icspackage/`, root)
    else if (root.kind === 'project' && root.lost === '') byFolder.set(`${root.prefix}project/`, root)
    else open.push(root)
  }
  open.sort((a, b) => b.prefix.length - a.prefix.length)
  return (name) => {
    const lookup = lookups.get(name)
    if (lookup !== undefined) return { root: lookup, path: name }
    for (const folder of foldersOf(name)) {
      const root = byFolder.get(folder)
      if (root !== undefined) return { root, path: name.slice(root.prefix.length) }
    }
    const root = open.find((candidate) => belongs(candidate, name))
    return root === undefined ? null : { root, path: root.lost + name.slice(root.prefix.length) }
  }
}

/** Gives a function that tells the root in whose folder a path lies, else the first root: a place for what belongs to none. */
export function nearestRoot(roots: readonly [FoundRoot, ...FoundRoot[]]): (name: string) => FoundRoot {
  const byPrefix = new Map<string, FoundRoot>()
  for (const root of roots) if (!byPrefix.has(root.prefix)) byPrefix.set(root.prefix, root)
  return (name) => {
    let best = byPrefix.get('') ?? roots[0]
    for (const folder of foldersOf(name)) best = byPrefix.get(folder) ?? best
    return best
  }
}

/** The folders above a path, outermost first, each ending in `/`. */
function* foldersOf(name: string): Generator<string> {
  let slash = name.indexOf('/')
  for (let depth = 0; slash !== -1 && depth < MAX_DEPTH; depth++) {
    yield name.slice(0, slash + 1)
    slash = name.indexOf('/', slash + 1)
  }
}

/** Roots without a folder of their own take what they know, so that the files beside them stay outside. */
function belongs(root: FoundRoot, name: string): boolean {
  if (!name.startsWith(root.prefix)) return false
  const rest = name.slice(root.prefix.length)
  const child = rest.split('/', 1)[0] ?? ''
  if (root.lost === 'icspackage/') return ICSPACKAGE_FOLDERS.has(child) && child !== rest
  if (root.lost === 'project/') return PROJECT_CHILDREN.has(child)
  return root.kind !== 'package' || rest === PACKAGE_ATTRIBUTES || /\.iar$/i.test(rest)
}
