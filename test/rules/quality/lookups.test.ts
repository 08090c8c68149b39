import { describe, expect, it } from 'vitest'
import type { Archive } from '../../../src/model/index.js'
import { duplicateLookupKey } from '../../../src/rules/quality/duplicate-lookup-key.js'
import { lookedUpColumns } from '../../../src/rules/quality/looked-up.js'
import { lookupWhitespace } from '../../../src/rules/quality/lookup-whitespace.js'
import { check } from '../../support/rules.js'

const fixture = 'retail-dev/ORDER_INTAKE_01.00.0000'
const swap = (from: string, to: string) => ({
  path: '**/STORE_REGIONS.dvm',
  replace: [`<cell>${from}</cell>`, `<cell>${to}</cell>`] as [string, string],
})

describe('duplicate-lookup-key', () => {
  it('names lookup, value, rows and column, and points to the second row', async () => {
    const [finding, ...others] = await check(duplicateLookupKey, { fixture, change: [swap('W001', 'N001')] })
    expect(others).toEqual([])
    expect(finding).toMatchObject({ severity: 'warning', artifact: 'lookup:STORE_REGIONS', line: 30 })
    expect(finding?.message).toBe(
      'The lookup STORE_REGIONS has the value “N001” in rows 1 and 5 of column STORE, with different answers, of which a lookup gives only one; make the values differ.',
    )
  })

  it('names three rows in one finding', async () => {
    const findings = await check(duplicateLookupKey, { fixture, change: [swap('W001', 'S001'), swap('S002', 'S001')] })
    expect(findings.map(({ message, severity }) => [severity, /rows [^a]+and \d/.exec(message)?.[0]])).toEqual([
      ['info', 'rows 3, 4 and 5'],
    ])
  })

  it('names two values in two findings of their own', async () => {
    const findings = await check(duplicateLookupKey, { fixture, change: [swap('W001', 'S001'), swap('N002', 'N001')] })
    expect(findings).toHaveLength(2)
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2)
  })

  it('makes one finding of many values of a column', async () => {
    const rows = (answer: string) =>
      ['A1', 'A2', 'A3', '4!'].flatMap((code) => [
        `<row><cell>${code}</cell><cell>X</cell><cell>Y</cell></row>`,
        `<row><cell>${code}</cell><cell>X</cell><cell>${answer}</cell></row>`,
      ])
    const many = (answer: string) =>
      check(duplicateLookupKey, {
        fixture,
        change: [{ path: '**/STORE_REGIONS.dvm', replace: ['<rows>', `<rows>${rows(answer).join('')}`] }],
      })
    expect(await many('Z')).toMatchObject([{ severity: 'warning', line: 9 }])
    expect((await many('Z'))[0]?.message).toBe(
      'The lookup STORE_REGIONS has 4 values in several rows each of column STORE (“A1”, “A2” and “A3”), with different answers, of which a lookup gives only one; make the values differ, or look up by another column.',
    )
    const same = await many('Y')
    expect(same).toMatchObject([{ severity: 'info' }])
    expect(same[0]?.message).toContain('with the same answer each; remove all rows of a value but one')
  })

  it('does not print a value that may be a secret', async () => {
    const secret = 'kX9$!vq7Lm2@pZ'
    const findings = await check(duplicateLookupKey, { fixture, change: [swap('N001', secret), swap('N002', secret)] })
    expect(findings[0]?.message).toContain('the value of 14 characters in rows 1 and 2')
    expect(JSON.stringify(findings)).not.toContain(secret)
  })

  it('does not print a value of a column that is named for a secret', async () => {
    const column = [
      { path: '**/STORE_REGIONS.dvm', replace: ['"STORE"', '"STORE_TOKEN"'] as [string, string] },
      { path: '**/processor_40/**/expr.properties', replace: ["'STORE'", "'STORE_TOKEN'"] as [string, string] },
    ]
    const findings = await check(duplicateLookupKey, { fixture, change: [swap('N002', 'N001'), ...column] })
    expect(findings[0]?.message).toContain('the value of 4 characters')
  })

  it('takes no empty cell for a key', async () => {
    expect(await check(duplicateLookupKey, { fixture, change: [swap('N001', ''), swap('N002', '')] })).toEqual([])
  })

  it('tells capitals apart, as a lookup does', async () => {
    expect(await check(duplicateLookupKey, { fixture, change: [swap('N002', 'n001')] })).toEqual([])
  })

  it('leaves a lookup alone that nothing looks up', async () => {
    const unused = { path: '**/resources/**/*expr.properties', replace: ['STORE_REGIONS', 'OTHER'] as [string, string] }
    expect(
      await check(duplicateLookupKey, {
        fixture,
        change: [
          swap('N002', 'N001'),
          { path: '**/processor_40/**/expr.properties', replace: unused.replace },
          { path: '**/req_*.xsl', replace: ['STORE_REGIONS', 'OTHER'] },
        ],
      }),
    ).toEqual([])
  })

  it('finds it once where several archives bundle the same copy', async () => {
    const change = [swap('N002', 'N001')]
    const copy = { fixture, change, file: 'copy.iar' }
    expect(await check(duplicateLookupKey, { fixture, change, with: [copy] })).toHaveLength(1)
    expect(
      await check(duplicateLookupKey, { fixture, change, with: [{ ...copy, change: [swap('S002', 'S001')] }] }),
    ).toHaveLength(2)
  })

  it('finds it in a lookup that travels alone, where another archive looks it up', async () => {
    const findings = await check(duplicateLookupKey, {
      fixture,
      change: [{ path: '**/STORE_REGIONS.dvm', remove: true }],
      with: [
        {
          fixture,
          file: 'other.iar',
          change: [
            swap('N002', 'N001'),
            { path: '**/processor_40/**/expr.properties', replace: ['STORE_REGIONS', 'X'] },
            { path: '**/req_*.xsl', replace: ['STORE_REGIONS', 'X'] },
          ],
        },
      ],
    })
    expect(findings.map(({ archive }) => archive)).toEqual(['other.iar'])
  })
})

