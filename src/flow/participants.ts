import type { Endpoint } from '../model/types.js'
import { callWords, connectionWords } from './describe.js'
import type { FlowFacts } from './facts.js'
import { isPolling } from './sequence-parts.js'
import type { DrawnFlow, Participant } from './types.js'

/** The participants of a sequence diagram, added as they are first met. */
export class Participants {
  readonly #facts: FlowFacts
  readonly #byKey = new Map<string, Participant>()
  /** The integration or agent itself. */
  readonly self: string

  constructor(flow: DrawnFlow, facts: FlowFacts) {
    this.#facts = facts
    // Whoever starts the flow stands left of it.
    for (const endpoint of flow.endpoints) if (endpoint.role === 'trigger') this.caller(endpoint)
    if (flow.kind === 'agent' && this.#byKey.size === 0) this.#add('caller', 'caller', 'User', '')
    if (flow.kind === 'integration' && flow.style === 'scheduled') this.scheduler()
    this.self = this.#add('self', 'self', flow.name || flow.code, `${flow.code} ${flow.version}`)
  }

  scheduler(): string {
    return this.#add('scheduler', 'scheduler', 'Scheduler', '')
  }

  /** Who stands before a trigger: an event, what it polls, or a client by way of its connection. */
  caller(endpoint: Endpoint): string {
    if (endpoint.adapterType === 'appevent') return this.#event(endpoint)
    if (isPolling(endpoint)) return this.#connection(endpoint)
    return this.#add(`caller ${endpoint.connection}`, 'caller', 'Caller', connectionWords(endpoint))
  }

  /** What an invoke or publish calls. Calls by one connection share a participant, calls of one child as well. */
  called(endpoint: Endpoint): string {
    if (endpoint.adapterType === 'appevent') return this.#event(endpoint)
    const [child] = this.#facts.calls.get(endpoint.id) ?? []
    if (child !== undefined) return this.child(callWords(child))
    return this.#connection(endpoint)
  }

  child(words: string): string {
    return this.#add(`child ${words}`, 'child', words, 'integration')
  }

  mail(): string {
    return this.#add('mail', 'mail', 'E-mail', '')
  }

  list(): readonly Participant[] {
    return [...this.#byKey.values()]
  }

  #connection({ connection, adapterType }: Endpoint): string {
    return this.#add(`connection ${connection}`, 'connection', connection, adapterType)
  }

  #event(endpoint: Endpoint): string {
    const names = endpoint.eventTypes.map(({ code }) => code).join(', ') || endpoint.operation
    return this.#add(`event ${names}`, 'event', names || 'Events', 'event')
  }

  #add(key: string, kind: Participant['kind'], name: string, detail: string): string {
    const known = this.#byKey.get(key)
    if (known !== undefined) return known.id
    const id = `p${this.#byKey.size + 1}`
    this.#byKey.set(key, { id, kind, name, detail })
    return id
  }
}
