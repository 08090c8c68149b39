import { jsonMember, jsonMembers, parseJson } from './json.js'
import { scalarText } from './json-text.js'
import { Source } from './source.js'
import type { Analysis, Read } from './types.js'

/** Reads `analysis.json`: OIC's own count of an integration's actions. */
export function readAnalysis(path: string, text: string): Read<Analysis> {
  const plain = plainCounts(text)
  if (plain !== null) return { value: { processorCount: plain }, problems: [] }
  const source = new Source(path, text)
  const root = parseJson(source)
  if (root === null) return { value: null, problems: source.problems }
  const counts = jsonMember(jsonMember(root, 'icsProject'), 'processorCount')
  if (counts?.kind !== 'object') {
    source.problem(root.offset, 'The file has no icsProject.processorCount.', 'malformed-content', 'warning')
    return { value: null, problems: source.problems }
  }
  const processorCount: Record<string, number> = Object.create(null)
  for (const [type, node] of jsonMembers(counts)) {
    const count = scalarText(node)
    if (/^\d{1,9}$/.test(count)) processorCount[type] = Number(count)
    else source.problem(node.offset, 'A processor count is not a whole number.', 'malformed-content', 'warning')
  }
  return { value: { processorCount }, problems: source.problems }
}

/** The counts of a file as OIC writes it, for which no positions are needed; null for any other. */
function plainCounts(text: string): Record<string, number> | null {
  let counts: unknown
  try {
    counts = JSON.parse(text)?.icsProject?.processorCount
  } catch {
    // What is wrong, and where, the reader with positions says.
    return null
  }
  if (typeof counts !== 'object' || counts === null || Array.isArray(counts)) return null
  const plain: Record<string, number> = Object.create(null)
  for (const [type, count] of Object.entries(counts)) {
    if (!/^\d{1,9}$/.test(String(count)) || typeof count === 'object') return null
    plain[type] = Number(count)
  }
  return plain
}
