/** How arguments of options are read that several commands have. */
import { InvalidArgumentError } from 'commander'
import { isoTime } from '../base/time.js'

/** A time as it was written, once it is known that it can be read. */
export function timeArgument(value: string): string {
  if (isoTime(value) === null) {
    throw new InvalidArgumentError('Expected a time, ISO 8601, as 2026-11-27 or 2026-11-27T08:30:00Z.')
  }
  return value
}

/** A whole number of so many digits at the most. */
export function wholeNumber(digits: number): (value: string) => number {
  const form = new RegExp(`^\\d{1,${digits}}$`)
  return (value) => {
    if (!form.test(value)) throw new InvalidArgumentError('Expected a whole number.')
    return Number(value)
  }
}

/** All values of an option that may be repeated. */
export function gather(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
