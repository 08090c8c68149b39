import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGraph } from '../../src/graph/create-graph.js'
import { buildGraph, type DependencyGraph } from '../../src/graph/index.js'
import {
  archive,
  call,
  connection,
  deployment,
  integration,
  library,
  lookup,
  usesConnection,
  usesLookup,
} from '../support/estate.js'

const id = (code: string, version = '01.00.0000') => `integration:${code}|${version}`

/** A graph of calls: each letter's children. */
function calls(children: Readonly<Record<string, string>>): DependencyGraph {
  const codes = new Set([...Object.keys(children), ...Object.values(children).flatMap((text) => [...text])])
  return buildGraph([
    archive('set', {
      integrations: [...codes].map((code) =>
        integration(
          `${code}|01.00.0000`,
          [...(children[code] ?? '')].map((child) => call(`${child}|01.00.0000`)),
        ),
      ),
    }),
  ])
}

/** Ids back to letters. */
const letters = (ids: readonly string[]) =>
  ids.map((text) => text.slice('integration:'.length, -'|01.00.0000'.length)).join('')

const CHAIN = 100_000

it('gives answers that a caller may change without changing others', () => {
  const graph = calls({ A: 'BC', B: 'CD', C: 'A' })
  const ask = (): unknown[][] =>
    [
      graph.dependenciesOf(id('A')),
      graph.dependenciesOf(id('A'), { kinds: ['calls'] }),
      graph.dependentsOf(id('C')),
      graph.dependentsOf(id('C'), { transitive: true }),
      graph.activationOrder(),
      graph.activation().order,
      graph.activation().waves,
      ...graph.activation().waves,
      graph.cycles(),
      ...graph.cycles(),
      graph.roots(),
      graph.unused(),
      graph.edgesFrom(id('A')),
      graph.impactOf(id('C')),
    ] as unknown[][]
  const before = JSON.stringify(ask())
  for (const answer of ask()) answer.reverse().push('another')
  expect(JSON.stringify(ask())).toBe(before)
})

describe('dependencies and dependents', () => {
  const graph = buildGraph([
    archive('set', {
      integrations: [
        integration('A|01.00.0000', [call('B|01.00.0000'), usesConnection('C')]),
        integration('B|01.00.0000', [usesLookup('L')]),
      ],
    }),
  ])

  it('are direct unless asked for all', () => {
    expect(graph.dependenciesOf(id('A'))).toEqual(['connection:C', id('B')])
    expect(graph.dependenciesOf(id('A'), { transitive: true })).toEqual(['connection:C', id('B'), 'lookup:L'])
    expect(graph.dependentsOf('lookup:L')).toEqual([id('B')])
    expect(graph.dependentsOf('lookup:L', { transitive: true })).toEqual([id('A'), id('B')])
  })

  it('follow only the kinds that are asked for', () => {
    expect(graph.dependenciesOf(id('A'), { transitive: true, kinds: ['calls'] })).toEqual([id('B')])
  })

  it('hold the artifact itself only where it is in a ring', () => {
    const ring = calls({ A: 'B', B: 'A', C: 'A' })
    expect(letters(ring.dependenciesOf(id('A'), { transitive: true }))).toBe('AB')
    expect(letters(ring.dependenciesOf(id('C'), { transitive: true }))).toBe('AB')
  })

  it('are none for what nobody knows', () => {
    expect(graph.dependenciesOf('integration:X|1', { transitive: true })).toEqual([])
    expect(graph.node('integration:X|1')).toBeNull()
    expect(graph.callDepth('integration:X|1')).toBe(0)
    expect(graph.dependentsOf('integration:X|1', { transitive: true })).toEqual([])
    expect(graph.impactOf('integration:X|1')).toEqual([])
    expect(graph.pathsBetween('integration:X|1', id('A'))).toEqual([])
    expect(graph.pathsBetween(id('A'), 'integration:X|1')).toEqual([])
    expect([...graph.edgesFrom('integration:X|1'), ...graph.edgesTo('integration:X|1')]).toEqual([])
  })
})

describe('impact', () => {
  it('is told by distance, then id', () => {
    const graph = calls({ A: 'B', B: 'D', C: 'D', Z: 'A' })
    expect(graph.impactOf(id('D'))).toEqual([
      { id: id('B'), distance: 1 },
      { id: id('C'), distance: 1 },
      { id: id('A'), distance: 2 },
      { id: id('Z'), distance: 3 },
    ])
  })
})

