/**
 * Finds the flow in whose folder an entry lies; where folders lie in one another, that which comes first.
 * @returns null for an entry outside of all folders
 */
export function byFolder<T extends { readonly folder: string }>(flows: readonly T[]): (entry: string) => T | null {
  const first = new Map<string, number>()
  let longest = 0
  for (const [at, { folder }] of flows.entries()) {
    if (folder === '' || first.has(folder)) continue
    first.set(folder, at)
    longest = Math.max(longest, folder.length)
  }
  return (entry) => {
    let found = Number.POSITIVE_INFINITY
    for (let end = entry.indexOf('/'); end !== -1 && end < longest; end = entry.indexOf('/', end + 1))
      found = Math.min(found, first.get(entry.slice(0, end + 1)) ?? found)
    return flows[found] ?? null
  }
}
