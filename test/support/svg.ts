/** What every SVG of ours has to be. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect } from 'vitest'

/** Whether a text is well-formed XML of drawing elements alone: nothing that runs, links or loads. */
export function expectWellFormed(svg: string): void {
  expect(XMLValidator.validate(svg)).toBe(true)
  const elements = new Set(Array.from(svg.matchAll(/<([A-Za-z][\w:-]*)/g), ([, name]) => name))
  for (const name of elements) expect(DRAWING).toContain(name)
  expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  expect(svg).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/)
}

const DRAWING = ['svg', 'title', 'rect', 'line', 'path', 'polygon', 'polyline', 'text']

/** The words of a picture, in their order. */
export function wordsOf(svg: string): string[] {
  const parsed = new XMLParser({
    preserveOrder: true,
    trimValues: false,
    parseTagValue: false,
    htmlEntities: true,
  }).parse(svg)
  return texts(parsed).filter((text) => text.trim() !== '')
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === '#text' ? [String(inner)] : texts(inner)))
}
