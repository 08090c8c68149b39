import { IarkitError } from '../base/errors.js'

/** Upper half of code page 437, in which zip names stand that are not UTF-8 (APPNOTE, appendix D). */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

/** Longest name that a message repeats. */
const SHOWN_LENGTH = 160

/** A name as a message may repeat it: no control characters, at most {@link SHOWN_LENGTH} characters. */
export function shown(name: string): string {
  const cut = name.length > SHOWN_LENGTH ? `${name.slice(0, 80)}…${name.slice(-79)}` : name
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return cut.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\ufffd')
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Longest name that is put together character by character: names of OIC are shorter. */
const SHORT_NAME = 1024

/** Nearly every name is ASCII, for which a decoder takes longer than the name; null for any other. */
function ascii(bytes: Uint8Array): string | null {
  if (bytes.length > SHORT_NAME) return null
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] ?? 0) > 0x7f) return null
  return String.fromCharCode.apply(null, bytes as unknown as number[])
}

/** Decodes a zip's name or comment: UTF-8 where the bytes are that, whatever the flag says, else code page 437. */
export function decodeName(bytes: Uint8Array): string {
  const plain = ascii(bytes)
  if (plain !== null) return plain
  try {
    return UTF8.decode(bytes)
  } catch {
    let text = ''
    for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : CP437.charAt(byte - 0x80)
    return text
  }
}

/**
 * An entry's name with `/` between folders.
 * @throws IarkitError `path-traversal` where it is absolute, leads out, or cannot be a name
 */
export function safeName(raw: string): string {
  const name = raw.replaceAll('\\', '/')
  const wrong = danger(name)
  if (wrong !== null)
    throw new IarkitError('path-traversal', `The entry ${shown(raw)} ${wrong}; the archive is refused.`, { entry: raw })
  return name
}

/** What two names must differ in to be two names: `a//b` and `./a/b` are where `a/b` is. */
export function nameKey(name: string): string {
  if (!name.includes('//') && !name.includes('./')) return name
  const folder = name.endsWith('/') ? '/' : ''
  return name.split('/').filter(isReal).join('/') + folder
}

export function duplicateEntry(name: string): IarkitError {
  const message = `The archive holds two entries of the name ${shown(name)}; which of them OIC would read is undefined.`
  return new IarkitError('duplicate-entry', message, { entry: name })
}

const isReal = (segment: string): boolean => segment !== '' && segment !== '.'

function danger(name: string): string | null {
  if (name === '') return 'has no name'
  if (name.includes('\0')) return 'has a NUL character in its name'
  if (name.startsWith('/')) return 'has an absolute path'
  if (/^[A-Za-z]:/.test(name)) return 'has a path with a drive letter'
  // Windows drops spaces at the end of a name, so that `.. ` leads up as well.
  if (name.includes('..') && name.split('/').some((segment) => segment.trim() === '..'))
    return 'leads out of the archive with ".."'
  return null
}
