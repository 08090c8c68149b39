import type { Diagnostic } from '../base/diagnostic.js'
import { groupBy } from '../base/group.js'
import type { Location } from '../base/location.js'
import { flowsOf } from './flows.js'
import { byFolder } from './folders.js'
import type { Agent, Archive, Integration } from './types.js'

type Flow = Integration | Agent

/** Files that an archive should hold and does not. */
export interface MissingFiles {
  /** Those that a project.xml names: paths below the folder of its flow, and the place of the first name. */
  readonly named: readonly { readonly flow: Flow; readonly location: Location; readonly files: readonly string[] }[]
  /** What the reader said of others, with the flow in whose folder they would lie; null where they lie in none. */
  readonly others: readonly { readonly flow: Flow | null; readonly diagnostic: Diagnostic }[]
}

/** What is not in an archive. One fact is told once: what the reader said of a name in a project.xml stands under it. */
export function missingFiles(archive: Pick<Archive, 'integrations' | 'agents' | 'diagnostics'>): MissingFiles {
  const flows = flowsOf(archive)
  const ofFolder = byFolder(flows)
  const said = groupBy(
    archive.diagnostics.filter(({ code }) => code === 'missing-file'),
    placeKey,
  )
  const told = new Set<Diagnostic>()
  const named = flows.flatMap((flow) => {
    const missing = [...flow.endpoints, ...flow.actions]
      .flatMap(({ resources }) => resources)
      .filter(({ present }) => !present)
    const [first] = missing
    if (first === undefined) return []
    for (const { location } of missing) for (const each of said.get(placeKey(location)) ?? []) told.add(each)
    const files = [...new Set(missing.map(({ path }) => withoutFolder(path, flow)))]
    return [{ flow, location: first.location, files }]
  })
  const others = archive.diagnostics
    .filter((diagnostic) => diagnostic.code === 'missing-file' && !told.has(diagnostic))
    .map((diagnostic) => ({ flow: ofFolder(diagnostic.entry) ?? null, diagnostic }))
  return { named, others }
}

const placeKey = ({ entry, line, column }: Location): string => `${line} ${column} ${entry}`

function withoutFolder(path: string, { folder }: Flow): string {
  return path.startsWith(folder) ? path.slice(folder.length) : path
}
