import { Source } from './source.js'
import type { Problem } from './types.js'
import { parseXml } from './xml.js'

/** What is wrong first in a schema (WSDL, XSD, WADL), as the reader of XML sees it; null where it is well-formed. */
export function brokenSchema(path: string, text: string): Problem | null {
  const source = new Source(path, text)
  source.take(parseXml(text))
  return source.problems.find(({ severity }) => severity === 'error') ?? null
}
