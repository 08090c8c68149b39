import { describe, expect, it } from 'vitest'
import { duplicateLookupKey } from '../../../src/rules/quality/duplicate-lookup-key.js'
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
