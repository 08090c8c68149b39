import { groupBy } from '../../base/group.js'
import { flowsOf } from '../../model/flows.js'
import { byFolder } from '../../model/folders.js'
import type { Archive, Entry } from '../../model/types.js'
import type { NormalFormOptions } from '../types.js'

/** What a normal form is made with: the files around the artifact, and what counts. */
export interface NormalContext {
  readonly entries: ReadonlyMap<string, Entry>
  /** Layouts of the canvas by the folder of the integration or agent that they belong to; empty where they do not count. */
  readonly layouts: ReadonlyMap<string, readonly Entry[]>
  readonly options: NormalFormOptions
}

export function normalContext(archive: Archive, options: NormalFormOptions): NormalContext {
  return {
    entries: new Map(archive.entries.map((entry) => [entry.path, entry])),
    layouts: options.layout === true ? layoutsOf(archive) : NO_LAYOUTS,
    options,
  }
}

const NO_LAYOUTS: NormalContext['layouts'] = new Map()

function layoutsOf(archive: Archive): NormalContext['layouts'] {
  const ownerOf = byFolder(flowsOf(archive))
  return groupBy(
    archive.entries.filter(({ role }) => role === 'layout'),
    ({ path }) => ownerOf(path)?.folder ?? '',
  )
}
