import { describe, expect, it } from 'vitest'
import { buildGraph, filterGraph, findNode, type GraphFilter } from '../../src/graph/index.js'
import { archive, call, connection, integration, lookup, usesConnection, usesLookup } from '../support/estate.js'

const graph = buildGraph([
  archive('a', {
    integrations: [
      integration('A|01.00.0000', [call('B|01.00.0000'), usesConnection('PRESEEDED_COLLOCATED_CONN_1')]),
      integration('B|01.00.0000', [call('C|01.00.0000'), usesConnection('DB')], { pack: 'retail' }),
      integration('C|01.00.0000', [usesLookup('L')]),
      integration('D|01.00.0000', [call('C|01.00.0000'), call('E|01.00.0000')]),
      integration('E|01.00.0000', [call('D|01.00.0000'), call(null, { dynamic: true })]),
    ],
    connections: [connection('DB')],
    lookups: [lookup('L')],
  }),
  archive('shop', { integrations: [integration('B|01.00.0000', [], { project: 'SHOP' })] }, 'SHOP'),
])

const id = (code: string) => `integration:${code}|01.00.0000`

/** What a filter keeps, in short. */
function kept(filter: GraphFilter): string[] {
  return filterGraph(graph, filter).nodes.map((node) => node.id.replace(/^integration:|\|01\.00\.0000$/g, ''))
}

describe('a filtered graph', () => {
  it('is empty for an id that nobody knows', () => {
    for (const filter of [{ from: 'A' }, { to: 'A' }, { from: 'A', to: 'B' }]) expect(kept(filter)).toEqual([])
    expect(kept({ from: 'A', to: id('B') })).toEqual(['B'])
  })

  it('keeps what an artifact needs', () => {
    expect(kept({ from: id('B') })).toEqual(['connection:DB', 'B', 'C', 'lookup:L'])
  })

  it('keeps what needs an artifact; a package does not need what it contains', () => {
    expect(kept({ to: 'connection:DB' })).toEqual(['connection:DB', 'A', 'B'])
  })

  it('keeps what lies on the ways between two', () => {
    expect(kept({ from: id('A'), to: 'lookup:L' })).toEqual(['A', 'B', 'C', 'lookup:L'])
    expect(kept({ from: id('C'), to: id('A') })).toEqual(['A', 'C'])
  })

  it('keeps what a package contains, and what that needs', () => {
    expect(kept({ from: 'package:retail', depth: 1 })).toEqual(['B', 'package:retail'])
  })

  it('keeps what is not more steps away', () => {
    expect(kept({ from: id('A'), depth: 0 })).toEqual(['A'])
    expect(kept({ from: id('A'), depth: 1 })).toEqual(['connection:PRESEEDED_COLLOCATED_CONN_1', 'A', 'B'])
    expect(kept({ from: id('A'), to: 'lookup:L', depth: 2 })).toEqual(['A', 'lookup:L'])
    expect(kept({ from: id('A'), to: 'lookup:L', depth: 3 })).toEqual(['A', 'B', 'C', 'lookup:L'])
  })

  it('counts steps from what nothing needs, a ring that nothing needs among it', () => {
    expect(kept({ depth: 0 })).toEqual(['A', 'D', 'E', 'SHOP/B', 'package:retail', 'project:SHOP'])
  })

  it('keeps kinds, and always the ends', () => {
    expect(kept({ kinds: ['integration'], from: id('A') })).toEqual(['A', 'B', 'C'])
    expect(kept({ kinds: ['integration'], to: 'lookup:L' })).toEqual(['A', 'B', 'C', 'D', 'E', 'lookup:L'])
  })

  it("leaves out OIC's own connections where it is told to", () => {
    expect(kept({ from: id('A'), depth: 1, preseeded: false })).toEqual(['A', 'B'])
  })

  it('is a graph like any other: edges, rings, order, open calls', () => {
    const part = filterGraph(graph, { from: id('D'), kinds: ['integration'] })
    expect(part.edges).toHaveLength(3)
    expect(part.cycles()).toEqual([[id('D'), id('E')]])
    expect(part.activationOrder()).toEqual([id('C'), id('D'), id('E')])
    expect(part.openCalls).toHaveLength(1)
    expect(filterGraph(graph, { from: id('A') }).openCalls).toHaveLength(0)
  })

  it('is the whole where nothing is asked', () => {
    const whole = filterGraph(graph, {})
    expect([whole.nodes, whole.edges]).toEqual([graph.nodes, graph.edges])
  })
})

describe('a name of an artifact', () => {
  it.each([
    [id('A'), id('A')],
    ['A', id('A')],
    ['a', id('A')],
    ['A|01.00.0000', id('A')],
    ['A 01.00.0000', id('A')],
    ['lookup:L', 'lookup:L'],
    ['SHOP/B', 'integration:SHOP/B|01.00.0000'],
  ])('%s stands for %s', (name, found) => {
    expect(findNode(graph, name)).toBe(found)
  })

  it('is refused where it names several', () => {
    expect(() => findNode(graph, 'B')).toThrow(/names 2 artifacts: integration:B\|01.00.0000, integration:SHOP\/B/)
  })

  it('is refused where there is none, with what is near', () => {
    const error = expect(() => findNode(graph, 'connection:DBB'))
    error.toThrow(expect.objectContaining({ code: 'usage' }))
    error.toThrow(/nothing named connection:DBB\. Did you mean connection:DB/)
  })

  it('may be long and strange', () => {
    expect(() => findNode(graph, '__proto__'.repeat(10_000))).toThrow(/nothing named/)
  })
})
