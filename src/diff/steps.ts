/** Pairs the steps of two flows as trees. Identity that OIC gives (ids) is only a hint: an edit renumbers everything. */
import { groupBy } from '../base/group.js'
import { canonical, factOf, type Part } from './part.js'
import { align, longestRising } from './sequences.js'
import { every, nodesOf, type StepNode } from './step-nodes.js'

export interface StepPair {
  readonly old: StepNode
  readonly new: StepNode
  /** True where it stands elsewhere: in another step, or before what it stood behind. */
  readonly moved: boolean
}

/** Which step became which. */
export interface StepMatch {
  /** In the order of the new flow. */
  readonly pairs: readonly StepPair[]
  /** Without those below another removed one. */
  readonly removed: readonly StepNode[]
  /** Without those below another added one. */
  readonly added: readonly StepNode[]
  /** Whether a step, old or new, was paired. */
  isPaired(node: StepNode): boolean
}

/** Steps of a kind that stands once in its parent: they are paired whatever they hold. */
const SINGLE: ReadonlySet<string> = new Set([
  'globalTry',
  'catchAll',
  'receive',
  'scheduleReceive',
  'subscribe',
  'integrationMetadata',
  'integrationProperties',
])

/** Least likeness of two steps of one kind for one to be taken for the other, changed. */
const ALIKE = 0.4
/** The same where nothing but content says that a step was moved. */
const ALIKE_ELSEWHERE = 0.6
/** Most steps below a step that its likeness goes by. */
const MAX_BELOW = 1000
/** Most pairs of steps whose likeness is looked at when moved steps are sought. */
const MAX_CANDIDATES = 20_000

/** Which step of one flow became which of another. Turned round, it gives the same, turned round. */
export function matchSteps(oldSteps: readonly Part[], newSteps: readonly Part[]): StepMatch {
  if (textOf(oldSteps) <= textOf(newSteps)) return matchOneWay(oldSteps, newSteps)
  const { pairs, removed, added, isPaired } = matchOneWay(newSteps, oldSteps)
  return {
    pairs: pairs
      .map((pair) => ({ old: pair.new, new: pair.old, moved: pair.moved }))
      .sort((a, b) => a.new.order - b.new.order),
    removed: added,
    added: removed,
    isPaired,
  }
}

function textOf(steps: readonly Part[]): string {
  return steps.map(canonical).join('\n')
}

function matchOneWay(oldSteps: readonly Part[], newSteps: readonly Part[]): StepMatch {
  const numbers = new Map<string, number>()
  const oldRoots = nodesOf(oldSteps, numbers)
  const newRoots = nodesOf(newSteps, numbers)
  const matcher = new Matcher()
  const oldAll = [...every(oldRoots)]
  const newAll = [...every(newRoots)]
  matcher.reserve(oldAll, newAll)
  matcher.children(oldRoots, newRoots)
  matcher.elsewhere(oldAll, newAll)
  return matcher.result(oldAll, newAll)
}

class Matcher {
  readonly #partner = new Map<StepNode, StepNode>()
  readonly #features = new Map<StepNode, ReadonlyMap<string, number>>()
  /** Steps that are known wherever they stand, to what each must be paired with if it is paired at all. */
  readonly #reserved = new Map<StepNode, StepNode>()

  /**
   * Keeps for each other what stands once in each flow and is the same, or bears the same name and is alike: a scope that
   * was put into another is not what this other one was before.
   */
  reserve(oldAll: readonly StepNode[], newAll: readonly StepNode[]): void {
    const canMove = (node: StepNode) => !SINGLE.has(node.part.key) && (says(node) || node.part.key === 'reply')
    const keep = (keyOf: (node: StepNode) => string, isOne: (old: StepNode, new_: StepNode) => boolean) => {
      const free = (node: StepNode) => canMove(node) && !this.#reserved.has(node)
      const news = groupBy(newAll.filter(free), keyOf)
      for (const [key, [old, ...rivals]] of groupBy(oldAll.filter(free), keyOf)) {
        const [new_, ...others] = news.get(key) ?? []
        if (old === undefined || new_ === undefined || rivals.length + others.length > 0 || !isOne(old, new_)) continue
        this.#reserved.set(old, new_).set(new_, old)
      }
    }
    keep(
      ({ tree }) => String(tree),
      () => true,
    )
    keep(
      (node) => `${node.part.key}\n${nameOf(node)}`,
      (old, new_) => nameOf(old) !== '' && this.#likeness(old, new_) >= ALIKE,
    )
  }

  #mayPair(old: StepNode, new_: StepNode): boolean {
    return (this.#reserved.get(old) ?? new_) === new_ && (this.#reserved.get(new_) ?? old) === old
  }

