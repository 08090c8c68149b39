export { type ConnectionNeeds, connectionNeeds } from './connection-needs.js'
export { type ArtifactKind, artifactId, isPreseeded, versioned } from './ids.js'
export {
  type ListedArchive,
  listArchives,
  listSource,
  readArchive,
  readArchives,
  readSource,
} from './read-archive.js'
export { allXPaths, type PlacedXPath } from './references.js'
export { allSteps, STEP_WORDS } from './steps.js'
export type * from './types.js'
