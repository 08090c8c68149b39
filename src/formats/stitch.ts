import { type JsonNode, jsonItems, jsonMember, jsonMembers, jsonString, jsonStringOffsets, parseJson } from './json.js'
import { Source } from './source.js'
import type { Read, Stitch, StitchAssign, XPathText } from './types.js'
import { readXPath } from './xpath.js'

/** Members of `from` and `to` that hold an XPath, the usual one first. */
const EXPRESSION_MEMBERS = ['expression', 'path', 'value'] as const

/** Reads a `stitch.json`: the assignments of a data stitch action. */
export function readStitch(path: string, text: string): Read<Stitch> {
  const source = new Source(path, text)
  const root = parseJson(source)
  if (root === null) return { value: null, problems: source.problems }
  const stitches = jsonMember(root, 'stitches')
  if (stitches?.kind !== 'array') source.problem(root.offset, 'The data stitch has no list "stitches".')
  const operations = operationsBelow(stitches)
  const namespaces = namespacesOf(operations)
  return {
    value: {
      path,
      readable: true,
      assigns: operations.filter(isAssign).map((node) => readAssign(source, node, namespaces)),
      recordedLookups: jsonItems(jsonMember(jsonMember(root, 'state'), 'listOfReferencedLookupTables'))
        .map((item) => jsonString(item) ?? jsonString(jsonMember(item, 'name')))
        .filter((name) => name !== null),
    },
    problems: source.problems,
  }
}

/** An old `.ser` stitch: Java-serialised, which nothing here can read. */
export function opaqueStitch(path: string): Stitch {
  return { path, readable: false, assigns: [], recordedLookups: [] }
}

/** The objects of the list, those in lists of their own included (a stitch that groups others), in order. */
function operationsBelow(stitches: JsonNode | null): JsonNode[] {
  const operations: JsonNode[] = []
  // Nesting is bounded by the JSON reader.
  const visit = (node: JsonNode): void => {
    if (node.kind === 'array') {
      for (const item of node.items) visit(item)
    } else if (node.kind === 'object') {
      operations.push(node)
      for (const [, value] of node.members) if (value.kind === 'array') visit(value)
    }
  }
  for (const item of jsonItems(stitches)) visit(item)
  return operations
}

function namespacesOf(operations: readonly JsonNode[]): ReadonlyMap<string, string> {
  const namespaces = new Map<string, string>()
  for (const operation of operations) {
    for (const [prefix, uri] of jsonMembers(jsonMember(operation, 'prefixNamespaceMap')))
      if (uri.kind === 'string') namespaces.set(prefix, uri.value)
  }
  return namespaces
}

function isAssign(node: JsonNode): boolean {
  return jsonMember(node, 'from') !== null || jsonMember(node, 'to') !== null
}

function readAssign(source: Source, node: JsonNode, namespaces: ReadonlyMap<string, string>): StitchAssign {
  return {
    operation: jsonString(jsonMember(node, '@type')) ?? '',
    from: readFrom(source, expressionOf(jsonMember(node, 'from')), namespaces),
    to: jsonString(expressionOf(jsonMember(node, 'to'))) ?? '',
    ...source.at(node.offset),
  }
}

function expressionOf(node: JsonNode | null): JsonNode | null {
  if (node?.kind === 'string') return node
  for (const name of EXPRESSION_MEMBERS) {
    const found = jsonMember(node, name)
    if (found?.kind === 'string') return found
  }
  return null
}

function readFrom(
  source: Source,
  expression: JsonNode | null,
  namespaces: ReadonlyMap<string, string>,
): XPathText | null {
  if (expression?.kind !== 'string') return null
  const offsets = jsonStringOffsets(expression)
  return readXPath(expression.value, (index) => source.at(offsets(index)), namespaces)
}
