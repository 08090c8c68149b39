import type { Archive, Integration } from '../model/types.js'
import type { Planning } from './planning.js'

/**
 * Integrations of a package that are in the target, but not in that package: in none, in another one, or where the package
 * itself is not there. What an import of the package does with them is not documented.
 */
export function outsidersOf({ target }: Planning, archive: Archive, isThere: boolean): readonly Integration[] {
  const name = archive.package?.name
  if (name === undefined) return []
  return archive.integrations.filter(({ code, version }) => {
    const found = target.integration(code, version, null)
    if (found.state !== 'there') return false
    // A target that does not say of an integration which package it is in leaves it in the one that is there.
    return found.item.package === '' ? !isThere : found.item.package !== name
  })
}