  /** Pairs siblings: what is the same first, then what is most alike without crossing, then the rest. */
  children(olds: readonly StepNode[], news: readonly StepNode[]): void {
    const oldOpen = olds.filter((node) => !this.#partner.has(node))
    const newOpen = news.filter((node) => !this.#partner.has(node))
    const same = align(oldOpen.length, newOpen.length, (i, j) => sameTree(oldOpen[i], newOpen[j]))
    for (const [i, j] of same) this.#pair(oldOpen[i], newOpen[j])
    this.#equal(oldOpen, newOpen)
    const oldLeft = oldOpen.filter((node) => !this.#partner.has(node))
    const newLeft = newOpen.filter((node) => !this.#partner.has(node))
    const singles = new Set([...SINGLE].filter((kind) => isOnly(kind, oldLeft) && isOnly(kind, newLeft)))
    const alike = align(oldLeft.length, newLeft.length, (i, j) => this.#weight(oldLeft[i], newLeft[j], singles))
    for (const [i, j] of alike) this.#pair(oldLeft[i], newLeft[j])
    this.#best(oldLeft, newLeft, (old, new_) => this.#weight(old, new_, singles))
    this.#sameSlot(olds, news)
  }

  /** Pairs steps of one kind between the same neighbours, where neither has a name or nothing but the name differs. */
  #sameSlot(olds: readonly StepNode[], news: readonly StepNode[]): void {
    for (const old of olds) {
      if (this.#partner.has(old)) continue
      const before = olds[old.index - 1]
      const after = olds[old.index + 1]
      const at = before === undefined ? 0 : this.#indexIn(news, before) + 1
      const new_ = news[at]
      const end = after === undefined ? news.length : this.#indexIn(news, after)
      if (new_ === undefined || end !== at + 1 || new_.part.key !== old.part.key || !this.#mayPair(old, new_)) continue
      if (sameName(old, new_) || withoutName(old) === withoutName(new_)) this.#pair(old, new_)
    }
  }

  /** Position of a step's partner; far away where it has none there. */
  #indexIn(news: readonly StepNode[], old: StepNode): number {
    const partner = this.#partner.get(old)
    return partner === undefined ? Number.NEGATIVE_INFINITY : news.indexOf(partner)
  }

  /** Pairs what is left over anywhere in the flow: steps that were put into a scope, or taken out of one. */
  elsewhere(oldAll: readonly StepNode[], newAll: readonly StepNode[]): void {
    const bySize = (a: StepNode, b: StepNode) => b.size - a.size || a.order - b.order
    const isKnown = (node: StepNode) => says(node) || this.#reserved.has(node)
    this.#equal([...oldAll].sort(bySize).filter(isKnown), [...newAll].sort(bySize).filter(isKnown))
    this.#best(oldAll, newAll, (old, new_) => {
      if (old.part.key !== new_.part.key || !says(old) || !says(new_) || !this.#mayPair(old, new_)) return 0
      const alike = this.#likeness(old, new_)
      return alike >= ALIKE_ELSEWHERE || (alike >= ALIKE && sameName(old, new_)) ? alike : 0
    })
  }

  result(oldAll: readonly StepNode[], newAll: readonly StepNode[]): StepMatch {
    const isPaired = (node: StepNode) => this.#partner.has(node)
    const top = (nodes: readonly StepNode[]) =>
      nodes.filter((node) => !isPaired(node) && (node.parent === null || isPaired(node.parent)))
    const stay = new Set<StepNode>()
    for (const siblings of [null, ...newAll].map((parent) => this.#inPlace(parent, newAll))) {
      const kept = longestRising(siblings.map((node) => this.#partner.get(node)?.index ?? 0))
      siblings.forEach((node, at) => {
        if (kept.has(at)) stay.add(node)
      })
    }
    const pairs = newAll.flatMap((node): StepPair[] => {
      const old = this.#partner.get(node)
      return old === undefined ? [] : [{ old, new: node, moved: !stay.has(node) }]
    })
    return { pairs, removed: top(oldAll), added: top(newAll), isPaired }
  }

  /** Children of a step whose old selves are children of its old self. */
  #inPlace(parent: StepNode | null, newAll: readonly StepNode[]): StepNode[] {
    const nodes = parent === null ? newAll.filter((node) => node.parent === null) : parent.children
    const oldParent = parent === null ? null : this.#partner.get(parent)
    return nodes.filter((node) => {
      const old = this.#partner.get(node)
      return old !== undefined && old.parent === oldParent
    })
  }

  #pair(old: StepNode | undefined, new_: StepNode | undefined): void {
    if (old === undefined || new_ === undefined || this.#partner.has(old) || this.#partner.has(new_)) return
    this.#partner.set(old, new_)
    this.#partner.set(new_, old)
    this.children(old.children, new_.children)
  }

  /** Pairs subtrees that are the same, in order. */
  #equal(olds: readonly StepNode[], news: readonly StepNode[]): void {
    const free = (node: StepNode) => !this.#partner.has(node)
    const byTree = groupBy(news.filter(free), ({ tree }) => tree)
    const byTreeAndId = groupBy(news.filter(free), ({ tree, part }) => `${tree} ${part.id}`)
    for (const old of olds) {
      if (!free(old)) continue
      const { tree, part } = old
      this.#pair(old, nextFree(byTreeAndId.get(`${tree} ${part.id}`), free) ?? nextFree(byTree.get(tree), free))
    }
  }

  /** Pairs by weight, the heaviest first. */
  #best(olds: readonly StepNode[], news: readonly StepNode[], weight: (old: StepNode, new_: StepNode) => number): void {
    const found: { old: StepNode; new_: StepNode; heavy: number }[] = []
    let looked = 0
    for (const old of olds) {
      if (looked === MAX_CANDIDATES) break
      if (this.#partner.has(old)) continue
      for (const new_ of news) {
        if (looked === MAX_CANDIDATES) break
        if (this.#partner.has(new_) || old.part.key !== new_.part.key) continue
        looked += 1
        const heavy = weight(old, new_)
        if (heavy > 0) found.push({ old, new_, heavy })
      }
    }
    found.sort((a, b) => b.heavy - a.heavy || a.old.order - b.old.order || a.new_.order - b.new_.order)
    for (const { old, new_ } of found) this.#pair(old, new_)
  }

  #weight(old: StepNode | undefined, new_: StepNode | undefined, singles: ReadonlySet<string>): number {
    if (old === undefined || new_ === undefined || old.part.key !== new_.part.key || !this.#mayPair(old, new_)) return 0
    const named = sameName(old, new_) && nameOf(old) !== ''
    const alike = this.#likeness(old, new_)
    if (!named && alike < ALIKE && !singles.has(old.part.key)) return 0
    const hinted = old.part.id !== '' && old.part.id === new_.part.id ? 0.1 : 0
    return alike + (named ? 0.5 : 0) + hinted + 0.01
  }

  /** 0 to 1: how much of what two steps say, with all below, is the same. */
  #likeness(old: StepNode, new_: StepNode): number {
    if (old.tree === new_.tree) return 1
    const a = this.#featuresOf(old)
    const b = this.#featuresOf(new_)
    let shared = 0
    for (const [feature, count] of a) shared += Math.min(count, b.get(feature) ?? 0)
    const all = sum(a.values()) + sum(b.values())
    return all === 0 ? 1 : (2 * shared) / all
  }

  #featuresOf(node: StepNode): ReadonlyMap<string, number> {
    const known = this.#features.get(node)
    if (known !== undefined) return known
    const counts = new Map<string, number>()
    const add = (feature: string, weight = 1) => counts.set(feature, (counts.get(feature) ?? 0) + weight)
    for (const { what, name, value } of node.part.facts) add(`${what}\n${name}\n${value}`)
    for (const below of node.part.parts) {
      for (const { what, name, value } of below.facts) add(`${what}\n${name}\n${value}`)
      for (const one of below.parts) {
        add(one.key)
        add(`${one.key}\n${one.facts[0]?.value ?? ''}`)
      }
    }
    if (node.part.structure !== null) add(node.part.structure.digest)
    let below = 0
    for (const step of every(node.children)) {
      if (below++ === MAX_BELOW) break
      add(String(step.own), 2)
    }
    this.#features.set(node, counts)
    return counts
  }
}

/** A step that says anything at all: two bare re-throws are no sign of a move. */
function says({ part, children }: StepNode): boolean {
  return part.facts.length + part.parts.length + children.length > 0
}

function sameTree(old: StepNode | undefined, new_: StepNode | undefined): number {
  if (old === undefined || new_ === undefined || old.tree !== new_.tree) return 0
  // Of several that are the same, the one that kept its id.
  return old.size + (old.part.id !== '' && old.part.id === new_.part.id ? 0.001 : 0)
}

function isOnly(kind: string, nodes: readonly StepNode[]): boolean {
  return nodes.filter(({ part }) => part.key === kind).length === 1
}

function nameOf({ part }: StepNode): string {
  return factOf(part, 'name')?.value ?? ''
}

function sameName(old: StepNode, new_: StepNode): boolean {
  return nameOf(old) === nameOf(new_)
}

function withoutName({ part }: StepNode): string {
  return canonical({ ...part, facts: part.facts.filter(({ what }) => what !== 'name') })
}

/** The first of a list that is free; those before it are taken off. */
function nextFree(nodes: StepNode[] | undefined, free: (node: StepNode) => boolean): StepNode | undefined {
  while (nodes?.[0] !== undefined && !free(nodes[0])) nodes.shift()
  return nodes?.[0]
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