describe('paths', () => {
  it('are all ways without a repeat, shortest first', () => {
    const graph = calls({ A: 'BCD', B: 'D', C: 'B', D: 'A' })
    expect(graph.pathsBetween(id('A'), id('D')).map(letters)).toEqual(['AD', 'ABD', 'ACBD'])
  })

  it('are none against the direction, and none from a thing to itself', () => {
    const graph = calls({ A: 'B' })
    expect(graph.pathsBetween(id('B'), id('A'))).toEqual([])
    expect(graph.pathsBetween(id('A'), id('A'))).toEqual([])
  })

  it('stop at the limit where there are more than anyone can count', () => {
    const layers = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [at, [`${at + 1}a`, `${at + 1}b`]]))
    const references = (at: number) => (layers[at] ?? []).map((child) => call(`N${child}|01.00.0000`))
    const graph = buildGraph([
      archive('set', {
        integrations: Array.from({ length: 40 }, (_, at) =>
          ['a', 'b'].map((side) => integration(`N${at}${side}|01.00.0000`, references(at))),
        ).flat(),
      }),
    ])
    const found = graph.pathsBetween(id('N0a'), id('N40b'), 7)
    expect(found).toHaveLength(7)
    expect(found.every((path) => path.length === 41)).toBe(true)
  })
})

describe('roots, orphans and what is unused', () => {
  const graph = buildGraph([
    archive('set', {
      integrations: [
        integration('A|01.00.0000', [call('B|01.00.0000'), usesConnection('USED')]),
        integration('B|01.00.0000'),
      ],
      connections: [connection('USED'), connection('IDLE')],
      lookups: [lookup('ALONE')],
      libraries: [library('J|01.00.0000')],
    }),
    archive('shop.car', { lookups: [lookup('OWN', { project: 'SHOP' })] }, 'SHOP'),
  ])

  it('finds the integrations that nothing calls', () => {
    expect(graph.roots()).toEqual([id('A')])
  })

  it('finds what has no edge at all', () => {
    expect(graph.orphans()).toEqual(['connection:IDLE', 'library:J|01.00.0000', 'lookup:ALONE'])
  })

  it("finds what no flow uses, a project's parts too", () => {
    expect(graph.unused()).toEqual(['connection:IDLE', 'library:J|01.00.0000', 'lookup:ALONE', 'lookup:SHOP/OWN'])
  })
})

describe('rings', () => {
  it('are spelled out once each, from the smallest id', () => {
    expect(calls({ A: 'B', B: 'CA', C: 'B', D: 'A' }).cycles().map(letters)).toEqual(['AB', 'BC'])
    expect(calls({ C: 'A', A: 'B', B: 'C' }).cycles().map(letters)).toEqual(['ABC'])
    expect(calls({ A: 'BC', B: 'C', C: 'A' }).cycles().map(letters)).toEqual(['ABC', 'AC'])
  })

  it('are of one where an integration calls itself', () => {
    expect(calls({ A: 'A' }).cycles().map(letters)).toEqual(['A'])
  })

  it('are none in a graph without any', () => {
    expect(calls({ A: 'BC', B: 'D', C: 'D' }).cycles()).toEqual([])
  })

  it('are one through each integration where there are too many to spell out', () => {
    const codes = [...'ABCDEFGHIJKLMNOP']
    const graph = calls(
      Object.fromEntries(codes.map((code) => [code, codes.filter((other) => other !== code).join('')])),
    )
    const rings = graph.cycles()
    expect(rings.length).toBeLessThanOrEqual(16)
    expect(new Set(rings.flat()).size).toBe(16)
  })
})

describe('call depth', () => {
  it('is the longest chain of calls', () => {
    const graph = calls({ A: 'BD', B: 'C', C: 'D' })
    expect(['A', 'B', 'C', 'D'].map((code) => graph.callDepth(id(code)))).toEqual([3, 2, 1, 0])
  })

  it('counts a missing child, and a ring once around', () => {
    const graph = buildGraph([
      archive('set', { integrations: [integration('A|01.00.0000', [call('GONE|01.00.0000')])] }),
    ])
    expect(graph.callDepth(id('A'))).toBe(1)
    const ring = calls({ Z: 'A', A: 'B', B: 'AC' })
    expect(['Z', 'A', 'B', 'C'].map((code) => ring.callDepth(id(code)))).toEqual([4, 3, 3, 0])
  })
})

