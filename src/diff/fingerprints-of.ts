import { breather } from '../base/breathe.js'
import { IarkitError } from '../base/errors.js'
import { checkArchiveList } from '../model/archive-list.js'
import type { Archive, Integration } from '../model/types.js'
import { fingerprint } from './normal-form.js'

/**
 * The fingerprints of all integrations that could be read, whatever kind of archive holds them: what
 * {@link inventoryFromArchives} notes, so that the same code and version with other content is told from it later.
 * An integration of which a schema cannot be read has none.
 */
export async function fingerprintsOf(archives: readonly Archive[]): Promise<ReadonlyMap<Integration, string>> {
  checkArchiveList(archives)
  const prints = new Map<Integration, string>()
  const breathe = breather()
  for (const archive of archives) {
    for (const integration of archive.integrations) {
      await breathe()
      if (integration.schemaVersion === '') continue
      const print = await printOf(integration, archive)
      if (print !== null) prints.set(integration, print)
    }
  }
  return prints
}

async function printOf(integration: Integration, archive: Archive): Promise<string | null> {
  try {
    return await fingerprint(integration, archive, { acrossKinds: true })
  } catch (error) {
    // A schema that only a comparison reads may not be what its zip declares: nothing is known of the content then.
    if (error instanceof IarkitError) return null
    throw error
  }
}
