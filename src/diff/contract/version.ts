import { compareVersions, parseVersion, sameVersion } from '../../base/version.js'
import type { ContractEffect } from '../types.js'

/** Words for what the changes are, by what they mean for callers. */
const REASONS: Readonly<Record<ContractEffect, string>> = {
  breaking: 'a change breaks those who rely on it',
  compatible: 'what it offers grew',
  unchanged: 'only its inside changed',
}

/**
 * The version that changes ask for by semver, in OIC's `MM.mm.pppp`: breaking raises the first number, compatible the
 * second, anything else the third. Null where the old version is none.
 */
export function suggestVersion(old: string, contract: ContractEffect): string | null {
  const parsed = parseVersion(old)
  if (parsed === null) return null
  const { major, minor, patch } = parsed
  if (contract === 'breaking') return written(major + 1, 0, 0)
  return contract === 'compatible' ? written(major, minor + 1, 0) : written(major, minor, patch + 1)
}

function written(major: number, minor: number, patch: number): string {
  return [pad(major, 2), pad(minor, 2), pad(patch, 4)].join('.')
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0')
}

/** One sentence where a new version does not fit the changes; null where it does, or where there is none to judge. */
export function versionNote(old: string, new_: string, contract: ContractEffect): string | null {
  const suggested = suggestVersion(old, contract)
  const was = parseVersion(old)
  const is = parseVersion(new_)
  if (suggested === null || was === null || is === null) return null
  const why = `${REASONS[contract]}: ${suggested} would say so`
  if (sameVersion(old, new_)) return `The content changed, but the version is still ${new_}; ${why}.`
  if (compareVersions(new_, old) < 0) return `The new side has the older version, ${new_} against ${old}.`
  if (compareVersions(new_, suggested) < 0 && raised(was, is) < RAISE[contract])
    return `The version was raised to ${new_}, which is too little; ${why}.`
  if (is.major > was.major && contract !== 'breaking')
    return `The version was raised to ${new_}, which gives callers a new address; ${why}.`
  return null
}

const RAISE: Readonly<Record<ContractEffect, number>> = { breaking: 3, compatible: 2, unchanged: 1 }

type Parsed = NonNullable<ReturnType<typeof parseVersion>>

/** 3 for the first number, 2 for the second, 1 for the third. */
function raised(was: Parsed, is: Parsed): number {
  if (is.major !== was.major) return 3
  return is.minor !== was.minor ? 2 : 1
}
