import type { LibraryName } from '../formats/references.js'
import type { Action, Library } from './types.js'

const UNRESOLVED: LibraryName = { code: '', version: '', file: '' }

/**
 * Finds the library that a function of a `JsExecutor_…` namespace belongs to; empty strings where it cannot be told. Older namespaces spell it out
 * (`JsExecutor_CODE_01_00_0000_File_function_…`); newer ones hold a number that means nothing outside OIC
 * (`JsExecutor_xpath1234567890`), so that the function's name has to tell: among the bundled libraries first, then in
 * what OIC noted at the action (`dependent-xpath-apis`), which also settles which of two libraries is meant.
 */
export function libraryResolver(
  libraries: readonly Library[],
  actions: readonly Action[],
): (action: string, spelled: LibraryName | null, name: string) => LibraryName {
  const noted = new Map(actions.map((action) => [action.id, notedApis(action)]))
  const everywhere = [...noted.values()].flat()
  return (action, spelled, name) => {
    if (spelled !== null) return withFile(spelled, libraries, name)
    const bundled = libraries.filter((library) => library.functions.some((candidate) => candidate.name === name))
    const apis = [...(noted.get(action) ?? []), ...everywhere].filter((api) => api.function === name)
    const [first] = bundled
    if (first !== undefined) {
      const meant = bundled.find((library) =>
        apis.some((api) => api.code === library.code && api.version === library.version),
      )
      const { code, version } = meant ?? first
      return withFile({ code, version, file: '' }, libraries, name)
    }
    const [api] = apis
    return api === undefined ? UNRESOLVED : { code: api.code, version: api.version, file: api.file }
  }
}

function withFile(found: LibraryName, libraries: readonly Library[], name: string): LibraryName {
  const library = libraries.find((candidate) => candidate.code === found.code && candidate.version === found.version)
  return { ...found, file: library?.functions.find((candidate) => candidate.name === name)?.file ?? found.file }
}

/** One function of a library as `CODE:VERSION:file.js:…:function:parameters` names it. */
export interface NotedApi extends LibraryName {
  readonly function: string
}

/** The functions that OIC noted at an action: `dependent-xpath-apis`, and a callout's `apiid`. */
export function notedApis(action: Action): NotedApi[] {
  const noted = `${action.properties['dependent-xpath-apis'] ?? ''},${action.properties['apiid'] ?? ''}`
  return noted.split(',').flatMap((text) => {
    const [code = '', version = '', file = '', ...rest] = text.trim().split(':')
    // A parameter's name may hold a comma's worth of text: only what has a version is a library.
    if (code === '' || !/^\d+(?:\.\d+)+$/.test(version)) return []
    // Between file and function stands the function's name in some versions, more in others: any part may be it.
    return rest.length === 0
      ? [{ code, version, file, function: '' }]
      : rest.map((name) => ({ code, version, file, function: name }))
  })
}
