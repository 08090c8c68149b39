import type { ProjectYaml } from '../formats/types.js'
import type { Artifacts, IntegrationStyle, Schedule } from './types.js'

/**
 * Which schedules belong to an integration. A project's `project.yaml` joins `CODE|VERSION` to a schedule's name; in
 * an `.iar` nothing names the schedule, and being bundled with a scheduled integration is the evidence. Where an
 * exploded tree bundles several integrations, the name that OIC derives from the integration tells.
 * @param flows how many integrations and agents the root holds
 */
export function schedulesOf(
  artifacts: Pick<Artifacts, 'schedules'>,
  project: ProjectYaml | null,
  flows: number,
): (code: string, version: string, style: IntegrationStyle | null) => readonly Schedule[] {
  const { schedules } = artifacts
  return (code, version, style) => {
    if (schedules.length === 0) return []
    const joined = (project?.assets ?? []).filter(({ kind, id }) => kind === 'schedules' && id === `${code}|${version}`)
    const derived = `${code}_${version.replaceAll('.', '_')}`
    const file = `Schedule_${code}_${version}.xml`
    const named = schedules.filter(
      ({ name, location }) =>
        joined.some((asset) => asset.name === name) ||
        name === `Schedule_${derived}` ||
        name === `Run_${derived}` ||
        location.entry.endsWith(`/${file}`),
    )
    if (named.length > 0) return named
    return project === null && style === 'scheduled' && flows === 1 ? schedules : []
  }
}
