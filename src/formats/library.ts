import { everyBelow, fieldText, openMetadataXml } from './metadata-xml.js'
import type { LibraryFile, LibraryFunction, LibraryParameter, Read } from './types.js'
import { attribute, child, children, text as textOf, type XmlElement } from './xml.js'

/** Reads a JavaScript library's metadata: `apilibrary/…/*.xml` of an `.iar`, `libraries/…/*.xml` of a project. */
export function readLibrary(path: string, text: string): Read<LibraryFile> {
  const { source, root } = openMetadataXml(path, text, (local) => local === 'api-library', 'a library')
  if (root === null) return { value: null, problems: source.problems }
  const functions: LibraryFunction[] = []
  let own: readonly string[] = []
  for (const file of everyBelow(root, 'source')) {
    for (const api of everyBelow(file, 'api')) {
      const apiId = (attribute(api, 'apiid') ?? attribute(api, 'apiId') ?? fieldText(api, 'apiid')).trim()
      const parts = apiId.split(':')
      if (own.length === 0 && apiId !== '') own = parts
      const name = fieldText(api, 'name') || (parts[3] ?? '')
      if (name === '') source.problem(api.offset, 'A function of the library has no name.')
      functions.push({
        name,
        file: fieldText(file, 'fileName') || (parts[2] ?? ''),
        apiId,
        classifications: [...new Set(children(api, 'classification').map(textOf))].filter((each) => each !== '').sort(),
        inputs: parameters(child(api, 'inputParameters'), 'input'),
        outputs: parameters(child(api, 'outputParameters'), 'output'),
        ...source.at(api.offset),
      })
    }
  }
  const code = fieldText(root, 'code') || (own[0] ?? '')
  const version = fieldText(root, 'version') || (own[1] ?? '')
  if (code === '') source.problem(root.offset, 'The library has no code.')
  if (version === '') source.problem(root.offset, 'The library has no version.')
  const value = {
    code,
    version,
    name: fieldText(root, 'name'),
    description: fieldText(root, 'description'),
    functions,
    location: source.at(root.offset),
  }
  return { value, problems: source.problems }
}

function parameters(list: XmlElement | null, local: string): LibraryParameter[] {
  if (list === null) return []
  return children(list, local).map((each) => ({ name: fieldText(each, 'name'), type: fieldText(each, 'type') }))
}
