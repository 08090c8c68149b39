import { defineRule, noOptions } from '../define-rule.js'
import { wholeArchive } from '../place.js'

export const fileName = defineRule({
  id: 'file-name',
  severity: 'info',
  category: 'archive',
  summary: 'An .iar file that is not named CODE_VERSION.iar',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const archive of archives) {
      const [integration, ...others] = archive.integrations
      if (archive.kind !== 'integration' || !archive.zipped || integration === undefined || others.length > 0) continue
      const name = archive.file.replace(/^.*[\\/]/s, '')
      const expected = `${integration.code}_${integration.version}.iar`
      if (!/\.iar$/i.test(name) || name.replace(/\.iar$/i, '.iar') === expected) continue
      yield {
        ...wholeArchive(archive),
        message: `The file is named ${name} and holds ${integration.code} ${integration.version}: rename it to ${expected}, from which deployment scripts derive code and version.`,
        artifact: integration.id,
        step: '',
        key: '',
      }
    }
  },
})
