import { decodeEntities } from '../../formats/xml.js'

/** The SQL of one query. */
export interface SqlText {
  readonly value: string
  /** Offset in the file at which it starts. */
  readonly offset: number
}

/** Searched on from where a query ends: what looks like another one within it is none. */
const SQL = /<(?:[\w.-]{1,40}:)?sql>[ \t\r\n]*(<!\[CDATA\[)?/g

/**
 * The SQL that EclipseLink's file of an endpoint that works on tables holds: OIC writes it into no other. Such files may be
 * large, so that they are scanned, not parsed. Takes time linear in the length.
 */
export function sqlTexts(text: string): SqlText[] {
  const found: SqlText[] = []
  SQL.lastIndex = 0
  for (let match = SQL.exec(text); match !== null; match = SQL.exec(text)) {
    const start = match.index + match[0].length
    const isCdata = match[1] !== undefined
    const end = text.indexOf(isCdata ? ']]>' : '<', start)
    // Cut off: nothing behind it is a query.
    if (end === -1) break
    SQL.lastIndex = end
    const raw = text.slice(start, end).trimEnd()
    if (raw !== '') found.push({ value: isCdata ? raw : decodeEntities(raw), offset: start })
  }
  return found
}

/** Whether a file beside an adapter configuration is one of these. */
export function isTableMappings(path: string): boolean {
  return /-or-mappings\.xml$/i.test(path)
}
