import { hideIn, hideSecretsOfFlow } from '../literals/hide.js'
import type { Step } from '../model/types.js'
import { Canvas, type Open, on } from './canvas.js'
import { callWords, describe, routeName, routeWords, skipCondition } from './describe.js'
import { type FlowFacts, factsOf, headOf, isDeclaration, isHandler, Omissions, refOf, startsFlow } from './facts.js'
import type { DrawnFlow, FlowchartDiagram, FlowOptions, GroupKind } from './types.js'
import { drawWires } from './wires.js'
import { oneLine } from './words.js'

/**
 * Draws one integration or agent: each step is one node, or one group (scopes, routes, branches, handlers, operations of
 * a pick), or both (a loop's box and its head). Assignments of one label share a node. Declarations are left out and
 * counted, unless `all` is given. Map-data integrations are drawn from their wires.
 */
export function flowchart(flow: DrawnFlow, { all = false }: FlowOptions = {}): FlowchartDiagram {
  const facts = factsOf(flow)
  const canvas = new Canvas()
  if (flow.steps.length === 0) drawWires(flow, facts, canvas)
  const declarations = drawOrchestration(flow, facts, canvas)
  if (flow.kind === 'agent') drawTools(facts, canvas)
  if (canvas.nodes.length === 0) canvas.mark('empty', { caption: 'No flow could be read' }, null, [])
  const omitted = new Omissions()
  if (all && declarations.length > 0) {
    const box = canvas.group('declarations', 'Declared', null, '')
    for (const step of declarations) canvas.node(nodeOf(step, facts, box))
  } else {
    for (const step of declarations) omitted.add(step)
  }
  const { nodes, groups, edges } = canvas
  const drawn = hideIn({ nodes, groups, edges }, hideSecretsOfFlow(flow))
  return { kind: 'flowchart', flow: headOf(flow), ...drawn, omitted: omitted.list() }
}

function nodeOf(step: Step, facts: FlowFacts, group: string | null, next: Step | null = null) {
  const steps = step.kind === 'label' ? [step, ...step.children] : [step]
  const about = describe(step, facts, next)
  return { kind: step.kind, ...about, group, steps: steps.map(({ id }) => id), ref: refOf(step) }
}

/** What an AI agent may call is not in its flow, only in the list of its tools. */
function drawTools(facts: FlowFacts, canvas: Canvas): void {
  const agent = canvas.nodes.find(({ kind }) => kind === 'agent') ?? canvas.nodes[0]
  for (const call of facts.calls.get('') ?? []) {
    const tool = canvas.mark('tool', { caption: 'Tool', details: [`calls ${callWords(call)}`] }, null, [])
    if (agent !== undefined) canvas.edge(agent.id, tool, 'tool', 'may call')
  }
}

