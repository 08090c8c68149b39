/** The contract of a trigger: what its messages look like, and what a change of them means for callers. */
import { describe, expect, it } from 'vitest'
import { integrationEffect } from '../../src/diff/contract/effect.js'
import { jsonFields } from '../../src/diff/contract/json-sample.js'
import { messageStructures } from '../../src/diff/contract/messages.js'
import { suggestVersion, versionNote } from '../../src/diff/contract/version.js'
import { describe as textOf } from '../../src/diff/describe.js'
import { diffArchives } from '../../src/diff/index.js'
import { readArchive } from '../../src/model/index.js'
import type { Entry } from '../../src/model/types.js'
import { changedFixture, fixture } from '../support/fixture.js'
import { tree } from '../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FOLDER = 'icspackage/project/ORDER_INTAKE_01.00.0000/resources/'
const WSDL = `${FOLDER}application_8/outbound_9/resourcegroup_10/placeOrder_REQUEST.wsdl`
const CHILD_WSDL = `${FOLDER}application_19/inbound_20/resourcegroup_21/fulfilOrder_REQUEST.wsdl`

/** Diffs the fixture against itself with one text replaced in one file. */
async function edit(path: string, from: string, to: string) {
  const text = Buffer.from(tree(INTAKE)[path] ?? '').toString()
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`)
  const old = await readArchive(fixture(INTAKE), { name: 'a.iar' })
  const new_ = await readArchive(changedFixture(INTAKE, { [path]: text.replace(from, to) }), { name: 'b.iar' })
  const { artifacts } = await diffArchives(old, new_)
  expect(artifacts).toHaveLength(1)
  const [artifact] = artifacts
  if (artifact === undefined) throw new Error('no difference')
  return artifact
}

const AMOUNT = '<xs:element name="amount" type="xs:double"/>'
const STATUS = '<xs:element name="status" type="xs:string"/>'

describe('the scope of an integration', () => {
  it.each([
    ['Private', 'Public', 'compatible'],
    ['Public', 'Private', 'breaking'],
    ['Public', null, null],
    [null, 'Private', null],
  ])('from %s to %s is %s', (old, now, effect) => {
    expect(integrationEffect('scope', old, now)).toBe(effect)
  })
})

describe('the contract of a trigger', () => {
  it.each([
    [
      'a mandatory field that callers must send now',
      AMOUNT,
      `${AMOUNT}<xs:element name="tax" type="xs:double"/>`,
      'breaking',
    ],
    ['an optional field', AMOUNT, `${AMOUNT}<xs:element name="tax" type="xs:double" minOccurs="0"/>`, 'compatible'],
    ['a field that is gone', AMOUNT, '', 'breaking'],
    ['a narrower type', AMOUNT, AMOUNT.replace('double', 'int'), 'breaking'],
    ['a field that may be left out', AMOUNT, AMOUNT.replace('/>', ' minOccurs="0"/>'), 'compatible'],
    ['a field that may repeat', AMOUNT, AMOUNT.replace('/>', ' maxOccurs="unbounded"/>'), 'compatible'],
    ['a new field in the response', STATUS, `${STATUS}<xs:element name="at" type="xs:string"/>`, 'compatible'],
    ['a field of the response that may be missing', STATUS, STATUS.replace('/>', ' minOccurs="0"/>'), 'breaking'],
    ['a response without a field', STATUS, '', 'breaking'],
  ] as const)('calls %s', async (_, from, to, contract) => {
    const artifact = await edit(WSDL, from, to)
    expect(artifact.contract).toBe(contract)
    expect(artifact.changes).toHaveLength(1)
    expect(artifact.changes[0]?.effect).toBe(contract)
    expect(artifact.suggestedVersion).toBe(contract === 'breaking' ? '02.00.0000' : '01.01.0000')
    expect(artifact.versionNote).toMatch(/^The content changed, but the version is still 01\.00\.0000/)
  })

  it('breaks where the whole of a message is written otherwise, and not by what OIC notes at each schema', async () => {
    const schema = (/<xs:schema[^>]*/.exec(Buffer.from(tree(INTAKE)[WSDL] ?? '').toString()) ?? [''])[0]
    const native = `${schema} xmlns:nxsd="http://xmlns.oracle.com/pcbpel/nxsd" nxsd:version="JSON" nxsd:encoding="UTF-8"`
    const same = await readArchive(
      changedFixture(INTAKE, {
        [WSDL]: Buffer.from(tree(INTAKE)[WSDL] ?? '')
          .toString()
          .replace(schema, native),
      }),
      { name: 'b.iar' },
    )
    expect(await diffArchives(await readArchive(fixture(INTAKE), { name: 'a.iar' }), same)).toMatchObject({
      identical: true,
    })
    const { changes } = await edit(WSDL, schema, `${native} nxsd:jsonTopLevelArray="true"`)
    expect(changes).toHaveLength(2)
    for (const change of changes) {
      expect(change).toMatchObject({ what: 'format', old: null, new: 'jsonTopLevelArray true', effect: 'breaking' })
    }
  })

  it('names the field by its path, with type and cardinality', async () => {
    const { changes } = await edit(WSDL, AMOUNT, AMOUNT.replace('/>', ' minOccurs="0"/>'))
    expect(changes).toEqual([
      {
        what: 'cardinality',
        path: 'Trigger placeOrder > request > execute > amount',
        change: 'changed',
        old: '1..1',
        new: '0..1',
        effect: 'compatible',
      },
    ])
  })

  it('says nothing of comments, annotations, prefixes and white space in a schema', async () => {
    const text = Buffer.from(tree(INTAKE)[WSDL] ?? '').toString()
    const other = text
      .replaceAll('xs:', 'xsd:')
      .replace('xmlns:xs=', 'xmlns:xsd=')
      .replace('<xsd:complexType>', '<!-- by the wizard --><xsd:annotation/>\n<xsd:complexType>')
    const old = await readArchive(fixture(INTAKE), { name: 'a.iar' })
    const new_ = await readArchive(changedFixture(INTAKE, { [WSDL]: other }), { name: 'b.iar' })
    expect(await diffArchives(old, new_)).toEqual({ identical: true, artifacts: [] })
  })

  it.each([
    [
      'how many lines stand before the data',
      ' nxsd:hasHeader="true" nxsd:headerLines="1"',
      'hasHeader true, headerLines 1',
    ],
    ['another encoding', ' nxsd:encoding="ASCII"', 'encoding ASCII'],
    ['a list in place of one object', ' nxsd:version="JSON" nxsd:jsonTopLevelArray="true"', 'jsonTopLevelArray true'],
  ])('tells of a native format, where its schema says it, %s', async (_, attributes, format) => {
    const schema = ' targetNamespace="http://xmlns.oracle.com/cloud/adapter/rest/placeOrder_REQUEST/types"'
    const native = ` xmlns:nxsd="http://xmlns.oracle.com/pcbpel/nxsd"${attributes}`
    const { changes } = await edit(WSDL, schema, native + schema)
    expect(changes).toContainEqual({
      what: 'format',
      path: 'Trigger placeOrder > request > execute',
      change: 'added',
      old: null,
      new: format,
      effect: 'breaking',
    })
  })

  it.each([
    [
      'a choice',
      'nxsd:terminatedBy=","',
      'nxsd:terminatedBy=";"',
      'choice: choiceCondition terminated, terminatedBy ,',
    ],
    ['a sequence', ' nxsd:cellSeparatedBy="^"', '', 'sequence: cellSeparatedBy ^; '],
    ['a variable', 'value="0"', 'value="1"', 'variable name rows value 0'],
  ])('tells how a file is written, also where %s says it', async (_, from, to, told) => {
    const text = Buffer.from(tree(INTAKE)[WSDL] ?? '').toString()
    const content = `<xs:annotation><xs:appinfo><nxsd:variables><nxsd:variable name="rows" value="0"/></nxsd:variables></xs:appinfo></xs:annotation><xs:complexType><xs:sequence nxsd:cellSeparatedBy="^"><xs:choice maxOccurs="unbounded" nxsd:choiceCondition="terminated" nxsd:terminatedBy=","><xs:element name="head" type="xs:string"/></xs:choice>`
    const native = text
      .replace('<xs:schema ', '<xs:schema xmlns:nxsd="http://xmlns.oracle.com/pcbpel/nxsd" ')
      .replace('<xs:complexType><xs:sequence>', content)
    const archive = (wsdl: string) => readArchive(changedFixture(INTAKE, { [WSDL]: wsdl }), { name: 'a.iar' })
    const { artifacts } = await diffArchives(await archive(native), await archive(native.replace(from, to)))
    const [change, ...more] = artifacts.flatMap(({ changes }) => changes)
    expect(more).toEqual([])
    expect(change).toMatchObject({ what: 'format', change: 'changed', effect: 'breaking' })
    expect(change?.path).toMatch(/^Trigger placeOrder > request > execute\b/)
    expect(change?.old).toContain(told)
  })

  it('says nothing of a native format that says no more than OIC takes for granted', async () => {
    const text = Buffer.from(tree(INTAKE)[WSDL] ?? '').toString()
    const native =
      ' xmlns:nxsd="http://xmlns.oracle.com/pcbpel/nxsd" nxsd:version="NXSD" nxsd:encoding="UTF8" nxsd:stream="chars"'
    const other = text.replace('<xs:schema', `<xs:schema${native}`)
    expect(other).not.toBe(text)
    const old = await readArchive(fixture(INTAKE), { name: 'a.iar' })
    const new_ = await readArchive(changedFixture(INTAKE, { [WSDL]: other }), { name: 'b.iar' })
    expect(await diffArchives(old, new_)).toEqual({ identical: true, artifacts: [] })
  })

  it.each([
    [
      'a changed type',
      (xsd: string) => xsd.replace('name="b" type="q:T31"', 'name="b" type="xs:int"'),
      'breaking',
      [
        {
          what: 'declaration',
          path: 'Trigger placeOrder > schemas > complexType {urn:q}T30',
          change: 'changed',
          old: '    element name="b" type="T31"',
          new: '    element name="b" type="xs:int"',
          effect: 'breaking',
        },
      ],
    ],
    [
      'a new declaration',
      (xsd: string) => xsd.replace('<xs:complexType', '<xs:element name="extra" type="xs:int"/><xs:complexType'),
      'compatible',
      [
        {
          what: 'declaration',
          path: 'Trigger placeOrder > schemas > element {urn:q}extra',
          change: 'added',
          old: null,
          new: 'element name="extra" type="xs:int"',
          effect: 'compatible',
        },
      ],
    ],
    [
      'other prefixes',
      (xsd: string) => xsd.replaceAll('q:T', 'other:T').replace('xmlns:q=', 'xmlns:other='),
      'unchanged',
      [],
    ],
    [
      'an explanation',
      (xsd: string) =>
        xsd.replace(
          '<xs:sequence>',
          '<xs:annotation><xs:documentation>Why</xs:documentation></xs:annotation><!-- why --><xs:sequence>',
        ),
      'unchanged',
      [],
    ],
  ] as const)(
    'tells of schemas that are too large to be taken apart what they declare: %s',
    async (_, change, contract, changes) => {
      const types = Array.from({ length: 40 }, (_, at) => {
        const next = ['a', 'b'].map((name) => `<xs:element name="${name}" type="q:T${at + 1}"/>`).join('')
        return `<xs:complexType name="T${at}"><xs:sequence>${next}</xs:sequence></xs:complexType>`
      })
      const xsd = `<xs:schema targetNamespace="urn:q" xmlns:q="urn:q">${types.join('')}</xs:schema>`
      const text = Buffer.from(tree(INTAKE)[WSDL] ?? '').toString()
      const withSchema = (schema: string) =>
        text
          .replace(AMOUNT, `${AMOUNT}<xs:element name="all" type="q:T0" xmlns:q="urn:q"/>`)
          .replace('<xs:schema', `${schema}<xs:schema`)
      const archive = (schema: string) =>
        readArchive(changedFixture(INTAKE, { [WSDL]: withSchema(schema) }), { name: 'a.iar' })
      const { artifacts } = await diffArchives(await archive(xsd), await archive(change(xsd)))
      expect(artifacts.flatMap((artifact) => artifact.changes)).toEqual(changes)
      expect(artifacts[0]?.contract ?? 'unchanged').toBe(contract)
    },
  )

  it('tells what an invoke expects of its target, and leaves the contract of the integration alone', async () => {
    const field = '<xs:element name="region" type="xs:string"/>'
    const artifact = await edit(CHILD_WSDL, field, `${field}<xs:element name="lane" type="xs:string"/>`)
    expect(artifact).toMatchObject({ contract: 'unchanged', suggestedVersion: '01.00.0001' })
    expect(artifact.changes).toEqual([
      {
        what: 'field',
        path: 'Scope Fulfil > Invoke fulfilOrder > request > POST > lane',
        change: 'added',
        old: null,
        new: 'lane: string 1..1',
        effect: 'breaking',
      },
    ])
  })
})

/** The messages of schemas given as files, as text. */
async function structure(files: Record<string, string>, main: string): Promise<string> {
  const entries = Object.entries(files).map(
    ([path, text]): Entry => ({
      path,
      role: 'schema',
      size: text.length,
      zip: null,
      bytes: async () => new TextEncoder().encode(text),
    }),
  )
  const messages = await messageStructures({
    main: [main],
    files: entries,
    entries: new Map(entries.map((entry) => [entry.path, entry])),
    operation: '',
    configuration: null,
  })
  return messages.map((message) => textOf(message)).join('\n')
}

const SCHEMA = 'xmlns="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t"'

describe('structures', () => {
  it('ends at a type that holds itself', async () => {
    const xsd = `<schema ${SCHEMA}><element name="box" type="t:Box"/>
      <complexType name="Box"><sequence><element name="size" type="int"/><element name="inner" type="t:Box" minOccurs="0"/></sequence></complexType></schema>`
    expect(await structure({ 'a.xsd': xsd }, 'a.xsd')).toBe(
      ['structure', '  box: structure 1..1', '    inner: recursive Box 0..1', '    size: int 1..1'].join('\n'),
    )
  })

  it('follows imports and includes, also of schemas without a namespace', async () => {
    const files = {
      'x/a.xsd': `<schema ${SCHEMA} xmlns:o="urn:o"><import namespace="urn:o" schemaLocation="../y/o.xsd"/><include schemaLocation="c.xsd"/>
        <element name="order"><complexType><sequence><element ref="o:line" maxOccurs="unbounded"/><element name="who" type="t:Who"/></sequence></complexType></element></schema>`,
      'y/o.xsd':
        '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o"><element name="line" type="decimal"/></schema>',
      'x/c.xsd':
        '<schema xmlns="http://www.w3.org/2001/XMLSchema"><simpleType name="Who"><restriction base="string"><enumeration value="B"/><enumeration value="A"/></restriction></simpleType></schema>',
    }
    expect(await structure(files, 'x/a.xsd')).toBe(
      [
        'structure',
        '  order: structure 1..1',
        '    line: decimal 1..*',
        '    who: string 1..1',
        '      values: A | B',
      ].join('\n'),
    )
  })

  it('reads extensions, attributes, groups and choices', async () => {
    const xsd = `<schema ${SCHEMA}>
      <element name="pay" type="t:Card"/>
      <complexType name="Base"><sequence><element name="id" type="string"/></sequence><attribute name="lang" use="required" type="string"/></complexType>
      <complexType name="Card"><complexContent><extension base="t:Base"><choice><element name="pin" type="int"/><group ref="t:signed"/></choice></extension></complexContent></complexType>
      <group name="signed"><sequence minOccurs="0" maxOccurs="3"><element name="by" type="string"/></sequence></group></schema>`
    expect(await structure({ 'a.xsd': xsd }, 'a.xsd')).toBe(
      [
        'structure',
        '  pay: structure 1..1',
        '    @lang: string 1..1',
        '    by: string 0..3',
        '    id: string 1..1',
        '    pin: int 0..1',
      ].join('\n'),
    )
  })

  it('bounds a schema that would unfold for ever', async () => {
    const types = Array.from({ length: 40 }, (_, at) => {
      const next = `<element name="a" type="t:T${at + 1}"/><element name="b" type="t:T${at + 1}"/>`
      return `<complexType name="T${at}"><sequence>${next}</sequence></complexType>`
    })
    const xsd = `<schema ${SCHEMA}><element name="root" type="t:T0"/>${types.join('')}</schema>`
    const text = await structure({ 'a.xsd': xsd }, 'a.xsd')
    expect(text.split('\n').length).toBeLessThan(10_000)
    expect(text).toContain('too large to be compared field by field')
  })

  it('compares by declarations, too, what is nested too deep', async () => {
    const types = Array.from(
      { length: 60 },
      (_, at) =>
        `<complexType name="T${at}"><sequence><element name="a" type="t:T${at + 1}"/></sequence></complexType>`,
    )
    const xsd = `<schema ${SCHEMA}><element name="root" type="t:T0"/>${types.join('')}</schema>`
    const text = await structure({ 'a.xsd': xsd }, 'a.xsd')
    expect(text).toContain(`${'  '.repeat(40)}a: (not read further) 1..1`)
    expect(text).toMatch(/declaration complexType \{urn:t\}T59:\n/)
  })

  it('reads what it can of a broken schema', async () => {
    expect(await structure({ 'a.xsd': '<schema' }, 'a.xsd')).toBe('')
    expect(
      await structure({ 'a.xsd': `<schema ${SCHEMA}><element name="x" type="q:Nowhere"/></schema>` }, 'a.xsd'),
    ).toBe('structure\n  x: Nowhere 1..1')
  })

  it('reads JSON samples and JSON schemas', () => {
    const sample = jsonFields('{"id": 1, "lines": [{"sku": "a"}, {"sku": "b", "gift": true}], "__proto__": null}')
    expect(sample?.map((one) => textOf(one)).join('\n')).toBe(
      [
        '(root): structure 1..1',
        '  __proto__: any 0..1',
        '  id: number 0..1',
        '  lines: structure 0..*',
        '    gift: boolean 0..1',
        '    sku: string 0..1',
      ].join('\n'),
    )
    const schema = jsonFields(
      '{"$schema": "x", "type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "next": {"$ref": "#"}}}',
    )
    expect(schema?.map((one) => textOf(one)).join('\n')).toBe(
      ['(root): structure 1..1', '  id: integer 1..1', '  next: recursive 0..1'].join('\n'),
    )
    expect(jsonFields('not json')).toBeNull()
  })

  it('says of JSON with more fields than are taken apart whether the rest is the same', () => {
    const names = Array.from({ length: 6000 }, (_, at) => `f${at}`)
    const sample = (last: string) =>
      jsonFields(JSON.stringify({ ...Object.fromEntries(names.map((name) => [name, { x: 1 }])), last: { [last]: 1 } }))
    const schema = (type: string) => {
      const properties = Object.fromEntries(names.map((name) => [name, { $ref: '#/definitions/last' }]))
      return jsonFields(JSON.stringify({ type: 'object', properties, definitions: { last: { type } } }))
    }
    for (const fields of [sample, schema]) {
      const [one, same, other] = [fields('string'), fields('string'), fields('number')].map((all) =>
        JSON.stringify(all),
      )
      expect(one).toBe(same)
      expect(one).not.toBe(other)
      expect(one).toContain('too large to be compared field by field')
    }
    const deep = (name: string) => jsonFields(`${'{"a":'.repeat(60)}{"${name}":1}${'}'.repeat(60)}`)
    expect(JSON.stringify(deep('b'))).not.toBe(JSON.stringify(deep('c')))
  })
})

describe('versions', () => {
  it.each([
    ['01.00.0000', 'breaking', '02.00.0000'],
    ['01.02.0003', 'compatible', '01.03.0000'],
    ['1.2.3', 'unchanged', '01.02.0004'],
    ['latest', 'unchanged', null],
  ] as const)('suggests after %s, %s: %s', (old, contract, wanted) => {
    expect(suggestVersion(old, contract)).toBe(wanted)
  })

  it.each([
    ['01.00.0000', '02.00.0000', 'breaking', null],
    ['01.00.0000', '01.01.0000', 'unchanged', null],
    ['01.00.0000', '01.01.0000', 'breaking', /too little/],
    ['01.00.0000', '01.00.0001', 'compatible', /too little/],
    ['01.00.0000', '1.0.0', 'unchanged', /still/],
    ['01.00.0000', '02.00.0000', 'unchanged', /new address/],
    ['02.00.0000', '01.00.0000', 'breaking', /older/],
  ] as const)('judges %s to %s, %s', (old, new_, contract, wanted) => {
    if (wanted === null) expect(versionNote(old, new_, contract)).toBeNull()
    else expect(versionNote(old, new_, contract)).toMatch(wanted)
  })
})
