import type { Archive } from '../model/types.js'

/** Why no call of OIC takes an archive as it is, whatever the target holds; null where one does. */

/** Of a zip with several archives in it: its parts are named, and are no files. */
export function oneOfSeveral(archive: Archive, archives: readonly Archive[]): string | null {
  const zip = zipOf(archive)
  if (zip === null || archives.filter((other) => zipOf(other) === zip).length < 2) return null
  return 'one of several archives in one zip, which OIC imports one by one: give each as OIC exported it'
}

/** The zip that an archive was read from: the same for all that one holds. */
function zipOf({ containers }: Archive) {
  return containers[0]?.zip ?? null
}

/** Integrations that somebody packed together. Where the attributes are there and cannot be read, it is a package. */
export function noPackage({ kind, entries, package: own }: Archive): string | null {
  if (kind !== 'package' || own !== null || entries.some(({ role }) => role === 'package-attributes')) return null
  return 'no package as OIC exports one, without ics_package_attributes.properties: unzip it and give the archives in it'
}

/** OIC exports and imports lookups as CSV. */
export function noLookupFile(archive: Archive): string | null {
  if (zipOf(archive) !== null) return 'in a zip, and OIC takes a lookup as the CSV itself: unzip it and give that'
  if (archive.entries[0]?.role === 'lookup') return 'no CSV, and OIC takes no other file of a lookup: export it as one'
  return null
}
