import { embeddedSecret } from './embedded-secret.js'
import { hardcodedCredential } from './hardcoded-credential.js'
import { insecureUrl } from './insecure-url.js'
import { personalData } from './personal-data.js'
import { recordedPayload } from './recorded-payload.js'
import { weakSecurityPolicy } from './weak-security-policy.js'

/** The rules of this family: one line each. */
export const securityRules = [
  embeddedSecret,
  hardcodedCredential,
  insecureUrl,
  weakSecurityPolicy,
  recordedPayload,
  personalData,
] as const
