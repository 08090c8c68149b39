import { statSync } from 'node:fs'
import type { Input } from '../inputs.js'

/** Most archives, and most bytes of archives, that are inspected together. */
const PORTION = 16
const PORTION_BYTES = 2 * 1024 * 1024

/** Inputs that are inspected together, and where they stand among all. */
export interface Portion {
  readonly inputs: readonly Input[]
  /** Index of the first of them. */
  readonly first: number
}

/** Small archives together: starting each rule takes longer than running it over one of them. */
export function inPortions(inputs: readonly Input[]): readonly Portion[] {
  const portions: Portion[] = []
  let first = 0
  let bytes = 0
  for (const [at, input] of inputs.entries()) {
    const size = sizeOf(input)
    if (at > first && (at - first >= PORTION || bytes + size > PORTION_BYTES)) {
      portions.push({ inputs: inputs.slice(first, at), first })
      first = at
      bytes = 0
    }
    bytes += size
  }
  if (inputs.length > first) portions.push({ inputs: inputs.slice(first), first })
  return portions
}

/** Bytes on disk; 0 for a file that is gone by now, which fails when it is read. */
export function sizeOf(input: Input): number {
  if (input.kind === 'tree') return input.files.reduce((sum, { size }) => sum + size, 0)
  return statSync(input.path, { throwIfNoEntry: false })?.size ?? 0
}
