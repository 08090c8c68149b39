import { repackaged } from '../../model/packing.js'
import { defineRule, noOptions } from '../define-rule.js'
import { stablePath } from '../stable-path.js'

export const repackagedArchive = defineRule({
  id: 'repackaged-archive',
  severity: 'warning',
  category: 'archive',
  summary: 'The archive was unzipped and zipped again: OIC refuses it if anything in it was edited',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const archive of archives) {
      for (const { container, signs } of repackaged(archive)) {
        const what = container.path === '' ? 'The archive' : 'The nested archive'
        yield {
          archive: archive.file,
          entry: container.path,
          line: null,
          column: null,
          message: `${what} was not packed by OIC (${signs.join('; ')}): an import fails if anything in it was edited (ICS-20099, ICS-10994); export it from OIC again.`,
          artifact:
            container.path === '' && archive.integrations.length === 1 ? (archive.integrations[0]?.id ?? '') : '',
          step: '',
          key: stablePath(container.path),
        }
      }
    }
  },
})
