import { setFlagsFromString } from 'node:v8'

/** A setting of V8, and the major versions that it was tried on: one that does not know it would say so on stderr. */
interface Setting {
  readonly flag: string
  readonly from: number
  readonly to: number
}

/** Of Node 20 and of Node 24. */
const OLDEST = 11
const NEWEST = 13

const SETTINGS: readonly Setting[] = [
  // The heap grows by half its size at most before it is collected again. Left alone, V8 lets a young one grow fourfold:
  // three quarters of the memory of a large archive are then what nobody needs any more. An estate takes no longer for it,
  // the largest of archives up to a sixth longer.
  { flag: '--heap-growing-percent=50', from: OLDEST, to: NEWEST },
  // A function is optimised when it has run four times as much as is usual. Most runs end before what that costs has paid:
  // a sixth of the processor's time for 2,000 archives, a fifth of the elapsed time of two workers. Newer versions wait of
  // themselves, and know another setting.
  { flag: '--interrupt-budget=250000', from: OLDEST, to: OLDEST },
]

/** Tells V8 what suits a command that reads many archives once; called before anything else is loaded. */
export function tuneEngine(v8: string = process.versions.v8): void {
  const version = Number.parseInt(v8, 10)
  for (const { flag, from, to } of SETTINGS) if (version >= from && version <= to) setFlagsFromString(flag)
}
