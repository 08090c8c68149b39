/**
 * Makes a text from an archive safe to print on one line: control and direction-changing characters become `\u{…}`,
 * so that no name can move the cursor, recolour the screen or fake a line of output; nor be what runners of pipelines
 * take for a command: `##vso[…]` anywhere, `::error::` where a line begins, and long texts are folded at white space.
 */
export function printable(text: string): string {
  const plain = text.replace(UNPRINTABLE, (character) =>
    character === '\n' || character === '\t' ? ' ' : `\\u{${character.charCodeAt(0).toString(16)}}`,
  )
  if (!plain.includes('##') && !plain.includes('::')) return plain
  return plain.replace(/##(?=(?:vso)?\[)/g, '#\\u{23}').replace(/(?<=^|\s)::(?=[A-Za-z])/g, '\\u{3a}:')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** Lays rows out in columns two spaces apart; the last column is left ragged. */
export function columns(rows: readonly (readonly string[])[], indent: string): string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length)
    })
  }
  return rows.map((row) =>
    `${indent}${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  ')}`.trimEnd(),
  )
}

/** Folds a comma-separated list so that no line is longer than `width`; further lines are indented like the first text. */
export function wrap(label: string, items: readonly string[], width = 110): string[] {
  const indent = ' '.repeat(label.length)
  const lines: string[] = []
  let line = label
  items.forEach((item, at) => {
    const piece = at === items.length - 1 ? item : `${item},`
    if (line.trim() !== '' && line !== label && line.length + piece.length + 1 > width) {
      lines.push(line.trimEnd())
      line = indent + piece
    } else {
      line += line === label || line === indent ? piece : ` ${piece}`
    }
  })
  lines.push(line.trimEnd())
  return lines
}
