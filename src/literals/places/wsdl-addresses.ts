import { decodeEntities } from '../../formats/xml.js'

/** A `location` of a WSDL's `address` element. */
export interface WsdlAddress {
  readonly value: string
  /** Offset of the value in the text. */
  readonly offset: number
}

const ADDRESS = /^<(?:[\w.-]{1,40}:)?address(?=[\s/>])/

/** Sticky, so that a tag that is cut short is read once and not from each of its places. */
const ATTRIBUTE = /\s+([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y

/**
 * The addresses of a WSDL's ports: `soap:address`, `soap12:address`, `http:address`. WSDLs of Fusion are megabytes
 * long, so that the tags are scanned, not parsed. Takes time linear in the length.
 */
export function wsdlAddresses(text: string): WsdlAddress[] {
  // OIC's own WSDLs of adapters name no port.
  if (!text.includes('address')) return []
  const found: WsdlAddress[] = []
  for (let at = text.indexOf('<'); at !== -1; ) {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4)
      at = end === -1 ? -1 : text.indexOf('<', end)
      continue
    }
    const next = text.indexOf('<', at + 1)
    const head = ADDRESS.exec(text.slice(at, at + 60))
    // No attribute's value holds a `<`: the tag ends before the next one.
    if (head !== null) {
      const tag = text.slice(at, next === -1 ? text.length : next)
      const location = locationIn(tag, head[0].length)
      if (location !== null) found.push({ value: decodeEntities(location.raw).trim(), offset: at + location.offset })
    }
    at = next
  }
  return found
}

function locationIn(tag: string, from: number): { raw: string; offset: number } | null {
  ATTRIBUTE.lastIndex = from
  for (let match = ATTRIBUTE.exec(tag); match !== null; match = ATTRIBUTE.exec(tag)) {
    const raw = match[2] ?? match[3] ?? ''
    if (match[1] === 'location') return { raw, offset: match.index + match[0].length - raw.length - 1 }
  }
  return null
}
