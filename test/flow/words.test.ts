import { describe, expect, it } from 'vitest'
import { callWords } from '../../src/flow/describe.js'
import { condition, plain, plainText, withoutLiterals } from '../../src/flow/words.js'
import type { IntegrationReference } from '../../src/model/index.js'
import { growth, SUPERLINEAR } from '../support/growth.js'

const wording = (text: string, source: string) => ({ text, xpath: { source } })

describe('an expression as people say it', () => {
  it('is what the canvas shows', () => {
    expect(plain(wording('storeId', '/ns1:execute/ns1:storeId'))).toBe('storeId')
  })

  it('is the end of the path where the archive has no display form', () => {
    expect(plain(wording('', '$call/ns1:reply/ns2:total'))).toBe('total')
    expect(plain(wording('', 'concat($first, "/", /ns1:execute/@id)'))).toBe('concat(first, "/", id)')
  })

  it('keeps what stands in quotes as it is', () => {
    expect(plainText("concat('ns1:a/b  $c', \"it's\")")).toBe("concat('ns1:a/b $c', \"it's\")")
  })

  it('keeps a predicate apart from what follows it', () => {
    expect(plainText('/ns1:orders/ns1:order[1]/ns1:line')).toBe('order[1]/line')
  })

  it('does not lose a lone quote, an operator or letters beyond ASCII', () => {
    expect(plainText("it's $größe * 2 - 1")).toBe("it's größe * 2 - 1")
  })

  it('says comparisons and empty values in words', () => {
    expect(condition("$region = 'NORTH' AND $total >= 5")).toBe("region is 'NORTH' and total is at least 5")
    expect(condition("email != ''")).toBe('email is not empty')
    expect(condition('/ns1:a/ns1:name=""')).toBe('name is empty')
  })

  it('does not take a comparison within quotes for one', () => {
    expect(condition("note = 'a = b'")).toBe("note is 'a = b'")
  })

  it('hides literals on request', () => {
    expect(withoutLiterals('concat(\'hush\', user, "hush")')).toBe("concat('…', user, '…')")
  })

  it.each(["'", '/', ' ='])('takes time in proportion for a long hostile expression: %j', async (piece) => {
    expect(await growth((length) => condition(piece.repeat(length)), 50_000)).toBeLessThan(SUPERLINEAR)
  })
})

describe('a call as people say it', () => {
  const call = (over: Partial<IntegrationReference>) =>
    callWords({
      code: 'ORDER_FULFIL',
      version: '01.00.0000',
      project: null,
      dynamic: true,
      lookup: '',
      ...over,
    } as IntegrationReference)

  it('says once that it is chosen at run time, or by which lookup', () => {
    expect(call({ dynamic: false })).toBe('ORDER_FULFIL 01.00.0000')
    expect(call({})).toBe('ORDER_FULFIL 01.00.0000, at run time')
    expect(call({ code: null, version: null })).toBe('an integration chosen at run time')
    expect(call({ code: null, version: null, lookup: 'ROUTES' })).toBe(
      'an integration chosen at run time, by lookup ROUTES',
    )
  })
})
