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

it('reports a missing identifier and another root', () => {
  expect(readB2b('b.xml', '<b2bdocument/>')).toMatchObject({ value: { code: '' }, problems: [{ severity: 'error' }] })
  expect(readB2b('b.xml', '<dvm/>')).toMatchObject({ value: null, problems: [{ severity: 'error' }] })
})
