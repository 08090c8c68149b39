import type { Fact } from '../part.js'

/** Members that say who and when, not what. */
const AUDIT = /^(?:created|updated|modified|last(?:Updated|Modified|Saved)?|locked)(?:By|On|At|Date|Time)?(?:Name)?$/i
const NOISE: ReadonlySet<string> = new Set([
  'id',
  'revision',
  'etag',
  'links',
  'mod',
  'validity',
  'isLocked',
  'lockedFlag',
])

/** Deepest level that is taken apart; what lies below counts as one text. */
const MAX_DEPTH = 60

/** The leaves of a JSON value as facts named by their path: `parameters[0].type`. Audit data is left out. */
export function jsonFacts(what: string, json: unknown): Fact[] {
  const facts: Fact[] = []
  const visit = (value: unknown, path: string, depth: number): void => {
    if (value === null || value === undefined || value === '') return
    if (typeof value !== 'object' || depth > MAX_DEPTH) {
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      facts.push({ what, name: path, value: `${typeof value}:${text}`, shown: text })
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, `${path}[${index}]`, depth + 1)
    } else {
      for (const [key, item] of Object.entries(value)) {
        if (!AUDIT.test(key) && !NOISE.has(key)) visit(item, path === '' ? key : `${path}.${key}`, depth + 1)
      }
    }
  }
  visit(json, '', 0)
  return facts
}
