import { Session } from 'node:inspector/promises'

/**
 * How much work something was: how often the functions and branches of `src/` were run, which V8 counts. The same on a
 * slow machine, a busy one, and the next time. What goes on inside a built-in is one call of it.
 */
export async function workOf(run: () => unknown): Promise<number> {
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
    await session.post('Profiler.takePreciseCoverage')
    await run()
    const { result } = await session.post('Profiler.takePreciseCoverage')
    let work = 0
    for (const { url, functions } of result) {
      if (!url.includes('/src/') || url.includes('/node_modules/')) continue
      for (const { ranges } of functions) for (const { count } of ranges) work += count
    }
    if (work === 0) throw new Error('none of src/ was run')
    return work
  } finally {
    await session.post('Profiler.stopPreciseCoverage')
    session.disconnect()
  }
}
