import { describe, expect, it } from 'vitest'
import { readProjectXml } from '../../src/formats/project-xml.js'
import type { ProjectXml } from '../../src/formats/types.js'

const PROJECT = 'http://www.oracle.com/2014/03/ics/project'
const DEFINITION = 'http://www.oracle.com/2014/03/ics/project/definition'
const FLOW = 'http://www.oracle.com/2014/03/ics/flow/definition'
const PATH = 'icspackage/project/ORDERS_01.00.0000/PROJECT-INF/project.xml'

/** A project.xml around the children of icsflow, written as OIC 3 does: `ns2` for the flow. */
function projectXml(flow: string, attributes = 'version="10.1" modelType="FREEFORM"'): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<ns3:icsproject name="project_1" ${attributes} xmlns="${DEFINITION}" xmlns:ns2="${FLOW}" xmlns:ns3="${PROJECT}">
  <projectCode>ORDERS</projectCode>
  <projectVersion>01.00.0000</projectVersion>
  <projectName>Orders</projectName>
  <percentComplete>100.0</percentComplete>
  <projectHasErrors>false</projectHasErrors>
  <projectHasWarnings>true</projectHasWarnings>
  <ns3:icsflow name="flow_1">
${flow}
  </ns3:icsflow>
</ns3:icsproject>`
}

function read(text: string): ProjectXml {
  const { value, problems } = readProjectXml(PATH, text)
  expect(problems).toEqual([])
  if (value === null) throw new Error('nothing was read')
  return value
}

/** The words at a place of a text, from there to the end of the value. */
function wordsAt(text: string, place: { line: number | null; column: number | null }): string {
  const line = text.split('\n')[(place.line ?? 0) - 1] ?? ''
  return line.slice((place.column ?? 0) - 1).split(/["<]/)[0] ?? ''
}

const TRIGGER = `<ns2:application name="application_8">
  <ns2:role>source</ns2:role>
  <ns2:adapter><ns2:type>app-adapter</ns2:type><ns2:code>SHOP_REST</ns2:code><ns2:name>placeOrder</ns2:name>
    <ns2:description>From the shop</ns2:description><ns2:property name="hasAttachment" value="false"/></ns2:adapter>
  <ns2:mep>push-sync</ns2:mep>
  <ns2:outbound name="outbound_9"><ns2:binding>rest</ns2:binding><ns2:operation>execute</ns2:operation>
    <ns2:resourceGroup name="resourcegroup_10"><ns2:resource name="resource_11" location="../resources/a.jca" type="jca"/></ns2:resourceGroup>
    <ns2:output name="output_12"><ns2:role>request</ns2:role><ns2:messageContextRef refUri="messagecontext_13"/>
      <ns2:resourceGroup name="resourcegroup_14"><ns2:resource name="resource_15" location="../resources/b.xsd" type="xsd"/></ns2:resourceGroup></ns2:output>
  </ns2:outbound>
  <ns2:property name="staticNamespace" value="true"/>
</ns2:application>`

describe('project.xml', () => {
  it('gives what the head says', () => {
    const project = read(projectXml(''))
    expect(project).toMatchObject({
      schemaVersion: '10.1',
      modelType: 'freeform',
      code: 'ORDERS',
      version: '01.00.0000',
      name: 'Orders',
      description: '',
      percentComplete: 100,
      hasErrors: false,
      hasWarnings: true,
    })
    expect(project.location).toEqual({ entry: PATH, line: 2, column: 1 })
  })

  it('reads the same whatever the prefixes are', () => {
    const flow = `${TRIGGER}<ns2:processor name="processor_1"><ns2:type>wait</ns2:type><ns2:role>undefined</ns2:role></ns2:processor>
