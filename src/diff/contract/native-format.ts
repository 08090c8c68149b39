import type { XmlElement } from '../../formats/xml.js'

const NXSD = 'http://xmlns.oracle.com/pcbpel/nxsd'

/** The kind of the schema itself, and what OIC takes for granted: releases write it or leave it out. */
const IDLE = /^(?:version|encoding UTF-?8|stream chars|encodeLineTerminators false)\b/i

/** How a file, or a field of it, is written: `style terminated, terminatedBy ,`. */
export function nativeFormat(element: XmlElement): string {
  return element.attributes
    .filter(({ namespace }) => namespace === NXSD)
    .map(({ local, value }) => `${local} ${value}`)
    .filter((text) => !IDLE.test(text))
    .sort()
    .join(', ')
}
