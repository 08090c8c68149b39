export { buildGraph } from './build-graph.js'
export { filterGraph, type GraphFilter } from './filter.js'
export { findNode } from './find-node.js'
export type * from './types.js'
