import type { TargetCertificate } from './types.js'

/** An alias may stand for several certificates: the longest-lived one counts. Null where one does not say, or there is none. */
export function lastExpiry(certificates: readonly TargetCertificate[]): number | null {
  const times = certificates.map(({ expires }) => Date.parse(expires ?? ''))
  return times.length === 0 || times.some(Number.isNaN) ? null : Math.max(...times)
}

/** `YYYY-MM-DD` */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** A day in milliseconds. */
export const DAY = 24 * 60 * 60 * 1000

/** Days before it expires in which a certificate is worth a word. */
export const SOON = 30