describe('activation', () => {
  it('goes in waves, children first', () => {
    expect(calls({ A: 'BC', B: 'D', C: '' }).activation().waves.map(letters)).toEqual(['CD', 'B', 'A'])
    expect(letters(calls({ A: 'BC', B: 'D', C: '' }).activationOrder())).toBe('CDBA')
  })

  it('keeps a ring together in one wave, and goes on behind it', () => {
    expect(calls({ A: 'C', C: 'BE', B: 'CD', D: '', E: '' }).activation().waves.map(letters)).toEqual(['DE', 'BC', 'A'])
  })

  it('leaves out what is not there', () => {
    const graph = buildGraph([
      archive('set', { integrations: [integration('A|01.00.0000', [call('GONE|01.00.0000')])] }),
    ])
    expect(graph.activation()).toEqual({ order: [id('A')], waves: [[id('A')]], superseded: [] })
  })

  const versions = ['01.00.0000', '01.00.0001', '01.10.0000', '02.00.0000']

  it('activates the newest of each major version', () => {
    const graph = buildGraph([archive('set', { integrations: versions.map((version) => integration(`A|${version}`)) })])
    expect(graph.activation()).toEqual({
      order: [id('A', '01.10.0000'), id('A', '02.00.0000')],
      waves: [[id('A', '01.10.0000'), id('A', '02.00.0000')]],
      superseded: [
        { id: id('A', '01.00.0000'), by: id('A', '01.10.0000') },
        { id: id('A', '01.00.0001'), by: id('A', '01.10.0000') },
      ],
    })
  })

  it("activates the deployment's version instead, where one names it", () => {
    const inProject = { project: 'SHOP' }
    const graph = buildGraph([
      archive(
        'shop.car',
        {
          integrations: versions.map((version) => integration(`A|${version}`, [], inProject)),
          deployments: [deployment('SPRING', ['A|01.00.0001'])],
        },
        'SHOP',
      ),
    ])
    expect(graph.deployed).toEqual(['integration:SHOP/A|01.00.0001'])
    expect(graph.activationOrder()).toEqual(['integration:SHOP/A|01.00.0001', 'integration:SHOP/A|02.00.0000'])
  })

  it('lets the version to be active stand for the child that was designed against', () => {
    const graph = buildGraph([
      archive('set', {
        integrations: [
          integration('A|01.00.0000', [call('Z|01.00.0000')]),
          integration('Z|01.00.0000'),
          integration('Z|01.00.0001'),
        ],
      }),
    ])
    expect(graph.activationOrder()).toEqual([id('Z', '01.00.0001'), id('A')])
  })
})

