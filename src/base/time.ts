const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i

/** Milliseconds since 1970 of a date, or a date and time, of ISO 8601; null for anything else, also for the 30th of February. */
export function isoTime(text: string): number | null {
  const [, day = ''] = ISO.exec(text) ?? []
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // Engines roll the 30th of February over into March.
  if (day === '' || Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return null
  const time = Date.parse(text.replace(',', '.'))
  return Number.isNaN(time) ? null : time
}
