/** The graph over real archives, against the answer keys that OIC wrote into them. See corpus.test.ts. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Archive, buildGraph, type DependencyGraph, type EdgeKind, readPaths } from '../../src/node/index.js'

const named = process.env['IARKIT_CORPUS']
const beside = fileURLToPath(new URL('../../../shared/corpus', import.meta.url))

describe.skipIf(named === undefined && !existsSync(beside))('the graph of the corpus', () => {
  let archives: readonly Archive[] = []
  let graph: DependencyGraph = buildGraph([])

  beforeAll(async () => {
    archives = (await readPaths([named ?? beside])).archives
    graph = buildGraph(archives)
  }, 600_000)

  const keyOf = (id: string) => id.slice(id.indexOf(':') + 1).replace(/^[^/|]*\//, '')

  it.each([
    ['uses-connection', 'connections'],
    ['uses-lookup', 'lookups'],
    ['uses-library', 'libraries'],
  ] as const)('has the edges %s that info.json lists', (kind: EdgeKind, list) => {
    let compared = 0
    for (const archive of archives) {
      const alone = buildGraph([archive])
      for (const { id, recorded } of archive.integrations) {
        if (recorded.dependencies === null) continue
        compared++
        const found = alone
          .dependenciesOf(id, { kinds: [kind] })
          .map(keyOf)
          .sort()
        expect([id, found]).toEqual([id, [...(recorded.dependencies[list] ?? [])].sort()])
      }
    }
    if (named === undefined) expect(compared).toBe(16)
  })

  it('has the lookups and libraries that OIC noted at actions', () => {
    for (const { id, recorded } of archives.flatMap(({ integrations }) => integrations)) {
      const found = graph.dependenciesOf(id).map(keyOf)
      expect([id, found]).toEqual([
        id,
        expect.arrayContaining([...(recorded.lookups ?? []), ...(recorded.libraries ?? [])]),
      ])
    }
  })

  it('has an edge for every local call that a JCA names, and none else', () => {
    const flows = archives.flatMap((archive) =>
      archive.integrations.map(({ id, endpoints }) => ({ id, endpoints, alone: buildGraph([archive]) })),
    )
    for (const { id, endpoints, alone } of flows) {
      const called = endpoints.flatMap(({ role, configuration }) => {
        if (role !== 'invoke' || configuration?.adapter !== 'collocatedics') return []
        const value = (name: string) => configuration.properties.find((property) => property.name === name)?.value ?? ''
        return [value('integration_code')]
      })
      const fixed = alone.edgesFrom(id).filter(({ kind, dynamic }) => kind === 'calls' && !dynamic)
      const codes = fixed.map(({ to }) => keyOf(to).split('|')[0])
      expect([id, [...new Set(codes)].sort()]).toEqual([id, [...new Set(called)].sort()])
    }
  })

  it('has a topological order of activation', () => {
    const { order, superseded } = graph.activation()
    const rings = new Set(graph.cycles().flat())
    const left = new Map(superseded.map(({ id, by }) => [id, by]))
    for (const { from, to, kind } of graph.edges) {
      const child = order.indexOf(left.get(to) ?? to)
      if (kind !== 'calls' || child === -1 || left.has(from) || (rings.has(from) && rings.has(to))) continue
      expect([from, to, child < order.indexOf(from)]).toEqual([from, to, true])
    }
  })

  describe.skipIf(named !== undefined)('that lies beside the project', () => {
    it('activates OIO_SAMPLE_BUSINESS_FLOW after OIO_LOG_EVENT', () => {
      const order = graph.activationOrder()
      const log = order.indexOf('integration:OIO_LOG_EVENT|01.00.0000')
      expect(log).toBeGreaterThanOrEqual(0)
      expect(order.indexOf('integration:OIO_SAMPLE_BUSINESS_FLOW|01.00.0000')).toBeGreaterThan(log)
    })

    it("finds the healthcare project's children, one of them chosen at run time and not there", () => {
      const caller = 'integration:HEALTHCARE_ADT_PROJECT/HANDLE_INBOUND_HEALTHCA_MESSAGES|01.00.0000'
      const calls = graph.edgesFrom(caller).filter(({ kind }) => kind === 'calls')
      expect(calls.map(({ to, dynamic, match }) => [to, dynamic, match?.fit])).toEqual([
        ['integration:HEALTHCARE_ADT_PROJECT/PROCESSADT_A08|01.00.0000', true, 'missing'],
        ['integration:HEALTHCARE_ADT_PROJECT/PROCES_ADT_HL7_V25_MESSAG|01.00.0000', false, 'exact'],
      ])
      expect(calls[0]?.match?.wanted).toBe('PROCESSADT_A08|1.0.0')
      expect(calls[1]?.evidence.length).toBe(2)
    })

    it('lists the one child that nothing tells', () => {
      expect(graph.openCalls.map(({ from }) => from)).toEqual(['integration:LL_ERPPO_BACKEND_B2B|02.00.0000'])
    })

    it('has one node for the project that was exported three times', () => {
      expect(graph.node('project:DEMO_FIRST_PROJECT')?.sources).toHaveLength(3)
    })
  })
})
