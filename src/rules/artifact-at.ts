import { once } from '../base/once.js'
import { flowsOf } from '../model/flows.js'
import { byFolder } from '../model/folders.js'
import type { Archive } from '../model/index.js'

/** Id of the artifact that an entry belongs to; empty where it belongs to none, or to several. */
export function artifactAt(archive: Archive, entry: string): string {
  if (entry === '') return ''
  return once(FINDERS, archive, () => finderIn(archive))(entry)
}

/** Asked for each diagnostic of an archive, of which there may be thousands. */
const FINDERS = new WeakMap<Archive, (entry: string) => string>()

function finderIn(archive: Archive): (entry: string) => string {
  const flowAt = byFolder(flowsOf(archive))
  const files = new Map<string, string>()
  for (const list of [archive.connections, archive.lookups, archive.libraries, archive.schedules, archive.eventTypes])
    for (const { location, id } of list) if (!files.has(location.entry)) files.set(location.entry, id)
  return (entry) => flowAt(entry)?.id ?? files.get(entry) ?? ''
}
