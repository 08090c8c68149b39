import type { Step, StepKind } from '../../../src/model/index.js'

const NOWHERE = { entry: '', line: null, column: null }

/** A step for tests of what looks at the tree alone. */
export function step(kind: StepKind, name = '', children: readonly Step[] = []): Step {
  const base = { id: '', name: name || kind, description: '', ref: '', children, location: NOWHERE }
  switch (kind) {
    case 'receive':
    case 'pickReceive':
    case 'reply':
    case 'invoke':
    case 'publish':
    case 'subscribe':
      return { ...base, kind, endpoint: name, tracker: '' }
    case 'route':
      return { ...base, kind, condition: null, conditionText: '', otherwise: false }
    default:
      return { ...base, kind, action: name }
  }
}
