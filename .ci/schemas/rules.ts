import type { Failed } from '../../src/report/types.js'
import type { Need, Rule } from '../../src/rules/types.js'
import { category } from './lint.js'
import { failed, formatVersion } from './parts.js'
import { list, named, object, oneOf, type Schema, schemaFile, text } from './schema.js'

interface RuleJson extends Pick<Rule, 'id' | 'severity' | 'category' | 'summary' | 'needs'> {
  readonly help: string
}

interface RulesJson {
  readonly formatVersion: 1
  readonly rules: readonly RuleJson[]
  readonly failed: readonly Failed[]
}

const need = oneOf<Need>(
  { set: 'more than one archive, or a package or project', inventory: 'what the target holds' },
  'What it must be given besides an archive',
)

const rule: Schema<RuleJson> = named('rule', () =>
  object<RuleJson>(
    {
      id: text('As it stands in configurations'),
      severity: oneOf<Rule['severity']>(
        { error: '', warning: '', info: '', off: 'runs only when asked for' },
        'Severity of its findings unless one says otherwise',
      ),
      category,
      summary: text('One line'),
      needs: list(list(need, 'All of these'), 'Alternatives, each of which is enough; empty where it needs nothing'),
      help: text('Address of its page'),
    },
    'A rule of the catalogue',
  ),
)

export const rulesSchema = schemaFile(
  'Output of iarkit rules',
  object<RulesJson>({ formatVersion, rules: list(rule, 'Family by family, then by id'), failed }, 'The list of rules'),
)
