import { describe, expect, it } from 'vitest'
import { invokeInLoop } from '../../../src/rules/flow/invoke-in-loop.js'
import { check } from '../../support/rules.js'
import { edited } from './examples.js'

const BODY = '<ns2:invoke id="i1" refUri="application_27" name="Oracle ATP2"/>\n      </ns2:for>'

describe('invoke-in-loop', () => {
  it('finds a for each that invokes a connection', async () => {
    expect(await check(invokeInLoop, edited('ORDER_FULFIL'))).toMatchObject([
      { severity: 'info', step: 'eachLine', message: expect.stringContaining('invokes reserveStock at each pass:') },
    ])
  })

  it('is one finding a loop, and counts an invoke to the innermost', async () => {
    const nested = `<ns2:invoke id="i7" refUri="application_15"/><ns2:invoke id="i8" refUri="application_39"/><ns2:for id="f9" name="inner">${BODY}</ns2:for>`
    const findings = await check(invokeInLoop, edited('ORDER_FULFIL', [BODY, nested]))
    expect(findings.map(({ step, message }) => [step, /invokes (.*) at/.exec(message)?.[1]])).toEqual([
      ['eachLine', 'findLines and sendLabel'],
      ['inner', 'reserveStock'],
    ])
  })

  it('finds a stage read in segments, and leaves a while that waits alone', async () => {
    expect(await check(invokeInLoop, edited('PARCEL_EXPORT'))).toMatchObject([
      { step: 'readParcels', message: expect.stringContaining('bookParcel') },
    ])
  })

  it('finds a while that does not wait', async () => {
    const findings = await check(
      invokeInLoop,
      edited('PARCEL_EXPORT', ['<ns2:wait id="wt0" refUri="processor_40"/>', '']),
    )
    expect(findings.map(({ step }) => step)).toEqual(['untilExported', 'readParcels'])
  })

  it('does not take a wait in a for each for polling', async () => {
    const findings = await check(
      invokeInLoop,
      edited('ORDER_FULFIL', [BODY, `<ns2:wait id="x" refUri="processor_95"/>${BODY}`]),
    )
    expect(findings).toHaveLength(1)
  })

  it('leaves local children alone', async () => {
    const loop = [
      '<ns2:invoke id="i0" refUri="application_19" name="Local Integration1"/>',
      '<ns2:for id="f0"><ns2:invoke id="i0" refUri="application_19"/></ns2:for>',
    ] as const
    expect(await check(invokeInLoop, edited('ORDER_INTAKE', loop))).toEqual([])
  })

  it('does not count what a handler invokes for the passes that fail', async () => {
    const scope = `<ns2:try id="t0" name="one"><ns2:catchAll id="c0"><ns2:invoke id="i1" refUri="application_27"/></ns2:catchAll></ns2:try></ns2:for>`
    expect(await check(invokeInLoop, edited('ORDER_FULFIL', [BODY, scope]))).toEqual([])
  })

  it('counts a loop inside a handler', async () => {
    const loop =
      '<ns2:catchAll id="ta0" refUri="processor_55"><ns2:for id="f9" name="each"><ns2:invoke id="i9" refUri="application_100"/></ns2:for>'
    const findings = await check(
      invokeInLoop,
      edited('PARCEL_EXPORT', ['<ns2:catchAll id="ta0" refUri="processor_55">', loop]),
    )
    expect(findings.map(({ step }) => step)).toContain('each')
  })

  it('is a warning while a caller waits, which in a pick the operation decides', async () => {
    const loop = (id: string) =>
      `<ns2:for id="f" name="each"><ns2:invoke id="${id}" refUri="application_120"/></ns2:for>`
    const quote = ['<ns2:invoke id="i0" refUri="application_120" name="REST1"/>', loop('i0')] as const
    const book = ['<ns2:invoke id="i1" refUri="application_130" name="REST2"/>', loop('i1')] as const
    expect(await check(invokeInLoop, edited('PARCEL_DESK', quote))).toMatchObject([{ severity: 'warning' }])
    expect(await check(invokeInLoop, edited('PARCEL_DESK', book))).toMatchObject([{ severity: 'info' }])
  })
})
