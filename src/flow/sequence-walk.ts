import type { EndpointStep, Step, StepKind } from '../model/types.js'
import { describe, routeName, routeWords, skipCondition } from './describe.js'
import { endpointOf, type FlowFacts, isDeclaration, isHandler, type Omissions, onlyRethrows } from './facts.js'
import type { Participants } from './participants.js'
import { block, callText, isAnswered, isPolling } from './sequence-parts.js'
import type { SequenceBlock, SequenceItem, SequenceMessage, SequenceNote, SequenceSection } from './types.js'

/** Nested blocks in which a flow may end early. */
type Inside = 'path' | 'choice'

/** Goes through the orchestration once. */
export class Walk {
  readonly #facts: FlowFacts
  readonly #participants: Participants
  readonly #omitted: Omissions
  readonly #all: boolean
  #caller: string | null = null

  constructor(facts: FlowFacts, participants: Participants, omitted: Omissions, all: boolean) {
    this.#facts = facts
    this.#participants = participants
    this.#omitted = omitted
    this.#all = all
  }

  whole(steps: readonly Step[]): SequenceItem[] {
    return this.#guarded(steps, '', [], 'path')
  }

  #items(steps: readonly Step[], inside: Inside): SequenceItem[] {
    return steps.filter((step) => !isHandler(step)).flatMap((step) => this.#item(step, inside))
  }

