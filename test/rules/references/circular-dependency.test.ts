import { describe, expect, it } from 'vitest'
import { circularDependency } from '../../../src/rules/references/circular-dependency.js'
import { check } from '../../support/rules.js'

const RETURNS = 'retail-dev/RETURNS_PROJECT'

describe('circular-dependency', () => {
  const ring = {
    path: '**/refund_REQUEST.jca',
    replace: [
      ['INTER_PROJECT', 'INTRA_PROJECT'],
      ['REFUND', 'RETURN_WATCHER'],
    ] as [string, string][],
  }

  it('spells the ring out once, with the place of one of its calls', async () => {
    const findings = await check(circularDependency, { fixture: RETURNS, change: [ring] })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain(
      'RETURN_REQUEST 01.00.0000 → RETURN_WATCHER 01.00.0000 → RETURN_REQUEST 01.00.0000',
    )
    expect(findings[0]?.entry).toMatch(/refund_REQUEST\.jca$/)
    expect(findings[0]?.step).not.toBe('')
  })

  it('finds an integration that calls itself', async () => {
    const self = {
      ...ring,
      replace: ring.replace.map(([from, to]): [string, string] => [from, to.replace('WATCHER', 'REQUEST')]),
    }
    const findings = await check(circularDependency, { fixture: RETURNS, change: [self] })
    expect(findings.map(({ message }) => message).join()).toContain(
      'RETURN_REQUEST 01.00.0000 → RETURN_REQUEST 01.00.0000',
    )
  })

  it('does not take an integration of the same code in another project for the same', async () => {
    const elsewhere = { ...ring, replace: ring.replace.slice(1) }
    expect(await check(circularDependency, { fixture: RETURNS, change: [elsewhere] })).toEqual([])
  })
})
