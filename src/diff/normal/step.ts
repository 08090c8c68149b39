import { mapperTargets } from '../../model/mapper-target.js'
import { isIdle, isRepeated } from '../../model/noise.js'
import { normalXPath } from '../../model/normal-xpath.js'
import { configurationsOf } from '../../model/pick.js'
import { isScheduleParameter } from '../../model/schedule-parameter.js'
import { STEP_WORDS } from '../../model/steps.js'
import type { Action, AdapterConfiguration, Endpoint, Expression, Flow, Step, Stitch } from '../../model/types.js'
import { type Fact, fact, type Part, part, type Structure } from '../part.js'
import type { NormalContext } from './context.js'
import { normalMapper } from './mapper.js'
import { configurationFacts, propertyFact } from './properties.js'
import { fileFacts, structureOf } from './resources.js'
import { tableFacts } from './table-mappings.js'

/** Turns a flow's steps, with the endpoints and actions behind them, into parts. */
export async function normalSteps(flow: Flow, context: NormalContext): Promise<{ steps: Part[]; rest: Part[] }> {
  const builder = new StepBuilder(flow, context)
  const steps = await builder.steps(flow.steps)
  return { steps, rest: await builder.rest() }
}

class StepBuilder {
  readonly #flow: Flow
  readonly #context: NormalContext
  readonly #endpoints: ReadonlyMap<string, Endpoint>
  readonly #actions: ReadonlyMap<string, Action>
  readonly #configuration: ReturnType<typeof configurationsOf>
  readonly #mapperTarget: ReturnType<typeof mapperTargets>
  /** Each endpoint and action is told once, at the first step that stands for it. */
  readonly #told = new Set<string>()
  /** Triggers whose connection their pick tells. */
  readonly #connectedByPick = new Set<string>()

  constructor(flow: Flow, context: NormalContext) {
    this.#flow = flow
    this.#context = context
    this.#endpoints = new Map(flow.endpoints.map((endpoint) => [endpoint.id, endpoint]))
    this.#actions = new Map(flow.actions.map((action) => [action.id, action]))
    this.#configuration = configurationsOf(flow)
    this.#mapperTarget = mapperTargets(flow)
  }

