export {
  type ArchiveInput,
  DEFAULT_LIMITS,
  type EntryInfo,
  type EntryRole,
  type EntrySource,
  type FileTree,
  type Limits,
  type OpenOptions,
  type OpenZip,
  openTree,
  type RootKind,
  type TreeFile,
  treeSource,
  type ZipEntryFacts,
  type ZipFacts,
} from './archive/index.js'
export type { Diagnostic, DiagnosticCode, Severity } from './base/diagnostic.js'
export { type FailureCode, IarkitError, type IarkitErrorCode, type IarkitErrorDetails } from './base/errors.js'
export type { Evidence, Location } from './base/location.js'
export { compareVersions, parseVersion, sameMajor } from './base/version.js'
export * from './diff/index.js'
export * from './flow/index.js'
export * from './graph/index.js'
// The drawings of flows have edge kinds too; this is the graph's.
export type { EdgeKind } from './graph/types.js'
export * from './inventory/index.js'
export * from './model/index.js'
export * from './plan/index.js'
export { diffHtml } from './report/diff-html.js'
export { diffJson } from './report/diff-json.js'
export { diffMarkdown } from './report/diff-markdown.js'
export { diffText } from './report/diff-text.js'
export type { DiffReportContext, DiffTextContext } from './report/diff-types.js'
export { flowJson } from './report/flow-json.js'
export { flowMermaid } from './report/flow-mermaid.js'
export { flowSvg } from './report/flow-svg.js'
export { graphDot } from './report/graph-dot.js'
export { graphJson } from './report/graph-json.js'
export { graphMermaid } from './report/graph-mermaid.js'
export { graphSvg } from './report/graph-svg.js'
export { type GraphTextOptions, graphText } from './report/graph-text.js'
export { inspectJson } from './report/inspect-json.js'
export { type InspectTextOptions, inspectText } from './report/inspect-text.js'
export { inventoryJson } from './report/inventory-json.js'
export { type InventoryTextOptions, inventoryText } from './report/inventory-text.js'
export { lintJson } from './report/lint-json.js'
export { isLintFormat, type LintFormat, lintReporters } from './report/lint-reporters.js'
export { lintText } from './report/lint-text.js'
export type { LintReportContext, LintReporter } from './report/lint-types.js'
export { planJson } from './report/plan-json.js'
export { planMarkdown } from './report/plan-markdown.js'
export { planSh } from './report/plan-sh.js'
export { type PlanTextOptions, planText } from './report/plan-text.js'
export { textconv } from './report/textconv.js'
export type { Failed, Inspection, Paint } from './report/types.js'
export * from './rules/public.js'