<ns2:orchestration><ns2:receive id="r0" refUri="application_8"/><ns2:wait id="w0" refUri="processor_1"/></ns2:orchestration>`
    const usual = projectXml(flow)
    // The definition's and the flow's prefixes change places, positions stay.
    const swapped = usual
      .replaceAll('<ns2:', '<F:')
      .replaceAll('</ns2:', '</F:')
      .replaceAll(/<(\/?)(project(?!\w*:)|percent)/g, '<$1ns2:$2')
      .replaceAll('<F:', '<')
      .replaceAll('</F:', '</')
      .replace(`xmlns="${DEFINITION}" xmlns:ns2="${FLOW}"`, `xmlns:ns2="${DEFINITION}" xmlns="${FLOW}"`)
    expect(swapped).toContain('<ns2:projectCode>')
    expect(swapped).toContain('<application name')
    expect(withoutPlaces(read(swapped))).toEqual(withoutPlaces(read(usual)))
    expect(read(usual).steps).toHaveLength(2)
  })

  it('warns once where namespaces are missing, and reads by local names', () => {
    const { value, problems } = readProjectXml(
      PATH,
      '<icsproject version="4.0"><projectCode>A</projectCode><projectVersion>01.00.0000</projectVersion><icsflow><application name="application_1"><role>target</role></application><orchestration><stop id="st0"/></orchestration></icsflow></icsproject>',
    )
    expect(problems.map(({ severity, code }) => [severity, code])).toEqual([['warning', 'malformed-content']])
    expect(value).toMatchObject({ code: 'A', modelType: '', percentComplete: null, unknownElements: [] })
    expect(value?.endpoints[0]?.role).toBe('invoke')
    expect(value?.steps[0]?.element).toBe('stop')
  })

  it('warns where a single element stands in a foreign namespace', () => {
    const { problems } = readProjectXml(PATH, projectXml('<x:orchestration xmlns:x="urn:example"/>'))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ severity: 'warning', line: 10 })
    expect(problems[0]?.message).toContain('urn:example')
  })

  it('keeps what is in no list, with its place, and names each element once', () => {
    const { value, problems } = readProjectXml(
      PATH,
      projectXml(`<ns2:application name="application_1"><ns2:role>source</ns2:role><ns2:shield level="3"><ns2:deep/></ns2:shield></ns2:application>
<ns2:application name="application_2"><ns2:role>target</ns2:role><ns2:shield level="4"/></ns2:application>
<ns2:telemetry/>`),
    )
    expect(value?.unknownElements.map(({ text, line }) => [text, line])).toEqual([
      ['shield level="3"', 10],
      ['shield level="4"', 11],
      ['telemetry', 12],
    ])
    expect(problems.map(({ code, severity, line }) => [code, severity, line])).toEqual([
      ['unrecognised-entry', 'info', 10],
      ['unrecognised-entry', 'info', 12],
    ])
  })

  it('does not look into messages, which say nothing of the flow', () => {
    read(
      projectXml(`<ns2:messageContext name="messagecontext_1"><ns2:rootElement elementName="a"/><ns2:anything/></ns2:messageContext>
