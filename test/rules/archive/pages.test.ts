import { archiveRules } from '../../../src/rules/archive/index.js'
import { describePages } from '../../support/rule-pages.js'

describePages(archiveRules, ['unsafe-archive', 'suppression'], 'pages.golden.txt')
