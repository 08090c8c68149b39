import type { Archive } from '../../model/index.js'
import { missingFiles } from '../../model/missing-files.js'
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
      const { named: namedFiles, others } = missingFiles(archive)
      for (const { flow, location, files } of namedFiles) {
        yield {
          ...place(archive, location),
          message: `project.xml of ${named(flow)} names ${counted(files.length, 'file')} that the archive does not hold (${listed(files)}): ${todo(archive)}.`,
          artifact: flow.id,
          step: '',
          key: 'resources',
        }
      }
      for (const { flow, diagnostic } of others) {
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

function todo({ zipped }: Archive): string {
  return zipped
    ? 'export the integration anew'
    : 'restore them from an export; names beyond the limits of a file system get cut or lost when an archive is unzipped'
}
