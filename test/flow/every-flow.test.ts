/** What holds for the picture of every integration and agent at hand: fixtures, and the corpus where it is there. */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Agent,
  allSteps,
  type FlowchartDiagram,
  flowchart,
  flowMermaid,
  flowSvg,
  type Integration,
  type SequenceDiagram,
  type SequenceItem,
  sequenceDiagram,
} from '../../src/index.js'
import { everyFlow } from '../support/flow.js'
import { readFlowchart, readSequence } from '../support/mermaid.js'
import { expectWellFormed } from '../support/svg.js'

interface Drawn {
  readonly flow: Integration | Agent
  readonly chart: FlowchartDiagram
  readonly sequence: SequenceDiagram
}

describe('every integration and agent', () => {
  let drawn: Drawn[] = []

  beforeAll(async () => {
    const flows = await everyFlow()
    drawn = flows.map((flow) => ({
      flow,
      chart: flowchart(flow, { all: true }),
      sequence: sequenceDiagram(flow, { all: true }),
    }))
  })

  it('is there to be drawn', () => {
    expect(drawn.length).toBeGreaterThan(10)
  })

  it('has each of its steps once in its flowchart', () => {
    for (const { flow, chart } of drawn) {
      const inNodes = chart.nodes.flatMap(({ steps }) => steps)
      const inGroups = chart.groups.filter(({ head, step }) => head === null && step !== '').map(({ step }) => step)
      const expected = [...allSteps(flow.steps)].map(({ id }) => id)
      const wired = flow.steps.length === 0 ? inNodes : []
      expect([...inNodes, ...inGroups].sort(), flow.id).toEqual([...expected, ...wired].sort())
    }
  })

  it('has each endpoint and mapper that a wire joins once', () => {
    for (const { flow, chart } of drawn) {
      if (flow.steps.length > 0) continue
      const refs = chart.nodes.map(({ ref }) => ref)
      expect(new Set(refs).size, flow.id).toBe(refs.length)
      expect(refs, flow.id).toEqual(expect.arrayContaining(flow.endpoints.map(({ id }) => id)))
    }
  })

  it('has each step once in its sequence diagram, but for scopes of the whole and handlers that only re-throw', () => {
    for (const { flow, sequence } of drawn) {
      const shown = sequenceSteps(sequence.items).filter((step) => step !== '')
      expect(new Set(shown).size, flow.id).toBe(shown.length)
      const steps = [...allSteps(flow.steps)]
      const own = new Set([...steps, ...flow.endpoints].map(({ id }) => id))
      expect(
        shown.filter((step) => !own.has(step)),
        flow.id,
      ).toEqual([])
      const left = steps.filter(({ id }) => !shown.includes(id)).map(({ kind }) => kind)
      expect(
        left.filter((kind) => !['globalTry', 'catchAll', 'ehStop'].includes(kind)),
        flow.id,
      ).toEqual([])
    }
  })

  it('has edges, groups and messages between what is there only', () => {
    for (const { flow, chart, sequence } of drawn) {
      const nodes = new Set(chart.nodes.map(({ id }) => id))
      const groups = new Set(chart.groups.map(({ id }) => id))
      for (const { from, to } of chart.edges) {
        expect(nodes.has(from) || groups.has(from), flow.id).toBe(true)
        expect(nodes.has(to), flow.id).toBe(true)
      }
      for (const { group } of chart.nodes) expect(group === null || groups.has(group), flow.id).toBe(true)
      for (const { id } of chart.groups) expect(hasNode(chart, id), `${flow.id} ${id} is empty`).toBe(true)
      const participants = new Set(sequence.participants.map(({ id }) => id))
      for (const end of ends(sequence.items)) expect(participants.has(end), flow.id).toBe(true)
    }
  })

  it('has nothing behind stop, reply and re-throw', () => {
    for (const { flow, chart } of drawn) {
      const ended = new Set(
        chart.nodes.filter(({ kind }) => ['stop', 'reply', 'ehStop'].includes(kind)).map(({ id }) => id),
      )
      expect(
        chart.edges.filter(({ from, kind }) => ended.has(from) && kind !== 'note'),
        flow.id,
      ).toEqual([])
    }
  })

  it('is to Mermaid what it is to us, in both kinds of diagram', async () => {
    for (const { flow, chart, sequence } of drawn) {
      const read = await readFlowchart(flowMermaid([chart]))
      expect([...read.nodes.keys()].sort(), flow.id).toEqual(chart.nodes.map(({ id }) => id).sort())
      expect(read.groups.map(({ id }) => id).sort(), flow.id).toEqual(chart.groups.map(({ id }) => id).sort())
      expect(
        read.edges.map(({ from, to }) => `${from} ${to}`),
        flow.id,
      ).toEqual(chart.edges.map(({ from, to }) => `${from} ${to}`))
      const order = await readSequence(flowMermaid([sequence]))
      expect(
        order.participants.map(({ id }) => id),
        flow.id,
      ).toEqual(sequence.participants.map(({ id }) => id))
      expect(order.texts.length, flow.id).toBe(leaves(sequence.items).length)
    }
  })

  it('is a well-formed SVG, in both kinds of diagram', async () => {
    for (const { flow } of drawn) {
      expectWellFormed(await flowSvg(flowchart(flow)))
      expectWellFormed(await flowSvg(sequenceDiagram(flow)))
    }
  })
})

function leaves(items: readonly SequenceItem[]): SequenceItem[] {
  return items.flatMap((item) =>
    item.kind === 'block' ? item.sections.flatMap((section) => leaves(section.items)) : [item],
  )
}

function ends(items: readonly SequenceItem[]): string[] {
  return leaves(items).flatMap((item) =>
    item.kind === 'message' ? [item.from, item.to] : item.kind === 'note' ? [item.over] : [],
  )
}

function sequenceSteps(items: readonly SequenceItem[]): string[] {
  return items.flatMap((item) => [
    ...item.steps,
    ...(item.kind === 'block'
      ? item.sections.flatMap((section) => [section.step, ...sequenceSteps(section.items)])
      : []),
  ])
}

function hasNode({ nodes, groups }: FlowchartDiagram, group: string): boolean {
  const inside = (id: string | null): boolean =>
    id !== null && (id === group || inside(groups.find((each) => each.id === id)?.parent ?? null))
  return nodes.some((node) => inside(node.group))
}
