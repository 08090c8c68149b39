/** Longest time in milliseconds that long work holds the thread. */
const HOLD = 100

/**
 * For loops over work that never waits: called between two pieces, it lets the event loop turn now and then, so that
 * signals, timers and a page's clicks are heard. Costs nothing for what is done sooner.
 */
export function breather(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < HOLD) return
    await new Promise((resolve) => setTimeout(resolve, 0))
    since = performance.now()
  }
}
