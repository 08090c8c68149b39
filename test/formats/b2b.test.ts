import { expect, it } from 'vitest'
import { readB2b } from '../../src/formats/b2b.js'

it('reads B2B documents and schemas, whatever the case of the root', () => {
  const inside =
    '<name>Order850</name><identifier>ORDER850</identifier><standard>X12</standard><version>4010</version><jsonSchema><![CDATA[{"name":"x"}]]></jsonSchema>'
  for (const root of ['b2bdocument', 'b2bSchema'])
    expect(readB2b('b.xml', `<${root}>${inside}</${root}>`)).toMatchObject({
      value: { type: root.toLowerCase(), code: 'ORDER850', name: 'Order850', standard: 'X12', version: '4010' },
      problems: [],
    })
})

it('reports a missing identifier', () => {
  expect(readB2b('b.xml', '<b2bdocument/>')).toMatchObject({ value: { code: '' }, problems: [{ severity: 'error' }] })
})

it('takes another root for an artifact that it does not know, not for damage', () => {
  const problems = [
    {
      code: 'unrecognised-entry',
      severity: 'info',
      message: 'The root element is tradingPartner, which is none of the B2B artifacts that this version knows.',
    },
  ]
  const partner = '<tradingPartner><identifier>SHOP</identifier><name>Shop</name></tradingPartner>'
  expect(readB2b('b.xml', partner)).toMatchObject({ value: { type: 'tradingpartner', code: 'SHOP' }, problems })
  expect(readB2b('b.xml', '<tradingPartner/>')).toMatchObject({ value: null, problems })
})

it('takes a code for the identifier where there is none, and says in words what is missing', () => {
  const said = (text: string) => readB2b('b.xml', text).problems.map(({ severity, message }) => [severity, message])
  expect(readB2b('b.xml', '<b2bschema><code>ORDER850</code></b2bschema>')).toMatchObject({
    value: { code: 'ORDER850' },
    problems: [],
  })
  expect(said('<b2bschema/>')).toEqual([['error', 'The B2B artifact has no identifier.']])
})
