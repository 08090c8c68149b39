import type { EntryRole, RoledEntry } from '../archive/types.js'
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
  const folders = new Map<string, RoledEntry[]>()
  for (const entry of files.withRole(role)) {
    const folder = folders.get(entry.owner) ?? []
    folder.push(entry)
    folders.set(entry.owner, folder)
  }
  // One after the other, so that what is inflated is not all held at one time.
  const artifacts = []
  for (const [owner, entries] of folders) artifacts.push(await readFolder(files, owner, entries, project))
  return artifacts
}

async function readFolder(files: Files, owner: string, entries: readonly RoledEntry[], project: string | null) {
  const contentEntry = entries.find(({ path }) => /\.json$/i.test(path))
  const attributesEntry = entries.find(({ path }) => /\.properties$/i.test(path))
  const content: AiContent | null = contentEntry === undefined ? null : await files.read(contentEntry, readAiContent)
  const attributes = attributesEntry === undefined ? null : await files.read(attributesEntry, readAiAttributes)
  const named = /^(.+)_(\d+\.\d+\.\d+)$/.exec(owner)
  if (content === null && contentEntry === undefined) {
    const message = `${owner} has no content.json: what it does cannot be told.`
    files.report('missing-file', 'warning', message, wholeFile(attributesEntry?.path ?? owner))
  }
  const location = content?.location ?? wholeFile(attributesEntry?.path ?? owner)
  return {
    code: attributes?.code || files.name(named?.[1] || owner, location),
    version: attributes?.version || named?.[2] || '',
    name: attributes?.name || files.name(named?.[1] || owner, location),
    description: attributes?.description || '',
    content: content?.content ?? null,
    project,
    location,
  }
}
