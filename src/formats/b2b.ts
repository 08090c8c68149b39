import { fieldText, openMetadataXml } from './metadata-xml.js'
import type { B2bFile, Read } from './types.js'

/** Reads a B2B document or schema: `b2bartifacts/*.xml` of an `.iar`. */
export function readB2b(path: string, text: string): Read<B2bFile> {
  const { source, root } = openMetadataXml(path, text, (local) => local.startsWith('b2b'), 'a B2B artifact')
  if (root === null) return { value: null, problems: source.problems }
  const code = fieldText(root, 'identifier', 'code')
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
