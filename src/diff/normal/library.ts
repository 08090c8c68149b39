import { normalScript } from '../../model/noise.js'
import type { Library, LibraryParameter } from '../../model/types.js'
import { fact, type Part, part } from '../part.js'

/** A library: its functions by signature, its scripts by their text. */
export function normalLibrary(library: Library): Part {
  return part({
    what: 'library',
    key: library.code,
    facts: [
      ...fact('version', '', library.version),
      ...fact('name', '', library.name),
      ...fact('description', '', library.description),
    ],
    parts: [
      ...library.functions.map(({ name, file, classifications, inputs, outputs }) =>
        part({
          what: 'function',
          key: name,
          facts: [
            ...fact('file', '', file),
            ...fact('parameters', '', parameters(inputs) || '(none)'),
            ...fact('results', '', parameters(outputs)),
            ...fact('classifications', '', classifications.join(', ')),
          ],
        }),
      ),
      ...library.scripts.map(({ file, text }) =>
        part({ what: 'script', key: file, facts: fact('script', '', normalScript(text)) }),
      ),
    ],
  })
}

function parameters(list: readonly LibraryParameter[]): string {
  return list.map(({ name, type }) => (type === '' ? name : `${name}: ${type}`)).join(', ')
}
