import { describe, expect, it } from 'vitest'
import { buildGraph } from '../../src/graph/index.js'
import type { Reference } from '../../src/model/types.js'
import {
  archive,
  call,
  connection,
  event,
  integration,
  library,
  lookup,
  usesConnection,
  usesLibrary,
  usesLookup,
} from '../support/estate.js'

const A = 'integration:A|01.00.0000'

/** A project in which A calls a pattern of its own, one of OIC's that an agent lists, and what is neither. */
function callingPatterns() {
  const called = ['THINK', 'PLAN', 'LOST'].map((code) => call(`${code}|01.00.0000`, { project: 'P' }))
  const flow = integration('A|01.00.0000', called, { project: 'P' })
  const recorded = { ...flow.recorded, dependencies: { patterns: ['PLAN|01.00.0000'] } }
  const own = { kind: 'pattern', code: 'THINK', version: '01.00.0000', name: 'Think', description: '' } as const
  const location = { entry: 'project/ai_agents/patterns/THINK_01.00.0000/content.json', line: 1, column: 1 }
  return archive(
    'p.car',
    { integrations: [{ ...flow, recorded }], patterns: [{ ...own, content: null, project: 'P', location }] },
    'P',
  )
}

describe('nodes', () => {
  it('takes a pattern of AI agents that is called for what it is: there, or OIC’s own, and never to be activated', () => {
    const graph = buildGraph([callingPatterns()])
    const entry = 'project/ai_agents/patterns/THINK_01.00.0000/content.json'
    expect(graph.node('integration:P/THINK|01.00.0000')).toMatchObject({
      pattern: true,
      present: true,
      sources: [{ archive: 'p.car', entry }],
    })
    expect(graph.node('integration:P/PLAN|01.00.0000')).toMatchObject({ pattern: true, present: false, sources: [] })
    expect(graph.node('integration:P/LOST|01.00.0000')).toMatchObject({ pattern: false, present: false })
    expect(graph.activationOrder()).toEqual(['integration:P/A|01.00.0000'])
    expect(graph.roots()).toEqual(['integration:P/A|01.00.0000'])
  })

  it('makes one node of an artifact that several archives hold, which knows its sources', () => {
    const graph = buildGraph([
      archive('a.iar', { connections: [connection('STORE_DB')] }),
      archive('b.iar', { connections: [connection('STORE_DB')] }),
    ])
    expect(graph.nodes).toHaveLength(1)
    expect(graph.node('connection:STORE_DB')).toMatchObject({
      present: true,
      copiesDiffer: false,
      sources: [{ archive: 'a.iar' }, { archive: 'b.iar' }],
    })
  })

  it('says when the copies differ, and does not mind where they stand', () => {
    const rows = (cell: string) => [{ cells: [cell], entry: `${cell}.dvm`, line: 1, column: 1 }]
    const graph = buildGraph([
      archive('a.iar', {
        lookups: [lookup('L', { rows: rows('x') })],
        connections: [connection('C', { location: { entry: 'here', line: 1, column: 1 } })],
      }),
      archive('b.iar', {
        lookups: [lookup('L', { rows: rows('y') })],
        connections: [connection('C', { location: { entry: 'there', line: 2, column: 2 } })],
      }),
    ])
    expect(graph.node('lookup:L')?.copiesDiffer).toBe(true)
    expect(graph.node('connection:C')?.copiesDiffer).toBe(false)
  })

  it('says of copies in another state that they are the same', () => {
    const graph = buildGraph([
      archive('a.iar', { connections: [connection('C')], integrations: [integration('A|01.00.0000')] }),
      archive('b.iar', {
        connections: [connection('C', { status: 'INPROGRESS' })],
        integrations: [{ ...integration('A|01.00.0000'), status: 'CONFIGURED', oicVersion: '26.07.0.4-EC' }],
      }),
    ])
    expect(graph.nodes.map(({ copiesDiffer }) => copiesDiffer)).toEqual([false, false])
  })

  it('makes nodes of what is only referred to', () => {
    const graph = buildGraph([archive('a.iar', { integrations: [integration('A|01.00.0000', [usesLookup('L')])] })])
    expect(graph.node('lookup:L')).toMatchObject({ present: false, sources: [], label: 'L' })
    expect(graph.dependenciesOf(A)).toEqual(['lookup:L'])
  })

  it('keeps names that JavaScript knows otherwise', () => {
    const references = ['__proto__', 'constructor', 'toString'].map(usesLookup)
    const graph = buildGraph([archive('a.iar', { integrations: [integration('__proto__|01.00.0000', references)] })])
    expect(graph.dependenciesOf('integration:__proto__|01.00.0000')).toEqual([
      'lookup:__proto__',
      'lookup:constructor',
      'lookup:toString',
    ])
  })

  it('keeps names apart that differ in control characters only', () => {
    const graph = buildGraph([
      archive('a.iar', { integrations: [integration('A|1', [usesLookup('b\u0001c'), usesLookup('b')])] }),
    ])
    expect(graph.edges).toHaveLength(2)
    expect(graph.edgesTo('lookup:b\u0001c')).toHaveLength(1)
  })

  it('has no node for a lookup whose name is computed', () => {
    const graph = buildGraph([archive('a.iar', { integrations: [integration('A|1', [usesLookup(null)])] })])
    expect(graph.nodes.map(({ kind }) => kind)).toEqual(['integration'])
  })
})

