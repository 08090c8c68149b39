import { bundledCopiesDiffer } from './bundled-copies-differ.js'
import { connectionMismatch } from './connection-mismatch.js'
import { connectionNotConfigured } from './connection-not-configured.js'
import { libraryConflict } from './library-conflict.js'
import { lookupConflict } from './lookup-conflict.js'
import { versionConflict } from './version-conflict.js'
import { versionReused } from './version-reused.js'

/** The rules of this family: one line each. */
export const targetRules = [
  versionConflict,
  versionReused,
  connectionNotConfigured,
  connectionMismatch,
  lookupConflict,
  bundledCopiesDiffer,
  libraryConflict,
] as const
