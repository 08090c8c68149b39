import { describe, expect, it } from 'vitest'
import { lookupCalls } from '../../src/formats/references.js'
import { opaqueStitch, readStitch } from '../../src/formats/stitch.js'

const DVM = 'http://www.oracle.com/XSL/Transform/java/oracle.tip.dvm.LookupValue'

function stitch(operations: unknown[], lookups: unknown[] = []): string {
  return JSON.stringify({ version: 'v', state: { listOfReferencedLookupTables: lookups }, stitches: operations })
}

function read(text: string) {
  const { value, problems } = readStitch('resources/processor_1/stitch.json', text)
  if (value === null) throw new Error('no value')
  return { value, problems }
}

const assign = (expression: string, type = 'Assign') => ({
  '@type': type,
  from: { '@type': 'XPathExpression', expression },
  to: { '@type': 'XPathPath', path: '$order/p:total' },
})

describe('a data stitch', () => {
  it('gives its assignments, whatever their type, and what OIC recorded', () => {
    const { value, problems } = read(
      stitch(
        [assign('$a'), assign('$b', 'Append'), { '@type': 'Remove', to: { path: '$c' } }],
        ['Stores', { name: 'X' }],
      ),
    )
    expect(problems).toEqual([])
    expect(value.readable).toBe(true)
    expect(value.assigns.map(({ operation, from, to }) => [operation, from?.source ?? null, to])).toEqual([
      ['Assign', '$a', '$order/p:total'],
      ['Append', '$b', '$order/p:total'],
      ['Remove', null, '$c'],
    ])
    expect(value.recordedLookups).toEqual(['Stores', 'X'])
  })

  it('says exactly where a call stands behind escapes', () => {
    const source = 'concat("a\té", d:lookupValue("Stores", "Code", $c, "Name", ""))'
    const text = stitch([assign(source), { '@type': 'NamespaceResolver', prefixNamespaceMap: { d: DVM } }])
    const { value } = read(text)
    const [first] = value.assigns
    const xpath = first?.from
    if (xpath === null || xpath === undefined) throw new Error('no expression')
    const [call] = lookupCalls(xpath)
    expect(call).toMatchObject({ name: 'Stores', call: { namespace: DVM } })
    expect(text.slice((call?.call.column ?? 0) - 1)).toMatch(/^d:lookupValue\(\\"Stores/)
    expect(xpath.literals.every(({ column }) => text.startsWith('\\"', (column ?? 0) - 1))).toBe(true)
    expect(text.slice((first?.column ?? 0) - 1)).toMatch(/^\{"@type":"Assign"/)
  })

  it('finds assignments in lists of other operations', () => {
    const { value } = read(stitch([{ '@type': 'Group', stitches: [assign('$a'), [assign('$b')]] }]))
    expect(value.assigns.map(({ from }) => from?.source)).toEqual(['$a', '$b'])
  })

  it('reports what is no data stitch', () => {
    expect(read('{}').problems).toMatchObject([{ code: 'malformed-content' }])
    const { value, problems } = readStitch('stitch.json', '{"stitches": [')
    expect(value).toBeNull()
    expect(problems).toHaveLength(1)
  })

  it('knows that a serialised one cannot be read', () => {
    expect(opaqueStitch('stitch.ser')).toEqual({
      path: 'stitch.ser',
      readable: false,
      assigns: [],
      recordedLookups: [],
    })
  })

  it('may have half an assignment, an expression as plain text, and what is no operation', () => {
    const { value, problems } = read(stitch([{ from: '$a' }, { to: '$b' }, 'text', 7, null, { '@type': 'Note' }]))
    expect(problems).toEqual([])
    expect(value.assigns.map(({ operation, from, to }) => [operation, from?.source ?? null, to])).toEqual([
      ['', '$a', ''],
      ['', null, '$b'],
    ])
  })

  it('takes objects inside an operation for its parts', () => {
    const { value } = read(stitch([{ '@type': 'Assign', from: { value: '$a', to: 'x' }, to: { path: '$b' } }]))
    expect(value.assigns.map(({ from, to }) => [from?.source, to])).toEqual([['$a', '$b']])
  })

  it('binds prefixes to texts only, and records lookups that have a name', () => {
    const { value } = read(
      stitch([assign('d:lookupValue("A")'), { prefixNamespaceMap: { d: 7 } }], ['Stores', {}, 7, { name: 'X' }]),
    )
    expect(value.assigns[0]?.from?.calls[0]?.namespace).toBeNull()
    expect(value.recordedLookups).toEqual(['Stores', 'X'])
  })

  it('without its list is a problem in words', () => {
    for (const text of ['{}', '{"stitches":{}}'])
      expect(read(text).problems).toMatchObject([
        { severity: 'error', message: 'The data stitch has no list "stitches".', line: 1, column: 1 },
      ])
  })
})
