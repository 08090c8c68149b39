import type { ArchiveRoot, EntryRole, Limits, RoledEntry } from '../archive/types.js'
import { breather } from '../base/breathe.js'
import type { Diagnostic } from '../base/diagnostic.js'
import { quote } from '../base/location.js'
import { compareText } from '../base/version.js'
import { readPackageAttributes } from '../formats/integration-attributes.js'
import { unknownAdapters } from './adapters.js'
import { readArtifacts } from './artifacts.js'
import { fileNamesOf, missingAssets, missingSchedules, otherAssetsOf } from './assets.js'
import { missingFromDeployments } from './deployments.js'
import { Files, wholeFile } from './files.js'
import { readFlow } from './flow.js'
import { newest } from './generation.js'
import { mergeArtifacts, type Part } from './merge.js'
import type { FlowFolder } from './resources.js'
import { schedulesOf } from './schedules.js'
import { selfCheck } from './self-check.js'
import { createTextBudget, type TextBudget } from './text-budget.js'
import type { Agent, Archive, Artifacts, Container, Integration, Package, Project } from './types.js'

/** Turns one root into the typed model. @throws IarkitError where an entry breaks a limit or lies about its size */
export async function buildArchive(file: string, root: ArchiveRoot, limits: Limits): Promise<Archive> {
  const budget = createTextBudget(limits)
  const parts = await readRoot(root, file, budget, breather())
  const merged = mergeArtifacts(parts)
  const diagnostics = [...parts.flatMap((part) => part.diagnostics), ...merged.diagnostics]
  const ofPackage = await packageOf(root, diagnostics, budget)
  const { agents } = merged.artifacts
  // Exports of one package leave its name out of some of the integrations in it.
  const integrations = merged.artifacts.integrations.map((integration) =>
    integration.package === '' && ofPackage !== null ? { ...integration, package: ofPackage.name } : integration,
  )
  const project = parts.find((part) => part.project !== null)?.project ?? null
  const { generation, oicVersion } = newest([...integrations, ...agents])
  const archive = {
    file,
    kind: root.kind,
    generation: generation === 'unknown' && root.kind === 'project' ? ('gen3' as const) : generation,
    oicVersion,
    zipped: root.zipped,
    project,
    package: ofPackage,
    ...merged.artifacts,
    integrations,
    entries: parts.flatMap((part) => part.entries),
    containers: containersOf(root, ''),
    ...(merged.otherCopies.length === 0 ? {} : { otherCopies: merged.otherCopies }),
  }
  return { ...archive, diagnostics: sortDiagnostics([...diagnostics, ...selfCheck(archive, diagnostics)]) }
}

/**
 * @param file name of the archive, or of the one nested in it, that the root is in
 * @param breathe of one archive as of many: it may take long, and whoever waits for it may want to stop
 */
async function readRoot(
  root: ArchiveRoot,
  file: string,
  budget: TextBudget,
  breathe: () => Promise<void>,
): Promise<Part[]> {
  await breathe()
  const parts: Part[] = []
  const opened = new Set(root.nested.map(({ name }) => name))
  const own = root.entries.filter(({ role, name }) => role !== 'nested-archive' || !opened.has(name))
  parts.push(await readPart(root, file, own, budget, breathe))
  // Of copies that differ the first is taken. A zip has its entries in any order, a folder by name: by name in both.
  for (const nested of [...root.nested].sort((a, b) => compareText(a.name, b.name)))
    for (const part of await readRoot(nested.root, nested.name, budget, breathe)) parts.push(part)
  return parts
}

async function readPart(
  root: ArchiveRoot,
  file: string,
  entries: readonly RoledEntry[],
  budget: TextBudget,
  breathe: () => Promise<void>,
): Promise<Part> {
  const files = new Files(entries, budget)
  const project = await readProject(files)
  const code = root.kind === 'project' ? (project?.code ?? '') : null
  if (root.kind === 'project' && project === null) {
    const message = 'The project has no project.yaml that can be read: its code and what it should hold cannot be told.'
    files.report('missing-file', 'error', message, wholeFile(`${root.zipped ? root.prefix : ''}project/project.yaml`))
  }
  const artifacts = await readArtifacts(files, code, root.kind === 'library' ? file : '')
  const connections = new Map(artifacts.connections.map((connection) => [connection.code, connection]))
  const lookups = new Map(artifacts.lookups.map((lookup) => [lookup.name, lookup]))
  const folders = flowFolders(entries)
  const around = {
    project: code,
    connections,
    lookups,
    libraries: artifacts.libraries,
    tools: artifacts.tools,
    schedulesOf: schedulesOf(artifacts, project, folders.length),
  }
  const integrations: Integration[] = []
  const agents: Agent[] = []
  for (const folder of folders) {
    await breathe()
    const flow = await readFlow(files, folder, around)
    if (flow.kind === 'agent') agents.push(flow)
    else integrations.push(flow)
  }
  const all = { ...artifacts, integrations, agents }
  reportLost(files, project, all)
  reportOddities(files)
  for (const { adapter, location } of unknownAdapters(all)) {
    const message = `The adapter ${quote(adapter)} is not one that this version knows: its properties were kept, and what it calls was read from those that adapters share.`
    files.report('unrecognised-entry', 'info', message, location)
  }
  for (const { path, message } of root.broken) {
    files.report('malformed-content', 'error', `This nested archive cannot be read: ${message}`, wholeFile(path))
  }
  return {
    artifacts: all,
    project,
    entries: entries.map(({ path, role, size, zip, bytes }) => ({ path, role, size, zip, bytes })),
    diagnostics: files.diagnostics,
  }
}

