import { duplicateLookupKey } from './duplicate-lookup-key.js'
import { incompleteIntegration } from './incomplete-integration.js'
import { lookupWhitespace } from './lookup-whitespace.js'
import { missingDescription } from './missing-description.js'
import { namingConvention } from './naming-convention.js'
import { oicWarning } from './oic-warning.js'

/** The rules of this family: one line each. */
export const qualityRules = [
  incompleteIntegration,
  oicWarning,
  namingConvention,
  missingDescription,
  duplicateLookupKey,
  lookupWhitespace,
] as const