<ns2:commonNamespaceMaps><ns2:commonNamespaceMap prefix="a" namespace="urn:a"/></ns2:commonNamespaceMaps>`),
    )
  })

  it('says what is wrong with a percentage, and goes on', () => {
    const { value, problems } = readProjectXml(PATH, projectXml('').replace('100.0', 'nearly'))
    expect(value?.percentComplete).toBeNull()
    expect(value?.code).toBe('ORDERS')
    expect(problems).toMatchObject([{ severity: 'warning', line: 6, column: 20 }])
  })

  it.each([
    ['an empty file', ''],
    ['another document', '<project><projectCode>A</projectCode></project>'],
  ])('gives nothing for %s, and says why', (_, text) => {
    const { value, problems } = readProjectXml(PATH, text)
    expect(value).toBeNull()
    expect(problems).toMatchObject([{ severity: 'error', code: 'malformed-content' }])
  })

  it('keeps what could be read of a file that is cut off', () => {
    const text = projectXml(TRIGGER)
    const { value, problems } = readProjectXml(PATH, text.slice(0, text.indexOf('<ns2:outbound')))
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true)
    expect(value?.code).toBe('ORDERS')
    expect(value?.endpoints[0]).toMatchObject({ id: 'application_8', connection: 'SHOP_REST', operation: '' })
  })

  it('reports a missing code, version and flow', () => {
    const { value, problems } = readProjectXml(PATH, `<p:icsproject xmlns:p="${PROJECT}"/>`)
    expect(value).toMatchObject({ code: '', version: '', endpoints: [], steps: [] })
    expect(problems.map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning'])
  })
})

describe('an endpoint', () => {
  it('is read with its connection, properties and files', () => {
    const text = projectXml(TRIGGER)
    const [endpoint] = read(text).endpoints
    expect(endpoint).toMatchObject({
      id: 'application_8',
      role: 'trigger',
      connection: 'SHOP_REST',
      name: 'placeOrder',
      description: 'From the shop',
      mep: 'push-sync',
      binding: 'rest',
      operation: 'execute',
    })
    expect({ ...endpoint?.properties }).toEqual({ hasAttachment: 'false', staticNamespace: 'true' })
    expect(endpoint?.connectionAt.text).toBe('SHOP_REST')
    expect(endpoint && wordsAt(text, endpoint.connectionAt)).toBe('SHOP_REST')
    expect(endpoint && wordsAt(text, endpoint.at)).toBe('application_8')
    expect(endpoint?.resources.map(({ location, type, output }) => [location, type, output])).toEqual([
      ['../resources/a.jca', 'jca', ''],
      ['../resources/b.xsd', 'xsd', 'output_12'],
    ])
  })

  it('names the event types it publishes or subscribes to, with their places', () => {
    const text = projectXml(
      '<ns2:application name="application_1"><ns2:role>source</ns2:role><ns2:eventTypes><ns2:eventType name="ORDER_SHIPPED" revision="2"/></ns2:eventTypes></ns2:application>',
    )
    const [eventType] = read(text).endpoints[0]?.eventTypes ?? []
    expect(eventType).toMatchObject({ code: 'ORDER_SHIPPED', revision: '2', at: { text: 'ORDER_SHIPPED|2' } })
    expect(eventType && wordsAt(text, eventType.at)).toBe('ORDER_SHIPPED')
  })

  it('has its first thousand event types read, and a problem says where the others begin', () => {
    const types = (count: number) =>
      projectXml(
        `<ns2:application name="application_1"><ns2:eventTypes>${Array.from({ length: count }, (_, at) => `<ns2:eventType name="T${at}"/>`).join('')}</ns2:eventTypes></ns2:application>`,
      )
    expect(read(types(1000)).endpoints[0]?.eventTypes).toHaveLength(1000)
    const text = types(1001)
    const { value, problems } = readProjectXml(PATH, text)
    expect(value?.endpoints[0]?.eventTypes).toHaveLength(1000)
    expect(problems.map(({ message }) => message)).toEqual([
      'The endpoint has 1001 event types, more than the 1000 that are read: those from here on were left out.',
    ])
    expect(problems[0] && text.split('\n')[(problems[0].line ?? 0) - 1]?.slice((problems[0].column ?? 0) - 1)).toMatch(
      /^<ns2:eventType name="T1000"/,
    )
  })

  it('with several operations names them all, and files that hang directly below it are found', () => {
    const [endpoint] = read(
      projectXml(`<ns2:application name="application_1"><ns2:role>target</ns2:role>
<ns2:resourceGroup name="g"><ns2:resource location="../resources/top.wsdl" type="wsdl"/></ns2:resourceGroup>
<ns2:inbound name="i1"><ns2:operation>open</ns2:operation></ns2:inbound><ns2:inbound name="i2"><ns2:operation>close</ns2:operation></ns2:inbound>
</ns2:application>`),
    ).endpoints
    expect(endpoint?.operation).toBe('open, close')
    expect(endpoint?.resources).toHaveLength(1)
  })

  it('is an invoke when its role is neither source nor target, and has no connection when no adapter is there', () => {
    const [endpoint] = read(
      projectXml('<ns2:application name="application_1"><ns2:role>both</ns2:role></ns2:application>'),
    ).endpoints
    expect(endpoint).toMatchObject({ role: 'invoke', connection: '', name: '', properties: {} })
    expect(endpoint?.connectionAt).toMatchObject({ line: 10, text: '' })
  })
})

describe('an action', () => {
  it('keeps a type that nobody knows, and names it once', () => {
    const { value, problems } = readProjectXml(
      PATH,
      projectXml(
        '<ns2:processor name="p1"><ns2:type>teleport</ns2:type></ns2:processor><ns2:processor name="p2"><ns2:type>teleport</ns2:type></ns2:processor>',
      ),
    )
    expect(value?.actions.map(({ type }) => type)).toEqual(['teleport', 'teleport'])
    expect(problems).toMatchObject([{ code: 'unrecognised-entry', severity: 'info' }])
    expect(problems).toHaveLength(1)
  })

  it('without a type is a defect of the file', () => {
    const { value, problems } = readProjectXml(PATH, projectXml('<ns2:processor name="p1"/>'))
    expect(value?.actions).toMatchObject([{ id: 'p1', type: '' }])
    expect(problems).toMatchObject([{ code: 'malformed-content', severity: 'warning' }])
  })

  it('does not take the names of object properties for known types or steps', () => {
    const { problems, value } = readProjectXml(
      PATH,
      projectXml(
        '<ns2:processor name="p1"><ns2:type>constructor</ns2:type></ns2:processor><ns2:orchestration><ns2:toString id="t0"/></ns2:orchestration>',
      ),
    )
    expect(problems).toHaveLength(2)
    expect(value?.steps[0]?.known).toBe(false)
  })

  it('has its properties with the places of their values', () => {
    const text = projectXml(
      '<ns2:processor name="p1"><ns2:type>transformer</ns2:type><ns2:property name="dependent-dvms" value="STORES,REGIONS"/><ns2:property name="__proto__" value="x"/></ns2:processor>',
    )
    const [action] = read(text).actions
    expect(Object.keys(action?.properties ?? {})).toEqual(['dependent-dvms', '__proto__'])
    expect(action?.properties['dependent-dvms']).toBe('STORES,REGIONS')
    const place = action?.propertiesAt['dependent-dvms']
    expect(place && wordsAt(text, place)).toBe('STORES,REGIONS')
  })

  it('gives each file the role of itself, else of its group, and the output it belongs to', () => {
    const [action] = read(
      projectXml(`<ns2:processor name="processor_70"><ns2:type>contentBasedRouter</ns2:type><ns2:processorName>byStore</ns2:processorName>
