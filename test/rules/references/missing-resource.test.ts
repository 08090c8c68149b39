import { describe, expect, it } from 'vitest'
import { missingResource } from '../../../src/rules/references/missing-resource.js'
import { check } from '../../support/rules.js'

const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const PACKAGE = 'retail-dev/retail-package'

describe('missing-resource', () => {
  it('lists the files of an integration in one finding', async () => {
    const findings = await check(missingResource, { fixture: FULFIL, change: [{ path: '**/*.xsl', remove: true }] })
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ artifact: 'integration:ORDER_FULFIL|01.00.0000', severity: 'error' })
    expect(findings[0]?.message).toMatch(/names [0-9]+ files that the archive does not hold \(resources\/processor_/)
  })

  it('tells the integrations of one archive apart', async () => {
    const findings = await check(missingResource, { fixture: PACKAGE, change: [{ path: '**/*.jca', remove: true }] })
    expect(findings.map(({ artifact }) => artifact).sort()).toEqual([
      'integration:STORE_CLEANUP|01.00.0000',
      'integration:STORE_SYNC|01.00.0000',
    ])
  })

  it('passes on what the reader says of other lost files, with its severity', async () => {
    const findings = await check(missingResource, {
      fixture: FULFIL,
      change: [{ path: '**/ics_project_attributes.properties', remove: true }],
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ severity: 'warning', artifact: 'integration:ORDER_FULFIL|01.00.0000' })
  })

  it('does not mind files that nothing names', async () => {
    expect(
      await check(missingResource, { fixture: FULFIL, change: [{ path: '**/layout3.json', remove: true }] }),
    ).toEqual([])
  })
})
