import { describe, expect, it } from 'vitest'
import {
  type FlowchartDiagram,
  flowchart,
  flowJson,
  flowSvg,
  type SequenceDiagram,
  sequenceDiagram,
} from '../../src/index.js'
import { integration } from '../support/flow.js'
import { expectWellFormed, wordsOf } from '../support/svg.js'

const HOSTILE = [
  ']]>',
  '<script>alert(1)</script>',
  '</svg>',
  '&amp; &#60; &nbsp;',
  `"quotes" 'and' \`ticks\``,
  'esc\u001b[31m nul\u0000 bell\u0007',
  '\u202eright to left\u2066',
  'lone \ud800 and \udc00',
  '\uffff\ufffe',
  '<B>bold</B> \\N \\G \\l',
  '日本語 🙂',
  '',
]

/** A diagram with every text replaced; kinds and ids stay. */
function renamed<T extends FlowchartDiagram | SequenceDiagram>(diagram: T, text: string): T {
  const texts = new Set(['caption', 'title', 'label', 'name', 'detail', 'text', 'code', 'version'])
  const lists = new Set(['details', 'lines'])
  return JSON.parse(JSON.stringify(diagram), (key, value: unknown) => {
    if (texts.has(key) && typeof value === 'string') return text
    return lists.has(key) && Array.isArray(value) ? value.map(() => text) : value
  }) as T
}

describe('an SVG', () => {
  it.each(HOSTILE)('holds a hostile name as text: %j', async (text) => {
    const flow = await integration('retail-dev/ORDER_INTAKE_01.00.0000')
    for (const diagram of [renamed(flowchart(flow), text), renamed(sequenceDiagram(flow), text)]) {
      expectWellFormed(await flowSvg(diagram))
    }
  })

  it('shows a name with markup as it is written', async () => {
    const flow = await integration('old-style/TILL_SUMS_01.00.0000')
    for (const diagram of [renamed(flowchart(flow), '<b> & "c"'), renamed(sequenceDiagram(flow), '<b> & "c"')]) {
      expect(wordsOf(await flowSvg(diagram))).toContain('<b> & "c"')
    }
  })

  it('says all that the nodes say', async () => {
    const words = wordsOf(await flowSvg(flowchart(await integration('retail-dev/ORDER_FULFIL_01.00.0000'))))
    for (const expected of ['Invoke reserveStock', 'WAREHOUSE_DB (atpdatabase)', 'for 60 seconds', 'done', 'Stop']) {
      expect(words).toContain(expected)
    }
  })

  it('is the same each time', async () => {
    const flow = await integration('retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000')
    expect(await flowSvg(flowchart(flow))).toBe(await flowSvg(flowchart(flow)))
    expect(await flowSvg(sequenceDiagram(flow))).toBe(await flowSvg(sequenceDiagram(flow)))
  })

  it('is refused where nobody could look at it, before Graphviz takes its memory for it', async () => {
    const diagram = flowchart(await integration('flow/PARCEL_DESK_01.00.0000'))
    const [node] = diagram.nodes
    if (node === undefined) throw new Error('no node')
    const nodes = Array.from({ length: 2001 - diagram.groups.length }, (_, at) => ({ ...node, id: `n${at}` }))
    const drawn = flowSvg({ ...diagram, nodes, edges: [] })
    await expect(drawn).rejects.toThrow('is too large for a picture, it has 2001 boxes: take Mermaid, or the sequence')
  })

  it('is drawn for a sequence of nobody and nothing', async () => {
    const diagram = sequenceDiagram(await integration('old-style/TILL_SUMS_01.00.0000'))
    expectWellFormed(await flowSvg({ ...diagram, participants: [], items: [] }))
  })

  it('leaves room for each message between its lifelines', async () => {
    const svg = await flowSvg(sequenceDiagram(await integration('retail-dev/ORDER_FULFIL_01.00.0000')))
    const width = Number(/ width="([\d.]+)"/.exec(svg)?.[1])
    const places = Array.from(svg.matchAll(/<text x="([-\d.]+)"/g), ([, x]) => Number(x))
    expect(Math.max(...places)).toBeLessThan(width)
  })
})

describe('the JSON', () => {
  it('carries the diagrams as they are, and what could not be read', async () => {
    const diagram = flowchart(await integration('old-style/TILL_SUMS_01.00.0000'))
    const failed = [{ file: 'broken.iar', code: 'truncated' as const, message: 'The zip is cut off.' }]
    expect(JSON.parse(flowJson([diagram], failed))).toEqual({ formatVersion: 1, diagrams: [diagram], failed })
  })
})