<ns2:resourceGroup name="g1"><ns2:role>exprBuilderProperties</ns2:role>
<ns2:resource location="../resources/CODEexpr.properties" type="properties"><ns2:role>CODE</ns2:role></ns2:resource>
<ns2:resource location="../resources/expr.properties" type="properties"/></ns2:resourceGroup>
<ns2:output name="output_72"><ns2:role>variable</ns2:role><ns2:resourceGroup name="g2"><ns2:resource location="../resources/output_72/expr.properties" type="properties"/></ns2:resourceGroup></ns2:output>
<ns2:output name="output_73"/></ns2:processor>`),
    ).actions
    expect(action?.name).toBe('byStore')
    expect(action?.resources.map(({ role, output }) => [role, output])).toEqual([
      ['CODE', ''],
      ['exprBuilderProperties', ''],
      ['', 'output_72'],
    ])
    expect(action?.outputs).toEqual([
      { id: 'output_72', role: 'variable' },
      { id: 'output_73', role: '' },
    ])
  })

  it('leaves out a resource that names no file, and says so', () => {
    const { value, problems } = readProjectXml(
      PATH,
      projectXml(
        '<ns2:processor name="p"><ns2:type>wait</ns2:type><ns2:resourceGroup name="g"><ns2:resource name="r"/></ns2:resourceGroup></ns2:processor>',
      ),
    )
    expect(value?.actions[0]?.resources).toEqual([])
    expect(problems).toMatchObject([{ severity: 'warning' }])
  })

  it('lists tracking variables, used or not, and numbers those of old files by their order', () => {
    const [action] = read(
      projectXml(`<ns2:processor name="p"><ns2:type>messageTracker</ns2:type><ns2:trackingVariableGroup>
<ns2:trackingVariable><ns2:role>start_tracking_var_1</ns2:role><ns2:primary>true</ns2:primary><ns2:name>order</ns2:name><ns2:xpath>/execute/id</ns2:xpath></ns2:trackingVariable>
<ns2:trackingVariable><ns2:primary>false</ns2:primary><ns2:name>tracking_var_2</ns2:name></ns2:trackingVariable>
</ns2:trackingVariableGroup></ns2:processor>`),
    ).actions
    expect(action?.trackingVariables.map(({ slot, name, primary, xpath }) => [slot, name, primary, xpath])).toEqual([
      ['start_tracking_var_1', 'order', true, '/execute/id'],
      ['tracking_var_2', 'tracking_var_2', false, ''],
    ])
  })
})

describe('the orchestration', () => {
  it('is a tree of steps', () => {
    const [receive, router] = read(
      projectXml(`<ns2:orchestration>
