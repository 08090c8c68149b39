import { defineRule, noOptions } from '../define-rule.js'
import { place, wholeArchive } from '../place.js'
import { counted } from '../words.js'

export const recordedPayload = defineRule({
  id: 'recorded-payload',
  severity: 'warning',
  category: 'security',
  summary: 'The archive holds recorded test runs: payloads of real messages',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const archive of archives) {
      // A project or package has several integrations, and nothing says whose the recording is.
      const owner = archive.integrations.length === 1 ? (archive.integrations[0]?.id ?? '') : ''
      for (const { id, paths } of archive.recordings) {
        const [first] = paths
        const where =
          first === undefined ? wholeArchive(archive) : place(archive, { entry: first, line: null, column: null })
        yield {
          ...where,
          message: `The archive holds the recorded test run ${id} (${counted(paths.length, 'file')}), with what real messages said: delete the recording and export again.`,
          artifact: owner,
          step: '',
          key: '',
        }
      }
    }
  },
})
