import type { Viz } from '@viz-js/viz'

/** Pictures of up to so many boxes share an instance of Graphviz, whose memory grows to the largest and never shrinks. */
const SMALL = 200

let shared: Promise<Viz> | null = null

/**
 * Lets Graphviz draw; it is loaded with the first picture.
 * @param boxes how many the picture has
 * @throws whatever Graphviz throws, mostly for lack of memory
 */
export async function withGraphviz<T>(boxes: number, draw: (viz: Viz) => T): Promise<T> {
  const { instance } = await import('@viz-js/viz')
  if (boxes > SMALL) return draw(await instance())
  shared ??= instance()
  try {
    return draw(await shared)
  } catch {
    // What other pictures left behind in it may be the reason: one of its own decides.
    shared = null
    return draw(await instance())
  }
}