<ns2:receive trackingRefUri="processor_6" id="r0" refUri="application_8/outbound_9/output_12"/>
<ns2:router id="s0" refUri="processor_70"><ns2:route id="sc0" refUri="processor_70/output_72">
<ns2:try id="t0" name="ship" description="Ships it"><ns2:catchAll id="ta0" refUri="processor_5"><ns2:ehStop id="eh0"/></ns2:catchAll></ns2:try></ns2:route>
<ns2:route id="sc1" refUri="processor_70/output_73"/></ns2:router>
</ns2:orchestration>`),
    ).steps
    expect(receive).toMatchObject({
      element: 'receive',
      tracker: 'processor_6',
      ref: 'application_8/outbound_9/output_12',
    })
    const [route, otherwise] = router?.children ?? []
    expect(otherwise).toMatchObject({ element: 'route', children: [] })
    expect(route?.children[0]).toMatchObject({ element: 'try', name: 'ship', description: 'Ships it' })
    expect(route?.children[0]?.children[0]?.children[0]?.element).toBe('ehStop')
  })

  it('keeps an unknown element as a step, with the known ones below it', () => {
    const { value, problems } = readProjectXml(
      PATH,
      projectXml(
        '<ns2:orchestration><ns2:saga id="x0" refUri="processor_1" mode="strict"><ns2:wait id="w0"/><ns2:saga id="x1"/></ns2:saga></ns2:orchestration>',
      ),
    )
    const [saga] = value?.steps ?? []
    expect(saga).toMatchObject({ element: 'saga', known: false, ref: 'processor_1' })
    expect({ ...saga?.attributes }).toEqual({ mode: 'strict' })
    expect(saga?.children.map(({ element, known }) => [element, known])).toEqual([
      ['wait', true],
      ['saga', false],
    ])
    expect(value?.unknownElements).toHaveLength(2)
    expect(problems).toHaveLength(1)
  })

  it('takes the display name of what publishes, whatever OIC named it', () => {
    const { steps } = read(
      projectXml(
        '<ns2:orchestration><ns2:publish id="pub0" name="SHIPPED" displayName="Shipped"/><ns2:publish id="pub1" displayName="Shipped"/></ns2:orchestration>',
      ),
    )
    expect(steps.map(({ name }) => name)).toEqual(['Shipped', 'Shipped'])
  })

  it('may be absent: a map-data integration has wires', () => {
    const project = read(
      projectXml(
        `<ns2:wire source="application_1/outbound_2/output_3" target="processor_4/input_5"/>
