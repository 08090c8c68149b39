export {
  type ArchiveInput,
  DEFAULT_LIMITS,
  type EntryInfo,
  type EntryRole,
  type EntrySource,
  type Limits,
  type OpenOptions,
  openTree,
  type RootKind,
  type TreeFile,
  treeSource,
  type ZipEntryFacts,
  type ZipFacts,
} from './archive/index.js'
export type { Diagnostic, DiagnosticCode, Severity } from './base/diagnostic.js'
export { IarkitError, type IarkitErrorCode, type IarkitErrorDetails } from './base/errors.js'
export type { Evidence, Location } from './base/location.js'
export { compareVersions, parseVersion, sameMajor } from './base/version.js'
export * from './model/index.js'
export { inspectJson } from './report/inspect-json.js'
export { type InspectTextOptions, inspectText } from './report/inspect-text.js'
export type { Failed, Inspection, Paint } from './report/types.js'
