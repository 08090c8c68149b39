/** `iarkit/node`: archives by path. Everything of `iarkit` is there as well. */
export * from '../index.js'
export { findConfig, type LoadedConfig, loadConfig, loadModule } from './config.js'
export { expandInput, type Input, type TreePath } from './inputs.js'
export { readInventoryFiles, readRestFolder } from './read-inventory.js'
export { type ReadPathsOptions, type ReadPathsResult, readPath, readPaths } from './read-paths.js'
export type { InspectPathsOptions } from './worker/inspect-paths.js'
export { type LintPathsOptions, lintPaths } from './worker/lint-paths.js'
export { openWithZlib } from './zlib-source.js'
