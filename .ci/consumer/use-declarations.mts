// What a library on top of iarkit exports: its declarations have to name every type that a public signature has.
import {
  type AiArtifact,
  type Archive,
  type ArchiveInput,
  archiveForm,
  type Config,
  defineRule,
  type FileTree,
  type Integration,
  type Line,
  type LintOptions,
  type LintRunOptions,
  type OpenOptions,
  type OpenZip,
  planImport,
  type ReferenceBase,
  readInventory,
  type StepBase,
} from 'iarkit'
import { type InspectPathsOptions, type LintPathsOptions, lintPaths } from 'iarkit/node'

export const formLines = async (archive: Archive) =>
  (await archiveForm(archive)).artifacts.flatMap(({ lines }) => lines)
export const firstLine = async (archive: Archive): Promise<Line | undefined> => (await formLines(archive))[0]
export const asTree = (input: ArchiveInput) => input as FileTree
export const opener = ({ open }: OpenOptions) => open
export const sameOpener: (options: OpenOptions) => OpenZip | undefined = opener
export const runOptions = (options: LintOptions): LintRunOptions => options
export const inspectOptions = (options: LintPathsOptions): InspectPathsOptions => options
export const lintAll = (paths: string[], options: InspectPathsOptions) => lintPaths(paths, options)
export const stepsOf = ({ steps }: Integration): readonly StepBase[] => steps
export const referencesOf = ({ references }: Integration): readonly ReferenceBase[] => references
export const toolsOf = ({ tools }: Archive): readonly AiArtifact[] => tools
export const plan = (archives: Archive[]) => planImport(archives, readInventory({ formatVersion: 1 }), { failed: [] })

export const ownRule = defineRule({
  id: 'acme/least',
  severity: 'info',
  category: 'quality',
  summary: 'A rule without options and needs',
  async *check() {},
})
export const withOwnRule: LintOptions = { rules: [ownRule] }

export const teamConfig = {
  rules: { 'file-name': 'off', 'call-depth': ['error', { limit: 3 }] },
  overrides: [{ archives: ['sandbox/**'], rules: { 'file-name': 'info' } }],
  suppressions: [{ rule: 'file-name', reason: 'Named by the release tool' }],
} as const
export const config: Config = teamConfig
export const asTeamWants: LintOptions = { config: teamConfig }
