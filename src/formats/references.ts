/** What an expression refers to: lookups and JavaScript libraries. Pure functions over a read expression. */
import type { XPathCall, XPathText } from './types.js'

/** A call of `dvm:lookupValue` or a function like it. */
export interface LookupCall {
  /** The lookup's own name in whatever form it is written; null where a variable or a call computes it. */
  readonly name: string | null
  /** Null where computed or not given. */
  readonly sourceColumn: string | null
  /** Null where computed or not given. */
  readonly targetColumn: string | null
  readonly call: XPathCall
}

/** A call of a JavaScript library's function. */
export interface LibraryCall {
  /** The function's local name. */
  readonly function: string
  /**
   * What the namespace says of the library; null where it is a hash (`JsExecutor_xpath1234567890`), and where the prefix
   * is unbound so that only its name (`orajs0`) tells.
   */
  readonly library: LibraryName | null
  readonly call: XPathCall
}

/** A library as the namespace of its functions spells it. */
export interface LibraryName {
  readonly code: string
  /** `01.00.0000`. */
  readonly version: string
  /** `Orders.js`; empty where it cannot be told from the function's name. */
  readonly file: string
}

/** Namespaces of the lookup functions: the usual one, and one that some style sheets bind `dvm` to instead. */
const LOOKUP_NAMESPACES: ReadonlySet<string> = new Set([
  'http://www.oracle.com/XSL/Transform/java/oracle.tip.dvm.LookupValue',
  'http://www.oracle.com/XSL/Transform/java/com.bea.wli.sb.functions.dvm.DVMFunctions',
])

const TENANT_FOLDER = 'tenant/resources/dvms/'
const ORAMDS_SCHEME = 'oramds:'
const EXTENSION = '.dvm'

/**
 * The lookup calls of an expression, nested ones included, in its order. The prefix counts by its namespace; an
 * unbound `dvm` counts by convention, since a NamespaceList may lack it.
 */
export function lookupCalls(xpath: XPathText): LookupCall[] {
  return xpath.calls.filter(isLookup).map((call) => {
    const [name, sourceColumn, , targetColumn] = call.arguments
    return {
      name: lookupName(name?.literal ?? ''),
      sourceColumn: sourceColumn?.literal ?? null,
      targetColumn: targetColumn?.literal ?? null,
      call,
    }
  })
}

/**
 * A lookup's own name from what a call names it by: bare, `tenant/resources/dvms/NAME`,
 * `oramds:/apps/ICS/DVM/NAME.dvm`, each with or without the extension. Null where it names none.
 */
export function lookupName(literal: string): string | null {
  const written = literal.trim()
  const path = written.startsWith('/') ? written.slice(1) : written
  const inFolder = path.startsWith(ORAMDS_SCHEME) || path.startsWith(TENANT_FOLDER)
  const last = inFolder ? path.slice(path.lastIndexOf('/') + 1) : written
  const name = last.toLowerCase().endsWith(EXTENSION) ? last.slice(0, -EXTENSION.length) : last
  return name || null
}

/**
 * The calls of JavaScript library functions in an expression. Only calls count: a style sheet declares the
 * namespaces of libraries that it never calls.
 */
export function libraryCalls(xpath: XPathText): LibraryCall[] {
  const found: LibraryCall[] = []
  for (const call of xpath.calls) {
    const { namespace } = call
    if (namespace === null ? !/^orajs[0-9]*$/.test(call.prefix) : !namespace.includes(EXECUTOR)) continue
    found.push({ function: call.name, library: libraryName(namespace, call.name), call })
  }
  return found
}

const EXECUTOR = 'JsExecutor_'
const VERSION = /_([0-9]{2})_([0-9]{2})_([0-9]{4})_/

/** Reads `…JsExecutor_CODE_01_00_0000_File_function_parameters`; the version's digits part the code from the file. */
function libraryName(namespace: string | null, functionName: string): LibraryName | null {
  if (namespace === null) return null
  const tail = namespace.slice(namespace.indexOf(EXECUTOR) + EXECUTOR.length)
  const version = VERSION.exec(tail)
  if (version === null || version.index === 0) return null
  const rest = tail.slice(version.index + version[0].length)
  const end = `${rest}_`.indexOf(`_${functionName}_`)
  return {
    code: tail.slice(0, version.index),
    version: version.slice(1).join('.'),
    file: end > 0 ? `${rest.slice(0, end)}.js` : '',
  }
}

function isLookup({ prefix, name, namespace }: XPathCall): boolean {
  if (!name.startsWith('lookupValue')) return false
  return namespace === null ? prefix === 'dvm' : LOOKUP_NAMESPACES.has(namespace)
}
