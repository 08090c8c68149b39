import { breather } from '../../base/breathe.js'
import { decodeText } from '../../base/decode.js'
import type { Diagnostic } from '../../base/diagnostic.js'
import { brokenSchema } from '../../formats/schema-check.js'
import { entryBytes } from '../../literals/places/entry-text.js'
import type { Archive } from '../../model/index.js'
import { looksWhole } from './whole-xml.js'

const XML = /\.(?:wsdl|xsd|wadl)$/i

/** Largest schema that is looked at; those of Fusion have a few megabytes. */
const MAX_FILE = 16 * 1024 * 1024

/** Bytes of one archive that are parsed: what looks damaged is rare, unless somebody made it so. */
const MAX_PARSED = 32 * 1024 * 1024

/**
 * WSDLs, XSDs and WADLs that are damaged. They are most of an archive and no part of the model: what looks whole at both
 * ends is not parsed.
 */
export async function* brokenSchemas(
  { entries }: Archive,
  couldNotCheck: (why: string) => void,
): AsyncGenerator<Diagnostic> {
  const breathe = breather()
  let parsed = 0
  for (const entry of entries) {
    if (entry.role !== 'schema' || !XML.test(entry.path)) continue
    await breathe()
    if ((entry.size ?? 0) > MAX_FILE) {
      couldNotCheck(`${entry.path} is too large to be looked at`)
      continue
    }
    const bytes = await entryBytes(entry)
    if (bytes === null || looksWhole(bytes)) continue
    parsed += bytes.length
    if (parsed > MAX_PARSED) {
      couldNotCheck('more schemas look damaged than are parsed')
      return
    }
    const broken = brokenSchema(entry.path, decodeText(bytes, 'xml').text)
    if (broken !== null) yield { ...broken, code: 'malformed-content' }
  }
}
