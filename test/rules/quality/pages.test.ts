import { qualityRules } from '../../../src/rules/quality/index.js'
import { describePages } from '../../support/rule-pages.js'

describePages(qualityRules, ['duplicate-lookup-key', 'lookup-whitespace'], 'pages.golden.txt')