describe('scope', () => {
  const inProject = { project: 'SHOP' }
  const user = integration(
    'A|01.00.0000',
    [usesConnection('C'), usesLookup('L'), usesLibrary('J|01.00.0000')],
    inProject,
  )
  const own = 'integration:SHOP/A|01.00.0000'

  it("takes the project's own artifacts where they are there, though global ones are there too", () => {
    const graph = buildGraph([
      archive(
        'shop.car',
        {
          integrations: [user],
          connections: [connection('C', inProject)],
          lookups: [lookup('L', inProject)],
          libraries: [library('J|01.00.0000', inProject)],
        },
        'SHOP',
      ),
      archive('g.iar', {
        connections: [connection('C')],
        lookups: [lookup('L')],
        libraries: [library('J|01.00.0000')],
      }),
    ])
    expect(graph.dependenciesOf(own)).toEqual(['connection:SHOP/C', 'library:SHOP/J|01.00.0000', 'lookup:SHOP/L'])
  })

  it('falls back on global ones that are there', () => {
    const graph = buildGraph([
      archive('shop.car', { integrations: [user] }, 'SHOP'),
      archive('g.iar', { lookups: [lookup('L')] }),
    ])
    expect(graph.dependenciesOf(own)).toContain('lookup:L')
  })

  it("misses what nobody has in the project's own scope", () => {
    const graph = buildGraph([archive('shop.car', { integrations: [user] }, 'SHOP')])
    expect(graph.dependenciesOf(own)).toEqual(['connection:SHOP/C', 'library:SHOP/J|01.00.0000', 'lookup:SHOP/L'])
    expect(graph.node('connection:SHOP/C')).toMatchObject({ present: false, project: 'SHOP' })
  })

  it("never takes a project's artifact for a global caller", () => {
    const graph = buildGraph([
      archive('a.iar', { integrations: [integration('A|01.00.0000', [usesLookup('L')])] }),
      archive('shop.car', { lookups: [lookup('L', inProject)] }, 'SHOP'),
    ])
    expect(graph.dependenciesOf(A)).toEqual(['lookup:L'])
    expect(graph.node('lookup:L')?.present).toBe(false)
  })

  it("never scopes OIC's own connections, certificates and agent groups", () => {
    const certificate = { property: 'sslCertificateAlias', alias: 'KEY', entry: 'c.xml', line: 3, column: 7 }
    const names = ['PRESEEDED_COLLOCATED_CONN_1', 'APPLICATION_EVENT_CONNECTION', 'C']
    const graph = buildGraph([
      archive(
        'shop.car',
        {
          integrations: [integration('A|01.00.0000', names.map(usesConnection), inProject)],
          connections: [connection('C', { ...inProject, certificates: [certificate], agentGroup: 'STORES' })],
        },
        'SHOP',
      ),
    ])
    expect(graph.dependenciesOf(own, { transitive: true })).toEqual([
      'agent-group:STORES',
      'certificate:KEY',
      'connection:APPLICATION_EVENT_CONNECTION',
      'connection:PRESEEDED_COLLOCATED_CONN_1',
      'connection:SHOP/C',
    ])
    expect(graph.node('connection:PRESEEDED_COLLOCATED_CONN_1')).toMatchObject({ preseeded: true, project: null })
    expect(graph.edgesFrom('connection:SHOP/C').find(({ kind }) => kind === 'uses-certificate')?.evidence).toEqual([
      { archive: 'shop.car', entry: 'c.xml', line: 3, column: 7, text: 'KEY', at: '' },
    ])
  })

  it("leads from a project's connection that is another project's to that one", () => {
    const remote = connection('C', { ...inProject, remote: { code: 'CORE_DB', project: 'CORE' } })
    const graph = buildGraph([archive('shop.car', { connections: [remote] }, 'SHOP')])
    expect(graph.dependenciesOf('connection:SHOP/C', { kinds: ['refers-to'] })).toEqual(['connection:CORE/CORE_DB'])
  })

  it("leads from a project's connection that is a global one to that", () => {
    const remote = connection('C', { ...inProject, remote: { code: 'SHARED_FTP', project: null } })
    const graph = buildGraph([archive('shop.car', { connections: [remote] }, 'SHOP')])
    expect(graph.edgesFrom('connection:SHOP/C')).toMatchObject([
      { to: 'connection:SHARED_FTP', kind: 'refers-to', evidence: [{ text: 'GLOBAL/SHARED_FTP' }] },
    ])
    expect(graph.node('connection:SHARED_FTP')).toMatchObject({ present: false, project: null })
  })

  it('says what a project and a package contain', () => {
    const graph = buildGraph([
      archive('shop.car', { integrations: [user], lookups: [lookup('L', inProject)] }, 'SHOP'),
      archive('a.iar', { integrations: [integration('A|01.00.0000', [], { pack: 'retail' })] }),
    ])
    expect(graph.dependenciesOf('project:SHOP')).toEqual([own, 'lookup:SHOP/L'])
    expect(graph.dependenciesOf('package:retail')).toEqual([A])
    expect(graph.node('project:SHOP')?.present).toBe(true)
    expect(graph.node('package:retail')?.present).toBe(false)
  })
})

