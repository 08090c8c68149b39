import { XMLValidator } from 'fast-xml-parser'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Archive,
  buildGraph,
  type DependencyGraph,
  graphDot,
  graphJson,
  graphMermaid,
  graphSvg,
  graphText,
  readArchive,
} from '../../src/index.js'
import {
  archive,
  call,
  connection,
  event,
  integration,
  lookup,
  usesConnection,
  usesLibrary,
  usesLookup,
} from '../support/estate.js'
import { ESTATE, fixture } from '../support/fixture.js'
import { readFlowchart } from '../support/mermaid.js'
import { wordsOf } from '../support/svg.js'

let archives: readonly Archive[] = []
let estate: DependencyGraph = buildGraph([])

beforeAll(async () => {
  archives = await Promise.all(Object.entries(ESTATE).map(([name, folder]) => readArchive(fixture(folder), { name })))
  estate = buildGraph(archives)
})

/** A graph in which every kind of oddity occurs. */
const ODD = buildGraph([
  archive('a.iar', {
    integrations: [
      integration('A|01.00.0000', [
        call('B|01.02.0000'),
        call('R|1.0.0', { dynamic: true }),
        call('P|01.00.0000', { project: 'SHOP' }),
        call(null, { dynamic: true, entry: 'map.xsl' }),
      ]),
      integration('B|01.00.0000', [call('C|01.00.0000')]),
      integration('C|01.00.0000', [call('B|01.00.0000'), usesLookup('L')]),
      integration('C|01.00.0001'),
    ],
    lookups: [lookup('L', { description: 'one' }), lookup('IDLE')],
  }),
  archive('b.iar', { lookups: [lookup('L', { description: 'two' })] }),
])

describe('the text', () => {
  it('of the estate is as it was read', async () => {
    await expect(graphText(estate)).toMatchFileSnapshot('golden/estate.graph.txt')
  })

  it('says what is odd: drift, run time, out of reach, rings, copies, unused, superseded, not told', async () => {
    await expect(graphText(ODD)).toMatchFileSnapshot('golden/odd.graph.txt')
  })

  it('leaves the project out of names where all live in it', () => {
    const inProject = { project: 'SHOP' }
    const text = graphText(
      buildGraph([
        archive('s.car', { integrations: [integration('A|01.00.0000', [usesLookup('L')], inProject)] }, 'SHOP'),
      ]),
    )
    expect(text).toContain('\n A 01.00.0000\n   lookups     L not here\n')
  })

  it('does not indent without end, and shows each integration once', () => {
    const codes = Array.from({ length: 2_000 }, (_, at) => `N${String(at).padStart(4, '0')}|01.00.0000`)
    const chain = buildGraph([
      archive('set', {
        integrations: codes.map((key, at) =>
          integration(key, codes[at + 1] === undefined ? [] : [call(codes[at + 1] ?? '')]),
        ),
      }),
    ])
    const [tree = ''] = graphText(chain).split('\nACTIVATE')
    expect(Math.max(...tree.split('\n').map((line) => line.length))).toBeLessThan(60)
    expect(tree.match(/see below/g)?.length).toBe(tree.split('\n').filter((line) => /^ N/.test(line)).length - 1)
  })

  it('names what could not be read', () => {
    const failed = [{ file: 'broken.iar', code: 'truncated' as const, message: 'The zip is cut off.' }]
    expect(graphText(buildGraph([]), { failed })).toContain('NOT READ\n broken.iar: The zip is cut off. (truncated)\n')
  })
})

