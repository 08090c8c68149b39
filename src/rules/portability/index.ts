import { environmentBoundValue } from './environment-bound-value.js'
import { environmentInName } from './environment-in-name.js'
import { environmentMix } from './environment-mix.js'
import { hardcodedEmail } from './hardcoded-email.js'
import { hardcodedHost } from './hardcoded-host.js'
import { hardcodedUrl } from './hardcoded-url.js'

/** The rules of this family: one line each. */
export const portabilityRules = [
  hardcodedUrl,
  hardcodedEmail,
  hardcodedHost,
  environmentMix,
  environmentInName,
  environmentBoundValue,
] as const
