import { fieldText, openMetadataXml } from './metadata-xml.js'
import type { B2bFile, Read } from './types.js'

/**
 * Reads a B2B document or schema: `b2bartifacts/*.xml` of an `.iar`. Of trading partners and the like no export is known:
 * what has another root is no damage, and is read as far as it speaks the same language.
 */
export function readB2b(path: string, text: string): Read<B2bFile> {
  const { source, root } = openMetadataXml(path, text, () => true, 'a B2B artifact')
  if (root === null) return { value: null, problems: source.problems }
  const code = fieldText(root, 'identifier', 'code')
  if (!root.local.toLowerCase().startsWith('b2b')) {
    const message = `The root element is ${root.name.slice(0, 80)}, which is none of the B2B artifacts that this version knows.`
    source.problem(root.offset, message, 'unrecognised-entry', 'info')
    if (code === '') return { value: null, problems: source.problems }
  }
  if (code === '') source.problem(root.offset, 'The B2B artifact has no identifier.')
  const value = {
    type: root.local.toLowerCase(),
    code,
    name: fieldText(root, 'name'),
    standard: fieldText(root, 'standard'),
    version: fieldText(root, 'version'),
    location: source.at(root.offset),
  }
  return { value, problems: source.problems }
}
