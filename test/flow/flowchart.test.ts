import { describe, expect, it } from 'vitest'
import { type FlowchartDiagram, flowchart, readArchive, type Step } from '../../src/index.js'
import { changedFixture, fixture } from '../support/fixture.js'
import { integration, orchestrated } from '../support/flow.js'

const RECEIVE = '<receive id="r0" refUri="application_3/outbound_4/output_9"/>'
const INVOKE = '<invoke id="i0" refUri="application_14"/>'

/** `captions` of what each edge joins, with its label: `Trigger uploadTill -> Stop`. */
function ways({ nodes, groups, edges }: FlowchartDiagram): string[] {
  const name = (id: string) => {
    const node = nodes.find((each) => each.id === id)
    if (node !== undefined) return [node.caption, node.title].join(' ').trim()
    return `[${groups.find((each) => each.id === id)?.title ?? '?'}]`
  }
  return edges.map(({ from, to, label }) => `${name(from)} ->${label === '' ? '' : ` ${label} ->`} ${name(to)}`)
}

function node(diagram: FlowchartDiagram, title: string) {
  const found = diagram.nodes.find((each) => each.title === title)
  if (found === undefined) throw new Error(`no node ${title}`)
  return found
}

describe('what a flowchart says of a step', () => {
  it('names connection, adapter and operation of a trigger and an invoke', async () => {
    const diagram = flowchart(await integration('retail-dev/ORDER_FULFIL_01.00.0000'))
    expect(node(diagram, 'receiveFulfilment').details).toEqual(['RETAIL_REST_TRIGGER (rest)', 'POST /fulfilments'])
    expect(node(diagram, 'reserveStock').caption).toBe('Map')
    expect(diagram.nodes.find(({ kind, title }) => kind === 'invoke' && title === 'reserveStock')?.details).toEqual([
      'WAREHOUSE_DB (atpdatabase)',
      'STOCK_API.RESERVE_LINE',
    ])
  })

  it('names the loop, the wait in seconds, the file and its folder, and the event', async () => {
    const diagram = flowchart(await integration('retail-dev/ORDER_FULFIL_01.00.0000'))
    expect(node(diagram, 'eachLine').details).toEqual(['each currentLine of line'])
    expect(node(diagram, 'untilCarrierIsReady').details).toEqual(['for 60 seconds'])
    expect(node(diagram, 'writeLabel').details).toEqual(['Write', "concat(orderNumber, '.txt') in '/labels'"])
    expect(diagram.nodes.find(({ kind }) => kind === 'publish')?.details).toContain('ORDER_SHIPPED')
  })

  it('names child integrations with code and version, lookups, library functions and recipients', async () => {
    const diagram = flowchart(await integration('retail-dev/ORDER_INTAKE_01.00.0000'))
    expect(node(diagram, 'fulfilOrder').details).toEqual(['calls ORDER_FULFIL 01.00.0000', 'POST /fulfilments'])
    expect(node(diagram, 'toFulfil').details).toEqual(['for fulfilOrder', 'lookup STORE_REGIONS'])
    expect(node(diagram, 'roundTotal').details).toEqual(['roundTotal of PRICE_TOOLS 01.00.0000'])
    expect(node(diagram, 'tellStoreDesk').details[0]).toBe("to 'store-desk@example.com'")
  })

  it('names the project of a child in another project', async () => {
    const diagram = flowchart(await integration('retail-dev/RETURNS_PROJECT', 'RETURN_REQUEST'))
    expect(node(diagram, 'refund').details[0]).toBe('calls REFUND 01.00.0000 in FINANCE')
  })

  it('puts a group of assignments into one node that lists them', async () => {
    const diagram = flowchart(await integration('retail-dev/ORDER_INTAKE_01.00.0000'))
    const label = node(diagram, 'SetVariables')
    expect(label.steps).toEqual(['l0', 'a0', 'a1'])
    expect(label.details.slice(0, 2)).toEqual([
      "region = lookupValue('STORE_REGIONS', 'STORE', storeId, 'REGION', 'UNKNOWN')",
      "priority = 'NORMAL'",
    ])
  })

  it('hides the literal that is assigned to a variable named like a secret', async () => {
    const path = 'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_45/resourcegroup_46/expr.properties'
    const bytes = changedFixture('retail-dev/ORDER_INTAKE_01.00.0000', {
      [path]: "TextExpression : 'open-sesame'\nXpathExpression : 'open-sesame'\nVariableName : apiPassword\n",
    })
    const [flow] = (await readArchive(bytes)).integrations
    if (flow === undefined) throw new Error('no integration')
    const text = JSON.stringify(flowchart(flow))
    expect(text).toContain("apiPassword = '…'")
    expect(text).not.toContain('open-sesame')
  })
})

