import { Session } from 'node:inspector/promises'

/** Counts, from V8's own block coverage, the places in `src/` that are reached for the first time. */
export async function coverage(): Promise<() => Promise<number>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const seen = new Set<string>()
  return async () => {
    let fresh = 0
    const { result } = await session.post('Profiler.takePreciseCoverage')
    for (const { url, functions } of result) {
      const at = url.indexOf('/src/')
      if (at === -1 || url.includes('/node_modules/')) continue
      for (const { ranges } of functions) {
        for (const { startOffset, endOffset, count } of ranges) {
          if (count === 0) continue
          const key = `${url.slice(at)}:${startOffset}-${endOffset}`
          if (seen.has(key)) continue
          seen.add(key)
          fresh += 1
        }
      }
    }
    return fresh
  }
}
