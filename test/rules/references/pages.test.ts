import { referencesRules } from '../../../src/rules/references/index.js'
import { describePages } from '../../support/rule-pages.js'

describePages(referencesRules)
