import type { EntryRole, RoledEntry } from '../archive/types.js'
import { groupBy } from '../base/group.js'
import { readAiContent, toolFacts } from '../formats/ai-content.js'
import { readAiAttributes } from '../formats/integration-attributes.js'
import type { AiContent } from '../formats/types.js'
import { type Files, wholeFile } from './files.js'
import type { Artifacts } from './types.js'

/** Tools, patterns and prompt templates of a project's AI agents: a folder each, of a properties file and a content.json. */
export async function readAiArtifacts(
  files: Files,
  project: string | null,
): Promise<Pick<Artifacts, 'tools' | 'patterns' | 'promptTemplates'>> {
  const tools = await readFolders(files, 'ai-tool', project)
  const patterns = await readFolders(files, 'ai-pattern', project)
  const templates = await readFolders(files, 'ai-prompt-template', project)
  return {
    tools: tools.map((artifact) => ({ ...artifact, kind: 'tool', ...toolFacts(artifact.content) })),
    patterns: patterns.map((artifact) => ({ ...artifact, kind: 'pattern' })),
    promptTemplates: templates.map((artifact) => ({ ...artifact, kind: 'prompt-template' })),
  }
}

async function readFolders(files: Files, role: EntryRole, project: string | null) {
  const folderOf = ({ path }: RoledEntry): string => path.slice(0, path.lastIndexOf('/'))
  const parent = PARENTS.get(role) ?? ''
  const entries = files
    .withRole(role, 'ai-attributes')
    .filter((entry) => entry.role === role || folderOf(entry).endsWith(`/${parent}/${entry.owner}`))
  // One after the other, so that what is inflated is not all held at one time.
  const artifacts = []
  for (const found of groupBy(entries, folderOf).values()) artifacts.push(await readFolder(files, found, project))
  return artifacts
}

/** The folder of each kind: the properties files of all three have one role. */
const PARENTS: ReadonlyMap<EntryRole, string> = new Map<EntryRole, string>([
  ['ai-tool', 'tools'],
  ['ai-pattern', 'patterns'],
  ['ai-prompt-template', 'promptTemplates'],
])

async function readFolder(files: Files, entries: readonly RoledEntry[], project: string | null) {
  const owner = entries[0]?.owner ?? ''
  const contentEntry = entries.find(({ role }) => role !== 'ai-attributes')
  const attributesEntry = entries.find(({ path }) => /\.properties$/i.test(path))
  const content: AiContent | null = contentEntry === undefined ? null : await files.read(contentEntry, readAiContent)
  const read = attributesEntry === undefined ? null : await files.read(attributesEntry, readAiAttributes)
  const [, code = owner, version = ''] = /^(.+)_(\d+\.\d+\.\d+)$/.exec(owner) ?? []
  if (contentEntry === undefined) {
    const message = `${owner} has no content.json: what it does cannot be told.`
    files.report('missing-file', 'warning', message, wholeFile(attributesEntry?.path ?? owner))
  }
  const location = content?.location ?? wholeFile(attributesEntry?.path ?? owner)
  // The folder is what others refer to: properties that speak of something else do not tell of it.
  const attributes = read === null || version === '' || read.code === '' || read.code === code ? read : null
  return {
    code: version === '' && attributes?.code ? attributes.code : files.name(code, location),
    version: version || attributes?.version || '',
    name: attributes?.name || files.name(code, location),
    description: attributes?.description || '',
    content: content?.content ?? null,
    project,
    location,
  }
}
