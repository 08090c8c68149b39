import type { Step } from '../model/types.js'
import { type Canvas, type Open, on } from './canvas.js'
import { describe, routeName, routeWords, skipCondition } from './describe.js'
import { type FlowFacts, isDeclaration, isHandler, refOf, startsFlow } from './facts.js'
import type { DrawnFlow, GroupKind } from './types.js'
import { oneLine } from './words.js'

/** Draws the steps; gives the declarations that it met. */
export function drawOrchestration(flow: DrawnFlow, facts: FlowFacts, canvas: Canvas): readonly Step[] {
  const first = flow.steps.find((step) => !isDeclaration(step) && step.kind !== 'note')
  if (first === undefined) return flow.steps.filter(isDeclaration)
  const whole = flow.steps.some(isHandler) ? canvas.group('flow', oneLine(flow.name), null, '') : null
  const start = startsFlow(first) ? [] : [on(canvas.mark('start', { caption: 'Start' }, whole, []))]
  const drawing = new Drawing(facts, canvas)
  const ways = drawing.whole(flow.steps, start, whole)
  if (ways.length > 0) canvas.mark('end', { caption: 'End' }, null, ways)
  return drawing.declarations
}

/** The node of a step. @param next the step behind it */
export function nodeOf(step: Step, facts: FlowFacts, group: string | null, next: Step | null = null) {
  const steps = step.kind === 'label' ? [step, ...step.children] : [step]
  const about = describe(step, facts, next)
  return { kind: step.kind, ...about, group, steps: steps.map(({ id }) => id), ref: refOf(step) }
}

/**
 * Goes through the steps once. Each method draws what it is given behind the ways that are open, inside a group or (null)
 * none, and gives the ways that lead on.
 */
class Drawing {
  /** Those met so far: they are not drawn here. */
  readonly declarations: Step[] = []
  readonly #facts: FlowFacts
  readonly #canvas: Canvas

  constructor(facts: FlowFacts, canvas: Canvas) {
    this.#facts = facts
    this.#canvas = canvas
  }

  /** @param box the group of the whole flow, where it has fault handlers */
  whole(steps: readonly Step[], open: readonly Open[], box: string | null): readonly Open[] {
    return box === null ? this.#sequence(steps, open, null) : this.#block(steps, open, box, null)
  }

  /** Steps one after the other. */
  #sequence(steps: readonly Step[], open: readonly Open[], inside: string | null): readonly Open[] {
    this.declarations.push(...steps.filter(isDeclaration))
    const drawn = steps.filter((step) => !isDeclaration(step) && !isHandler(step))
    const path = drawn.filter(({ kind }) => kind !== 'note')
    let ways = open
    let reached = 0
    let beside: string | null = null
    let notes: string[] = []
    const attach = () => {
      if (beside !== null) for (const note of notes) this.#canvas.edge(note, beside, 'note')
      notes = []
    }
    for (const step of drawn) {
      if (step.kind === 'note') {
        notes.push(this.#canvas.node(nodeOf(step, this.#facts, inside)))
        continue
      }
      const first = this.#canvas.nodes.length
      reached += 1
      ways = this.#draw(step, ways, inside, path[reached] ?? null)
      beside = this.#canvas.nodes[first]?.id ?? beside
      attach()
    }
    if (path.length === 0 && inside !== null) {
      beside = this.#canvas.mark('empty', { caption: 'No action' }, inside, ways)
      ways = [on(beside)]
    }
    attach()
    return ways
  }

  /** The fault handlers of a group stand beside it: what is in the box may fail, what is in the handler follows. */
  #handlers(children: readonly Step[], box: string, parent: string | null): readonly Open[] {
    return children.filter(isHandler).flatMap((handler) => {
      const { caption, title } = describe(handler, this.#facts)
      const name = title === '' ? caption : `Fault handler ${title}`
      const around = this.#canvas.kindOf(box)
      const isGlobal = around === 'global-scope' || around === 'flow'
      const own = this.#canvas.group('fault-handler', isGlobal ? `Global: ${name}` : name, parent, handler.id)
      const label = handler.kind === 'catchAll' ? 'on any fault' : `on ${title || 'fault'}`
      return this.#block(handler.children, [{ from: box, kind: 'fault', label }], own, parent)
    })
  }

  #block(children: readonly Step[], open: readonly Open[], box: string, parent: string | null): readonly Open[] {
    return [...this.#sequence(children, open, box), ...this.#handlers(children, box, parent)]
  }