<ns2:wire><ns2:source refUri="processor_4/output_6"/><ns2:target>application_7/inbound_8/input_9</ns2:target></ns2:wire>`,
        'version="4.0" modelType="template"',
      ),
    )
    expect(project.modelType).toBe('template')
    expect(project.steps).toEqual([])
    expect(project.wires.map(({ source, target }) => [source, target])).toEqual([
      ['application_1/outbound_2/output_3', 'processor_4/input_5'],
      ['processor_4/output_6', 'application_7/inbound_8/input_9'],
    ])
  })

  it('may nest as deep as the XML reader lets it', () => {
    const depth = 400
    const { value } = readProjectXml(
      PATH,
      projectXml(`<ns2:orchestration>${'<ns2:try>'.repeat(depth)}${'</ns2:try>'.repeat(depth)}</ns2:orchestration>`),
    )
    let found = 0
    for (let steps = value?.steps ?? []; steps.length > 0; steps = steps[0]?.children ?? []) found++
    expect(found).toBe(depth)
  })
})

describe('what is wrong with project.xml', () => {
  const said = (text: string) =>
    readProjectXml(PATH, text).problems.map(({ code, severity, message, line, column }) => [
      code,
      severity,
      message,
      line,
      column,
    ])
  const FORM = 'malformed-content'

  it('is said in words and at its place', () => {
    expect(said(`<p:icsproject xmlns:p="${PROJECT}"/>`)).toEqual([
      [FORM, 'error', 'There is no icsflow: the integration has no content.', 1, 1],
      [FORM, 'warning', 'The element projectCode is missing or empty.', 1, 1],
      [FORM, 'warning', 'The element projectVersion is missing or empty.', 1, 1],
    ])
    expect(said('\n<project/>')).toEqual([
      [FORM, 'error', 'The root element is project; a project.xml has icsproject.', 2, 1],
    ])
  })

  it('is an action or a file without its name or type', () => {
    expect(said(projectXml('<ns2:processor name="p1"/>\n<ns2:processor name="p2"/>'))).toEqual([
      [FORM, 'warning', 'The action p1 has no type.', 10, 1],
    ])
    expect(said(projectXml('<ns2:processor name="p1"><ns2:type>teleport</ns2:type></ns2:processor>'))).toEqual([
      [
        'unrecognised-entry',
        'info',
        'The action type teleport is not one that this version knows; the action was kept.',
        10,
        1,
      ],
    ])
    for (const resource of ['<ns2:resource name="r"/>', '<ns2:resource location=" "/>'])
      expect(
        said(
          projectXml(
            `<ns2:processor name="p"><ns2:type>wait</ns2:type><ns2:resourceGroup>\n${resource}</ns2:resourceGroup></ns2:processor>`,
          ),
        ),
      ).toEqual([[FORM, 'warning', 'A resource names no file; it was left out.', 11, 1]])
  })

  it('is a percentage that is no number', () => {
    expect(said(projectXml('').replace('100.0', 'nearly'))).toEqual([
      [FORM, 'warning', 'The value of percentComplete is no number.', 6, 20],
    ])
  })
})

describe('the head of project.xml', () => {
  it.each([
    ['0', 0],
    ['99.9', 99.9],
    ['100', 100],
    ['', null],
  ])('has the percentage %j as %j', (written, percent) => {
    const { value, problems } = readProjectXml(PATH, projectXml('').replace('100.0', written))
    expect(value?.percentComplete).toBe(percent)
    expect(problems).toEqual([])
  })

  it('has words for true in any case, and texts of its own', () => {
    const text = projectXml('', 'version="4.0" modelType="Map"')
      .replace('<projectHasErrors>false', '<projectHasErrors>TRUE')
      .replace(
        '<projectHasWarnings>true',
        '<projectDescription> Orders in </projectDescription><projectHasWarnings>yes',
      )
    expect(read(text)).toMatchObject({
      hasErrors: true,
      hasWarnings: false,
      modelType: 'map',
      description: 'Orders in',
    })
  })

  it('may say next to nothing', () => {
    const { value } = readProjectXml(PATH, '<icsproject><icsflow/></icsproject>')
    expect(value).toMatchObject({
      schemaVersion: '',
      modelType: '',
      code: '',
      version: '',
      name: '',
      description: '',
      percentComplete: null,
      hasErrors: false,
      hasWarnings: false,
      endpoints: [],
      actions: [],
      steps: [],
      wires: [],
      unknownElements: [],
    })
  })
})

describe('the parts of an endpoint', () => {
  const endpoint = (inside: string, attributes = 'name="application_1"') =>
    read(projectXml(`<ns2:application ${attributes}>${inside}</ns2:application>`)).endpoints[0]

  it('stand where they are written', () => {
    expect(
      endpoint(
        '<ns2:adapter><ns2:code> SHOP_REST</ns2:code></ns2:adapter><ns2:eventTypes><ns2:eventType/></ns2:eventTypes>',
      ),
    ).toMatchObject({
      at: { line: 10, column: 24 },
      connectionAt: { line: 10, column: 63, text: 'SHOP_REST' },
      eventTypes: [{ code: '', revision: '', at: { line: 10, column: 113, text: '|' } }],
    })
    expect(endpoint('', '')).toMatchObject({ id: '', at: { column: 1 }, connectionAt: { column: 1, text: '' } })
  })

  it('may all be missing', () => {
    expect(endpoint('<ns2:adapter/>')).toMatchObject({
      role: 'invoke',
      connection: '',
      name: '',
      description: '',
      mep: '',
      binding: '',
      operation: '',
      eventTypes: [],
      resources: [],
    })
  })

  it('are described by the adapter, else by the endpoint itself', () => {
    const own = '<ns2:description>Own</ns2:description>'
    expect(endpoint(own)?.description).toBe('Own')
    expect(endpoint(`<ns2:adapter/>${own}`)?.description).toBe('Own')
    expect(endpoint(`<ns2:adapter><ns2:description>In</ns2:description></ns2:adapter>${own}`)?.description).toBe('In')
  })

  it('take the first property of a name, of the adapter before the endpoint before its blocks', () => {
    const property = (name: string, value: string) => `<ns2:property name="${name}" value="${value}"/>`
    const { properties } =
      endpoint(
        `${property('a', '1')}${property('b', '2')}<ns2:outbound>${property('b', '3')}${property('c', '4')}<ns2:operation>one</ns2:operation><ns2:binding>rest</ns2:binding></ns2:outbound><ns2:adapter>${property('a', '0')}</ns2:adapter>`,
      ) ?? {}
    expect({ ...properties }).toEqual({ a: '0', b: '2', c: '4' })
  })

  it('take no property from other elements than these', () => {
    const { properties } = endpoint('<ns2:input><ns2:property name="a" value="1"/></ns2:input>') ?? {}
    expect({ ...properties }).toEqual({})
  })

  it('name each operation and binding once, of outbound and inbound blocks', () => {
    const block = (name: string, operation: string) =>
      `<ns2:${name}><ns2:binding>rest</ns2:binding><ns2:operation>${operation}</ns2:operation></ns2:${name}>`
    expect(
      endpoint(
        `${block('outbound', 'one')}${block('inbound', 'two')}${block('inbound', 'one')}${block('inbound', '')}`,
      ),
    ).toMatchObject({ binding: 'rest', operation: 'one, two' })
    expect(endpoint('<ns2:role>SOURCE</ns2:role>')?.role).toBe('trigger')
  })
})

describe('the parts of an action', () => {
  const action = (inside: string, attributes = 'name="processor_1"') =>
    read(projectXml(`<ns2:processor ${attributes}><ns2:type>wait</ns2:type>${inside}</ns2:processor>`)).actions[0]

  it('may all be missing', () => {
    expect(action('', '')).toEqual({
      id: '',
      type: 'wait',
      role: '',
      name: '',
      description: '',
      properties: Object.create(null),
      propertiesAt: Object.create(null),
      trackingVariables: [],
      outputs: [],
      resources: [],
      at: { entry: PATH, line: 10, column: 1 },
    })
  })

  it('are read from their elements', () => {
    expect(
      action(
        '<ns2:role>r</ns2:role><ns2:processorName>Ship</ns2:processorName><ns2:processorDescription>Long</ns2:processorDescription><ns2:description>Short</ns2:description><ns2:output/>',
      ),
    ).toMatchObject({
      id: 'processor_1',
      role: 'r',
      name: 'Ship',
      description: 'Long',
      outputs: [{ id: '', role: '' }],
      at: { line: 10, column: 22 },
    })
    expect(action('<ns2:processorDescription/><ns2:description>Short</ns2:description>')?.description).toBe('Short')
  })

  it('are tracking variables of all groups, numbered through', () => {
    const group = (inside: string) => `<ns2:trackingVariableGroup>${inside}</ns2:trackingVariableGroup>`
    const variables = action(
      `${group('<ns2:trackingVariable><ns2:primary>TRUE</ns2:primary></ns2:trackingVariable>')}\n${group('<ns2:trackingVariable/>')}`,
    )?.trackingVariables
    expect(variables).toEqual([
      {
        slot: 'tracking_var_1',
        name: '',
        primary: true,
        xpath: '',
        location: { entry: PATH, line: 10, column: 87 },
      },
      {
        slot: 'tracking_var_2',
        name: '',
        primary: false,
        xpath: '',
        location: { entry: PATH, line: 11, column: 28 },
      },
    ])
  })

  it('are files of inputs, of outputs and of nested groups, each with its type, role and place', () => {
    const file = (name: string, rest = '') => `<ns2:resource location="${name}"${rest}/>`
    const group = (inside: string, role = '') =>
      `<ns2:resourceGroup>${role && `<ns2:role>${role}</ns2:role>`}${inside}</ns2:resourceGroup>`
    expect(
      action(
        `${group(file('a', ' type="xsl"'), 'mapper')}<ns2:input name="i1">${group(file('b'))}</ns2:input><ns2:output>${group(file('c'))}</ns2:output>`,
      )?.resources.map(({ location, type, role, output }) => [location, type, role, output]),
    ).toEqual([
      ['a', 'xsl', 'mapper', ''],
      ['b', '', '', 'i1'],
      ['c', '', '', ''],
    ])
    expect(action(`${group(file('a'))}`)?.resources[0]?.at).toEqual({ entry: PATH, line: 10, column: 103 })
  })
})

/** Places move with the prefixes; everything else must not. */
function withoutPlaces(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === 'line' || key === 'column' ? undefined : inner)))
}
