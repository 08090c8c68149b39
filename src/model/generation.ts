import { compareVersions } from '../base/version.js'
import type { Generation } from './types.js'

/**
 * Which OIC wrote an integration, by `lastUpdatedICSVersion`: a two-digit month (`26.07…`) is OIC 3, a quarter
 * (`20.1.3.0.0-EC`) is generation 2 from 2019 on and Integration Cloud Service before. The oldest say nothing and have a
 * project.xml of version 4. Projects exist in OIC 3 alone.
 */
export function generationOf(oicVersion: string, schemaVersion: string, inProject: boolean): Generation {
  const match = /^(\d{2})\.(\d{1,2})(?:\.|-|$)/.exec(oicVersion)
  if (match !== null) {
    if (match[2]?.length === 2) return 'gen3'
    return Number(match[1]) >= 19 ? 'gen2' : 'ics'
  }
  if (schemaVersion.startsWith('4.')) return 'ics'
  return inProject ? 'gen3' : 'unknown'
}

const AGE: Readonly<Record<Generation, number>> = { unknown: 0, ics: 1, gen2: 2, gen3: 3 }

/** The newest among the parts of an archive. */
export function newest(parts: readonly { readonly generation: Generation; readonly oicVersion: string }[]): {
  generation: Generation
  oicVersion: string
} {
  let generation: Generation = 'unknown'
  let oicVersion = ''
  for (const part of parts) {
    if (AGE[part.generation] > AGE[generation]) generation = part.generation
    if (oicVersion === '' || compareVersions(part.oicVersion, oicVersion) > 0)
      oicVersion = part.oicVersion || oicVersion
  }
  return { generation, oicVersion }
}
