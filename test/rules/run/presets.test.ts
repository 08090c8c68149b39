import { describe, expect, it } from 'vitest'
import { type Level, type Preset, presetLevel } from '../../../src/rules/presets.js'
import type { Rule } from '../../../src/rules/types.js'

type Asked = Pick<Rule, 'id' | 'severity' | 'category'>

const rule = (category: Asked['category'], severity: Asked['severity'], id = 'some-rule'): Asked => ({
  id,
  category,
  severity,
})

const TABLE: readonly (readonly [string, Asked, Readonly<Record<Preset, Level>>])[] = [
  [
    'an error of references',
    rule('references', 'error'),
    { recommended: 'on', strict: 'on', security: 'off', import: 'on' },
  ],
  [
    'a warning of the target',
    rule('target', 'warning'),
    { recommended: 'on', strict: 'on', security: 'off', import: 'on' },
  ],
  [
    'a note of the target',
    rule('target', 'info'),
    { recommended: 'on', strict: 'warning', security: 'off', import: 'on' },
  ],
  [
    'a rule of the target that is off',
    rule('target', 'off'),
    { recommended: 'off', strict: 'warning', security: 'off', import: 'off' },
  ],
  [
    'an error of security',
    rule('security', 'error'),
    { recommended: 'on', strict: 'on', security: 'on', import: 'off' },
  ],
  [
    'a note of security',
    rule('security', 'info'),
    { recommended: 'on', strict: 'warning', security: 'on', import: 'off' },
  ],
  [
    'a rule of security that is off',
    rule('security', 'off'),
    { recommended: 'off', strict: 'warning', security: 'info', import: 'off' },
  ],
  [
    'a warning of quality',
    rule('quality', 'warning'),
    { recommended: 'on', strict: 'on', security: 'off', import: 'off' },
  ],
  ...['unsafe-archive', 'malformed-content', 'self-check', 'suppression'].map(
    (id) =>
      [id, rule('archive', 'error', id), { recommended: 'on', strict: 'on', security: 'on', import: 'on' }] as const,
  ),
  ...['repackaged-archive', 'incomplete-integration', 'junk-entry'].map(
    (id) =>
      [id, rule('archive', 'warning', id), { recommended: 'on', strict: 'on', security: 'off', import: 'on' }] as const,
  ),
]

describe.each(TABLE)('%s', (_, asked, levels) => {
  it.each(Object.entries(levels))('is in %s: %s', (preset, level) => {
    expect(presetLevel(preset as Preset, asked)).toBe(level)
  })
})
