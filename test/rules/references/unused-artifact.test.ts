import { describe, expect, it } from 'vitest'
import { unusedArtifact } from '../../../src/rules/references/unused-artifact.js'
import { check, run } from '../../support/rules.js'
import { archive, flow, made } from './made-run.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'

describe('unused-artifact', () => {
  const lookup = {
    path: 'icspackage/dvms/OLD_REGIONS.dvm',
    content:
      '<dvm name="OLD_REGIONS" xmlns="http://xmlns.oracle.com/dvm"><columns><column name="STORE"/></columns><rows/></dvm>',
  }
  const connection = {
    path: 'icspackage/appinstances/OLD_FTP.xml',
    content:
      '<ns2:ApplicationInstance xmlns:ns2="http://xmlns.oracle.com/adapters/cloud"><instanceCode>OLD_FTP</instanceCode><applicationTypeRef>ftp</applicationTypeRef></ns2:ApplicationInstance>',
  }

  it('reports each artifact where it stands', async () => {
    const findings = await check(unusedArtifact, { fixture: INTAKE, change: [lookup, connection] })
    expect(findings.map(({ artifact, entry }) => [artifact, entry])).toEqual([
      ['connection:OLD_FTP', connection.path],
      ['lookup:OLD_REGIONS', lookup.path],
    ])
  })

  it('cannot tell of a project that has lost an integration', async () => {
    const change = {
      path: '**/project.yaml',
      replace: ['id: RETURN_DIGEST|', 'id: RETURN_LEDGER|'] as [string, string],
    }
    const { findings, notRun } = await run(unusedArtifact, { fixture: RETURNS, change: [change] })
    expect(findings).toEqual([])
    expect(notRun.map(({ why }) => why).join()).toContain('does not hold RETURN_LEDGER|01.00.0000')
  })

  it('finds a library that nothing calls any more', async () => {
    const findings = await check(unusedArtifact, {
      fixture: RETURNS,
      change: [
        {
          path: '**/RETURN_REQUEST_01.00.0000/resources/processor_43/**/req_*.xsl',
          replace: ['orajs0:shortNumber', 'string'],
        },
        { path: '**/RETURN_REQUEST_01.00.0000/info.json', replace: ['"RETURN_TOOLS|01.00.0000"', ''] },
        { path: '**/RETURN_REQUEST_01.00.0000/PROJECT-INF/project.xml', replace: ['RETURN_TOOLS:', 'X:'] },
      ],
    })
    expect(findings.map(({ artifact }) => artifact)).toEqual(['library:RETURNS/RETURN_TOOLS|01.00.0000'])
  })

  it('does not judge lookups where one is chosen at run time', async () => {
    const change = [
      lookup,
      {
        path: '**/processor_40/**/expr.properties',
        replace: ["lookupValue('STORE_REGIONS'", 'lookupValue($table'] as [string, string],
      },
    ]
    expect(await check(unusedArtifact, { fixture: INTAKE, change })).toEqual([])
  })

  it('does not judge an archive whose flow cannot be read, and says so', async () => {
    const { findings, notRun } = await run(unusedArtifact, {
      fixture: INTAKE,
      change: [{ path: '**/project.xml', remove: true }],
    })
    expect(findings).toEqual([])
    expect(notRun).toHaveLength(1)
  })

  it("leaves out OIC's own connections", async () => {
    const own = { ...connection, content: connection.content.replace('OLD_FTP', 'PRESEEDED_OLD_FTP') }
    expect(await check(unusedArtifact, { fixture: INTAKE, change: [own] })).toEqual([])
  })
})