  #item(step: Step, inside: Inside): SequenceItem[] {
    if (!this.#all && (isDeclaration(step) || step.kind === 'transformer')) {
      this.#omitted.add(step)
      return []
    }
    switch (step.kind) {
      case 'receive':
      case 'subscribe':
      case 'pickReceive':
        return [...this.#trigger(step), ...this.#items(step.children, inside)]
      case 'scheduleReceive': {
        const text = describe(step, this.#facts).details.join(', ')
        return [this.#message(this.#participants.scheduler(), 'self', 'async', `starts${text && `: ${text}`}`, step)]
      }
      case 'invoke':
      case 'publish':
        return this.#call(step)
      case 'reply': {
        const to = this.#caller ?? this.#participants.list()[0]?.id ?? this.#participants.self
        return this.#ending('Returns', [this.#message('self', to, 'response', step.name, step)], inside)
      }
      case 'throw':
        return this.#throw(step, inside)
      case 'stop':
      case 'ehStop':
        return this.#ending(step.kind === 'stop' ? 'Stops' : 'Re-throws', [this.#note(step)], inside)
      case 'notification': {
        const { title, details } = describe(step, this.#facts)
        const text = [title, details.join(', ')].filter((part) => part !== '').join(': ')
        return [this.#message('self', this.#participants.mail(), 'async', text || 'notifies', step)]
      }
      case 'globalTry':
        return this.#guarded(step.children, 'Global scope', [step.id], inside)
      case 'try':
        return this.#guarded(step.children, step.name === 'Scope' ? 'Scope' : `Scope ${step.name}`, [step.id], inside)
      case 'for':
      case 'while':
        return [this.#loop(step)]
      case 'router':
        return [this.#router(step)]
      case 'parallel':
        return this.#branches(step, 'par')
      case 'pick':
        return [...this.#branches(step, 'alt'), ...this.#handlersAlone(step)]
      case 'label':
        return [{ ...this.#note(step), steps: [step.id, ...step.children.map(({ id }) => id)] }]
    }
    if (step.kind === 'stageFile' && step.children.length > 0) return [this.#note(step), this.#loop(step)]
    return [this.#note(step), ...this.#items(step.children, inside)]
  }

  #trigger(step: EndpointStep): SequenceItem[] {
    const endpoint = endpointOf(step, this.#facts)
    if (endpoint === null) return [this.#note(step)]
    const caller = this.#participants.caller(endpoint)
    this.#caller = caller
    if (isPolling(endpoint)) {
      return [
        this.#message('self', caller, 'request', `polls ${callText(step.name, endpoint)}`, step),
        this.#answer(caller),
      ]
    }
    return [
      this.#message(caller, 'self', isAnswered(endpoint) ? 'request' : 'async', callText(step.name, endpoint), step),
    ]
  }

  #call(step: EndpointStep): SequenceItem[] {
    const endpoint = endpointOf(step, this.#facts)
    if (endpoint === null) return [this.#note(step)]
    const called = this.#participants.called(endpoint)
    if (step.kind === 'publish' || !isAnswered(endpoint)) {
      return [this.#message('self', called, 'async', callText(step.name, endpoint), step)]
    }
    return [this.#message('self', called, 'request', callText(step.name, endpoint), step), this.#answer(called)]
  }

  #answer(from: string): SequenceMessage {
    return { kind: 'message', from, to: this.#participants.self, style: 'response', text: '', steps: [] }
  }

  #throw(step: Step, inside: Inside): SequenceItem[] {
    const skip = skipCondition(step, this.#facts)
    if (skip === '') return this.#ending('Throws a fault', [this.#note(step)], inside)
    return [block('break', [{ label: `unless ${skip}`, items: [this.#note(step)], step: '' }], [])]
  }

  /** Within a choice an end needs its box: what follows below is not reached by this way. */
  #ending(label: string, items: readonly SequenceItem[], inside: Inside): SequenceItem[] {
    return inside === 'choice' ? [block('break', [{ label, items, step: '' }], [])] : [...items]
  }

  #guarded(children: readonly Step[], label: string, steps: readonly string[], inside: Inside): SequenceItem[] {
    const handlers = children.filter(isHandler)
    const drawn: Step[] = []
    for (const handler of handlers) {
      if (onlyRethrows(handler)) this.#omitted.add(handler)
      else drawn.push(handler)
    }
    const items = this.#items(children, inside)
    const isScope = label !== '' && label !== 'Global scope'
    if (drawn.length === 0 && !isScope) return items
    const body: SequenceSection = { label, items, step: '' }
    return [block('critical', [body, ...drawn.map((handler) => this.#handler(handler))], steps)]
  }

  #handler(handler: Step): SequenceSection {
    const { title } = describe(handler, this.#facts)
    const label = handler.kind === 'catchAll' ? 'on any fault' : `on ${title || 'fault'}`
    return { label, items: this.#items(handler.children, 'path'), step: handler.id }
  }

  #handlersAlone(step: Step): SequenceItem[] {
    const sections = step.children.filter(isHandler).map((handler) => this.#handler(handler))
    return sections.length === 0 ? [] : [block('critical', [{ label: '', items: [], step: '' }, ...sections], [])]
  }

  #loop(step: Step): SequenceBlock {
    const { caption, title, details } = describe(step, this.#facts)
    const words = step.kind === 'stageFile' ? [`each segment of ${title || caption}`] : [title, ...details]
    // The file action itself is a note above its loop.
    const steps = step.kind === 'stageFile' ? [] : [step.id]
    const items = [...this.#items(step.children, 'choice'), ...this.#handlersAlone(step)]
    return block('loop', [{ label: words.filter((word) => word !== '').join(': '), items, step: '' }], steps)
  }

  #router(step: Step): SequenceBlock {
    const sections = step.children.map((child): SequenceSection => {
      const label = [routeName(child), routeWords(child)].filter((part) => part !== '').join(': ')
      const items = child.kind === 'route' ? this.#items(child.children, 'choice') : this.#item(child, 'choice')
      return { label, items, step: child.kind === 'route' ? child.id : '' }
    })
    if (sections.length === 0) sections.push({ label: 'no route', items: [], step: '' })
    return block(sections.length === 1 ? 'opt' : 'alt', sections, [step.id])
  }

  #branches(step: Step, kind: 'par' | 'alt'): SequenceItem[] {
    const sections = step.children
      .filter((child) => !isHandler(child))
      .map((child): SequenceSection => {
        const isBranch = child.kind === 'parallelBranch'
        const items = isBranch
          ? this.#items(child.children, 'choice')
          : this.#item(child, kind === 'alt' ? 'path' : 'choice')
        return { label: child.name, items, step: isBranch ? child.id : '' }
      })
    return sections.length === 0 ? [this.#note(step)] : [block(kind, sections, [step.id])]
  }

  #message(from: string, to: string, style: SequenceMessage['style'], text: string, step: Step): SequenceMessage {
    const self = this.#participants.self
    const place = (end: string) => (end === 'self' ? self : end)
    return { kind: 'message', from: place(from), to: place(to), style, text, steps: [step.id] }
  }

  #note(step: Step): SequenceNote {
    const { caption, title, details } = describe(step, this.#facts)
    const name = title === '' || NAMED_BY_VARIABLE.has(step.kind) ? caption : `${caption} ${title}`
    const own = details.join(', ')
    const lines = LISTED.has(step.kind) ? [name, ...details] : [own === '' ? name : `${name}: ${own}`]
    return { kind: 'note', over: this.#participants.self, lines, steps: [step.id] }
  }
}

/** Actions whose details are a list. */
const LISTED: ReadonlySet<string> = new Set<StepKind>(['label', 'stitch'])

/** Their name is the variable, which the details name with its value. */
const NAMED_BY_VARIABLE: ReadonlySet<string> = new Set<StepKind>(['assignment'])