describe('laws', () => {
  const size = 12
  const codes = Array.from({ length: size }, (_, at) => String.fromCharCode(65 + at))
  const edges = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 40 })
  const graphOf = (pairs: readonly (readonly [number, number])[]) => {
    const children: Record<string, string> = Object.fromEntries(codes.map((code) => [code, '']))
    for (const [from, to] of pairs)
      children[codes[from] ?? ''] = `${children[codes[from] ?? ''] ?? ''}${codes[to] ?? ''}`
    return calls(children)
  }

  it('the order of activation is a topological order of the part without rings', () => {
    fc.assert(
      fc.property(edges, (pairs) => {
        const graph = graphOf(pairs)
        const { order, waves } = graph.activation()
        expect([...order].sort()).toEqual(codes.map((code) => id(code)))
        expect(waves.flat()).toEqual(order)
        const wave = new Map(waves.flatMap((ids, at) => ids.map((each) => [each, at] as const)))
        for (const { from, to } of graph.edges) {
          const inRing = graph.dependenciesOf(to, { transitive: true }).includes(from) || from === to
          if (inRing) expect(wave.get(from)).toBe(wave.get(to))
          else expect(wave.get(to)).toBeLessThan(wave.get(from) ?? -1)
        }
      }),
    )
  })

  it('impact is the transposed closure', () => {
    fc.assert(
      fc.property(edges, (pairs) => {
        const graph = graphOf(pairs)
        for (const changed of codes.map((code) => id(code))) {
          const needing = codes
            .map((code) => id(code))
            .filter((other) => graph.dependenciesOf(other, { transitive: true }).includes(changed))
          expect(
            graph
              .impactOf(changed)
              .map(({ id: reached }) => reached)
              .sort(),
          ).toEqual(needing)
          expect(graph.dependentsOf(changed, { transitive: true })).toEqual(needing)
        }
      }),
    )
  })

  it('every ring is a ring, begins with its smallest id, and no integration in one is left out', () => {
    fc.assert(
      fc.property(edges, (pairs) => {
        const graph = graphOf(pairs)
        const rings = graph.cycles()
        for (const ring of rings) {
          expect(new Set(ring).size).toBe(ring.length)
          expect([...ring].sort()[0]).toBe(ring[0])
          ring.forEach((each, at) => {
            expect(graph.dependenciesOf(each)).toContain(ring[(at + 1) % ring.length])
          })
        }
        expect(new Set(rings.map((ring) => ring.join())).size).toBe(rings.length)
        const inRings = codes
          .map((code) => id(code))
          .filter((each) => graph.dependenciesOf(each, { transitive: true }).includes(each))
        expect([...new Set(rings.flat())].sort()).toEqual(inRings)
      }),
    )
  })

  it('paths are ways along edges, without a repeat, in order of length, and there is one where something is reached', () => {
    fc.assert(
      fc.property(edges, fc.nat(size - 1), fc.nat(size - 1), (pairs, from, to) => {
        fc.pre(from !== to)
        const graph = graphOf(pairs)
        const [start, end] = [id(codes[from] ?? ''), id(codes[to] ?? '')]
        const paths = graph.pathsBetween(start, end)
        expect(paths.length > 0).toBe(graph.dependenciesOf(start, { transitive: true }).includes(end))
        for (const path of paths) {
          expect([path[0], path.at(-1), new Set(path).size]).toEqual([start, end, path.length])
          for (let at = 1; at < path.length; at++) expect(graph.dependenciesOf(path[at - 1] ?? '')).toContain(path[at])
        }
        expect(paths.map(({ length }) => length)).toEqual(paths.map(({ length }) => length).sort((a, b) => a - b))
      }),
    )
  })

  it('the order of archives does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (order) => {
        const archives = [
          archive('a', { integrations: [integration('A|01.00.0000', [call('B'), usesLookup('L')])] }),
          archive('b', { integrations: [integration('B|01.00.0000')] }),
          archive('c', { integrations: [integration('B|01.01.0000', [call('A|1.0.0')])] }),
          archive('d', { lookups: [lookup('L')] }),
        ]
        const shape = (graph: DependencyGraph) => [graph.nodes, graph.edges, graph.activation(), graph.cycles()]
        const shuffled = order.flatMap((at) => archives[at] ?? [])
        expect(shape(buildGraph(shuffled))).toEqual(shape(buildGraph(archives)))
      }),
    )
  })
})

describe(`a chain of ${CHAIN}`, () => {
  const code = (at: number) => `N${String(at).padStart(6, '0')}`
  const name = (at: number) => id(code(at))
  const chain = (isRing: boolean) => {
    const at = Array.from({ length: CHAIN }, (_, number) => number)
    const node = {
      kind: 'integration',
      present: true,
      project: null,
      preseeded: false,
      pattern: false,
      copiesDiffer: false,
    } as const
    const edge = { kind: 'calls', dynamic: false, evidence: [], match: null } as const
    const ends = at.filter((number) => isRing || number < CHAIN - 1)
    return createGraph({
      nodes: at.map((number) => ({ ...node, id: name(number), label: code(number), sources: [] })),
      edges: ends.map((number) => ({ ...edge, from: name(number), to: name((number + 1) % CHAIN) })),
      openCalls: [],
      deployed: [],
    })
  }

  it('answers every question', { timeout: 60_000 }, () => {
    const graph = chain(false)
    const [first, last] = [id(code(0)), id(code(CHAIN - 1))]
    expect(graph.dependenciesOf(first, { transitive: true })).toHaveLength(CHAIN - 1)
    expect(graph.impactOf(last).at(-1)).toEqual({ id: first, distance: CHAIN - 1 })
    expect(graph.pathsBetween(first, last)[0]).toHaveLength(CHAIN)
    expect(graph.callDepth(first)).toBe(CHAIN - 1)
    expect(graph.activationOrder()[0]).toBe(last)
    expect(graph.activation().waves).toHaveLength(CHAIN)
    expect(graph.cycles()).toEqual([])
  })

  it('answers them as a ring too', { timeout: 60_000 }, () => {
    const graph = chain(true)
    expect(graph.cycles().map(({ length }) => length)).toEqual([CHAIN])
    expect(graph.activation().waves).toHaveLength(1)
    expect(graph.callDepth(id(code(7)))).toBe(CHAIN)
    expect(graph.pathsBetween(id(code(1)), id(code(0)))[0]).toHaveLength(CHAIN)
  })
})