describe('versions of what is used', () => {
  const using = (key: string, ...there: string[]) =>
    buildGraph([
      archive('a.iar', {
        integrations: [integration('A|01.00.0000', [usesLibrary(key)])],
        libraries: there.map((other) => library(other)),
      }),
    ]).dependenciesOf(A)

  it('takes the newest library where the call does not say a version', () => {
    expect(using('J', 'J|01.00.0000', 'J|01.10.0000', 'J|01.09.0000')).toEqual(['library:J|01.10.0000'])
  })

  it('takes a version that is written otherwise but is the same number', () => {
    expect(using('J|1.0.0', 'J|01.00.0000')).toEqual(['library:J|01.00.0000'])
  })

  it('misses a library that is there in another version only', () => {
    expect(using('J|01.00.0000', 'J|01.01.0000')).toEqual(['library:J|01.00.0000'])
  })

  it('tells publishers from subscribers', () => {
    const graph = buildGraph([
      archive('a.iar', { integrations: [integration('A|01.00.0000', [event('publishes', 'SHIPPED|1.0')])] }),
      archive('b.iar', { integrations: [integration('B|01.00.0000', [event('subscribes', 'SHIPPED|1.0')])] }),
    ])
    expect(graph.edgesTo('event-type:SHIPPED|1.0').map(({ from, kind }) => [from, kind])).toEqual([
      [A, 'publishes'],
      ['integration:B|01.00.0000', 'subscribes'],
    ])
  })
})

