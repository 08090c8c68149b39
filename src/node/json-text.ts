import { IarkitError, type IarkitErrorCode } from '../base/errors.js'

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
  const [{ parseJson }, { Source }] = await Promise.all([import('../formats/json.js'), import('../formats/source.js')])
  const source = new Source('', text)
  parseJson(source)
  const { line, column } = source.problems.at(-1) ?? source.at(0)
  return `look at line ${line}, column ${column}`
}
