import type * as v from 'valibot'
import type { Severity } from '../base/diagnostic.js'
import type { Config, RuleSetting } from './config.js'
import { archiveMatcher, flowMatcher, nameMatcher, type Subject } from './matching.js'
import { parseOptions } from './options.js'
import { type Level, presetLevel } from './presets.js'
import type { OptionsSchema, Rule } from './types.js'

/** How a rule is to run over one finding's subject. */
export interface Setting {
  readonly level: Level
  /** Which of {@link RuleSettings.variants} it takes its options from. */
  readonly variant: number
}

/** A rule's settings, the configuration's overrides resolved. */
export interface RuleSettings<Schema extends OptionsSchema = OptionsSchema> {
  /** Each set of options that some archive or integration wants; the first holds where no override sets any. */
  readonly variants: readonly v.InferOutput<Schema>[]
  /** False where the rule is off everywhere. */
  readonly enabled: boolean
  settingFor(subject: Subject): Setting
}

/**
 * Settles what preset, rules and overrides say of one rule. A later override wins over an earlier one; one that gives
 * no options keeps those that held before.
 * @throws IarkitError `invalid-configuration` for options that do not fit
 */
export function ruleSettings(rule: Rule, config: Config): RuleSettings {
  const own = ownValue(config.rules, rule.id)
  const base: Level = own === undefined ? presetLevel(config.preset ?? 'recommended', rule) : levelOf(own)
  const variants = [parseOptions(rule, own === undefined ? undefined : optionsOf(own), `rules.${rule.id}[1]`)]
  const overrides = (config.overrides ?? []).flatMap((override, at) => {
    const setting = ownValue(override.rules, rule.id)
    if (setting === undefined) return []
    const options = optionsOf(setting)
    const variant = options === undefined ? null : variants.length
    if (options !== undefined) variants.push(parseOptions(rule, options, `overrides[${at}].rules.${rule.id}[1]`))
    return [{ level: levelOf(setting), variant, applies: subjectMatcher(override) }]
  })
  return {
    variants,
    enabled: base !== 'off' || overrides.some(({ level }) => level !== 'off'),
    settingFor: (subject) =>
      overrides.reduce<Setting>(
        (before, { level, variant, applies }) =>
          applies(subject) ? { level, variant: variant ?? before.variant } : before,
        { level: base, variant: 0 },
      ),
  }
}

/** Severity of a finding at a level; null where the level is off. */
export function severityAt(level: Level, rule: Pick<Rule, 'severity'>, own: Severity | undefined): Severity | null {
  if (level === 'off') return null
  if (level !== 'on') return level
  return own ?? (rule.severity === 'off' ? 'warning' : rule.severity)
}

function subjectMatcher(override: {
  readonly archives?: readonly string[] | undefined
  readonly integrations?: readonly string[] | undefined
  readonly artifactKinds?: readonly string[] | undefined
}): (subject: Subject) => boolean {
  const archive = override.archives && archiveMatcher(override.archives)
  const integration = override.integrations && flowMatcher(override.integrations)
  const kind = override.artifactKinds && nameMatcher(override.artifactKinds)
  return (subject) =>
    (archive?.(subject.archive) ?? true) &&
    (integration?.(subject.integration, subject.project) ?? true) &&
    (kind?.(subject.artifactKind) ?? true)
}

function levelOf(setting: RuleSetting): Level {
  return typeof setting === 'string' ? setting : setting[0]
}

function optionsOf(setting: RuleSetting): unknown {
  return typeof setting === 'string' ? undefined : setting[1]
}

/** An id from a file may be `constructor`. */
function ownValue<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined
}
