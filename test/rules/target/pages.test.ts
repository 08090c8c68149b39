import { targetRules } from '../../../src/rules/target/index.js'
import { describePages } from '../../support/rule-pages.js'

describePages(
  targetRules,
  [
    'bundled-copies-differ',
    'connection-mismatch',
    'connection-not-configured',
    'library-conflict',
    'lookup-conflict',
    'version-conflict',
    'version-reused',
  ],
  'pages.golden.txt',
)
