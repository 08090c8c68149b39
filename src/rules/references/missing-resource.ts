import type { Diagnostic } from '../../base/diagnostic.js'
import { groupBy } from '../../base/group.js'
import type { Location } from '../../base/location.js'
import { byFolder } from '../../model/folders.js'
import type { Agent, Archive, Integration } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { place } from '../place.js'
import { counted, listed, named } from '../words.js'

/** project.xml names a file that is not in the archive, or a file that every archive of its kind has is not there. */
export const missingResource = defineRule({
  id: 'missing-resource',
  severity: 'error',
  category: 'references',
  summary: 'A file that the archive should hold is not in it',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const archive of archives) {
      const flows = [...archive.integrations, ...archive.agents]
      const ofFolder = byFolder(flows)
      const said = saidOf(archive)
      const named_ = new Set<Diagnostic>()
      for (const flow of flows) {
        const missing = missingFiles(flow)
        const [first] = missing
        if (first === undefined) continue
        for (const { location } of missing) for (const each of said.get(placeKey(location)) ?? []) named_.add(each)
        const files = [...new Set(missing.map(({ path }) => withoutFolder(path, flow)))]
        yield {
          ...place(archive, first.location),
          message: `project.xml of ${named(flow)} names ${counted(files.length, 'file')} that the archive does not hold (${listed(files)}): ${todo(archive)}.`,
          artifact: flow.id,
          step: '',
          key: 'resources',
        }
      }
      for (const diagnostic of archive.diagnostics) {
        if (diagnostic.code !== 'missing-file' || named_.has(diagnostic)) continue
        const flow = ofFolder(diagnostic.entry)
        yield {
          ...place(archive, diagnostic),
          message: diagnostic.message,
          artifact: flow?.id ?? '',
          step: '',
          severity: diagnostic.severity,
          // One file may say of several others that they are not there.
          key: diagnostic.entry.slice(flow?.folder.length ?? 0) + (diagnostic.line === null ? '' : diagnostic.message),
        }
      }
    }
  },
})

type Flow = Integration | Agent

function missingFiles({ endpoints, actions }: Flow) {
  return [...endpoints, ...actions].flatMap(({ resources }) => resources).filter(({ present }) => !present)
}

/** One fact is reported once: what the reader said of the same places is told by the finding about the integration. */
function saidOf({ diagnostics }: Archive): ReadonlyMap<string, readonly Diagnostic[]> {
  return groupBy(
    diagnostics.filter(({ code }) => code === 'missing-file'),
    placeKey,
  )
}

const placeKey = ({ entry, line, column }: Location): string => `${line} ${column} ${entry}`

function withoutFolder(path: string, { folder }: Flow): string {
  return path.startsWith(folder) ? path.slice(folder.length) : path
}

function todo({ zipped }: Archive): string {
  return zipped
    ? 'export the integration anew'
    : 'restore them from an export; names beyond the limits of a file system get cut or lost when an archive is unzipped'
}