describe('the ways of a flowchart', () => {
  it('lead from each route of a switch to what follows, under conditions in words', async () => {
    const drawn = ways(flowchart(await integration('retail-dev/ORDER_INTAKE_01.00.0000')))
    expect(drawn).toContain("Switch -> region is 'NORTH' -> Assign NorthPriority")
    expect(drawn).toContain('Switch -> otherwise -> Logger unknownRegion')
    for (const route of ['Assign NorthPriority', 'Assign SouthPriority', 'Logger unknownRegion']) {
      expect(drawn).toContain(`${route} -> Map toFulfil`)
    }
  })

  it('lead past a switch without an otherwise route', async () => {
    const flow = await integration('retail-dev/ORDER_INTAKE_01.00.0000')
    const without = (steps: readonly Step[]): Step[] =>
      steps
        .filter((step) => step.kind !== 'route' || !step.otherwise)
        .map((step) => ({ ...step, children: without(step.children) }))
    expect(ways(flowchart({ ...flow, steps: without(flow.steps) }))).toContain(
      'Switch -> no route taken -> Map toFulfil',
    )
  })

  it('come together behind parallel branches, each in its own box', async () => {
    const diagram = flowchart(await integration('retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'))
    const join = diagram.nodes.find(({ kind }) => kind === 'join')
    expect(diagram.edges.filter(({ to }) => to === join?.id)).toHaveLength(2)
    expect(ways(diagram)).toContain('Join -> Data stitch buildTitle')
    expect(diagram.groups.filter(({ kind }) => kind === 'parallel-branch').map(({ title }) => title)).toEqual([
      'Stock service',
      'ERP',
    ])
  })

  it('do not come together where every branch ends', async () => {
    const branch = (id: string) => `<parallelBranch id="b${id}"><stop id="s${id}"/></parallelBranch>`
    const flow = await orchestrated(`${RECEIVE}<parallel id="p0">${branch('1')}${branch('2')}</parallel>`)
    const { nodes } = flowchart(flow)
    expect(nodes.map(({ kind }) => kind)).toEqual(['receive', 'parallel', 'stop', 'stop'])
  })

  it('end behind stop, reply, re-throw and throw: nothing leads on from them', async () => {
    for (const end of ['stop', 'reply', 'ehStop', 'throw']) {
      const flow = await orchestrated(`${RECEIVE}<${end} id="e0"/>${INVOKE}`)
      const diagram = flowchart(flow)
      const ended = diagram.nodes.find(({ steps }) => steps.includes('e0'))
      expect(diagram.edges.filter(({ from }) => from === ended?.id)).toEqual([])
      const after = diagram.nodes.find(({ kind }) => kind === 'invoke')
      expect(diagram.edges.some(({ to }) => to === after?.id)).toBe(false)
    }
  })

  it('go round a loop, and on from its box', async () => {
    const drawn = ways(flowchart(await integration('retail-dev/ORDER_FULFIL_01.00.0000')))
    expect(drawn).toContain('Invoke reserveStock -> next -> For each eachLine')
    expect(drawn).toContain('[For each eachLine] -> done -> Stage file writeLabel')
  })

  it('go round a stage file that reads in segments', async () => {
    const flow = await orchestrated(
      `${RECEIVE}<stageFile id="f0" name="ReadTills">${INVOKE}</stageFile><stop id="s0"/>`,
    )
    expect(ways(flowchart(flow))).toEqual([
      'Trigger uploadTill -> Stage file ReadTills',
      'Stage file ReadTills -> each segment -> Invoke postSum',
      'Invoke postSum -> next -> Stage file ReadTills',
      '[Stage file ReadTills] -> done -> Stop',
    ])
  })

  it('lead from a scope to its fault handler, and on from both', async () => {
    const scope = `<try id="t0" name="Post">${INVOKE}<catchAll id="c0"><wait id="w0"/></catchAll></try>`
    expect(ways(flowchart(await orchestrated(`${RECEIVE}${scope}<stop id="s0"/>`)))).toEqual([
      'Trigger uploadTill -> Invoke postSum',
      '[Scope Post] -> on any fault -> Wait',
      'Invoke postSum -> Stop',
      'Wait -> Stop',
    ])
  })

  it('lead from the whole flow to handlers that stand in no scope', async () => {
    const diagram = flowchart(await orchestrated(`${RECEIVE}${INVOKE}<catchAll id="c0"><ehStop id="e0"/></catchAll>`))
    expect(diagram.groups.map(({ kind }) => kind)).toEqual(['flow', 'fault-handler'])
    expect(ways(diagram)).toContain('[Till upload] -> on any fault -> Re-throw fault')
  })

  it('begin once for each operation of a pick', async () => {
    const operation = (id: string) =>
      `<pickReceive id="p${id}" refUri="application_3"><stop id="s${id}"/></pickReceive>`
    const diagram = flowchart(
      await orchestrated(`<pick id="p0" name="tills">${operation('1')}${operation('2')}</pick>`),
    )
    expect(diagram.groups.map(({ kind }) => kind)).toEqual(['pick', 'operation', 'operation'])
    expect(ways(diagram)).toEqual(['Trigger uploadTill -> Stop', 'Trigger uploadTill -> Stop'])
  })
})

