import { describe, expect, it } from 'vitest'
import { missingFaultHandler } from '../../../src/rules/flow/missing-fault-handler.js'
import { check } from '../../support/rules.js'
import { edited } from './examples.js'

const GLOBAL_HANDLER = [
  '<ns2:catchAll id="ta1" refUri="processor_108">\n          <ns2:activityStreamLogger id="lg1" refUri="processor_112"/>\n          <ns2:ehStop id="eh1"/>\n        </ns2:catchAll>',
  '',
] as const
const SCOPE_HANDLER = [
  '<ns2:catchAll id="ta0" refUri="processor_86">\n            <ns2:notification id="n0" refUri="processor_90"/>\n            <ns2:ehStop id="eh0"/>\n          </ns2:catchAll>',
  '',
] as const

describe('missing-fault-handler', () => {
  it('is one finding an integration, at the first unguarded invoke, listing all of them', async () => {
    const findings = await check(missingFaultHandler, edited('ORDER_FULFIL'))
    expect(findings).toMatchObject([
      {
        severity: 'warning',
        artifact: 'integration:ORDER_FULFIL|01.00.0000',
        line: 397,
        message: expect.stringContaining('3 invokes without a fault handler (findLines, reserveStock and sendLabel)'),
      },
    ])
  })

  it('takes the global handler for all invokes', async () => {
    expect(await check(missingFaultHandler, edited('ORDER_INTAKE', SCOPE_HANDLER))).toEqual([])
  })

  it('takes the handler of the scope', async () => {
    expect(await check(missingFaultHandler, edited('ORDER_INTAKE', GLOBAL_HANDLER))).toEqual([])
  })

  it('counts local children as invokes, and is information for a synchronous proxy', async () => {
    const findings = await check(missingFaultHandler, edited('ORDER_INTAKE', GLOBAL_HANDLER, SCOPE_HANDLER))
    expect(findings).toMatchObject([
      {
        severity: 'info',
        message:
          'ORDER_INTAKE: 1 invoke without a fault handler (fulfilOrder); the caller gets the fault as it comes; add a handler if it should get another.',
      },
    ])
  })

  it('is a warning for a synchronous integration with two invokes', async () => {
    const twice = [
      '<ns2:invoke id="i0" refUri="application_19" name="Local Integration1"/>',
      '<ns2:invoke id="i0" refUri="application_19"/><ns2:invoke id="i9" refUri="application_19"/>',
    ] as const
    const findings = await check(missingFaultHandler, edited('ORDER_INTAKE', GLOBAL_HANDLER, SCOPE_HANDLER, twice))
    expect(findings).toMatchObject([{ severity: 'warning', message: expect.stringContaining('2 invokes') }])
  })

  it('is a warning for a single invoke that no caller waits for', async () => {
    const findings = await check(missingFaultHandler, edited('RETURNS'))
    expect(findings.map(({ severity, artifact }) => [severity, artifact])).toEqual([
      ['warning', 'integration:RETURNS/RETURN_DIGEST|01.00.0000'],
      ['warning', 'integration:RETURNS/RETURN_WATCHER|01.00.0000'],
    ])
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^RETURN_DIGEST: 1 invoke .*; put a scope with a handler around it, or add a global fault handler\.$/,
      ),
      expect.stringMatching(
        /^RETURN_WATCHER: 1 invoke .*; put a scope with a handler around it, or add a global fault handler\.$/,
      ),
    ])
  })

  it('names those that are beside the guarded ones', async () => {
    const [finding] = await check(missingFaultHandler, edited('PARCEL_EXPORT'))
    expect(finding?.message).toContain('2 of 3 invokes without a fault handler (startExport and exportState)')
  })

  it('does not ask for a handler around what a handler itself invokes', async () => {
    const inHandler = [
      '<ns2:catchAll id="ta1" refUri="processor_108">',
      '<ns2:catchAll id="ta1" refUri="processor_108"><ns2:invoke id="i8" refUri="application_19"/>',
    ] as const
    expect(await check(missingFaultHandler, edited('ORDER_INTAKE', inHandler))).toEqual([])
  })

  it('says nothing of map data integrations, whose flow has no scopes', async () => {
    expect(await check(missingFaultHandler, edited('TILL_SUMS'))).toEqual([])
  })
})
