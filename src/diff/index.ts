export { type ArchiveForm, type ArtifactForm, archiveForm } from './archive-form.js'
export { diffArchives } from './diff-archives.js'
export { type Comparable, copiesDiffer, fingerprint, type Held, sameFlowFiles } from './normal-form.js'
export type * from './types.js'