describe('lookup-whitespace', () => {
  it.each([
    ['N001 ', 'ends with white space'],
    [' N001', 'starts with white space'],
    ['\u00a0N001\t', 'starts and ends with white space'],
    ['  ', 'holds nothing but white space'],
  ])('says where it is in %j', async (cell, expected) => {
    const findings = await check(lookupWhitespace, { fixture, change: [swap('N001', cell)] })
    expect(findings.map(({ message }) => message)).toEqual([
      `Row 1 of the lookup STORE_REGIONS ${expected} in column STORE, which is looked up by: no value without it will match; remove it.`,
    ])
    expect(findings[0]).toMatchObject({ severity: 'warning', artifact: 'lookup:STORE_REGIONS', line: 10 })
  })

  it('makes one finding of many rows of a column', async () => {
    const change = ['N001', 'N002', 'S001', 'S002'].map((code) => swap(code, `${code} `))
    const findings = await check(lookupWhitespace, { fixture, change })
    expect(findings).toMatchObject([{ line: 10, artifact: 'lookup:STORE_REGIONS' }])
    expect(findings[0]?.message).toMatch(
      /^Rows 1, 2, 3 and 4 of the lookup STORE_REGIONS start or end with white space/,
    )
    expect(await check(lookupWhitespace, { fixture, change: change.slice(1) })).toHaveLength(3)
  })

  it.each([
    ['white space inside', swap('N001', 'N 001')],
    ['white space in a column of answers', swap('WH-1', 'WH-1 ')],
    ['a pretty-printer’s line break', swap('N001', '\n        N001\n      ')],
  ])('has nothing against %s', async (_, change) => {
    expect(await check(lookupWhitespace, { fixture, change: [change] })).toEqual([])
  })
})

