/** The steps of a flow with their places, ready to be paired. */
import { canonicalOwn, type Part } from './part.js'

/** A step where it stands. */
export interface StepNode {
  readonly part: Part
  readonly parent: StepNode | null
  /** Position among its siblings. */
  readonly index: number
  /** Display name of the sibling before it; empty for the first. */
  readonly before: string
  /** Position in the flow, parents before children. */
  readonly order: number
  /** Display names from the flow's top to the step itself; of what is nested very deep without those in between. */
  readonly path: readonly string[]
  readonly children: readonly StepNode[]
  /** Equal for steps that say the same, what is below left out. */
  readonly own: number
  /** Equal for steps that say the same with all that is below. */
  readonly tree: number
  /** Steps in the subtree, itself included. */
  readonly size: number
}

/** Steps with all that is below them, parents before children. */
export function* every(nodes: readonly StepNode[]): Generator<StepNode> {
  const open = [...nodes].reverse()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at]
      if (child !== undefined) open.push(child)
    }
  }
}

/** Steps with their places. `numbers` gives equal numbers to equal contents, across both flows. */
export function nodesOf(steps: readonly Part[], numbers: Map<string, number>): StepNode[] {
  let order = 0
  const numberOf = (content: string): number => {
    const known = numbers.get(content) ?? numbers.size
    numbers.set(content, known)
    return known
  }
  const build = (list: readonly Part[], parent: StepNode | null): StepNode[] => {
    const labels = distinct(list.map(({ label }) => label))
    return list.map((part, index) => {
      const label = labels[index] ?? ''
      const path = pathOf(parent?.path ?? [], label)
      const own = numberOf(canonicalOwn(part))
      const children: StepNode[] = []
      const before = labels[index - 1] ?? ''
      const node = { part, parent, index, before, order: order++, path, children, own, tree: 0, size: 1 }
      children.push(...build(part.steps, node))
      node.tree = numberOf(`${own}: ${children.map(({ tree }) => tree).join(' ')}`)
      node.size += children.reduce((total, { size }) => total + size, 0)
      return node
    })
  }
  return build(steps, null)
}

/** Most names of a path; flows of people are nested less than 20 deep. */
const LONGEST_PATH = 40

function pathOf(parent: readonly string[], label: string): readonly string[] {
  if (label === '') return parent
  return parent.length < LONGEST_PATH ? [...parent, label] : [...parent.slice(0, LONGEST_PATH - 2), '…', label]
}

/** `Assign x`, `Assign x (2)`: siblings of one name are told apart. */
function distinct(labels: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return labels.map((label) => {
    const nth = (seen.get(label) ?? 0) + 1
    seen.set(label, nth)
    return nth === 1 || label === '' ? label : `${label} (${nth})`
  })
}
