/** Shapes and colours of the graph's pictures, one line for each kind. */
import type { EdgeKind } from '../graph/types.js'
import type { ArtifactKind } from '../model/ids.js'

export interface NodeLook {
  readonly fill: string
  readonly line: string
  readonly text: string
  /** Graphviz's name of the shape, and its style. */
  readonly shape: string
  readonly style: string
  /** What stands before and behind a label in Mermaid. */
  readonly mermaid: readonly [string, string]
}

/** Dark text on light ground, at least 7:1; told apart by shape too, for those who do not see the colours. */
export const NODE_LOOKS: Readonly<Record<ArtifactKind, NodeLook>> = {
  integration: look('#d8e8fb', '#2c66a8', '#12324f', 'box', 'filled,rounded,bold', ['(', ')']),
  agent: look('#e4e2f7', '#6a5fb5', '#2c2558', 'octagon', 'filled', ['[[', ']]']),
  connection: look('#d6f0dd', '#2f7d4a', '#123d22', 'box', 'filled', ['[', ']']),
  lookup: look('#fff1c9', '#b98a12', '#4a3600', 'note', 'filled', ['[/', '/]']),
  library: look('#fce8f3', '#b0568d', '#551f40', 'component', 'filled', ['[[', ']]']),
  schedule: look('#dff3f1', '#2f8079', '#123f3b', 'ellipse', 'filled', ['([', '])']),
  'event-type': look('#fde3cf', '#b5631f', '#55290a', 'hexagon', 'filled', ['{{', '}}']),
  certificate: look('#f3f4f6', '#6b7280', '#24292f', 'folder', 'filled', ['>', ']']),
  'agent-group': look('#f3f4f6', '#6b7280', '#24292f', 'box3d', 'filled', ['[(', ')]']),
  package: look('#ffffff', '#8a929c', '#24292f', 'tab', 'filled', ['[\\', '\\]']),
  project: look('#ffffff', '#8a929c', '#24292f', 'tab', 'filled', ['[\\', '\\]']),
}

/** What is missing is pale and dashed, whatever its kind. */
export const MISSING_LOOK = { fill: '#ffffff', line: '#c0392b', text: '#8f2318' } as const

/** OIC's own. */
export const PRESEEDED_LOOK = { fill: '#ffffff', line: '#b5bcc4', text: '#4b535c' } as const

export interface EdgeLook {
  readonly colour: string
  readonly words: string
  /** True where the arrow points from what is needed to what needs it. */
  readonly backward: boolean
}

export const EDGE_LOOKS: Readonly<Record<EdgeKind, EdgeLook>> = {
  calls: { colour: '#2c66a8', words: 'calls', backward: false },
  publishes: { colour: '#b5631f', words: 'publishes', backward: false },
  subscribes: { colour: '#b5631f', words: 'subscribes', backward: true },
  'uses-connection': { colour: '#7fb592', words: 'connection', backward: false },
  'uses-lookup': { colour: '#cfae55', words: 'lookup', backward: false },
  'uses-library': { colour: '#c98bb0', words: 'library', backward: false },
  'scheduled-by': { colour: '#7db5b0', words: 'scheduled by', backward: true },
  'refers-to': { colour: '#2f7d4a', words: "another project's connection", backward: false },
  'uses-certificate': { colour: '#9aa1ab', words: 'certificate', backward: false },
  'uses-agent-group': { colour: '#9aa1ab', words: 'agent group', backward: false },
  contains: { colour: '#d0d5db', words: 'contains', backward: false },
}

/** A call that is not what it was designed to be. */
export const ODD_COLOUR = '#c0392b'

function look(
  fill: string,
  line: string,
  text: string,
  shape: string,
  style: string,
  mermaid: readonly [string, string],
): NodeLook {
  return { fill, line, text, shape, style, mermaid }
}
