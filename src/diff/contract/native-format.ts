import { children, descendants, type XmlElement } from '../../formats/xml.js'

const NXSD = 'http://xmlns.oracle.com/pcbpel/nxsd'

/** The kind of the schema itself, and what OIC takes for granted: releases write it or leave it out. */
const IDLE = /^(?:version|encoding UTF-?8|stream chars|encodeLineTerminators false)\b/i

/** How a file, or a field of it, is written: `style terminated, terminatedBy ,`. */
export function nativeFormat(element: XmlElement): string {
  return [...attributesOf(element), ...variablesOf(element)].join(', ')
}

/** How what stands in the sequences and choices of a type is written: `choice: choiceCondition terminated`. */
export function groupFormat(type: XmlElement): string {
  const formats: string[] = []
  // Depth is bounded by the XML reader.
  const visit = (parent: XmlElement): void => {
    for (const group of children(parent)) {
      if (!GROUPS.has(group.local)) continue
      const format = attributesOf(group).join(', ')
      if (format !== '') formats.push(`${group.local}: ${format}`)
      visit(group)
    }
  }
  visit(type)
  return formats.join('; ')
}

const GROUPS: ReadonlySet<string> = new Set(['sequence', 'choice', 'all'])

function attributesOf(element: XmlElement): string[] {
  return element.attributes
    .filter(({ namespace }) => namespace === NXSD)
    .map(({ local, value }) => `${local} ${value}`)
    .filter((text) => !IDLE.test(text))
    .sort()
}

/** What a schema keeps in mind of a file: `variable name rows value 0`. */
function variablesOf(element: XmlElement): string[] {
  return children(element, 'annotation')
    .flatMap((annotation) => children(annotation, 'appinfo'))
    .flatMap((info) => descendants(info))
    .filter(({ namespace, attributes }) => namespace === NXSD && attributes.length > 0)
    .map(({ local, attributes }) => [local, ...attributes.map((one) => `${one.local} ${one.value}`)].join(' '))
}
