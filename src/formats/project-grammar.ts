/**
 * What project.xml may hold, as tables. A new element, action type or step of OIC is a new line here, and nothing else
 * if the model does not look at it.
 */
import type { Evidence } from '../base/location.js'
import type { Source } from './source.js'
import type { ActionType, StepKind } from './types.js'
import { children, type XmlElement } from './xml.js'

const PROJECT = 'http://www.oracle.com/2014/03/ics/project'
const DEFINITION = 'http://www.oracle.com/2014/03/ics/project/definition'
const FLOW = 'http://www.oracle.com/2014/03/ics/flow/definition'

/** Children that OIC hangs below several parents; known wherever they stand in the flow. */
const ANYWHERE = ['role', 'subRole', 'description', 'property', 'resourceGroup', 'resourceRef', 'messageContextRef']

/** Parent to its known children, beside {@link ANYWHERE}. A parent that is not listed is not looked into. */
const KNOWN_CHILDREN: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    icsproject: [
      'projectCode',
      'projectVersion',
      'projectName',
      'projectDescription',
      'percentComplete',
      'projectHasErrors',
      'projectHasWarnings',
      'icsflow',
    ],
    icsflow: [
      'application',
      'processor',
      'messageContext',
      'commonNamespaceMaps',
      'typeDefinitions',
      'orchestration',
      'wire',
    ],
    application: ['adapter', 'mep', 'inbound', 'outbound', 'eventTypes', 'input', 'output'],
    adapter: ['type', 'code', 'name'],
    inbound: ['binding', 'operation', 'input', 'output'],
    outbound: ['binding', 'operation', 'input', 'output'],
    eventTypes: ['eventType'],
    input: [],
    output: [],
    resourceGroup: ['resource'],
    resource: [],
    resourceRef: [],
    processor: [
      'type',
      'processorName',
      'processorDescription',
      'input',
      'output',
      'trackingVariableGroup',
      'typeDefinitions',
      'rootElement',
    ],
    trackingVariableGroup: ['trackingVariable'],
    trackingVariable: ['primary', 'name', 'xpath', 'output'],
    wire: ['source', 'target'],
  }).map(([parent, known]) => [parent, new Set([...known, ...ANYWHERE])]),
)

const STEP_KINDS: Readonly<Record<StepKind, true>> = {
  receive: true,
  scheduleReceive: true,
  pick: true,
  pickReceive: true,
  reply: true,
  invoke: true,
  transformer: true,
  assignment: true,
  label: true,
  router: true,
  route: true,
  for: true,
  while: true,
  try: true,
  globalTry: true,
  catch: true,
  catchAll: true,
  throw: true,
  stop: true,
  ehStop: true,
  stageFile: true,
  stitch: true,
  notification: true,
  activityStreamLogger: true,
  wait: true,
  callout: true,
  parallel: true,
  parallelBranch: true,
  publish: true,
  subscribe: true,
  template: true,
  agent: true,
  memory: true,
  note: true,
  integrationMetadata: true,
  globalVariable: true,
  integrationProperties: true,
  patternMemoryDataType: true,
}

const ACTION_TYPES: Readonly<Record<ActionType, true>> = {
  assignment: true,
  transformer: true,
  contentBasedRouter: true,
  catchAll: true,
  stageFile: true,
  messageTracker: true,
  globalVariableDefinition: true,
  integrationMetadata: true,
  notification: true,
  stitch: true,
  throw: true,
  for: true,
  activityStreamLogger: true,
  scheduleReceive: true,
  typeDefinitions: true,
  catch: true,
  wait: true,
  while: true,
  template: true,
  agent: true,
  memory: true,
  pick: true,
  parallelBranch: true,
  callout: true,
  integrationProperties: true,
  parallel: true,
  patternIntegrationMemoryData: true,
}

/** Whether an element of the orchestration is one that the library knows. */
export function isStepKind(element: string): element is StepKind {
  return Object.hasOwn(STEP_KINDS, element)
}

/** Whether a processor's type is one that the library knows. */
export function isActionType(type: string): type is ActionType {
  return Object.hasOwn(ACTION_TYPES, type)
}

/**
 * Walks project.xml once and gathers the elements that are in no list above, in document order. Says so once for each
 * element name, and once for the whole file where an element is not in the namespace that OIC writes it in.
 */
export function unknownElements(root: XmlElement, source: Source): readonly Evidence[] {
  const unknown: Evidence[] = []
  const reported = new Set<string>()
  let misplaced: XmlElement | null = null

  const report = (element: XmlElement, parent: string) => {
    unknown.push(source.evidence(element.offset, shown(element)))
    if (reported.has(element.local)) return
    reported.add(element.local)
    const message = `The element ${element.local} below ${parent} is not one that this version knows; it was kept, not read.`
    source.problem(element.offset, message, 'unrecognised-entry', 'info')
  }

  // Depth is bounded by the XML reader.
  const walk = (element: XmlElement, expected: string, inOrchestration: boolean) => {
    if (misplaced === null && element.namespace !== expected) misplaced = element
    const steps = inOrchestration || element.local === 'orchestration'
    const known = steps ? null : KNOWN_CHILDREN.get(element.local)
    if (known === undefined) return
    for (const next of children(element)) {
      const isKnown = known === null ? isStepKind(next.local) : known.has(next.local)
      if (!isKnown) report(next, element.local)
      // Below an unknown step there may be known ones; below any other unknown element nothing is of ours.
      if (isKnown || steps) walk(next, namespaceBelow(element.local, next.local), steps)
    }
  }
  walk(root, PROJECT, false)
  warnOfNamespace(misplaced, source)
  return unknown
}

function namespaceBelow(parent: string, local: string): string {
  if (parent !== 'icsproject') return FLOW
  return local === 'icsflow' ? PROJECT : DEFINITION
}

function warnOfNamespace(element: XmlElement | null, source: Source): void {
  if (element === null) return
  const found = element.namespace === '' ? 'no namespace' : `the namespace ${element.namespace}`
  const message = `The element ${element.local} stands in ${found}, which OIC does not write there; elements were read by their local names.`
  source.problem(element.offset, message, 'malformed-content', 'warning')
}

function shown(element: XmlElement): string {
  return [element.local, ...element.attributes.map(({ name, value }) => `${name}="${value}"`)].join(' ')
}