describe('unused-artifact, of made archives', () => {
  const connection = { kind: 'connection', id: 'connection:DB', code: 'DB', preseeded: false, location: {} }
  const lookup = { kind: 'lookup', id: 'lookup:REGIONS', name: 'REGIONS', location: {} }
  const library = {
    kind: 'library',
    id: 'library:TOOLS|01.00.0000',
    code: 'TOOLS',
    version: '01.00.0000',
    location: {},
  }
  const nothing = { connections: [], lookups: [], libraries: [] }
  const user = (dependencies: object = {}, recorded: object = {}, references: object[] = []) =>
    flow('USER', references, { dependencies: { ...nothing, ...dependencies }, recorded })
  const unused = async (integration: object, more: object = {}, edges: object[] = []) =>
    (
      await made(unusedArtifact, {
        archives: [
          archive({
            connections: [connection],
            lookups: [lookup],
            libraries: [library],
            integrations: [integration],
            ...more,
          }),
        ],
        graph: { edgesTo: () => edges },
      })
    ).found.map(({ artifact }) => artifact)
  const ALL = ['connection:DB', 'lookup:REGIONS', 'library:TOOLS|01.00.0000']

  it('says of each what it is and that nothing uses it', async () => {
    const run = (more: object) =>
      made(unusedArtifact, {
        archives: [
          archive({
            connections: [connection],
            lookups: [lookup],
            libraries: [library],
            integrations: [user()],
            ...more,
          }),
        ],
        graph: { edgesTo: () => [] },
      })
    const why =
      'is in the archive, but no integration in the archive uses it: delete it where it is not needed elsewhere.'
    expect((await run({})).messages).toEqual([
      `The connection DB ${why}`,
      `The lookup REGIONS ${why}`,
      `The library TOOLS 01.00.0000 ${why}`,
    ])
    expect((await run({ kind: 'project', libraries: [{ ...library, version: '' }] })).messages.slice(1)).toEqual([
      'The lookup REGIONS is in the archive, but nothing in the project uses it: delete it where it is not needed elsewhere.',
      'The library TOOLS is in the archive, but nothing in the project uses it: delete it where it is not needed elsewhere.',
    ])
  })

  it('goes by the flows, and by what OIC recorded of them', async () => {
    const libraries = ['TOOLS|01.00.0000']
    expect(await unused(user())).toEqual(ALL)
    expect(await unused(user({ connections: ['DB'], lookups: ['REGIONS'], libraries }))).toEqual([])
    expect(await unused(user({}, { lookups: ['REGIONS'], libraries }))).toEqual(['connection:DB'])
    const recorded = { connections: ['DB'], lookups: ['REGIONS'], libraries }
    expect(await unused(user({}, { dependencies: recorded }))).toEqual([])
    expect(await unused(user({}, { dependencies: {} }))).toEqual(ALL)
  })

  it('takes a version that is not said for any, and another for another', async () => {
    const of = async (id: string) => (await unused(user({ libraries: [id] }))).includes('library:TOOLS|01.00.0000')
    expect(await of('TOOLS')).toBe(false)
    expect(await of('TOOLS|1.0.0')).toBe(false)
    expect(await of('TOOLS|02.00.0000')).toBe(true)
    expect(await of('OTHER|01.00.0000')).toBe(true)
    const both = user({ libraries: ['OTHER|01.00.0000', 'TOOLS|01.00.0000'] })
    expect(await unused(both)).toEqual(['connection:DB', 'lookup:REGIONS'])
  })

  it.each(['process-automation', 'rpa'])(
    'takes any connection for used where there is a file of role %s',
    async (role) => {
      const entries = [
        { path: 'a', role: 'project-xml' },
        { path: 'b', role },
      ]
      expect(await unused(user(), { entries })).toEqual(['lookup:REGIONS', 'library:TOOLS|01.00.0000'])
      expect(await unused(user(), { entries: [{ path: 'a', role: 'project-xml' }] })).toEqual(ALL)
    },
  )

  it('goes by project.yaml whether the rpa.zip of a project holds robots, and says what it cannot tell', async () => {
    const run = (...kinds: string[]) =>
      made(unusedArtifact, {
        archives: [
          archive({
            connections: [connection],
            lookups: [],
            libraries: [],
            integrations: [user()],
            entries: [{ path: 'project/rpa.zip', role: 'rpa' }],
            project: { assets: kinds.map((kind) => ({ kind, id: 'USER|01.00.0000', name: '' })), otherAssets: [] },
          }),
        ],
        graph: { edgesTo: () => [] },
      })
    expect((await run('integrations')).found.map(({ artifact }) => artifact)).toEqual(['connection:DB'])
    expect(await run('integrations', 'rpa-flows')).toMatchObject({
      found: [],
      notRun: ['the robots of made.iar may use its connections, and are not read'],
    })
  })

  it.each([
    [{ tools: [{ code: 'ASK_WEB', integration: null }] }, 'the tools of the agents'],
    [{ project: { assets: [], otherAssets: [{ kind: 'decisions', id: 'PRICE', name: '' }] } }, 'the decisions'],
  ])('does not judge connections that something unread may use', async (parts, who) => {
    const archives = [archive({ connections: [connection], integrations: [user()], project: null, ...parts })]
    expect(await made(unusedArtifact, { archives, graph: { edgesTo: () => [] } })).toMatchObject({
      found: [],
      notRun: [`${who} of made.iar may use its connections, and are not read`],
    })
  })

  it('judges connections beside tools that run integrations', async () => {
    const tools = [{ code: 'FIND', integration: 'USER|01.00.0000' }]
    const archives = [archive({ connections: [connection], integrations: [user()], project: null, tools })]
    const { found } = await made(unusedArtifact, { archives, graph: { edgesTo: () => [] } })
    expect(found.map(({ artifact }) => artifact)).toEqual(['connection:DB'])
  })

  it('takes any lookup for used where one of several flows chooses it at run time', async () => {
    const chosen = user({}, {}, [
      { kind: 'lookup', name: 'X' },
      { kind: 'lookup', name: null },
    ])
    expect(await unused(chosen, { integrations: [user(), chosen] })).toEqual([
      'connection:DB',
      'library:TOOLS|01.00.0000',
    ])
    expect(await unused(user({}, {}, [{ kind: 'connection', name: null }]))).toEqual(ALL)
  })

  it('says nothing of OIC’s own connections, of an archive of parts, or of what something outside uses', async () => {
    expect(await unused(user(), { connections: [{ ...connection, preseeded: true }] })).toEqual(ALL.slice(1))
    expect(await unused(user(), { integrations: [] })).toEqual([])
    expect(await unused(user(), {}, [{ kind: 'contains' }])).toEqual(ALL)
    expect(await unused(user(), {}, [{ kind: 'contains' }, { kind: 'uses-lookup' }])).toEqual([])
  })

  it('says that it cannot tell where a flow could not be read', async () => {
    const unread = flow('UNREAD', [], { schemaVersion: '', dependencies: nothing, recorded: {} })
    const { found, notRun } = await made(unusedArtifact, {
      archives: [archive({ connections: [connection], integrations: [user(), unread] })],
      graph: { edgesTo: () => [] },
    })
    expect([found, notRun]).toEqual([
      [],
      ['the flow of UNREAD in made.iar could not be read, so what it uses is not known'],
    ])
  })
})
