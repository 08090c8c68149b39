import { IarkitError, type IarkitErrorCode } from '../base/errors.js'
import { checkType } from '../base/given.js'
import { shown } from './names.js'
import type { EntrySource, Limits } from './types.js'

const MIB = 1024 * 1024

/**
 * Limits that a machine with 2 GB can bear; the largest export known to us stays far below each. A text becomes up to fifty
 * times its size while it is read (JSON a hundred times): with these limits an archive stays within 300 MB. The largest
 * such file in an export known to us has 0.6 MB.
 */
export const DEFAULT_LIMITS: Limits = Object.freeze({
  maxArchiveSize: 256 * MIB,
  maxEntries: 50_000,
  maxEntrySize: 64 * MIB,
  maxTotalSize: 512 * MIB,
  maxNesting: 4,
  maxTextSize: 3 * MIB,
  maxDenseTextSize: MIB,
  maxTotalTextSize: 24 * MIB,
})

/** The default limits with some replaced. @throws IarkitError `usage` for what is no limit, is no number, or is negative */
export function withLimits(partial: Partial<Limits> = {}): Limits {
  checkType(partial, 'object', 'limits')
  const limits: Limits = { ...DEFAULT_LIMITS }
  const unknown = Object.keys(partial).find((name) => !Object.hasOwn(limits, name))
  if (unknown !== undefined)
    throw new IarkitError('usage', `There is no limit ${unknown}; limits are ${Object.keys(limits).join(', ')}.`)
  const result: { -readonly [K in keyof Limits]: number } = { ...limits }
  for (const key of Object.keys(limits) as (keyof Limits)[]) {
    const value: unknown = partial[key]
    if (value === undefined) continue
    if (typeof value !== 'number' || Number.isNaN(value) || value < 0)
      throw new IarkitError('usage', `The limit ${key} must be a number of 0 or more.`)
    result[key] = value
  }
  return result
}

/** @throws IarkitError `limit-archive-size` */
export function checkArchiveSize(size: number, limits: Limits): void {
  if (size > limits.maxArchiveSize)
    throw beyond('limit-archive-size', `The archive has ${number(size)} bytes`, 'maxArchiveSize', limits)
}

/** @throws IarkitError `limit-entries` */
export function checkEntryCount(count: number, limits: Limits): void {
  if (count > limits.maxEntries)
    throw beyond('limit-entries', `The archive has ${number(count)} entries`, 'maxEntries', limits)
}

/** @throws IarkitError `limit-entry-size` */
export function checkEntrySize(name: string, size: number, limits: Limits): void {
  if (size > limits.maxEntrySize) throw entryTooLarge(name, size, limits.maxEntrySize)
}

/** @throws IarkitError `limit-total-size` */
export function checkTotalSize(total: number, limits: Limits): void {
  if (total > limits.maxTotalSize)
    throw beyond('limit-total-size', `The entries together have ${number(total)} bytes`, 'maxTotalSize', limits)
}

/** @throws IarkitError `limit-nesting` */
export function checkNesting(name: string, depth: number, limits: Limits): void {
  if (depth > limits.maxNesting)
    throw beyond('limit-nesting', `${shown(name)} is nested ${number(depth)} archives deep`, 'maxNesting', limits, name)
}

export function entryTooLarge(name: string, size: number, limit: number): IarkitError {
  const message = `The entry ${shown(name)} has ${number(size)} bytes, above the limit of ${number(limit)}; raise maxEntrySize to read it.`
  return new IarkitError('limit-entry-size', message, { entry: name })
}

/** What an archive and all archives inside it have cost so far. */
export interface Budget {
  /**
   * Counts one zip or tree. The same path is counted once.
   * @throws IarkitError `limit-entries`, `limit-total-size`
   */
  charge(path: string, source: EntrySource): void
}

/** A budget to be shared by an archive and everything nested in it. */
export function createBudget(limits: Limits): Budget {
  const charged = new Set<string>()
  let count = 0
  let total = 0
  return {
    charge(path, source) {
      if (charged.has(path)) return
      charged.add(path)
      count += source.entries.length + source.directories.length
      for (const entry of source.entries) total += entry.size ?? 0
      checkEntryCount(count, limits)
      checkTotalSize(total, limits)
    },
  }
}

function beyond(code: IarkitErrorCode, what: string, limit: keyof Limits, limits: Limits, entry?: string): IarkitError {
  const message = `${what}, above the limit of ${number(limits[limit])}; raise ${limit} to read it.`
  return new IarkitError(code, message, entry === undefined ? {} : { entry })
}

const number = (value: number): string => value.toLocaleString('en-US')
