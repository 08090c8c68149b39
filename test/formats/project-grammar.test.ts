import { describe, expect, it } from 'vitest'
import { isActionType, isStepKind, unknownElements } from '../../src/formats/project-grammar.js'
import { Source } from '../../src/formats/source.js'
import { parseXml } from '../../src/formats/xml.js'

const PROJECT = 'http://www.oracle.com/2014/03/ics/project'
const DEFINITION = 'http://www.oracle.com/2014/03/ics/project/definition'
const FLOW = 'http://www.oracle.com/2014/03/ics/flow/definition'

/** A project.xml around the children of icsproject and of icsflow. */
const project = (flow: string, head = '') =>
  `<p:icsproject xmlns="${FLOW}" xmlns:d="${DEFINITION}" xmlns:p="${PROJECT}">${head}<p:icsflow>\n${flow}</p:icsflow></p:icsproject>`

const found = (text: string) => {
  const source = new Source('project.xml', text)
  const { root } = parseXml(source.text)
  if (root === null) throw new Error('XML expected')
  const unknown = unknownElements(root, source)
  return { unknown: unknown.map((each) => each.text), problems: source.problems }
}

/** Nests an element in its parents, outermost first. */
const nested = (path: string, inside: string) =>
  path.split('/').reduceRight((inner, name) => (name === '' ? inner : `<${name}>${inner}</${name}>`), inside)

describe('what project.xml may hold', () => {
  it('is a head in the namespace of definitions', () => {
    const head = [
      'projectCode',
      'projectVersion',
      'projectName',
      'projectDescription',
      'percentComplete',
      'projectHasErrors',
      'projectHasWarnings',
    ].map((name) => `<d:${name}/>`)
    expect(found(project('', head.join('')))).toEqual({ unknown: [], problems: [] })
  })

  it.each([
    ['', 'application processor messageContext commonNamespaceMaps typeDefinitions orchestration wire'],
    ['application', 'adapter mep inbound outbound eventTypes input output'],
    ['application/adapter', 'type code name'],
    ['application/inbound', 'binding operation input output'],
    ['application/outbound', 'binding operation input output'],
    ['application/eventTypes', 'eventType'],
    ['application/outbound/input', 'resourceGroup'],
    ['application/outbound/output', 'resourceGroup'],
    ['application/resourceGroup', 'resource'],
    ['application/resourceGroup/resource', 'role'],
    ['application/resourceRef', 'role'],
    [
      'processor',
      'type processorName processorDescription input output trackingVariableGroup typeDefinitions rootElement',
    ],
    ['processor/trackingVariableGroup', 'trackingVariable'],
    ['processor/trackingVariableGroup/trackingVariable', 'primary name xpath output'],
    ['wire', 'source target'],
  ])('is, below %j, %s and what stands anywhere', (path, locals) => {
    const anywhere = 'role subRole description property resourceGroup resourceRef messageContextRef'
    const inside = `${locals} ${anywhere}`.split(' ').map((name) => `<${name}/>`)
    expect(found(project(nested(path, inside.join(''))))).toEqual({ unknown: [], problems: [] })
  })

  it('is, below a processor of typeDefinitions, the root element of the type', () => {
    const processor = `<processor name="processor_58"><type>typeDefinitions</type><role>undefined</role>
      <resourceGroup name="resourcegroup_59"><resource name="resource_60"/></resourceGroup>
      <rootElement elementName="faults" namespace="http://xmlns.example.com/faults"/></processor>`
    expect(found(project(processor))).toEqual({ unknown: [], problems: [] })
  })

  it.each([
    'application',
    'application/adapter',
    'application/inbound',
    'application/outbound',
    'application/eventTypes',
    'application/input',
    'application/output',
    'application/resourceGroup',
    'application/resourceGroup/resource',
    'application/resourceRef',
    'processor',
    'processor/trackingVariableGroup',
    'processor/trackingVariableGroup/trackingVariable',
    'wire',
    'orchestration',
    'orchestration/scope',
  ])('is nothing else below %s', (path) => {
    const { unknown, problems } = found(project(nested(path, '<shield/>')))
    expect(unknown).toContain('shield')
    expect(problems.at(-1)?.message).toBe(
      `The element shield below ${path.split('/').at(-1)} is not one that this version knows; it was kept, not read.`,
    )
  })

  it.each([
    'application/messageContextRef',
    'application/mep',
    'messageContext',
    'typeDefinitions',
    'commonNamespaceMaps',
    'shield',
    'application/wire',
    'processor/adapter',
  ])('is not looked at below %s', (path) => {
    expect(found(project(nested(path, '<inner/>'))).unknown).not.toContain('inner')
  })

  it('is kept with its attributes where it is not known, and named once', () => {
    const { unknown, problems } = found(project('<shield level="3" of="a"/><shield/>\n<telemetry/>'))
    expect(unknown).toEqual(['shield level="3" of="a"', 'shield', 'telemetry'])
    expect(problems).toEqual([
      {
        code: 'unrecognised-entry',
        severity: 'info',
        message: 'The element shield below icsflow is not one that this version knows; it was kept, not read.',
        entry: 'project.xml',
        line: 2,
        column: 1,
      },
      {
        code: 'unrecognised-entry',
        severity: 'info',
        message: 'The element telemetry below icsflow is not one that this version knows; it was kept, not read.',
        entry: 'project.xml',
        line: 3,
        column: 1,
      },
    ])
  })
})