describe('lookedUpColumns', () => {
  const lookup = (id: string, rows: readonly string[][] = [['a', 'b', 'c']]) => ({
    id,
    columns: ['KEY', 'ONE', 'TWO'],
    rows: rows.map((cells) => ({ cells })),
  })
  const reference = (
    name: string | null,
    sourceColumn: string | null,
    targetColumn: string | null,
    kind = 'lookup',
  ) => ({
    kind,
    name,
    sourceColumn,
    targetColumn,
  })
  const archive = (lookups: object[], references: object[], project: string | null = null) =>
    ({ lookups, integrations: [{ project, references }], agents: [] }) as unknown as Archive
  const found = (...archives: Archive[]) =>
    [...lookedUpColumns(archives)].map(({ lookup, column, name, targets }) => [lookup.id, column, name, targets])

  it('are those that a flow looks up by, with the columns that it asks for', () => {
    const references = [reference('A', 'KEY', 'ONE'), reference('A', 'KEY', 'TWO'), reference('A', 'TWO', 'KEY')]
    expect(found(archive([lookup('lookup:A'), lookup('lookup:B')], references))).toEqual([
      ['lookup:A', 0, 'KEY', [1, 2]],
      ['lookup:A', 2, 'TWO', [0]],
    ])
  })

  it('may be asked for any column where one is computed, or is not there', () => {
    expect(found(archive([lookup('lookup:A')], [reference('A', 'KEY', 'ONE'), reference('A', 'KEY', null)]))).toEqual([
      ['lookup:A', 0, 'KEY', null],
    ])
    expect(found(archive([lookup('lookup:A')], [reference('A', 'KEY', 'GONE')]))).toEqual([
      ['lookup:A', 0, 'KEY', null],
    ])
  })

  it('are none where the column is computed or is not there, the lookup is chosen at run time, or it is no lookup', () => {
    for (const each of [
      reference('A', null, 'ONE'),
      reference('A', 'GONE', 'ONE'),
      reference(null, 'KEY', 'ONE'),
      reference('A', 'KEY', 'ONE', 'connection'),
    ])
      expect(found(archive([lookup('lookup:A'), lookup('lookup:null')], [each])), JSON.stringify(each)).toEqual([])
  })

  it('go by the project of the flow', () => {
    const both = [lookup('lookup:A'), lookup('lookup:P/A')]
    expect(found(archive(both, [reference('A', 'KEY', 'ONE')], 'P'))).toEqual([['lookup:P/A', 0, 'KEY', [1]]])
    expect(found(archive(both, [reference('A', 'KEY', 'ONE')]))).toEqual([['lookup:A', 0, 'KEY', [1]]])
  })

  it('leave out a copy with the same rows, and keep one with others', () => {
    const first = archive([lookup('lookup:A')], [reference('A', 'KEY', 'ONE')])
    expect(found(first, archive([lookup('lookup:A')], []))).toHaveLength(1)
    expect(found(first, archive([lookup('lookup:A', [['x', 'y', 'z']])], []))).toHaveLength(2)
  })
})

describe('duplicate-lookup-key, and what the rows answer', () => {
  const severities = async (...change: ReturnType<typeof swap>[]) =>
    (await check(duplicateLookupKey, { fixture, change })).map(({ severity, message }) => [
      severity,
      message.includes('with the same answer; remove all but one.'),
    ])

  it('takes rows for agreeing only where all of them do', async () => {
    expect(await severities(swap('S002', 'S001'))).toEqual([['info', true]])
    expect(await severities(swap('S002', 'S001'), swap('W001', 'S001'))).toEqual([['info', true]])
    expect(await severities(swap('N002', 'N001'), swap('W001', 'N001'))).toEqual([['warning', false]])
  })

  it.each([
    ['A1', '“A1”'],
    ['Store no. 4-a_b', '“Store no. 4-a_b”'],
    ['123456789012', '“123456789012”'],
    ['1234567890123', 'of 13 characters'],
    ['12ab', 'of 4 characters'],
    ['!123', 'of 4 characters'],
    ['#', 'of 1 characters'],
    ['x'.repeat(41), 'of 41 characters'],
  ])('quotes of a value like %j: %s', async (value, words) => {
    const [finding] = await check(duplicateLookupKey, { fixture, change: [swap('N001', value), swap('N002', value)] })
    expect(finding?.message).toContain(`has the value ${words} in rows 1 and 2`)
  })
})
