import { InvalidArgumentError } from 'commander'
import { isoTime } from '../base/time.js'

/** A time as it was written, once it is known that it can be read. */
export function timeArgument(value: string): string {
  if (isoTime(value) === null) {
    throw new InvalidArgumentError('Expected a time, ISO 8601, as 2026-11-27 or 2026-11-27T08:30:00Z.')
  }
  return value
}
