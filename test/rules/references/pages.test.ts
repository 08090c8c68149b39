import { referencesRules } from '../../../src/rules/references/index.js'
import { describePages } from '../../support/rule-pages.js'

describePages(
  referencesRules,
  [
    'call-depth',
    'child-version-drift',
    'circular-dependency',
    'inactive-child-integration',
    'missing-agent-group',
    'missing-certificate',
    'missing-connection',
    'missing-event-type',
    'missing-integration',
    'missing-library',
    'missing-lookup-column',
    'missing-lookup',
    'unreachable-child',
    'unused-artifact',
  ],
  'pages.golden.txt',
)
