import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type FlowchartDiagram,
  flowchart,
  flowMermaid,
  type SequenceDiagram,
  sequenceDiagram,
} from '../../src/index.js'
import { integration } from '../support/flow.js'
import { readFlowchart, readSequence } from '../support/mermaid.js'

const FLOW = {
  id: 'integration:TILLS|01.00.0000',
  kind: 'integration',
  code: 'TILLS',
  version: '01.00.0000',
  name: 'Tills',
  style: 'app-driven',
} as const

/** Texts that mean something to Mermaid, to Markdown in its labels, to HTML, or to a terminal. */
const HOSTILE = [
  'end',
  'END of day',
  'subgraph',
  'click me',
  'a"b',
  "it's",
  'a#b; c #quot; #35;',
  'x;y',
  '<script>alert(1)</script>',
  '`code` and "`markdown`"',
  '**bold** __under__ _it_',
  '1. first',
  '2) second',
  '- item',
  '+ item',
  '# heading',
  'line\nbreak\r\nand\ttab',
  '%% comment',
  '%%{init: {"theme": "dark"}}%%',
  '---\ntitle: no\n---',
  'a --> b',
  'a ---o b',
  'o',
  'x',
  'A->>B: no',
  'wrap: text',
  'nowrap: text',
  ': : :',
  '::: class',
  '@{ shape: rect }',
  '{a} [b] (c) >d]',
  '|pipe|',
  'https://example.com/a//b www.example.com',
  '$$x^2$$',
  'fa:fa-car icon',
  ']]>',
  'nul\u0000 esc\u001b[31m bell\u0007',
  '\u202eright to left\u2066',
  'lone \ud800 surrogate',
  '日本語 und ümläute 🙂',
  '__proto__',
  'constructor',
  '',
  ' ',
]

function chart(text: string): FlowchartDiagram {
  const node = { caption: 'Invoke', title: text, details: [text], steps: [], ref: '' }
  return {
    kind: 'flowchart',
    flow: { ...FLOW, name: text, code: text },
    nodes: [
      { ...node, id: 'n1', kind: 'receive', group: null },
      { ...node, id: 'n2', kind: 'router', group: 'g1' },
      { ...node, id: 'n3', kind: 'note', group: 'g1', caption: text },
    ],
    groups: [{ id: 'g1', kind: 'scope', title: text, parent: null, step: '', head: null }],
    edges: [
      { from: 'n1', to: 'n2', kind: 'next', label: text },
      { from: 'n2', to: 'n3', kind: 'route', label: text },
    ],
    omitted: [],
  }
}

function sequence(text: string): SequenceDiagram {
  const message = { kind: 'message', from: 'p1', to: 'p2', style: 'request', text, steps: [] } as const
  const note = { kind: 'note', over: 'p2', lines: [text, text], steps: [] } as const
  const section = { label: text, items: [message, note], step: '' }
  const blocks = (['alt', 'opt', 'loop', 'par', 'critical', 'break'] as const).map((block) => ({
    kind: 'block' as const,
    block,
    sections: block === 'alt' || block === 'par' || block === 'critical' ? [section, section] : [section],
    steps: [],
  }))
  return {
    kind: 'sequence',
    flow: { ...FLOW, name: text },
    participants: [
      { id: 'p1', kind: 'caller', name: text, detail: text },
      { id: 'p2', kind: 'self', name: text, detail: '' },
    ],
    items: [message, ...blocks],
    omitted: [],
  }
}

