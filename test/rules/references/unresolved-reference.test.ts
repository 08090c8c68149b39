import { describe, expect, it } from 'vitest'
import { unresolvedReference } from '../../../src/rules/references/unresolved-reference.js'
import { check } from '../../support/rules.js'
import { choosingMapper, chosenByLookup } from './chosen-child.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'

describe('unresolved-reference', () => {
  it('quotes the expression that chooses', async () => {
    const findings = await check(unresolvedReference, {
      fixture: INTAKE,
      change: [
        { path: '**/processor_40/**/expr.properties', replace: ["lookupValue('STORE_REGIONS'", 'lookupValue($table'] },
      ],
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('lookupValue($table')
    expect(findings[0]).toMatchObject({ severity: 'info', artifact: 'integration:ORDER_INTAKE|01.00.0000' })
  })

  it('names what the cells of a lookup allow, in one finding', async () => {
    const findings = await check(unresolvedReference, { fixture: INTAKE, change: chosenByLookup('1.2.0') })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain(
      'by the lookup CARRIERS, which names ORDER_FULFIL 1.0.0 (row 1) and CARRIER_B 1.2.0 (row 2)',
    )
    expect(findings[0]?.step).toBe('fulfilOrder')
  })

  it('says which child the call was drawn with where nothing tells the choice', async () => {
    const findings = await check(unresolvedReference, {
      fixture: INTAKE,
      change: [choosingMapper('<xsl:value-of select="/a/child"/>')],
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('drawn with ORDER_FULFIL 01.00.0000')
  })

  it('does not take a constant for a choice', async () => {
    expect(await check(unresolvedReference, { fixture: INTAKE, change: [choosingMapper('ORDER_FULFIL')] })).toEqual([])
  })
})
