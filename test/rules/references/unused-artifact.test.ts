import { describe, expect, it } from 'vitest'
import { unusedArtifact } from '../../../src/rules/references/unused-artifact.js'
import { check, run } from '../../support/rules.js'

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