describe('a name that means something to Mermaid', () => {
  it.each(HOSTILE)('changes nothing of a flowchart: %j', async (text) => {
    const read = await readFlowchart(flowMermaid([chart(text)]))
    expect([...read.nodes.keys()]).toEqual(['n1', 'n2', 'n3'])
    expect(read.groups).toMatchObject([{ id: 'g1' }])
    expect(read.edges.map(({ from, to }) => [from, to])).toEqual([
      ['n1', 'n2'],
      ['n2', 'n3'],
    ])
  })

  it.each(HOSTILE)('changes nothing of a sequence diagram: %j', async (text) => {
    const read = await readSequence(flowMermaid([sequence(text)]))
    expect(read.participants.map(({ id }) => id)).toEqual(['p1', 'p2'])
    expect(read.texts).toHaveLength(1 + 2 * 9)
  })

  it('is whatever anybody types', async () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.array(fc.constantFrom(...HOSTILE)).map((all) => all.join(' ')),
    )
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        expect((await readFlowchart(flowMermaid([chart(text)]))).nodes.size).toBe(3)
        expect((await readSequence(flowMermaid([sequence(text)]))).texts).toHaveLength(19)
      }),
      { numRuns: 40 },
    )
  })

  it('reads as it was written', async () => {
    const text = `"a" #1; 'b' <i> 100% {x} [y] | end`
    const { edges } = await readFlowchart(flowMermaid([chart(text)]))
    expect(edges[0]?.label.replaceAll('<br>', ' ')).toContain('"a" #1;')
    const { texts, participants } = await readSequence(flowMermaid([sequence(text)]))
    expect(texts[0]).toBe(text)
    expect(participants[1]?.label.replaceAll('<br/>', ' ')).toBe(text)
  })

  it('brings no markup and no control character into the text', () => {
    const text = HOSTILE.map((each) => flowMermaid([chart(each), sequence(each)])).join('\n')
    expect(text.replaceAll('<br/>', '')).not.toMatch(/<[a-z/]/i)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/)
  })
})

describe('a long text', () => {
  it('is folded, and cut where it has no room', () => {
    const text = flowMermaid([chart('word '.repeat(500))])
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(400)
    expect(text).toContain('…')
  })

  it('is folded without a space as well', () => {
    const [, ...lines] = flowMermaid([chart('A'.repeat(5_000))]).split('\n')
    expect(lines.join('\n')).not.toMatch(/A{40}/)
  })

  it('leaves a list that is too long counted', () => {
    const diagram = chart('x')
    const nodes = diagram.nodes.map((node) => ({
      ...node,
      details: Array.from({ length: 30 }, (_, at) => `line ${at}`),
    }))
    expect(flowMermaid([{ ...diagram, nodes }])).toContain('… and 23 more')
  })

  it("is said where it exceeds Mermaid's own limits", () => {
    const diagram = chart('x')
    const edges = Array.from({ length: 501 }, () => ({ from: 'n1', to: 'n2', kind: 'next' as const, label: '' }))
    expect(flowMermaid([{ ...diagram, edges }])).toContain('raise maxEdges')
  })
})

describe('several diagrams', () => {
  it('stand one after the other, each below comments that name it and what was left out', async () => {
    const flows = [
      await integration('retail-dev/ORDER_INTAKE_01.00.0000'),
      await integration('old-style/TILL_SUMS_01.00.0000'),
    ]
    const text = flowMermaid(flows.map((flow) => flowchart(flow)))
    expect(text.split('\n').filter((line) => line.startsWith('%%'))).toEqual([
      '%% integration ORDER_INTAKE 01.00.0000: Order intake',
      '%% left out: 1 integrationMetadata',
      '%% integration TILL_SUMS 01.00.0000: Till sums',
    ])
    expect(text.match(/^flowchart TD$/gm)).toHaveLength(2)
  })
})

describe('the pictures of the estate', () => {
  it('are these', async () => {
    const intake = await integration('retail-dev/ORDER_INTAKE_01.00.0000')
    const report = await integration('retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000')
    await expect(flowMermaid([flowchart(intake)])).toMatchFileSnapshot('golden/order-intake.flowchart.mmd')
    await expect(flowMermaid([sequenceDiagram(intake)])).toMatchFileSnapshot('golden/order-intake.sequence.mmd')
    await expect(flowMermaid([flowchart(report)])).toMatchFileSnapshot('golden/stock-report.flowchart.mmd')
    await expect(flowMermaid([sequenceDiagram(report)])).toMatchFileSnapshot('golden/stock-report.sequence.mmd')
  })
})
