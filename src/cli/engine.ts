import { setFlagsFromString } from 'node:v8'

/** The newest V8 that this was tried on (Node 24): one that does not know the setting would say so on stderr. */
const TRIED = 13

/**
 * The heap grows by half its size at most before it is collected again. Left alone, V8 lets a young one grow fourfold:
 * three quarters of the memory of a large archive are then what nobody needs any more. An estate takes no longer for it,
 * the largest of archives up to a sixth longer.
 */
export function keepHeapSmall(v8: string = process.versions.v8): void {
  if (Number.parseInt(v8, 10) <= TRIED) setFlagsFromString('--heap-growing-percent=50')
}