describe('what is odd in a flow', () => {
  it('is drawn as unknown where the element is, with what stands below it', async () => {
    const diagram = flowchart(await orchestrated(`${RECEIVE}<teleport id="q0" name="Away">${INVOKE}</teleport>`))
    expect(node(diagram, 'Away')).toMatchObject({ kind: 'unknown', details: ['element teleport'] })
    expect(ways(diagram)).toContain('Unknown step Away -> Invoke postSum')
  })

  it('is a place without action where a route or scope is empty', async () => {
    const diagram = flowchart(await orchestrated(`${RECEIVE}<try id="t0"/><stop id="s0"/>`))
    expect(ways(diagram)).toEqual(['Trigger uploadTill -> No action', 'No action -> Stop'])
  })

  it('is a note beside its step, not on the way', async () => {
    const diagram = flowchart(await orchestrated(`${RECEIVE}<note id="n0" name="Why"/><stop id="s0"/>`))
    expect(ways(diagram)).toEqual(['Trigger uploadTill -> Stop', 'Note Why -> Stop'])
    expect(diagram.edges.map(({ kind }) => kind)).toEqual(['next', 'note'])
  })

  it('is left out and counted where it only declares, and shown on request', async () => {
    const flow = await integration('retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000')
    const kinds = ['integrationMetadata', 'integrationProperties', 'globalVariable']
    expect(flowchart(flow).omitted).toEqual(kinds.map((kind) => ({ kind, count: 1 })))
    const all = flowchart(flow, { all: true })
    expect(all.omitted).toEqual([])
    const box = all.groups.find(({ kind }) => kind === 'declarations')
    expect(all.nodes.filter(({ group }) => group === box?.id).map(({ kind }) => kind)).toEqual(kinds)
  })

  it('is a start where there is no trigger, and an end where nothing ends the path', async () => {
    expect(ways(flowchart(await orchestrated(INVOKE)))).toEqual(['Start -> Invoke postSum', 'Invoke postSum -> End'])
  })

  it('is said where nothing could be read', async () => {
    const flow = { ...(await orchestrated('')), endpoints: [] }
    expect(flowchart(flow).nodes.map(({ caption }) => caption)).toEqual(['No flow could be read'])
  })
})

describe('flows without an orchestration, and agents', () => {
  it('are drawn from their wires: trigger, mapper, target', async () => {
    const diagram = flowchart(await integration('old-style/TILL_SUMS_01.00.0000'))
    expect(ways(diagram)).toEqual(['Trigger uploadTill -> Map toLedger', 'Map toLedger -> Invoke postSum'])
  })

  it('go back to the trigger where a wire answers', async () => {
    const flow = await integration('old-style/TILL_SUMS_01.00.0000')
    const [wire] = flow.wires
    if (wire === undefined) throw new Error('no wire')
    const back = { ...wire, source: 'application_10/inbound_11/output_1', target: 'application_3/outbound_4/input_1' }
    const strange = { ...wire, source: 'application_3', target: '__proto__' }
    const drawn = ways(flowchart({ ...flow, wires: [...flow.wires, back, strange] }))
    expect(drawn).toContain('Invoke postSum -> response -> Trigger uploadTill')
    expect(drawn).toContain('Trigger uploadTill -> Unknown step __proto__')
  })

  it('show the tools that an agent may call', async () => {
    const { agents } = await readArchive(fixture('retail-dev/RETURNS_PROJECT'))
    const [agent] = agents
    if (agent === undefined) throw new Error('no agent')
    const diagram = flowchart(agent)
    expect(ways(diagram)).toContain('Agent answer -> may call -> Tool')
    expect(diagram.nodes.find(({ kind }) => kind === 'tool')?.details).toEqual([
      'calls RETURN_REQUEST 01.00.0000 in RETURNS',
    ])
  })
})