describe('the namespace of an element', () => {
  const said = (text: string) =>
    found(text).problems.map(({ code, severity, message, line, column }) => [code, severity, message, line, column])
  const misplaced = (local: string, where: string) =>
    `The element ${local} stands in ${where}, which OIC does not write there; elements were read by their local names.`

  it('is that of the project for the root, and of definitions for its head', () => {
    expect(said('<icsproject/>')).toEqual([
      ['malformed-content', 'warning', misplaced('icsproject', 'no namespace'), 1, 1],
    ])
    expect(said(`<p:icsproject xmlns:p="${PROJECT}">\n<p:projectCode/></p:icsproject>`)).toEqual([
      ['malformed-content', 'warning', misplaced('projectCode', `the namespace ${PROJECT}`), 2, 1],
    ])
    expect(said(`<p:icsproject xmlns:p="${PROJECT}" xmlns="${DEFINITION}"><icsflow/></p:icsproject>`)).toHaveLength(1)
  })

  it('is that of flows within the flow, and missed once for the file', () => {
    expect(said(project('<d:wire/>\n<d:application><d:role/></d:application>'))).toEqual([
      ['malformed-content', 'warning', misplaced('wire', `the namespace ${DEFINITION}`), 2, 1],
    ])
  })
})

describe('the steps of an orchestration', () => {
  const STEPS =
    'receive scheduleReceive pick pickReceive reply invoke transformer assignment label router route for while try globalTry catch catchAll throw stop ehStop stageFile stitch notification activityStreamLogger wait callout parallel parallelBranch publish subscribe template agent memory note integrationMetadata globalVariable integrationProperties patternMemoryDataType'

  it.each(STEPS.split(' '))('may be %s', (step) => {
    expect(isStepKind(step)).toBe(true)
    expect(found(project(`<orchestration><try><${step}/></try></orchestration>`))).toEqual({
      unknown: [],
      problems: [],
    })
  })

  it.each(['', 'Receive', 'application', 'role', 'toString', 'scope'])('are not %j', (step) => {
    expect(isStepKind(step)).toBe(false)
  })

  it('are looked for below unknown steps, too', () => {
    expect(
      found(project('<orchestration><teleport><stop/><beam><wait/></beam></teleport></orchestration>')).unknown,
    ).toEqual(['teleport', 'beam'])
  })
})

describe('the types of actions', () => {
  const TYPES =
    'assignment transformer contentBasedRouter catchAll stageFile messageTracker globalVariableDefinition integrationMetadata notification stitch throw for activityStreamLogger scheduleReceive typeDefinitions catch wait while template agent memory pick parallelBranch callout integrationProperties parallel patternIntegrationMemoryData'

  it.each(TYPES.split(' '))('may be %s', (type) => {
    expect(isActionType(type)).toBe(true)
  })

  it.each(['', 'Assignment', 'receive', 'router', 'constructor'])('are not %j', (type) => {
    expect(isActionType(type)).toBe(false)
  })
})
