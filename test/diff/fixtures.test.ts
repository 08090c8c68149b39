/** The estate a version later: exactly what fixtures/README.md lists. */
import { describe, expect, it } from 'vitest'
import { diffArchives } from '../../src/diff/index.js'
import { readArchive } from '../../src/model/index.js'
import { fixture } from '../support/fixture.js'

const intake = async () => readArchive(fixture('retail-dev/ORDER_INTAKE_01.00.0000'), { name: 'a.iar' })
const later = async () => readArchive(fixture('retail-dev-v2/ORDER_INTAKE_01.01.0000'), { name: 'b.iar' })

it.each([
  ['nothing', null],
  ['a path', 'a.iar'],
  ['what readPaths gives', { archives: [], failed: [] }],
  ['a promise', intake()],
  ['a list with nothing in it', [undefined]],
])('refuses %s in place of archives', async (_, given) => {
  const usage = { name: 'IarkitError', code: 'usage', message: expect.stringContaining('an archive, or a list') }
  await expect(diffArchives(given as never, await later())).rejects.toMatchObject(usage)
  await expect(diffArchives(await later(), given as never)).rejects.toMatchObject(usage)
})

describe('ORDER_INTAKE a version later', () => {
  it('tells the changes of the integration, and none of the noise', async () => {
    const { artifacts } = await diffArchives(await intake(), await later())
    const [integration] = artifacts
    expect(integration).toMatchObject({
      id: 'integration:ORDER_INTAKE|01.01.0000',
      oldId: 'integration:ORDER_INTAKE|01.00.0000',
      newId: 'integration:ORDER_INTAKE|01.01.0000',
      change: 'changed',
      contract: 'unchanged',
      suggestedVersion: '01.00.0001',
      versionNote: null,
    })
    expect(integration?.changes.map(({ what, change, path }) => `${change} ${what}: ${path}`)).toEqual([
      'changed version: ',
      'renamed connection: Trigger placeOrder',
      'added step: Switch > route "West"',
      'changed mapping: Scope Fulfil > Map toFulfil > /POST/total',
      'removed step: Default fault handler > Logger logFault',
    ])
    expect(integration?.changes[3]).toMatchObject({
      old: 'js:addTax(/execute/amount, 0.2)',
      new: 'js:addTax(/execute/amount, 0.25)',
    })
  })

  it('tells a step that was added with all that it holds', async () => {
    const { artifacts } = await diffArchives(await intake(), await later())
    expect(artifacts[0]?.changes[2]?.new).toBe(
      [
        'route "West"',
        '  condition: $region = "WEST"',
        '  Assign WestPriority',
        '    Assign priority',
        '      expression: "SLOW"',
        '      variable type: string',
      ].join('\n'),
    )
  })

  it('finds the connection under its new code, and its new name', async () => {
    const { artifacts } = await diffArchives(await intake(), await later())
    expect(artifacts[1]).toMatchObject({
      kind: 'connection',
      oldId: 'connection:RETAIL_REST_TRIGGER',
      newId: 'connection:SHOP_REST_TRIGGER',
      changes: [
        { what: 'connection', change: 'renamed', old: 'RETAIL_REST_TRIGGER', new: 'SHOP_REST_TRIGGER' },
        { what: 'name', change: 'renamed', old: 'Retail REST trigger', new: 'Shop REST trigger' },
      ],
    })
  })

  it('names the cells by the column that expressions look up by', async () => {
    const { artifacts } = await diffArchives(await intake(), await later())
    expect(artifacts[2]?.changes).toEqual([
      { what: 'cell', path: 'row STORE=W001 > REGION', change: 'changed', old: 'SOUTH', new: 'WEST', effect: null },
      { what: 'cell', path: 'row STORE=W001 > WAREHOUSE', change: 'changed', old: 'WH-2', new: 'WH-3', effect: null },
    ])
    expect(artifacts).toHaveLength(3)
  })
})

describe('pairing', () => {
  it('compares an .iar with the same integration in a project, and leaves out what else the project holds', async () => {
    const project = await readArchive(fixture('retail-dev/RETURNS_PROJECT'), { name: 'r.car' })
    const one = project.integrations.find(({ code }) => code === 'RETURN_REQUEST')
    if (one === undefined) throw new Error('no RETURN_REQUEST')
    const alone = {
      ...project,
      kind: 'integration' as const,
      project: null,
      integrations: [{ ...one, id: `integration:${one.code}|${one.version}`, project: null }],
      agents: [],
      connections: project.connections.filter(({ code }) => one.dependencies.connections.includes(code)),
      lookups: project.lookups.filter(({ name }) => one.dependencies.lookups.includes(name)),
      libraries: project.libraries.filter((library) =>
        one.dependencies.libraries.includes(`${library.code}|${library.version}`),
      ),
      schedules: [],
      eventTypes: project.eventTypes.filter(({ code }) => one.dependencies.eventTypes.includes(`${code}|1`)),
      deployments: [],
      tools: [],
      patterns: [],
      promptTemplates: [],
    }
    expect(await diffArchives(alone, project)).toEqual({ identical: true, artifacts: [] })
    expect(await diffArchives(project, alone)).toEqual({ identical: true, artifacts: [] })
  })

  it('takes a list for a set, in which what is gone was removed', async () => {
    const { artifacts } = await diffArchives([await intake()], [])
    expect(artifacts.map(({ change, id }) => `${change} ${id}`)).toEqual([
      'removed integration:ORDER_INTAKE|01.00.0000',
      'removed connection:PRESEEDED_COLLOCATED_CONN_1741',
      'removed connection:RETAIL_REST_TRIGGER',
      'removed lookup:STORE_REGIONS',
      'removed library:PRICE_TOOLS|01.00.0000',
    ])
  })

  it('pairs several versions by number first, then by nearness', async () => {
    const base = await intake()
    const versions = (...list: string[]) => ({
      ...base,
      integrations: base.integrations.flatMap((one) =>
        list.map((version) => ({ ...one, version, id: `integration:${one.code}|${version}` })),
      ),
    })
    const { artifacts } = await diffArchives(
      versions('01.00.0000', '02.00.0000', '03.00.0000'),
      versions('02.00.0000', '03.00.0001', '05.00.0000'),
    )
    expect(artifacts.map(({ oldId, newId }) => `${oldId?.slice(-10)} ${newId?.slice(-10)}`)).toEqual([
      '03.00.0000 03.00.0001',
      '01.00.0000 05.00.0000',
    ])
  })

  it('passes over copies that both sides have', async () => {
    const a = await intake()
    const changed = {
      ...a,
      file: 'c.iar',
      lookups: a.lookups.map((lookup) => ({ ...lookup, description: 'another copy' })),
    }
    expect(await diffArchives([a, changed], [changed, a])).toEqual({ identical: true, artifacts: [] })
    const { artifacts } = await diffArchives(
      [a, changed],
      [a, { ...changed, lookups: changed.lookups.map((one) => ({ ...one, description: 'newer' })) }],
    )
    expect(artifacts.map(({ changes }) => changes)).toEqual([
      [{ what: 'description', path: '', change: 'changed', old: 'another copy', new: 'newer', effect: null }],
    ])
  })
})
