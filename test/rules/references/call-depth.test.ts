import { describe, expect, it } from 'vitest'
import { callDepth } from '../../../src/rules/references/call-depth.js'
import { check } from '../../support/rules.js'

const RETURNS = 'retail-dev/RETURNS_PROJECT'

describe('call-depth', () => {
  it('names the head of the chain and its links', async () => {
    const findings = await check(callDepth, { fixture: RETURNS, options: { limit: 1 } })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.artifact).toBe('integration:RETURNS/RETURN_WATCHER|01.00.0000')
    expect(findings[0]?.message).toContain('2 calls, and OIC allows 1: RETURN_REQUEST 01.00.0000 and REFUND 01.00.0000')
  })

  it('does not mind a chain of just the limit', async () => {
    expect(await check(callDepth, { fixture: RETURNS, options: { limit: 2 } })).toEqual([])
  })

  it('tells a ring that is too deep once', async () => {
    const change = [
      {
        path: '**/refund_REQUEST.jca',
        replace: [
          ['INTER_PROJECT', 'INTRA_PROJECT'],
          ['REFUND', 'RETURN_WATCHER'],
        ] as [string, string][],
      },
    ]
    expect(await check(callDepth, { fixture: RETURNS, change, options: { limit: 1 } })).toHaveLength(1)
  })
})
