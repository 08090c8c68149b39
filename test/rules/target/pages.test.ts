import { targetRules } from '../../../src/rules/target/index.js'
import { describePages } from '../../support/rule-pages.js'

describePages(targetRules)
