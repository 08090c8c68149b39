import type { Rule } from './types.js'

/** How a rule is set; `on`: at its own severity. */
export const LEVELS = ['off', 'info', 'warning', 'error', 'on'] as const
export type Level = (typeof LEVELS)[number]

/** Named sets of rules. */
export const PRESETS = ['recommended', 'strict', 'security', 'import'] as const
export type Preset = (typeof PRESETS)[number]

/** Rules that every preset runs: what they find makes every other answer doubtful. */
const ALWAYS: ReadonlySet<string> = new Set(['unsafe-archive', 'malformed-content', 'self-check', 'suppression'])

/** Rules of other families that tell whether an import can work. */
const BEFORE_IMPORT: ReadonlySet<string> = new Set(['repackaged-archive', 'incomplete-integration', 'junk-entry'])

/**
 * - `recommended`: every rule at its own severity
 * - `strict`: rules that are off run too, and nothing is mere information
 * - `security`: the security family; what is off by default is a note
 * - `import`: what can stop an import or what was imported: the families target and references, and few others
 */
const LEVEL: Readonly<Record<Preset, (rule: Pick<Rule, 'id' | 'severity' | 'category'>) => Level>> = {
  recommended: ({ severity }) => (severity === 'off' ? 'off' : 'on'),
  strict: ({ severity }) => (severity === 'off' || severity === 'info' ? 'warning' : 'on'),
  security: ({ id, category, severity }) => {
    if (category !== 'security') return ALWAYS.has(id) ? 'on' : 'off'
    return severity === 'off' ? 'info' : 'on'
  },
  import: ({ id, category, severity }) => {
    const wanted = category === 'target' || category === 'references' || BEFORE_IMPORT.has(id) || ALWAYS.has(id)
    return wanted && severity !== 'off' ? 'on' : 'off'
  },
}

/** How a preset sets a rule. */
export function presetLevel(preset: Preset, rule: Pick<Rule, 'id' | 'severity' | 'category'>): Level {
  return LEVEL[preset](rule)
}
