import type { Agent, Archive, Integration } from '../model/index.js'

/** Integrations and AI agents: whatever has a flow. */
export function flowsOf(archive: Pick<Archive, 'integrations' | 'agents'>): readonly (Integration | Agent)[] {
  return [...archive.integrations, ...archive.agents]
}

/** Id of the artifact that an entry belongs to; empty where it belongs to none, or to several. */
export function artifactAt(archive: Archive, entry: string): string {
  if (entry === '') return ''
  const flow = flowsOf(archive).find(({ folder }) => folder !== '' && entry.startsWith(folder))
  if (flow !== undefined) return flow.id
  const files = [
    ...archive.connections,
    ...archive.lookups,
    ...archive.libraries,
    ...archive.schedules,
    ...archive.eventTypes,
  ]
  return files.find(({ location }) => location.entry === entry)?.id ?? ''
}