describe('calls', () => {
  const calling = (reference: Parameters<typeof call>, ...there: string[]) => {
    const graph = buildGraph([
      archive('a.iar', { integrations: [integration('A|01.00.0000', [call(...reference)])] }),
      ...there.map((key) => archive(`${key}.iar`, { integrations: [integration(key)] })),
    ])
    return graph.edges.map(({ to, match }) => [to, match?.fit, match?.wanted])
  }

  it('takes the exact version', () => {
    expect(calling(['B|01.00.0000'], 'B|01.00.0000', 'B|01.00.0001')).toEqual([
      ['integration:B|01.00.0000', 'exact', 'B|01.00.0000'],
    ])
  })

  it('takes the nearest of the same major, and marks the drift', () => {
    expect(calling(['B|01.02.0000'], 'B|01.00.0000', 'B|01.03.0000', 'B|01.09.0000', 'B|02.02.0000')).toEqual([
      ['integration:B|01.03.0000', 'same-major', 'B|01.02.0000'],
    ])
  })

  it('takes the newer of two that are equally near', () => {
    expect(calling(['B|01.02.0000'], 'B|01.01.0000', 'B|01.03.0000')[0]?.[0]).toBe('integration:B|01.03.0000')
  })

  it('misses a child of another major only', () => {
    expect(calling(['B|01.00.0000'], 'B|02.00.0000')).toEqual([['integration:B|01.00.0000', 'missing', 'B|01.00.0000']])
  })

  it('lands on the node of the exact string where the version is written short', () => {
    expect(calling(['B|1.0.0'], 'B|01.00.0000')).toEqual([['integration:B|01.00.0000', 'exact', 'B|1.0.0']])
    expect(calling(['B|1.0.0'], 'B|1.0.0', 'B|01.00.0000')[0]?.[0]).toBe('integration:B|1.0.0')
  })

  it('makes one missing node of a child that is written short here and whole there', () => {
    const graph = buildGraph([
      archive('a.iar', {
        integrations: [integration('A|01.00.0000', [call('B|01.00.0000'), call('B|1.0.0', { dynamic: true })])],
      }),
    ])
    expect(graph.edges.map(({ to, dynamic, evidence }) => [to, dynamic, evidence.length])).toEqual([
      ['integration:B|01.00.0000', false, 2],
    ])
  })

  it('lands on the newest where no version is said', () => {
    expect(calling(['B'], 'B|01.00.0000', 'B|10.00.0000', 'B|09.00.0000')).toEqual([
      ['integration:B|10.00.0000', 'exact', 'B'],
    ])
  })

  it('is dynamic only where all evidence is', () => {
    const graph = buildGraph([
      archive('a.iar', {
        integrations: [
          integration('A|01.00.0000', [
            call('B|1.0.0', { dynamic: true }),
            call('C|1.0.0', { dynamic: true }),
            call('B|01.00.0000'),
          ]),
          integration('B|01.00.0000'),
          integration('C|01.00.0000'),
        ],
      }),
    ])
    expect(graph.edges.map(({ to, dynamic, match }) => [to, dynamic, match?.wanted])).toEqual([
      ['integration:B|01.00.0000', false, 'B|01.00.0000'],
      ['integration:C|01.00.0000', true, 'C|1.0.0'],
    ])
  })

  it('keeps the worst fit where one caller names several versions that one child answers', () => {
    const graph = buildGraph([
      archive('a.iar', {
        integrations: [
          integration('A|01.00.0000', [call('B|01.00.0001'), call('B|01.00.0000')]),
          integration('B|01.00.0001'),
        ],
      }),
    ])
    expect(graph.edges[0]?.match).toMatchObject({ fit: 'same-major', wanted: 'B|01.00.0000' })
    expect(graph.edges[0]?.evidence).toHaveLength(2)
  })

  it('lists calls of children that nobody knows', () => {
    const graph = buildGraph([
      archive('a.iar', {
        integrations: [integration('A|01.00.0000', [call(null, { dynamic: true, entry: 'map.xsl' })])],
      }),
    ])
    expect(graph.edges).toEqual([])
    expect(graph.openCalls).toMatchObject([{ from: A, evidence: { entry: 'map.xsl', archive: 'a.iar' } }])
  })

  it('carries archive, entry, line, column and text as evidence', () => {
    const graph = buildGraph([
      archive('a.iar', { integrations: [integration('A|01.00.0000', [call('B|01.00.0000', { entry: 'call.jca' })])] }),
    ])
    expect(graph.edges[0]?.evidence).toEqual([
      { archive: 'a.iar', entry: 'call.jca', line: 1, column: 1, text: 'made up', at: 'application_1' },
    ])
  })

  it.each([
    [
      "lookupValue('STORES', 'KEY', $key, 'CODE', 'q7Rt2Lx9Wm4Zs8KdVb6Nc')",
      "lookupValue('STORES', 'KEY', $key, 'CODE', '(secret)')",
    ],
    ['sign("q7Rt2Lx9Wm4Zs8Kd…', 'sign("(secret)…'],
    ["lookupValue('STORES', 'KEY', $key, 'CODE', 'NONE')", "lookupValue('STORES', 'KEY', $key, 'CODE', 'NONE')"],
  ])('quotes no literal that looks like a secret, also where it is cut off: %s', (text, told) => {
    const said = { entry: 'map.xsl', line: 1, column: 1, text }
    const references = [usesLookup('L'), usesLibrary('B|1.0.0')]
    const saying = references.map((reference) => ({ ...reference, evidence: said }) as Reference)
    const { edges } = buildGraph([archive('a.iar', { integrations: [integration('A|01.00.0000', saying)] })])
    expect(edges.flatMap(({ evidence }) => evidence).map((each) => each.text)).toEqual([told, told])
  })

  it('quotes the names of lookups and columns, however they look', () => {
    const text =
      "lookupValue('oramds:/apps/STORES_to_REGIONS_2024_Map.dvm', 'Legacy_Code_2019', $key, 'Fhir_Code_2024', '?')"
    const names = {
      name: 'STORES_to_REGIONS_2024_Map',
      sourceColumn: 'Legacy_Code_2019',
      targetColumn: 'Fhir_Code_2024',
    }
    const said = { ...usesLookup('L'), ...names, evidence: { entry: 'map.xsl', line: 1, column: 1, text } } as Reference
    const { edges } = buildGraph([archive('a.iar', { integrations: [integration('A|01.00.0000', [said])] })])
    expect(edges.flatMap(({ evidence }) => evidence).map((each) => each.text)).toEqual([text])
  })
})

describe('what a caller cannot reach', () => {
  const child = (scope: string) =>
    archive('core.car', { integrations: [integration('B|01.00.0000', [], { project: 'CORE', scope })] }, 'CORE')
  const reached = (callerProject: string | null, scope: string, childThere = true) => {
    const caller = integration('A|01.00.0000', [call('B|01.00.0000', { project: 'CORE' })], { project: callerProject })
    const graph = buildGraph([
      archive('a', { integrations: [caller] }, callerProject),
      ...(childThere ? [child(scope)] : []),
    ])
    return graph.edges.find(({ kind }) => kind === 'calls')?.match?.unreachable
  }

  it('is an integration in a project, for a global caller, there or not', () => {
    expect(reached(null, 'Public')).toBe('into-project')
    expect(reached(null, '', false)).toBe('into-project')
  })

  it("is another project's private integration", () => {
    expect(reached('SHOP', 'Private')).toBe('private')
    expect(reached('SHOP', 'PRIVATE')).toBe('private')
  })

  it("is not another project's public one, nor one of which nothing is said, nor the project's own", () => {
    expect(reached('SHOP', 'Public')).toBeNull()
    expect(reached('SHOP', '')).toBeNull()
    expect(reached('CORE', 'Private')).toBeNull()
  })
})
