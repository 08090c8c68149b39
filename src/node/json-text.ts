import { IarkitError, type IarkitErrorCode } from '../base/errors.js'

/**
 * The text of a JSON file. Windows PowerShell writes what a program prints as UTF-16.
 * @param bytes may begin with a byte order mark; without one they are UTF-8
 */
export function textOf(bytes: Uint8Array): string {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

/**
 * What a JSON file holds; a byte order mark may come first.
 * @throws IarkitError of the given code where it is no JSON; the message says from where on, and quotes nothing
 */
export async function parseJsonText(text: string, file: string, code: IarkitErrorCode): Promise<unknown> {
  const plain = text.replace(/^\ufeff/, '')
  try {
    return JSON.parse(plain) as unknown
  } catch (cause) {
    throw new IarkitError(code, `${file} is no JSON: ${await whereItEnds(plain)}.`, { file, cause })
  }
}

/** Loaded where something is wrong: `JSON.parse` tells no places. */
async function whereItEnds(text: string): Promise<string> {
  if (text.trim() === '') return 'it is empty'
  const [{ parseJson }, { unfinishedMerge }, { Source }] = await Promise.all([
    import('../formats/json.js'),
    import('../formats/merge-marks.js'),
    import('../formats/source.js'),
  ])
  const source = new Source('', text)
  const merge = unfinishedMerge(source.text)
  if (merge !== null)
    return `it holds both sides of a merge that was not finished, from line ${source.at(merge).line} on`
  parseJson(source)
  const { line, column } = source.problems.at(-1) ?? source.at(0)
  const lines = source.text.split('\n').slice(0, line ?? 1)
  const rest = (lines.at(-1) ?? '').slice((column ?? 1) - 1)
  return `look at line ${line}, column ${column}${hint(lines.join('\n').slice(0, -rest.length), rest)}`
}

/** What people most often write that JSON does not have; `from` is the line from there on. */
function hint(before: string, from: string): string {
  if (/^\s*(?:\/[/*]|#)/.test(from)) return ': JSON has no comments'
  if (/,\s*$/.test(before) && /^\s*[}\]]/.test(from)) return ': no comma stands before a closing bracket'
  if (/^\s*'/.test(from)) return ': JSON has double quotation marks only'
  return ''
}
