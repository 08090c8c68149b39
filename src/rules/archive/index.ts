import { fileName } from './file-name.js'
import { junkEntry } from './junk-entry.js'
import { malformedContent } from './malformed-content.js'
import { repackagedArchive } from './repackaged-archive.js'
import { selfCheck } from './self-check.js'
import { suppression } from './suppression.js'
import { unrecognisedEntry } from './unrecognised-entry.js'
import { unsafeArchive } from './unsafe-archive.js'

/** The rules of this family: one line each. */
export const archiveRules = [
  repackagedArchive,
  fileName,
  junkEntry,
  unrecognisedEntry,
  malformedContent,
  unsafeArchive,
  selfCheck,
  suppression,
] as const
