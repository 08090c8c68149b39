import { InvalidArgumentError, Option } from 'commander'
import type { ReadPathsOptions } from '../node/read-paths.js'

/** Some limits in place of the default ones. */
export type LimitArguments = NonNullable<ReadPathsOptions['limits']>

/** What a command that reads archives is given by {@link limitOption}. */
export interface LimitOptions {
  readonly limit?: LimitArguments
}

const NAMES: Readonly<Record<keyof LimitArguments, true>> = {
  maxArchiveSize: true,
  maxEntries: true,
  maxEntrySize: true,
  maxTotalSize: true,
  maxNesting: true,
  maxTextSize: true,
  maxDenseTextSize: true,
  maxTotalTextSize: true,
}

const UNITS: Readonly<Record<string, number>> = { '': 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 }

/** `--limit maxEntrySize=128MiB`: what a diagnostic or an error says was met, raised for archives that are trusted. */
export function limitOption(): Option {
  const description = 'raise or lower a limit on what archives may cost, as maxTextSize=8MiB; may be repeated'
  return new Option('--limit <name=number>', description).argParser(limitArgument)
}

function limitArgument(argument: string, before: LimitArguments = {}): LimitArguments {
  const [name = '', value = ''] = argument.split('=')
  if (!Object.hasOwn(NAMES, name)) throw new InvalidArgumentError(`Limits are ${Object.keys(NAMES).join(', ')}.`)
  const [, digits = '', unit = ''] = /^(\d{1,15})(KiB|MiB|GiB|)$/.exec(value) ?? []
  if (digits === '') throw new InvalidArgumentError('Expected a whole number, or one of KiB, MiB or GiB.')
  return { ...before, [name]: Number(digits) * (UNITS[unit] ?? 1) }
}
