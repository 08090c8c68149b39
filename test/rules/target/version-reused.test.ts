import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../../src/diff/normal-form.js'
import { readArchives } from '../../../src/model/index.js'
import { versionReused } from '../../../src/rules/target/version-reused.js'
import { fixture } from '../../support/fixture.js'
import { check, run } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'

describe('version-reused', () => {
  const changed = (...replace: [string, string][]) => ({
    fixture: INTAKE,
    file: 'hotfix/ORDER_INTAKE_01.00.0000.iar',
    change: [{ path: '**/processor_40/**/expr.properties', replace }],
  })

  it('names the other archive', async () => {
    const findings = await check(versionReused, { fixture: INTAKE, with: [changed(["'REGION'", "'WAREHOUSE'"])] })
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ archive: 'hotfix/ORDER_INTAKE_01.00.0000.iar', severity: 'error' })
    expect(findings[0]?.message).toContain('ORDER_INTAKE_01.00.0000.iar (1 difference: ')
    expect(findings[0]?.message).not.toContain('WAREHOUSE')
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

  it('does not compare two versions of one code', async () => {
    expect(
      await check(versionReused, { fixture: INTAKE, with: [{ fixture: 'retail-dev-v2/ORDER_INTAKE_01.01.0000' }] }),
    ).toEqual([])
  })
})
