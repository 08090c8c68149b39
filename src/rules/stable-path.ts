/**
 * An entry's path without what OIC renumbers or generates: for the keys of findings about a file.
 * `…/ORDER_INTAKE_01.00.0000/resources/processor_72/resourcegroup_73/req_4f….xsl` is
 * `…/ORDER_INTAKE/resources/processor/resourcegroup/req.xsl`.
 */
export function stablePath(entry: string): string {
  return entry.replace(GENERATED, '')
}

/** Element numbers, versions, hashes of mapper files and the unique names of nested archives. */
const GENERATED = /_(?:\d+(?:\.\d+){2}|\d+|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=$|[/._!])/gi
