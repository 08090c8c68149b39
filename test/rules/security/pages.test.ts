import { securityRules } from '../../../src/rules/security/index.js'
import { describePages } from '../../support/rule-pages.js'

describePages(securityRules, [], 'pages.golden.txt')
