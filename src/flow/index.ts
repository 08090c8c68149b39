export { flowchart } from './flowchart.js'
export { sequenceDiagram } from './sequence.js'
export type * from './types.js'
