import { portabilityRules } from '../../../src/rules/portability/index.js'
import { describePages } from '../../support/rule-pages.js'

describePages(portabilityRules, [], 'pages.golden.txt')
