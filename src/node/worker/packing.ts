import { deserialize, serialize } from 'node:v8'
import { fromPlain, toPlain } from '../../model/plain.js'
import type { Inspected } from './inspect-inputs.js'

/** Outlines and outcomes as bytes: for another thread, for the disk, and so that nothing holds on to the files' texts. */
export function packed({ archives, ...rest }: Inspected): Uint8Array {
  return serialize({ archives: archives.map(toPlain), ...rest })
}

/** What {@link packed} was given. Throws for bytes that are not of its making. */
export function unpacked(bytes: Uint8Array): Inspected {
  const { archives, origins, outcomes, failed } = deserialize(bytes) as Inspected
  if (![archives, origins, outcomes, failed].every(Array.isArray))
    throw new TypeError('These bytes hold something else.')
  return { archives: archives.map(fromPlain), origins, outcomes, failed }
}