  /** Depth is bounded by the XML reader. */
  async steps(steps: readonly Step[]): Promise<Part[]> {
    const parts: Part[] = []
    for (const [index, step] of steps.entries()) parts.push(await this.#step(step, steps[index + 1] ?? null))
    return parts
  }

  /** Endpoints and actions that no step stands for: those of map-data integrations, type definitions. */
  async rest(): Promise<Part[]> {
    const parts: Part[] = []
    for (const endpoint of this.#flow.endpoints) {
      if (this.#told.has(endpoint.id)) continue
      const label = `${endpoint.role === 'trigger' ? 'Trigger' : 'Invoke'} ${endpoint.name}`.trim()
      const { facts, structure } = await this.#endpoint(endpoint)
      parts.push(part({ what: endpoint.role, key: endpoint.name, label, facts, structure }))
    }
    for (const action of this.#flow.actions) {
      if (this.#told.has(action.id)) continue
      const { facts, parts: below, structure } = await this.#action(action, null)
      if (facts.length === 0 && below.length === 0 && structure === null) continue
      const label = action.name === '' ? action.type : `${action.type} ${action.name}`
      parts.push(part({ what: 'action', key: label, label, facts, parts: below, structure }))
    }
    return parts
  }

  async #step(step: Step, next: Step | null): Promise<Part> {
    const facts: Fact[] = fact('description', '', this.#descriptionOf(step))
    const parts: Part[] = []
    let structure: Structure | null = null
    let named = step.name
    if (step.kind === 'pick') facts.push(...this.#sharedConnection(step))
    if ('endpoint' in step) {
      const endpoint = this.#endpoints.get(step.endpoint)
      if (endpoint !== undefined && this.#tellOnce(endpoint.id)) {
        const told = await this.#endpoint(endpoint)
        facts.push(...told.facts.filter(({ what }) => what !== 'description' || step.description === ''))
        structure = told.structure
      }
      const tracker = this.#actions.get(step.tracker)
      if (tracker !== undefined && this.#tellOnce(tracker.id)) facts.push(...trackedFacts(tracker))
      // A reply answers its trigger: the name is the trigger's.
      if (step.kind === 'reply') named = ''
    } else if (step.kind === 'route') {
      if (step.condition !== null && !step.otherwise) {
        const { value, shown } = normalXPath(step.condition)
        facts.push(...fact('condition', '', value, shown))
      }
      if (step.otherwise) facts.push(...fact('otherwise', '', 'true', 'when no other route is taken'))
      if (step.name === step.conditionText) named = ''
    } else if (step.kind !== 'unknown') {
      const action = this.#actions.get(step.action)
      if (action !== undefined && this.#tellOnce(action.id)) {
        const told = await this.#action(action, step)
        facts.push(...told.facts)
        parts.push(...told.parts)
        structure = told.structure
      }
    } else {
      facts.push(...fact('element', '', step.element))
    }
    if (step.kind !== 'unknown' && named === STEP_WORDS[step.kind]) named = ''
    return part({
      what: 'step',
      key: step.kind,
      label: labelOf(step, named, this.#fills(step, next)),
      id: step.id,
      facts: [...fact('name', '', named), ...facts],
      parts,
      steps: await this.steps(step.children),
      structure,
    })
  }

  /** A route without a description of its own bears its router's. */
  #descriptionOf({ kind, description, ref }: Step): string {
    const router = kind === 'route' ? this.#actions.get(ref.split('/')[0] ?? '') : undefined
    return description === router?.description ? '' : description
  }

  /** The canvas names a mapper without a name after what it maps for. Null for what is none, or where nobody knows. */
  #fills(step: Step, next: Step | null): string | null {
    if (step.kind !== 'transformer') return null
    const action = this.#actions.get(step.action)
    const filled = action === undefined ? null : this.#mapperTarget(action)
    if (filled !== null) return filled.isReply ? 'reply' : filled.name
    if (next === null || !MAPPED_FOR.has(next.kind)) return null
    return next.kind === 'reply' ? 'reply' : next.name
  }

  /** The connection of a pick, where all of its triggers have the same. */
  #sharedConnection({ children }: Step): Fact[] {
    const triggers = children.flatMap((child) =>
      child.kind === 'pickReceive' ? (this.#endpoints.get(child.endpoint) ?? []) : [],
    )
    const connection = triggers[0]?.connection ?? ''
    if (triggers.some((trigger) => trigger.connection !== connection)) return []
    for (const { id } of triggers) this.#connectedByPick.add(id)
    return fact('connection', '', connection)
  }

  #tellOnce(id: string): boolean {
    if (this.#told.has(id)) return false
    this.#told.add(id)
    return true
  }

  async #endpoint(endpoint: Endpoint): Promise<{ facts: Fact[]; structure: Structure | null }> {
    const { resources } = endpoint
    const configuration = this.#configuration(endpoint)
    const operation = operationOf(endpoint, configuration)
    const structure = await structureOf({ resources, operation, configuration }, this.#context)
    const facts = [
      ...fact('connection', '', this.#connectedByPick.has(endpoint.id) ? '' : endpoint.connection),
      ...fact('mep', '', endpoint.mep),
      ...fact('description', '', endpoint.description),
      // An adapter configuration says it better.
      ...fact('operation', '', configuration === null ? endpoint.targetOperation : ''),
      ...endpoint.eventTypes.flatMap(({ code, revision }) => fact('event-type', code, `${code}|${revision}`)),
      ...(await this.#configured(endpoint.properties, configuration, endpoint.connection, structure)),
      ...(await fileFacts(resources, this.#context)),
    ]
    return { facts, structure }
  }

  async #action(
    action: Action,
    step: Step | null,
  ): Promise<{ facts: Fact[]; parts: Part[]; structure: Structure | null }> {
    const { resources, notification } = action
    const configuration = this.#configuration(action)
    const isRouter = action.type === 'contentBasedRouter'
    const structure = await structureOf({ resources, operation: '', configuration }, this.#context)
    const texts = notification === null ? [] : Object.entries(notification)
    const configured = await this.#configured(action.properties, configuration, '', structure)
    const facts = [
      ...(step === null ? fact('description', '', action.description) : []),
      // A global variable's step is named after it.
      ...configured.filter(({ name, value }) => name !== 'variableName' || value !== step?.name),
      // The conditions of a router's routes are told there.
      ...expressionsFacts(
        action.expressions.filter((one) => (!isRouter || one.output === '') && !isScheduleParameter(one, action)),
      ),
      ...action.expressions.filter((one) => isScheduleParameter(one, action)).flatMap(parameterFacts),
      ...texts.flatMap(([name, text]: [string, { readonly text: string } | null]) =>
        fact('notification', name, text?.text.trim() ?? ''),
      ),
      ...trackedFacts(action),
      ...(await fileFacts(resources, this.#context)),
    ]
    return { facts, parts: [...action.mappers.map(normalMapper), ...stitchParts(action.stitches)], structure }
  }

  async #configured(
    properties: Readonly<Record<string, string>>,
    configuration: AdapterConfiguration | null,
    connection: string,
    structure: Structure | null,
  ): Promise<Fact[]> {
    const { options } = this.#context
    const configured = await configurationFacts(configuration, connection, structure !== null, options)
    const said = new Set(configured.map(({ name }) => name))
    const facts: Fact[] = []
    for (const [name, value] of Object.entries(properties)) {
      // What project.xml repeats of the adapter configuration is told once.
      if (isRepeated(name, said, properties) || isIdle(name, value)) continue
      facts.push(...(await propertyFact(name, value)))
    }
    return [...configured, ...facts, ...(await tableFacts(configuration, this.#context))]
  }
}

function operationOf({ targetOperation }: Endpoint, configuration: AdapterConfiguration | null): string {
  const named = configuration?.properties.find(({ name, value }) => name === 'targetOperation' && value.trim() !== '')
  return named?.value.trim() || targetOperation
}

function expressionsFacts(expressions: readonly Expression[]): Fact[] {
  const alone = expressions.length === 1
  // The one variable that an assignment sets is the step's name.
  return expressions.flatMap((one) => expressionFacts(one, one.role === '' && !alone ? one.variable : one.role))
}

function expressionFacts({ variableType, name, text, xpath, description }: Expression, key: string): Fact[] {
  const { value, shown } = normalXPath(xpath.source.trim() === '' ? { source: text, namespaces: null } : xpath)
  return [
    ...fact('expression', key, value, shown),
    ...fact('expression-name', key, name.trim()),
    ...fact('variable-type', key, variableType),
    ...fact('variable-description', key, description.trim()),
  ]
}

/** The default of a schedule parameter stands where others have a name. */
function parameterFacts(one: Expression): Fact[] {
  const { name, variable } = one
  const { value, shown } = normalXPath({ source: name, namespaces: null })
  return [
    // What is no literal is shown as it stands.
    ...fact('default', variable, value, /^\s*["']/.test(name) ? shown : name.trim()),
    ...expressionFacts({ ...one, name: '' }, variable),
  ]
}

/** The assignments of a data stitch, each of which may read what those before it wrote. */
function stitchParts(stitches: readonly Stitch[]): Part[] {
  const parts = stitches.filter(({ readable }) => readable).flatMap(({ assigns }) => assigns.map(assignmentPart))
  return parts.length === 0 ? [] : [part({ what: 'stitch', key: '', ordered: true, parts })]
}

function assignmentPart({ operation, from, to }: Stitch['assigns'][number]): Part {
  const target = normalXPath({ source: to, namespaces: from?.namespaces ?? null })
  const source = from === null ? { value: '', shown: '' } : normalXPath(from)
  const value = JSON.stringify([operation, target.value, source.value])
  const shown =
    `${operation === '' || operation === 'Assign' ? '' : `${operation} `}${source.shown}`.trim() || operation
  return part({ what: 'assignment', key: target.shown, facts: fact('assignment', '', value, shown) })
}

function trackedFacts({ trackingVariables }: Action): Fact[] {
  return trackingVariables
    .filter(({ xpath, name, slot }) => xpath.trim() !== '' || (name !== '' && name !== slot))
    .flatMap(({ slot, name, primary, xpath }) => {
      const { value, shown } = normalXPath({ source: xpath, namespaces: null })
      const note = primary ? ' (primary)' : ''
      return fact('business-identifier', slot, JSON.stringify([name, primary, value]), `${name} = ${shown}${note}`)
    })
}

/** Steps that a mapper before them maps for. */
const MAPPED_FOR: ReadonlySet<Step['kind']> = new Set<Step['kind']>([
  'invoke',
  'publish',
  'reply',
  'stageFile',
  'callout',
  'template',
  'agent',
])

function labelOf(step: Step, name: string, fills: string | null): string {
  if (step.kind === 'globalTry') return ''
  if (step.kind === 'unknown') return `${step.element} ${step.name}`.trim()
  if (step.kind === 'route') return `route "${cut(step.name)}"`
  const word = STEP_WORDS[step.kind]
  if (name !== '') return `${word} ${name}`
  return fills === null ? word : `${word} to ${fills}`
}

/** A route without a name shows its condition. */
function cut(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59)}…` : name
}
