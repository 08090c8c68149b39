import { InvalidArgumentError } from 'commander'
import { isLintFormat, type LintFormat, lintReporters } from '../report/lint-reporters.js'
import type { Config } from '../rules/config.js'
import type { Level } from '../rules/presets.js'
import type { LimitOptions } from './limit-option.js'

/** What is typed after `iarkit lint`. */
export interface LintCommandOptions extends LimitOptions {
  readonly inventory: readonly string[]
  /** False for `--no-config`. */
  readonly config?: string | false
  readonly preset?: NonNullable<Config['preset']>
  readonly rule: readonly RuleArgument[]
  readonly failOn: 'error' | 'warning' | 'info' | 'never'
  readonly format: LintFormat
  readonly output: readonly OutputArgument[]
  readonly baseline?: string
  readonly updateBaseline?: boolean
  readonly since?: string
  readonly cache?: string
  readonly threads?: number
  readonly verbose?: boolean
}

/** One `--rule`. */
export interface RuleArgument {
  readonly id: string
  readonly level: Level
}

/** One `--output`. */
export interface OutputArgument {
  /** Null: what `--format` says. */
  readonly format: LintFormat | null
  readonly path: string
}

/** `ID=LEVEL`, all of them. */
export function ruleArgument(value: string, before: readonly RuleArgument[] = []): readonly RuleArgument[] {
  const [id = '', level = ''] = value.split('=')
  const known = (['off', 'info', 'warning', 'error', 'on'] as const).find((name) => name === level)
  if (id === '' || known === undefined) throw new InvalidArgumentError('Expected id=off, info, warning, error or on.')
  return [...before, { id, level: known }]
}

/** `PATH` or `FORMAT=PATH`, all of them. */
export function outputArgument(value: string, before: readonly OutputArgument[] = []): readonly OutputArgument[] {
  const at = value.indexOf('=')
  const name = at === -1 ? '' : value.slice(0, at)
  // A mistyped format would become part of a file's name. A file that is called so is named as ./a=b.
  if (/^[a-z]+$/i.test(name) && !isLintFormat(name)) {
    throw new InvalidArgumentError(`There is no format ${name}; formats are ${Object.keys(lintReporters).join(', ')}.`)
  }
  return [...before, isLintFormat(name) ? { format: name, path: value.slice(at + 1) } : { format: null, path: value }]
}
