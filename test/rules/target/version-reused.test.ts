import { describe, expect, it } from 'vitest'
import { fingerprintsOf } from '../../../src/diff/index.js'
import { fingerprint } from '../../../src/diff/normal-form.js'
import { inventoryFromArchives } from '../../../src/inventory/index.js'
import { type Archive, readArchive, readArchives } from '../../../src/model/index.js'
import { inventoryJson } from '../../../src/report/inventory-json.js'
import { outlineOf } from '../../../src/rules/outline.js'
import { runRule } from '../../../src/rules/run-rule.js'
import { versionReused } from '../../../src/rules/target/version-reused.js'
import type { Rule, RuleFinding } from '../../../src/rules/types.js'
import { prepare } from '../../support/examples.js'
import { fixture, packed } from '../../support/fixture.js'
import { check, run } from '../../support/rules.js'
import { tree, zip } from '../../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'

describe('version-reused', () => {
  const changed = (...replace: [string, string][]) => ({
    fixture: INTAKE,
    file: 'hotfix/ORDER_INTAKE_01.00.0000.iar',
    change: [{ path: '**/processor_40/**/expr.properties', replace }],
  })

  /** Beside the archive as it is, so that this is what most have. */
  const SAME = { fixture: INTAKE, file: 'same/ORDER_INTAKE_01.00.0000.iar' }

  it('names the other archive', async () => {
    const findings = await check(versionReused, { fixture: INTAKE, with: [changed(["'REGION'", "'WAREHOUSE'"]), SAME] })
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ archive: 'hotfix/ORDER_INTAKE_01.00.0000.iar', severity: 'error' })
    expect(findings[0]?.message).toContain('ORDER_INTAKE_01.00.0000.iar (1 difference: ')
    expect(findings[0]?.message).not.toContain('WAREHOUSE')
  })

  it('reports what is not as most are, in whatever order and under whatever names the archives come', async () => {
    const found = async (...files: readonly [file: string, region: string][]) => {
      const [first, ...others] = files.map(([file, region]) => ({ ...changed(["'REGION'", `'${region}'`]), file }))
      if (first === undefined) throw new Error('no archive')
      return (await check(versionReused, { ...first, with: others })).map((each) => [each.archive, each.fingerprint])
    }
    const [odd = []] = await found(['a.iar', 'REGION'], ['odd.iar', 'AREA'], ['b.iar', 'REGION'])
    expect(odd[0]).toBe('odd.iar')
    expect(await found(['odd.iar', 'AREA'], ['b.iar', 'REGION'], ['a.iar', 'REGION'])).toEqual([odd])
    expect(await found(['a.iar', 'REGION'], ['b.iar', 'REGION'], ['c.iar', 'REGION'], ['odd.iar', 'AREA'])).toEqual([
      odd,
    ])
    const two = await found(['a.iar', 'REGION'], ['b.iar', 'AREA'])
    expect(two).toHaveLength(1)
    expect(await found(['b.iar', 'AREA'], ['a.iar', 'REGION'])).toEqual(two)
  })

  it('reports each archive that is not as in a target whose content is known, and the others not', async () => {
    const archives = await readArchives(fixture(INTAKE), { name: 'a.iar' })
    const fingerprints = await fingerprintsOf(archives)
    const inventory = JSON.parse(inventoryJson(inventoryFromArchives(archives, { environment: 'TEST', fingerprints })))
    const odd = (file: string) => ({ ...changed(["'REGION'", "'WAREHOUSE'"]), file })
    const found = async (example: Parameters<typeof check>[1]) =>
      (await check(versionReused, { ...example, inventory })).map(({ archive, message }) => [
        archive,
        /as in (\S+?)(?::| \()/.exec(message)?.[1],
      ])
    expect(await found({ ...odd('b.iar'), with: [odd('c.iar')] })).toEqual([
      ['b.iar', 'TEST'],
      ['c.iar', 'TEST'],
    ])
    // The archive that is as the target is one to compare with.
    expect(await found({ ...odd('b.iar'), with: [odd('c.iar'), { fixture: INTAKE, file: 'a.iar' }] })).toEqual([
      ['b.iar', 'a.iar'],
      ['c.iar', 'a.iar'],
    ])
  })

  it('finds a changed mapping', async () => {
    const findings = await check(versionReused, {
      fixture: INTAKE,
      with: [
        {
          fixture: INTAKE,
          file: 'b.iar',
          change: [{ path: '**/processor_80/**/req_*.xsl', replace: ['0.2)', '0.25)'] }],
        },
      ],
    })
    expect(findings).toHaveLength(1)
  })

  it('does not mind what OIC numbers anew', async () => {
    const renamed = 'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_80/resourcegroup_81'
    const findings = await check(versionReused, {
      fixture: INTAKE,
      with: [
        {
          fixture: INTAKE,
          file: 'again.iar',
          change: [
            {
              path: '**/req_d339396e803a6f5226b1c26343b5fd24.xsl',
              rename: `${renamed}/req_00000000000000000000000000000001.xsl`,
            },
            {
              path: '**/project.xml',
              replace: ['d339396e803a6f5226b1c26343b5fd24', '00000000000000000000000000000001'],
            },
            { path: '**/req_00000000000000000000000000000001.xsl', replace: ['xml:id="id_1', 'xml:id="id_9'] },
          ],
        },
      ],
    })
    expect(findings).toEqual([])
  })

  it('says that it could not compare with a target of which only names are known', async () => {
    const { findings, notRun } = await run(versionReused, { fixture: INTAKE, inventory: true })
    expect(findings).toEqual([])
    expect(notRun.map(({ why }) => why).join()).toContain('does not hold the content of integrations')
  })

  it('compares with the content of a target that was read from archives', async () => {
    const print = (fingerprint: string) => ({
      inventory: { environment: 'TEST', integrations: [{ id: 'ORDER_INTAKE|01.00.0000', fingerprint }] },
    })
    const findings = await check(versionReused, { fixture: INTAKE, ...print('other') })
    expect(findings.map(({ message }) => message).join()).toContain('as in TEST')
    const [archive] = await readArchives(fixture(INTAKE), { name: 'a.iar' })
    const [integration] = archive?.integrations ?? []
    if (archive === undefined || integration === undefined) throw new Error('no integration')
    const same = await fingerprint(integration, archive, { acrossKinds: true })
    expect(await check(versionReused, { fixture: INTAKE, ...print(same) })).toEqual([])
  })

  it('compares with an inventory that was made from archives', async () => {
    const archives = await readArchives(fixture(INTAKE), { name: 'a.iar' })
    const fingerprints = await fingerprintsOf(archives)
    const inventory = JSON.parse(inventoryJson(inventoryFromArchives(archives, { environment: 'TEST', fingerprints })))
    expect(await check(versionReused, { fixture: INTAKE, inventory })).toEqual([])
    const { fixture: name, change } = changed(["'REGION'", "'WAREHOUSE'"])
    const findings = await check(versionReused, { fixture: name, change, inventory })
    expect(findings.map(({ message }) => message).join()).toContain(
      'ORDER_INTAKE 01.00.0000 is not the same here as in TEST',
    )
  })

  it('does not compare two versions of one code', async () => {
    expect(
      await check(versionReused, { fixture: INTAKE, with: [{ fixture: 'retail-dev-v2/ORDER_INTAKE_01.01.0000' }] }),
    ).toEqual([])
  })

  it('says what differs by the last two names of where it is, and each thing once', async () => {
    const [finding] = await check(versionReused, {
      fixture: INTAKE,
      with: [changed(["'REGION'", "'WAREHOUSE'"], ["'UNKNOWN'", "'NONE'"]), SAME],
    })
    expect(finding).toMatchObject({
      message:
        'ORDER_INTAKE 01.00.0000 is not the same here as in ORDER_INTAKE_01.00.0000.iar (1 difference: expression Assign SetVariables > Assign region): one code and version must stand for one thing, so raise the version of one of the two.',
      artifact: 'integration:ORDER_INTAKE|01.00.0000',
      step: '',
    })
  })

  it('counts no difference outside of the integration', async () => {
    const second = changed(["'REGION'", "'WAREHOUSE'"])
    const other = { path: '**/STORE_REGIONS.dvm', replace: ['NORTH', 'FAR NORTH'] as [string, string] }
    const extra = { path: 'icspackage/notes/extra.txt', content: 'a note' }
    const findings = await check(versionReused, {
      fixture: INTAKE,
      with: [{ ...second, change: [...second.change, other, extra] }],
    })
    expect(findings.map(({ message }) => /\((.*)\)/.exec(message)?.[1])).toEqual([
      '1 difference: expression Assign SetVariables > Assign region',
    ])
    expect(
      await check(versionReused, {
        fixture: INTAKE,
        with: [{ fixture: INTAKE, file: 'b.iar', change: [other, extra] }],
      }),
    ).toEqual([])
  })

  it('finds the same where the run goes over outlines of the archives', async () => {
    const example = { fixture: INTAKE, with: [changed(["'REGION'", "'WAREHOUSE'"])] }
    const { archives } = await prepare(example)
    const outlines = archives.map(outlineOf)
    const asked: string[] = []
    const whole = async (outline: { readonly file: string }) => {
      asked.push(outline.file)
      return archives.find(({ file }) => file === outline.file)
    }
    const found: RuleFinding[] = []
    const context = { archives: outlines, inventory: null, couldNotCheck: () => {}, whole, ...listing(archives) }
    for await (const finding of versionReused.check(context as never)) found.push(finding)
    expect(found.map(({ message }) => message)).toEqual(
      (await check(versionReused, example)).map(({ message }) => message),
    )
    expect([...new Set(asked)]).toEqual(['ORDER_INTAKE_01.00.0000.iar', 'hotfix/ORDER_INTAKE_01.00.0000.iar'])
  })

  it('has nothing to compare where the flow is not there', async () => {
    const without = { fixture: INTAKE, file: 'b.iar', like: 'tree' as const }
    const remove = [{ path: '**/PROJECT-INF/project.xml', remove: true as const }]
    expect(await check(versionReused, { fixture: INTAKE, with: [{ ...without, change: remove }] })).toEqual([])
    expect(await check(versionReused, { ...without, change: remove, with: [{ fixture: INTAKE }] })).toEqual([])
  })

  it('takes another code, version or project of the target for another integration', async () => {
    const of = (id: string, more: object = {}) => ({
      fixture: INTAKE,
      inventory: { environment: 'TEST', integrations: [{ id, fingerprint: 'other', ...more }] },
    })
    expect(await check(versionReused, of('ORDER_INTAKE|01.00.0000'))).toMatchObject([
      {
        message:
          'ORDER_INTAKE 01.00.0000 is not the same here as in TEST: one code and version must stand for one thing, so raise the version of one of the two.',
      },
    ])
    expect(await check(versionReused, of('ORDER_FULFIL|01.00.0000'))).toEqual([])
    expect(await check(versionReused, of('ORDER_INTAKE|01.00.0001'))).toEqual([])
    expect(await check(versionReused, of('ORDER_INTAKE|01.00.0000', { projectId: 'SALES' }))).toEqual([])
  })

  it('compares two integrations of one version that have not the same code with nothing', async () => {
    expect(
      await check(versionReused, { fixture: INTAKE, with: [{ fixture: 'retail-dev/ORDER_FULFIL_01.00.0000' }] }),
    ).toEqual([])
  })

  it('says that it could not compare where the inventory does not tell of integrations', async () => {
    const { notRun } = await run(versionReused, { fixture: INTAKE, inventory: { environment: 'TEST', lookups: [] } })
    expect(notRun.map(({ why }) => why)).toEqual([expect.stringContaining('does not tell all integrations')])
    const known = await run(versionReused, { fixture: INTAKE, inventory: { environment: 'TEST', integrations: [] } })
    expect(known.notRun).toEqual([])
  })

  it('does not mind the package or scope of an integration, which are no part of its version', async () => {
    const project = 'retail-dev/RETURNS_PROJECT'
    const [archive] = await readArchives(fixture(project), { name: 'a.car' })
    const integration = archive?.integrations.find(({ scope }) => scope !== '')
    if (archive === undefined || integration === undefined) throw new Error('no integration with a scope')
    const print = await fingerprint(integration, archive, { acrossKinds: true })
    const id = `${integration.code}|${integration.version}`
    const inventory = { environment: 'TEST', integrations: [{ id, projectId: 'RETURNS', fingerprint: print }] }
    expect(await check(versionReused, { fixture: project, inventory })).toEqual([])
    expect(print).not.toBe(await fingerprint(integration, archive, {}))
  })

  it('counts neither of them among the differences', async () => {
    const project = 'retail-dev/RETURNS_PROJECT'
    const folder = '**/RETURN_REQUEST_01.00.0000'
    const change = [
      { path: `${folder}/info.json`, replace: ['"scope":"Public"', '"scope":"Private"'] as [string, string] },
      { path: `${folder}/**/resp_*.xsl`, replace: ['ns1:status"/>', 'ns1:state"/>'] as [string, string] },
    ]
    const findings = await check(versionReused, {
      fixture: project,
      with: [{ fixture: project, file: 'b.car', change }],
    })
    expect(findings).toMatchObject([
      {
        artifact: 'integration:RETURNS/RETURN_REQUEST|01.00.0000',
        message: expect.stringContaining('(1 difference: '),
      },
    ])
  })

  it('takes that integration of the whole archives that it found in the outlines', async () => {
    const project = 'retail-dev/RETURNS_PROJECT'
    const change = [
      {
        path: '**/RETURN_WATCHER_01.00.0000/**/req_*.xsl',
        replace: ['select="', 'select="/'] as [string, string],
      },
    ]
    const { archives } = await prepare({ fixture: project, with: [{ fixture: project, file: 'b.car', change }] })
    const whole = async (outline: { readonly file: string }) => archives.find(({ file }) => file === outline.file)
    const found: RuleFinding[] = []
    const context = {
      ...{ archives: archives.map(outlineOf), inventory: null, couldNotCheck: () => {}, whole },
      ...listing(archives),
    }
    for await (const finding of versionReused.check(context as never)) found.push(finding)
    expect(found.map(({ artifact }) => artifact)).toEqual(['integration:RETURNS/RETURN_WATCHER|01.00.0000'])
  })

  it('reads nothing again of an integration that was exported again, with another state and at another time', async () => {
    const again = {
      fixture: INTAKE,
      file: 'b.iar',
      change: [
        { path: '**/ics_project_attributes.properties', replace: ['ACTIVATED', 'CONFIGURED'] as [string, string] },
      ],
    }
    const { archives } = await prepare({ fixture: INTAKE, with: [again] })
    const asked: string[] = []
    const whole = async ({ file }: { readonly file: string }) => asked.push(file)
    const context = { archives: archives.map(outlineOf), inventory: null, couldNotCheck: () => {}, whole }
    for await (const finding of versionReused.check({ ...context, ...listing(archives) } as never))
      throw new Error(finding.message)
    expect(asked).toEqual([])
  })
})

/** What lists the files behind outlines. */
function listing(archives: readonly Archive[]) {
  return {
    entriesOf: async (outline: { readonly file: string }) =>
      archives.find(({ file }) => file === outline.file)?.entries ?? [],
  }
}

it('says what it cannot compare where a schema is not what its zip declares', async () => {
  const files = Object.entries(packed(tree(INTAKE), 'oic'))
  const lying = zip(
    files.map(([name, content]) => ({
      name,
      content,
      ...(name.endsWith('placeOrder_REQUEST.wsdl') && { declaredSize: 10 }),
    })),
  )
  const archives = [
    await readArchive(zip(Object.fromEntries(files)), { name: 'a.iar' }),
    await readArchive(lying, { name: 'b.iar' }),
  ]
  const { findings, notRun } = await runRule(versionReused as unknown as Rule, archives, {})
  expect(findings).toEqual([])
  expect(notRun.map(({ why }) => why).join()).toMatch(
    /ORDER_INTAKE 01\.00\.0000 of b\.iar cannot be compared: .*declares 10 bytes/,
  )
})
