import { commaList, readProperties } from './properties.js'
import type { Read } from './types.js'

/** Reads `keywords/ICS_DVM_keywords.properties`: search keywords by lookup name. */
export function readLookupKeywords(path: string, text: string): Read<ReadonlyMap<string, readonly string[]>> {
  const { entries, problems } = readProperties(path, text)
  const value = new Map<string, readonly string[]>()
  for (const [name, entry] of entries) value.set(name, commaList(entry.value))
  return { value, problems }
}
