import { flowRules } from '../../../src/rules/flow/index.js'
import { describePages } from '../../support/rule-pages.js'

describePages(flowRules, [], 'pages.golden.txt')
