import { IarkitError } from './errors.js'

/** A date, or a date and time, of ISO 8601, as it is written; that there is such a day, `isoTime` says. */
export const ISO_TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:[Zz]|[+-]\d{2}:?\d{2})?)?$/

/** Milliseconds since 1970 of a date, or a date and time, of ISO 8601; null for anything else, also for the 30th of February. */
export function isoTime(text: string): number | null {
  const [, day = ''] = ISO_TIME.exec(text) ?? []
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // Engines roll the 30th of February over into March.
  if (day === '' || Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return null
  const time = Date.parse(text.replace(',', '.'))
  return Number.isNaN(time) ? null : time
}

/**
 * The same for a time that a caller gives.
 * @param name of the option
 * @throws IarkitError `usage` for what is no such time: nothing could be judged by it, which looks as if all were fine
 */
export function givenTime(text: string, name: string): number {
  const time = typeof text === 'string' ? isoTime(text) : null
  if (time === null) throw new IarkitError('usage', `Expected a time of ISO 8601 as ${name}, found ${text}.`)
  return time
}
