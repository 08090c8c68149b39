import { describe, expect, it } from 'vitest'
import { diffArchives } from '../../src/diff/index.js'
import { readArchive } from '../../src/model/index.js'
import { changedFixture } from '../support/fixture.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'

/** What the diff says of two B2B artifacts with such content, one line for each change. */
async function said(old: string, new_: string): Promise<string[]> {
  const archive = (content: string) =>
    readArchive(
      changedFixture(INTAKE, {
        'icspackage/b2bartifacts/b2bschema_SALES.xml': `<b2bSchema><name>Sales</name><identifier>SALES</identifier>${content}</b2bSchema>`,
      }),
    )
  const { artifacts } = await diffArchives(await archive(old), await archive(new_))
  return artifacts.flatMap(({ changes }) =>
    changes.map((one) => `${one.change} ${one.what} ${one.path}: ${one.old} -> ${one.new}`),
  )
}

const json = (value: unknown) => `<jsonSchema><![CDATA[${JSON.stringify(value)}]]></jsonSchema>`

const codes = Array.from({ length: 3000 }, (_, at) => ({ c: `K${at}`, dr: at }))
const schema = {
  about: { std: 'X' },
  transaction_sets: [
    {
      txn: '900',
      name: 'Sales',
      segments: [{ tablearea: 'heading' }, { segment: 'ST', repeat: '1' }, { loop: 'L', nested: [{ segment: 'AA' }] }],
    },
  ],
  segment_definitions: [{ segment: 'ST', elements: [{ element: '1' }] }],
  code_lists: [{ codelist: '7', partition1: codes }],
}

describe('a B2B artifact', () => {
  it('is compared by its elements', async () => {
    expect(
      await said(
        '<description>Old</description><doctype>900</doctype><schemaid>A</schemaid>',
        '<description>New</description><schemaid>B</schemaid><extra>1</extra>',
      ),
    ).toEqual([
      'removed definition doctype: 900 -> null',
      'added definition extra: null -> 1',
      'changed definition schemaid: A -> B',
      'changed description : Old -> New',
    ])
  })

  it('tells the segments and code lists of a large schema that changed, by their lines', async () => {
    const [set] = schema.transaction_sets
    const changed = {
      ...schema,
      transaction_sets: [{ ...set, segments: [...(set?.segments ?? []), { segment: 'SE', repeat: '1' }] }],
      segment_definitions: [{ segment: 'SE', elements: [] }],
      code_lists: [{ codelist: '7', partition1: codes.filter(({ c }) => c !== 'K1500') }],
    }
    expect(await said(json(schema), json(changed))).toEqual([
      'changed definition code_lists 7: {"c":"K1500","dr":1500} -> null'.replace('{', '  {'),
      'added definition segment_definitions SE: null -> "segment": "SE"\n"elements": []',
      'removed definition segment_definitions ST: "segment": "ST"\n"elements":\n  {"element":"1"} -> null',
      'changed definition transaction_sets 900: null ->   {"segment":"SE","repeat":"1"}',
    ])
  })

  it.each([
    ['where lists end', [[[{ a: [1] }], [{ b: [2] }]]], [[[{ a: [1] }, { b: [2] }]]]],
    [
      'where objects end',
      [
        [
          { a: 1, x: [] },
          { b: 2, x: [] },
        ],
      ],
      [[{ a: 1, x: [], b: 2 }]],
    ],
  ])('tells %s', async (_, before, after) => {
    expect(await said(json({ list: before }), json({ list: after }))).toHaveLength(1)
  })

  it('says nothing of another layout of its JSON, and compares what is no JSON as a text', async () => {
    const laidOut = `<jsonSchema><![CDATA[${JSON.stringify(schema, null, 4)}]]></jsonSchema>`
    expect(await said(json(schema), laidOut)).toEqual([])
    expect(await said('<jsonSchema>{a</jsonSchema>', '<jsonSchema>{b</jsonSchema>')).toEqual([
      'changed definition jsonSchema: {a -> {b',
    ])
  })

  it('is compared as a file where it holds more than texts', async () => {
    const [change, ...more] = await said('<part kind="a"/>', '<part kind="b"/>')
    expect(change).toMatch(/^changed file : .*kind="a".* -> .*kind="b"/)
    expect(more).toEqual([])
  })
})