describe('the JSON', () => {
  it('has the names of the contract', () => {
    const graph = buildGraph([
      archive('a.iar', {
        integrations: [integration('A|01.00.0000', [call('B|1.0.0', { dynamic: true, entry: 'map.xsl' })])],
      }),
    ])
    const failed = [{ file: 'broken.iar', code: 'truncated' as const, message: 'The zip is cut off.' }]
    const evidence = { archive: 'a.iar', entry: 'map.xsl', line: 1, column: 1, text: 'made up', at: 'application_1' }
    expect(JSON.parse(graphJson(graph, failed))).toEqual({
      formatVersion: 1,
      nodes: [
        {
          id: 'integration:A|01.00.0000',
          kind: 'integration',
          label: 'A 01.00.0000',
          present: true,
          project: null,
          preseeded: false,
          pattern: false,
          copiesDiffer: false,
          sources: [{ archive: 'a.iar', entry: 'made-up' }],
        },
        {
          id: 'integration:B|01.00.0000',
          kind: 'integration',
          label: 'B 01.00.0000',
          present: false,
          project: null,
          preseeded: false,
          pattern: false,
          copiesDiffer: false,
          sources: [],
        },
      ],
      edges: [
        {
          from: 'integration:A|01.00.0000',
          to: 'integration:B|01.00.0000',
          kind: 'calls',
          dynamic: true,
          match: { wanted: 'B|1.0.0', fit: 'missing', unreachable: null },
          evidence: [evidence],
        },
      ],
      openCalls: [],
      cycles: [],
      activationOrder: ['integration:A|01.00.0000'],
      activationWaves: [['integration:A|01.00.0000']],
      superseded: [],
      failed,
    })
  })

  it('lists rings, waves and superseded versions', () => {
    const json = JSON.parse(graphJson(ODD))
    expect(json.cycles).toEqual([['integration:B|01.00.0000', 'integration:C|01.00.0000']])
    expect(json.superseded).toEqual([{ id: 'integration:C|01.00.0000', by: 'integration:C|01.00.0001' }])
    expect(json.openCalls).toMatchObject([{ from: 'integration:A|01.00.0000', evidence: { entry: 'map.xsl' } }])
  })

  it('is the same each time', () => {
    expect(graphJson(buildGraph(archives))).toBe(graphJson(estate))
  })
})

describe('Mermaid', () => {
  it('of the estate is as it was read', async () => {
    await expect(graphMermaid(estate)).toMatchFileSnapshot('golden/estate.graph.mmd')
  })

  it('parses, with a box for each project and package', async () => {
    const { nodes, groups, edges } = await readFlowchart(graphMermaid(estate))
    // The parser under test drops what stands before the first line break: names of one line serve.
    expect([...nodes.values()]).toEqual(expect.arrayContaining(['CARRIER_SFTP', 'STORE_REGIONS', 'STORES_AGENTS']))
    expect(groups.map(({ title }) => title).sort()).toEqual([
      'package retail.stores',
      'project FINANCE (not here)',
      'project RETURNS',
    ])
    expect(edges.length).toBeGreaterThan(20)
  })
})

describe('DOT', () => {
  it('of the estate is as it was read', async () => {
    await expect(graphDot(estate)).toMatchFileSnapshot('golden/estate.graph.dot')
  })

  it('writes what many use into the boxes of its users instead of arrows', () => {
    const users = Array.from({ length: 7 }, (_, at) => integration(`A${at}|01.00.0000`, [usesConnection('REST')]))
    const crowd = (number: number) =>
      graphDot(
        buildGraph([archive('set', { integrations: users.slice(0, number), connections: [connection('REST')] })]),
      )
    expect(crowd(6).match(/->/g)).toHaveLength(6)
    expect(crowd(7)).not.toContain('->')
    expect(crowd(7)).toContain('REST\\nused by 7')
    expect(crowd(7).match(/· REST/g)).toHaveLength(7)
  })
})

describe('the SVG', () => {
  it('says all that is drawn, with whole ids as titles', async () => {
    const svg = await graphSvg(estate)
    expect(wordsOf(svg)).toEqual(
      expect.arrayContaining(['ORDER_INTAKE', 'project RETURNS', 'integration', 'event type']),
    )
    expect(svg).toContain('<title>integration:ORDER_INTAKE|01.00.0000</title>')
    expect(svg).toContain('<title>integration:ORDER_INTAKE|01.00.0000 → integration:ORDER_FULFIL|01.00.0000</title>')
  })

  it('shows drift and run time in words', async () => {
    expect(wordsOf(await graphSvg(ODD))).toEqual(
      expect.arrayContaining(['wants 01.02.0000', 'at run time', 'out of reach']),
    )
  })

  it('says so where there is nothing to draw, or too much', async () => {
    expect(wordsOf(await graphSvg(buildGraph([])))).toEqual(['Nothing to draw'])
    const lookups = Array.from({ length: 900 }, (_, at) => lookup(`L${at}`))
    const many = await graphSvg(buildGraph([archive('set', { lookups, integrations: [integration('A|01.00.0000')] })]))
    expect(wordsOf(many).join(' ')).toMatch(
      /Only integrations, agents and events: 901 artifacts.* too many for one picture.*A 01\.00\.0000/,
    )
  })

  it('is the same each time', async () => {
    expect(await graphSvg(buildGraph(archives))).toBe(await graphSvg(estate))
  })
})

