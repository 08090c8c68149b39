/** Small pieces of SVG that the pictures share. */
import { printable } from './terminal.js'

/** Fonts with the widths that the layouts count with. */
export const FONT = 'Helvetica, Arial, sans-serif'

/** A text safe between tags and in attributes: what XML cannot hold is written as `\u{…}`. */
export function xmlText(text: string): string {
  return printable(text)
    .replace(LONE_SURROGATES, '\ufffd')
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const NARROW = new Set("iljtfrI.,:;|!'()[] ")
const WIDE = new Set('mwMW@%')

/** Width of a text in pixels, on the wide side: the viewer's font may be another one. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (NARROW.has(character)) width += 0.36
    else if (WIDE.has(character)) width += 0.95
    else if (point > 0x2e7f) width += 1
    else width += point < 0x5b && point > 0x40 ? 0.72 : 0.6
  }
  return Math.ceil(width * size)
}

/** A number as it is written: two places, no trailing zeros, no minus zero. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100 + 0
}

export interface TextLook {
  /** Pixels; 12 where it is not given. */
  readonly size?: number
  readonly colour?: string
  /** The middle of the text is at its place, unless `start` is given. */
  readonly anchor?: 'start' | 'middle'
  readonly bold?: boolean
  /** A white seam, which keeps words readable where a line crosses them. */
  readonly halo?: boolean
}

/** One line of text; `y` is its base line. */
export function svgText(words: string, x: number, y: number, look: TextLook = {}): string {
  const { size = 12, colour = '#24292f', anchor = 'middle', bold = false, halo = false } = look
  const weight = bold ? ' font-weight="bold"' : ''
  const seam = halo ? ' paint-order="stroke" stroke="#ffffff" stroke-width="3"' : ''
  return `<text x="${rounded(x)}" y="${rounded(y)}" font-size="${size}" fill="${colour}" text-anchor="${anchor}"${weight}${seam}>${xmlText(words)}</text>`
}
