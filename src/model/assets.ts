import { addTo } from '../base/group.js'
import { sameVersion } from '../base/version.js'
import type { ProjectAsset } from '../formats/types.js'
import { isPreseeded, versioned } from './ids.js'
import type { Artifacts, Project } from './types.js'

/** What a kind of asset is among the artifacts: `CODE|VERSION`, or the code alone. */
type Ids = (artifacts: Artifacts) => readonly string[]

/** Lists of `project.yaml` whose parts have files of their own, by their ids. */
const ASSETS: Readonly<Record<string, Ids>> = {
  integrations: ({ integrations }) => integrations.map(({ code, version }) => `${code}|${version}`),
  ai_agents: ({ agents }) => agents.map(({ code, version }) => `${code}|${version}`),
  connections: ({ connections }) => connections.map(({ code }) => code),
  lookups: ({ lookups }) => lookups.map(({ name }) => name),
  libraries: ({ libraries }) => libraries.map(({ code, version }) => `${code}|${version}`),
  eventtypes: ({ eventTypes }) => eventTypes.map(({ code, revision }) => `${code}|${revision}`),
  labels: ({ deployments }) => deployments.map(({ code }) => code),
}

/** By their letters alone: OIC spells `eventtypes` and `ai_agents`, lists may stand below `ai_agents`. */
const MODELLED: ReadonlySet<string> = new Set(
  [...Object.keys(ASSETS), 'schedules', 'tools', 'patterns', 'promptTemplates', 'certificates'].map(lettersOf),
)

function lettersOf(kind: string): string {
  return kind
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/^ai(?:agents(?=.))?/, '')
}

/** The assets of a project whose kind has no model of its own: `project.yaml` is all that is read of them. */
export function otherAssetsOf(assets: readonly ProjectAsset[]): ProjectAsset[] {
  return assets.filter(({ kind }) => !MODELLED.has(lettersOf(kind)))
}

/**
 * What `project.yaml` lists and the archive does not hold: OIC writes the two alike, so that something was lost since.
 * What stands in every instance counts as there, and so does what is known by the name of the asset alone.
 */
export function missingAssets(project: Project | null, artifacts: Artifacts): ProjectAsset[] {
  const assets = project?.assets ?? []
  return Object.entries(ASSETS).flatMap(([kind, idsOf]) => {
    const listed = assets.filter((asset) => asset.kind === kind && asset.id !== '' && !isPreseeded(asset.id))
    if (listed.length === 0) return []
    const isThere = among(idsOf(artifacts))
    return listed.filter(({ id, name }) => !isThere(id) && (id.includes('|') || !isThere(name)))
  })
}

/** Whether an id is one of some, however its version is written; without a version, whether its code is. */
export function among(ids: readonly string[]): (id: string) => boolean {
  const there = new Map<string, string[]>()
  for (const id of ids) {
    const [code = '', version = ''] = id.split('|')
    addTo(there, code, version)
  }
  return (id) => {
    const [code = '', version = ''] = id.split('|')
    return there.get(code)?.some((other) => version === '' || sameVersion(other, version)) ?? false
  }
}

/** Likewise schedules. They are listed by the integration that they start, and known by names that OIC derives from it. */
export function missingSchedules(project: Project | null, { schedules, integrations }: Artifacts): ProjectAsset[] {
  const names = new Set(schedules.map(({ name }) => name))
  const scheduled = new Set(
    integrations
      .filter(({ dependencies }) => dependencies.schedules.length > 0)
      .map(({ code, version }) => versioned(code, version)),
  )
  return (project?.assets ?? []).filter(
    ({ kind, id, name }) => kind === 'schedules' && name !== '' && !names.has(name) && !scheduled.has(id),
  )
}

/** What the files of an asset may be called, without their endings. */
export function fileNamesOf({ kind, id, name }: ProjectAsset): readonly string[] {
  const owner = id.replace('|', '_')
  return kind === 'schedules' ? [name, `Schedule_${owner}`] : [owner, id.split('|')[0] ?? '']
}