const FLOW_ROLES: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'integration-attributes',
  'integration-info',
  'project-xml',
  'analysis',
  'project-messages',
  'layout',
  'mapper',
  'expression',
  'stitch',
  'notification',
  'adapter-configuration',
  'schema',
  'state-info',
  'resource',
  'agent-attributes',
])

/** The folders of integrations and agents, in the archive's order. */
function flowFolders(entries: readonly RoledEntry[]): FlowFolder[] {
  const folders = new Map<string, { path: string; owner: string; agent: boolean; entries: RoledEntry[] }>()
  for (const entry of entries) {
    if (entry.owner === '' || !FLOW_ROLES.has(entry.role)) continue
    const path = ownerFolder(entry)
    const folder = folders.get(path) ?? {
      path,
      owner: entry.owner,
      agent: path.includes('/ai_agents/agents/'),
      entries: [],
    }
    folder.entries.push(entry)
    folders.set(path, folder)
  }
  return [...folders.values()]
}

/** The YAML parser is large, and only projects need it. */
async function readProject(files: Files): Promise<Project | null> {
  if (files.withRole('project-yaml').length === 0) return null
  const { readProjectYaml } = await import('../formats/project-yaml.js')
  const [project] = await files.readAll(['project-yaml'], readProjectYaml)
  return project === undefined ? null : { ...project, otherAssets: otherAssetsOf(project.assets) }
}

/** Folders that hold a folder for each integration or agent. */
const FLOW_PARENTS: readonly string[] = ['icspackage/project/', 'project/integrations/', 'project/ai_agents/agents/']

/** Path of an entry up to its owner's folder; folders above the root may bear the owner's name as well. */
function ownerFolder({ path, owner }: RoledEntry): string {
  const from = path.lastIndexOf('!/') + 1
  for (const parent of FLOW_PARENTS) {
    const at = path.indexOf(`${parent}${owner}/`, from)
    if (at !== -1) return path.slice(0, at + parent.length + owner.length + 1)
  }
  return path.slice(0, path.indexOf(`${owner}/`, from) + owner.length + 1)
}

/** Most integrations and agents that one message names. */
const MOST_NAMED = 10

/** What `project.yaml` and deployments list; a part whose files are there and cannot be read has been reported with them. */
function reportLost(files: Files, project: Project | null, artifacts: Artifacts): void {
  const lost = [...missingAssets(project, artifacts), ...missingSchedules(project, artifacts)]
  const told = new Set(lost.map(({ id }) => id))
  for (const { deployment, ids } of missingFromDeployments(artifacts)) {
    const names = ids.filter((id) => !told.has(id)).map((id) => id.replace('|', ' '))
    if (names.length === 0) continue
    const them = names.length === 1 ? 'it' : 'them'
    const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
    const message = `The deployment ${deployment.code} holds ${names.slice(0, MOST_NAMED).join(', ')}${more}, which the archive does not: export the project anew, or take ${them} out of the deployment.`
    files.report('missing-file', 'warning', message, deployment.location)
  }
  if (lost.length === 0) return
  const names = new Set(files.entries.flatMap(({ name }) => name.split('/').map((part) => part.replace(/\.\w+$/, ''))))
  for (const asset of lost) {
    if (fileNamesOf(asset).some((name) => names.has(name))) continue
    const called = asset.kind === 'schedules' ? asset.name : asset.id
    const message = `project.yaml lists ${called} among its ${asset.kind}, which the archive does not hold: restore its files, or export the project anew.`
    files.report('missing-file', 'warning', message, asset.location)
  }
}

function reportOddities(files: Files): void {
  for (const { path, role } of files.entries) {
    if (role === 'unrecognised') {
      files.report(
        'unrecognised-entry',
        'info',
        'No OIC export is known to hold this file; it was left unread.',
        wholeFile(path),
      )
    } else if (role === 'junk') {
      files.report(
        'junk-entry',
        'warning',
        'This file is no part of an OIC export: leave it out before importing.',
        wholeFile(path),
      )
    }
  }
}

async function packageOf(root: ArchiveRoot, diagnostics: Diagnostic[], budget: TextBudget): Promise<Package | null> {
  const files = new Files(root.entries, budget)
  const [attributes] = await files.readAll(['package-attributes'], readPackageAttributes)
  if (root.kind === 'package' && files.withRole('package-attributes').length === 0) {
    const message =
      'There is no ics_package_attributes.properties beside the integrations: OIC exports no such zip, and none of its imports takes one. Unzip it, and give the archives in it.'
    files.report('missing-file', 'error', message, wholeFile(''))
  }
  for (const diagnostic of files.diagnostics) diagnostics.push(diagnostic)
  return attributes === undefined ? null : { name: attributes.name, location: attributes.location }
}

function containersOf(root: ArchiveRoot, path: string): Container[] {
  const own: Container = {
    path,
    prefix: root.prefix,
    zip: root.zip,
    directories: root.directories,
    entries: root.entries,
  }
  return [
    own,
    ...root.nested.flatMap((nested) =>
      containersOf(nested.root, path === '' ? nested.name : `${path}!/${nested.name}`),
    ),
  ]
}

/** The order of reading depends on what was awaited when; the order of a report must not. */
function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compareText(a.entry, b.entry) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  )
}