/** Draws the steps; gives the declarations that it met. */
function drawOrchestration(flow: DrawnFlow, facts: FlowFacts, canvas: Canvas): readonly Step[] {
  const declarations: Step[] = []

  /** Steps one after the other. Gives the ways that lead on behind the last. */
  const sequence = (steps: readonly Step[], open: readonly Open[], inside: string | null): readonly Open[] => {
    declarations.push(...steps.filter(isDeclaration))
    const drawn = steps.filter((step) => !isDeclaration(step) && !isHandler(step))
    const path = drawn.filter(({ kind }) => kind !== 'note')
    let ways = open
    let reached = 0
    let beside: string | null = null
    let notes: string[] = []
    const attach = () => {
      if (beside !== null) for (const note of notes) canvas.edge(note, beside, 'note')
      notes = []
    }
    for (const step of drawn) {
      if (step.kind === 'note') {
        notes.push(canvas.node(nodeOf(step, facts, inside)))
        continue
      }
      const first = canvas.nodes.length
      reached += 1
      ways = draw(step, ways, inside, path[reached] ?? null)
      beside = canvas.nodes[first]?.id ?? beside
      attach()
    }
    if (path.length === 0 && inside !== null) {
      beside = canvas.mark('empty', { caption: 'No action' }, inside, ways)
      ways = [on(beside)]
    }
    attach()
    return ways
  }

  /** The fault handlers of a group stand beside it: what is in the box may fail, what is in the handler follows. */
  const handlers = (children: readonly Step[], box: string, parent: string | null): readonly Open[] =>
    children.filter(isHandler).flatMap((handler) => {
      const { caption, title } = describe(handler, facts)
      const name = title === '' ? caption : `Fault handler ${title}`
      const around = canvas.kindOf(box)
      const isGlobal = around === 'global-scope' || around === 'flow'
      const own = canvas.group('fault-handler', isGlobal ? `Global: ${name}` : name, parent, handler.id)
      const label = handler.kind === 'catchAll' ? 'on any fault' : `on ${title || 'fault'}`
      return block(handler.children, [{ from: box, kind: 'fault', label }], own, parent)
    })

  const block = (
    children: readonly Step[],
    open: readonly Open[],
    box: string,
    parent: string | null,
  ): readonly Open[] => [...sequence(children, open, box), ...handlers(children, box, parent)]

  const boxed = (step: Step, kind: GroupKind, title: string, open: readonly Open[], inside: string | null) =>
    block(step.children, open, canvas.group(kind, oneLine(title), inside, step.id), inside)

  const loop = (step: Step, words: LoopWords, open: readonly Open[], inside: string | null): readonly Open[] => {
    const { caption, title } = describe(step, facts)
    const box = canvas.group('loop', oneLine(`${caption} ${title}`), inside, step.id)
    const head = canvas.node(nodeOf(step, facts, box), open)
    canvas.setHead(box, head)
    for (const { from } of block(step.children, [on(head, words.each)], box, inside)) {
      canvas.edge(from, head, 'repeat', words.repeat)
    }
    // What follows, follows the loop as a whole.
    return [on(box, words.done)]
  }

  const router = (step: Step, open: readonly Open[], inside: string | null): readonly Open[] => {
    const id = canvas.node(nodeOf(step, facts, inside), open)
    const ways = step.children.flatMap((child) => {
      const way: Open = { from: id, kind: 'route', label: routeWords(child) }
      if (child.kind === 'route') return boxed(child, 'route', routeName(child), [way], inside)
      return sequence([child], [way], inside)
    })
    const isExhaustive = step.children.some((child) => child.kind === 'route' && child.otherwise)
    return isExhaustive ? ways : [...ways, { from: id, kind: 'route', label: 'no route taken' }]
  }

  const parallel = (step: Step, open: readonly Open[], inside: string | null): readonly Open[] => {
    const id = canvas.node(nodeOf(step, facts, inside), open)
    const ways = step.children.flatMap((child): readonly Open[] => {
      const way: Open = { from: id, kind: 'branch', label: '' }
      if (child.kind !== 'parallelBranch') return sequence([child], [way], inside)
      const { caption, title } = describe(child, facts)
      return boxed(child, 'parallel-branch', title || caption, [way], inside)
    })
    if (step.children.length === 0) return [on(id)]
    return ways.length === 0 ? [] : [on(canvas.mark('join', { caption: 'Join' }, inside, ways))]
  }

  const pick = (step: Step, open: readonly Open[], inside: string | null): readonly Open[] => {
    const { caption, title } = describe(step, facts)
    const box = canvas.group('pick', oneLine(`${caption} ${title}`), inside, step.id)
    const operations = step.children.filter((child) => !isHandler(child))
    const ways = operations.flatMap((child): readonly Open[] => {
      if (child.kind !== 'pickReceive') return sequence([child], open, box)
      const own = canvas.group('operation', oneLine(`Operation ${child.name}`), box, child.id)
      const head = canvas.node(nodeOf(child, facts, own), open)
      canvas.setHead(own, head)
      return child.children.length === 0 ? [on(head)] : block(child.children, [on(head)], own, box)
    })
    const all = operations.length === 0 ? sequence([], open, box) : ways
    return [...all, ...handlers(step.children, box, inside)]
  }

  const draw = (step: Step, open: readonly Open[], inside: string | null, next: Step | null): readonly Open[] => {
    switch (step.kind) {
      case 'globalTry':
        return boxed(step, 'global-scope', 'Global scope', open, inside)
      case 'try':
        return boxed(step, 'scope', step.name === 'Scope' ? 'Scope' : `Scope ${step.name}`, open, inside)
      case 'for':
        return loop(step, FOR_EACH, open, inside)
      case 'while':
        return loop(step, WHILE, open, inside)
      case 'router':
        return router(step, open, inside)
      case 'parallel':
        return parallel(step, open, inside)
      case 'pick':
        return pick(step, open, inside)
      case 'route':
        return boxed(step, 'route', step.name, open, inside)
      case 'parallelBranch':
        return boxed(step, 'parallel-branch', step.name, open, inside)
    }
    if (step.kind === 'stageFile' && step.children.length > 0) return loop(step, IN_SEGMENTS, open, inside)
    if (step.kind === 'label' && !step.children.every(isAssignment)) {
      return boxed(step, 'other', step.name, open, inside)
    }
    const id = canvas.node(nodeOf(step, facts, inside, next), open)
    const ways = waysOn(step, id, facts)
    if (step.kind === 'label' || step.children.length === 0) return ways
    // No step of these kinds is known to hold others; what a later OIC puts there is drawn all the same.
    return boxed({ ...step, id: '' }, 'other', step.name, ways, inside)
  }

  const first = flow.steps.find((step) => !isDeclaration(step) && step.kind !== 'note')
  if (first === undefined) return [...declarations, ...flow.steps.filter(isDeclaration)]
  const whole = flow.steps.some(isHandler) ? canvas.group('flow', oneLine(flow.name), null, '') : null
  const start = startsFlow(first) ? [] : [on(canvas.mark('start', { caption: 'Start' }, whole, []))]
  const ways = whole === null ? sequence(flow.steps, start, null) : block(flow.steps, start, whole, null)
  if (ways.length > 0) canvas.mark('end', { caption: 'End' }, null, ways)
  return declarations
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

/** What the ways of a loop are called. */
interface LoopWords {
  readonly each: string
  readonly repeat: string
  readonly done: string
}

const FOR_EACH: LoopWords = { each: 'each', repeat: 'next', done: 'done' }
const WHILE: LoopWords = { each: 'yes', repeat: 'again', done: 'no' }
const IN_SEGMENTS: LoopWords = { each: 'each segment', repeat: 'next', done: 'done' }