/** Texts that mean something to DOT, Mermaid, Markdown, HTML, XML or a terminal. */
const HOSTILE = [
  'end',
  'o',
  'x--x',
  'subgraph',
  'graph; digraph {',
  'a"b\\',
  "it's",
  'a#b; c #quot; #35;',
  '<script>alert(1)</script>',
  '</svg>]]>',
  '&amp; &#60; &nbsp;',
  '`code` and "`markdown`"',
  '**bold** __under__',
  '1. first',
  '- item',
  'https://shop.example.com/x www.example.com',
  '%% comment %%{init: {}}%%',
  'n0 --> n1',
  ']):::isMissing',
  '\\N \\G \\l \\n',
  'esc\u001b[31m nul\u0000 bell\u0007',
  'two\nlines\r\n',
  '\u202eright to left\u2066',
  'lone \ud800 and \udc00 \uffff',
  '日本語 🙂',
  '__proto__',
  ' ',
]

describe('a hostile name', () => {
  const graphOf = (text: string) => {
    const inProject = { project: text }
    const references = [
      usesConnection(text),
      usesLookup(text),
      usesLibrary(`${text}|${text}`),
      event('publishes', `${text}|${text}`),
    ]
    return buildGraph([
      archive(text, {
        integrations: [integration(`${text}|${text}`, [...references, call(`${text}|2`, inProject)], { pack: text })],
      }),
      archive(
        'p',
        {
          integrations: [integration(`${text}|01.00.0000`, references, inProject)],
          connections: [connection(text, { ...inProject, agentGroup: text })],
        },
        text,
      ),
    ])
  }

  it.each(HOSTILE)('stays a name in every format: %j', async (text) => {
    const graph = graphOf(text)
    const drawn = graph.nodes.filter(({ kind }) => kind !== 'project' && kind !== 'package')
    const mermaid = await readFlowchart(graphMermaid(graph))
    expect(mermaid.nodes.size).toBe(drawn.length)
    expect([...mermaid.nodes.keys()].sort()).toEqual(drawn.map((_, at) => `n${at}`).sort())
    const svg = await graphSvg(graph)
    expect(XMLValidator.validate(svg)).toBe(true)
    const elements = new Set(Array.from(svg.matchAll(/<([A-Za-z][\w:-]*)/g), ([, name = '']) => name))
    expect([...elements].filter((name) => !SVG_ELEMENTS.has(name))).toEqual([])
    expect(svg.match(/class="node"/g)).toHaveLength(drawn.length)
    expect(svg).not.toMatch(/\bhref|\son\w+=/)
    for (const output of [graphText(graph), graphDot(graph), graphMermaid(graph), svg])
      expect(output).not.toMatch(UNSAFE)
    expect(JSON.parse(graphJson(graph)).nodes).toHaveLength(graph.nodes.length)
  })

  it('is shown as it is written', async () => {
    const words = wordsOf(await graphSvg(graphOf('<b> & "c" &lt; \\N')))
    expect(words).toContain('<b> & "c" &lt; \\N')
    const { nodes } = await readFlowchart(graphMermaid(graphOf('<b> & "c" `d`')))
    expect([...nodes.values()].join()).toContain('<b> & "c" `d`')
  })
})

const SVG_ELEMENTS = new Set(['svg', 'g', 'title', 'polygon', 'polyline', 'path', 'ellipse', 'text'])

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/