  #boxed(step: Step, [kind, title]: Box, open: readonly Open[], inside: string | null): readonly Open[] {
    return this.#block(step.children, open, this.#canvas.group(kind, oneLine(title), inside, step.id), inside)
  }

  #loop(step: Step, words: LoopWords, open: readonly Open[], inside: string | null): readonly Open[] {
    const { caption, title } = describe(step, this.#facts)
    const box = this.#canvas.group('loop', oneLine(`${caption} ${title}`), inside, step.id)
    const head = this.#canvas.node(nodeOf(step, this.#facts, box), open)
    this.#canvas.setHead(box, head)
    for (const { from } of this.#block(step.children, [on(head, words.each)], box, inside)) {
      this.#canvas.edge(from, head, 'repeat', words.repeat)
    }
    // What follows, follows the loop as a whole.
    return [on(box, words.done)]
  }

  #router(step: Step, open: readonly Open[], inside: string | null): readonly Open[] {
    const id = this.#canvas.node(nodeOf(step, this.#facts, inside), open)
    const ways = step.children.flatMap((child) => {
      const way: Open = { from: id, kind: 'route', label: routeWords(child) }
      if (child.kind === 'route') return this.#boxed(child, ['route', routeName(child)], [way], inside)
      return this.#sequence([child], [way], inside)
    })
    const isExhaustive = step.children.some((child) => child.kind === 'route' && child.otherwise)
    return isExhaustive ? ways : [...ways, { from: id, kind: 'route', label: 'no route taken' }]
  }

  #parallel(step: Step, open: readonly Open[], inside: string | null): readonly Open[] {
    const id = this.#canvas.node(nodeOf(step, this.#facts, inside), open)
    const ways = step.children.flatMap((child): readonly Open[] => {
      const way: Open = { from: id, kind: 'branch', label: '' }
      if (child.kind !== 'parallelBranch') return this.#sequence([child], [way], inside)
      const { caption, title } = describe(child, this.#facts)
      return this.#boxed(child, ['parallel-branch', title || caption], [way], inside)
    })
    if (step.children.length === 0) return [on(id)]
    return ways.length === 0 ? [] : [on(this.#canvas.mark('join', { caption: 'Join' }, inside, ways))]
  }

  #pick(step: Step, open: readonly Open[], inside: string | null): readonly Open[] {
    const { caption, title } = describe(step, this.#facts)
    const box = this.#canvas.group('pick', oneLine(`${caption} ${title}`), inside, step.id)
    const operations = step.children.filter((child) => !isHandler(child))
    const ways = operations.flatMap((child): readonly Open[] => {
      if (child.kind !== 'pickReceive') return this.#sequence([child], open, box)
      const own = this.#canvas.group('operation', oneLine(`Operation ${child.name}`), box, child.id)
      const head = this.#canvas.node(nodeOf(child, this.#facts, own), open)
      this.#canvas.setHead(own, head)
      return child.children.length === 0 ? [on(head)] : this.#block(child.children, [on(head)], own, box)
    })
    const all = operations.length === 0 ? this.#sequence([], open, box) : ways
    return [...all, ...this.#handlers(step.children, box, inside)]
  }

  #draw(step: Step, open: readonly Open[], inside: string | null, next: Step | null): readonly Open[] {
    switch (step.kind) {
      case 'globalTry':
        return this.#boxed(step, ['global-scope', 'Global scope'], open, inside)
      case 'try':
        return this.#boxed(step, ['scope', step.name === 'Scope' ? 'Scope' : `Scope ${step.name}`], open, inside)
      case 'for':
        return this.#loop(step, FOR_EACH, open, inside)
      case 'while':
        return this.#loop(step, WHILE, open, inside)
      case 'router':
        return this.#router(step, open, inside)
      case 'parallel':
        return this.#parallel(step, open, inside)
      case 'pick':
        return this.#pick(step, open, inside)
      case 'route':
        return this.#boxed(step, ['route', step.name], open, inside)
      case 'parallelBranch':
        return this.#boxed(step, ['parallel-branch', step.name], open, inside)
    }
    if (step.kind === 'stageFile' && step.children.length > 0) return this.#loop(step, IN_SEGMENTS, open, inside)
    if (step.kind === 'label' && !step.children.every(isAssignment)) {
      return this.#boxed(step, ['other', step.name], open, inside)
    }
    const id = this.#canvas.node(nodeOf(step, this.#facts, inside, next), open)
    const ways = waysOn(step, id, this.#facts)
    if (step.kind === 'label' || step.children.length === 0) return ways
    // No step of these kinds is known to hold others; what a later OIC puts there is drawn all the same.
    return this.#boxed({ ...step, id: '' }, ['other', step.name], ways, inside)
  }
}

/** Where a path goes on behind a step: nowhere behind its end, and behind a throw only where that may be skipped. */
function waysOn(step: Step, node: string, facts: FlowFacts): readonly Open[] {
  if (step.kind === 'reply' || step.kind === 'stop' || step.kind === 'ehStop') return []
  if (step.kind !== 'throw') return [on(node)]
  const skip = skipCondition(step, facts)
  return skip === '' ? [] : [on(node, `skipped if ${skip}`)]
}

function isAssignment(step: Step): boolean {
  return step.kind === 'assignment' && step.children.length === 0
}

/** A group around the steps inside another. */
type Box = readonly [kind: GroupKind, title: string]

/** What the ways of a loop are called. */
interface LoopWords {
  readonly each: string
  readonly repeat: string
  readonly done: string
}

const FOR_EACH: LoopWords = { each: 'each', repeat: 'next', done: 'done' }
const WHILE: LoopWords = { each: 'yes', repeat: 'again', done: 'no' }
const IN_SEGMENTS: LoopWords = { each: 'each segment', repeat: 'next', done: 'done' }
