import { Source } from './source.js'
import type { Problem } from './types.js'
import { firstFault } from './xml-whole.js'

/** What is wrong first with a schema (WSDL, XSD, WADL); null where it is well-formed. Nothing of it is kept: schemas are large. */
export function brokenSchema(path: string, text: string): Problem | null {
  const source = new Source(path, text)
  const fault = firstFault(source.text)
  if (fault !== null) source.problem(fault.offset, fault.message)
  return source.problems[0] ?? null
}
