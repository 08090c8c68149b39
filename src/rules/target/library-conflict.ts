import { sameVersion } from '../../base/version.js'
import { isWhole } from '../../inventory/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { inScope, notListed } from '../in-target.js'
import { place } from '../place.js'
import { environmentOf, listed, named } from '../words.js'

/** A library of the archive is in the target in another version only. */
export const libraryConflict = defineRule({
  id: 'library-conflict',
  severity: 'warning',
  category: 'target',
  summary: 'A JavaScript library is in the target in another version',
  options: noOptions,
  needs: [['inventory']],
  async *check({ archives, inventory, couldNotCheck }) {
    if (inventory === null) return
    const seen = new Set<string>()
    for (const archive of archives) {
      for (const library of archive.libraries) {
        const versions = inScope(inventory, 'libraries', library.project)
          .filter(({ code }) => code === library.code)
          .map(({ version }) => version)
        if (versions.some((version) => sameVersion(version, library.version))) continue
        if (!isWhole(inventory, 'libraries', library.project)) couldNotCheck(notListed('libraries', library.project))
        if (versions.length === 0 || library.version === '' || seen.has(library.id)) continue
        seen.add(library.id)
        yield {
          ...place(archive, library.location),
          message: `The library ${named(library)} is in ${environmentOf(inventory)} as ${listed([...new Set(versions)])} only: integrations there keep calling that one, so test them with this version or keep both.`,
          artifact: library.id,
          step: '',
          key: '',
          shared: true,
        }
      }
    }
  },
})
