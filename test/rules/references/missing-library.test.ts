import { describe, expect, it } from 'vitest'
import { missingLibrary } from '../../../src/rules/references/missing-library.js'
import { growth, SUPERLINEAR } from '../../support/growth.js'
import { check, run } from '../../support/rules.js'
import { archive, flow, made } from './made-run.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'

describe('missing-library', () => {
  const lost = { path: '**/apilibrary/**', remove: true } as const

  it('names library and version once, though two steps call it', async () => {
    const findings = await check(missingLibrary, { fixture: INTAKE, change: [lost] })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('the library PRICE_TOOLS 01.00.0000, which is not in the archives')
  })

  it('names the version that the target has instead', async () => {
    const findings = await check(missingLibrary, { fixture: INTAKE, change: [lost], inventory: true })
    expect(findings[0]?.message).toContain('neither in the archives nor in TEST (there is 01.01.0000)')
  })

  it('finds a function in the target that is not declared there', async () => {
    const libraries = [{ id: 'PRICE_TOOLS|01.00.0000', functions: ['addTax'] }]
    const findings = await check(missingLibrary, {
      fixture: INTAKE,
      change: [lost],
      inventory: true,
      inventoryChange: { libraries },
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('the function roundTotal of the library PRICE_TOOLS')
  })

  it('says that it could not check functions that the inventory does not list', async () => {
    const libraries = [{ id: 'PRICE_TOOLS|01.00.0000' }]
    const { findings, notRun } = await run(missingLibrary, {
      fixture: INTAKE,
      change: [lost],
      inventory: true,
      inventoryChange: { libraries },
    })
    expect(findings).toEqual([])
    expect(notRun[0]?.why).toContain('functions of the library PRICE_TOOLS')
  })

  it('does not judge the functions of a library without metadata', async () => {
    expect(
      await check(missingLibrary, { fixture: INTAKE, change: [{ path: '**/PriceTools.xml', remove: true }] }),
    ).toEqual([])
  })

  describe('where a style sheet names a function by a number only', () => {
    const numbered = {
      path: '**/req_d339396e803a6f5226b1c26343b5fd24.xsl',
      replace: ['JsExecutor_PRICE_TOOLS_01_00_0000_PriceTools_addTax_amount_rate', 'JsExecutor_xpath1234567890'] as [
        string,
        string,
      ],
    }
    const unnoted = {
      path: '**/project.xml',
      replace: ['value="PRICE_TOOLS:01.00.0000:PriceTools.js:addTax:amount:rate"', 'value=""'] as [string, string],
    }

    it('finds the library by the function', async () => {
      expect(await check(missingLibrary, { fixture: INTAKE, change: [numbered, unnoted] })).toEqual([])
    })

    it('reports a function that no library declares', async () => {
      const renamed = {
        path: '**/PriceTools.xml',
        replace: [
          ['<name>addTax<', '<name>addVat<'],
          [':addTax:', ':addVat:'],
        ] as [string, string][],
      }
      const findings = await check(missingLibrary, { fixture: INTAKE, change: [numbered, unnoted, renamed] })
      expect(findings).toHaveLength(1)
      expect(findings[0]?.message).toContain(
        'calls the JavaScript function addTax, which no library in the archives declares',
      )
    })

    it('takes a library of the target that has it', async () => {
      const libraries = [{ id: 'PRICE_TOOLS|01.00.0000', functions: ['addTax', 'roundTotal'] }]
      const change = [numbered, unnoted, lost]
      expect(
        await check(missingLibrary, { fixture: INTAKE, change, inventory: true, inventoryChange: { libraries } }),
      ).toEqual([])
    })
  })

  it('reports each function that the metadata does not declare', async () => {
    const findings = await check(missingLibrary, {
      fixture: INTAKE,
      change: [
        {
          path: '**/PriceTools.xml',
          replace: [
            ['<name>addTax<', '<name>addVat<'],
            [':addTax:', ':addVat:'],
            ['<name>roundTotal<', '<name>roundSum<'],
            [':roundTotal:', ':roundSum:'],
          ],
        },
      ],
    })
    expect(findings.map(({ message }) => /function (\w+)/.exec(message)?.[1]).sort()).toEqual(['addTax', 'roundTotal'])
  })
})

describe('missing-library, of made runs', () => {
  const call = (code: string, version: string, name = '') => ({
    kind: 'library',
    code,
    version,
    function: name,
    file: '',
  })
  const library = (version: string, functions: string[] = [], more: object = {}) => ({
    code: 'TOOLS',
    version,
    project: null,
    functions: functions.map((name) => ({ name, apiId: `a:b:c:${name}Id` })),
    ...more,
  })
  const run = (references: object[], libraries: object[], inventory?: object, project: string | null = null) =>
    made(missingLibrary, {
      archives: [
        archive({ integrations: [flow('CALLER', references, { project })], libraries }),
        archive({ file: 'other.iar', libraries: [library('03.00.0000', ['other'])] }),
      ],
      ...(inventory === undefined ? {} : { inventory }),
    })
  const anew = 'export the integration anew, or import that version of the library first.'
  const inTarget = (version: string, functions?: string[], more: object = {}) => ({
    libraries: [{ code: 'TOOLS', version, project: null, ...(functions === undefined ? {} : { functions }), ...more }],
  })

  it('wants the version that is named, and says which are there instead', async () => {
    expect((await run([call('TOOLS', '01.00.0000')], [library('1.0.0')])).found).toEqual([])
    const { found } = await run(
      [call('TOOLS', '01.00.0000')],
      [library('02.00.0000'), library('9', [], { code: 'OTHER' })],
    )
    expect(found).toMatchObject([
      {
        message: `CALLER 01.00.0000 calls the library TOOLS 01.00.0000, which is not in the archives (there is 02.00.0000 and 03.00.0000): ${anew}`,
        key: 'TOOLS',
        step: '',
      },
    ])
  })

  it('takes a version that is not said, here or there, for any', async () => {
    expect((await run([call('TOOLS', '')], [library('02.00.0000')])).found).toEqual([])
    expect((await run([call('TOOLS', '01.00.0000')], [library('')])).found).toEqual([])
  })

  it('takes the function by its name or by its number, from the library of its own archive first', async () => {
    const own = [library('01.00.0000', ['round'])]
    expect((await run([call('TOOLS', '', 'round'), call('TOOLS', '', 'roundId')], own)).found).toEqual([])
    expect((await run([call('TOOLS', '', 'other')], own)).found).toMatchObject([
      {
        message:
          'CALLER 01.00.0000 calls the function other of the library TOOLS 01.00.0000, whose metadata does not declare it: register the function anew in the library, or correct the call.',
        key: 'TOOLS/other',
      },
    ])
    expect((await run([call('TOOLS', '', 'other')], [])).found).toEqual([])
    expect((await run([call('TOOLS', '')], own)).found).toEqual([])
    expect((await run([call('TOOLS', '', 'any')], [library('01.00.0000')])).found).toEqual([])
  })

  it('says each fault of a flow once', async () => {
    const twice = [call('GONE', '1'), call('GONE', '1'), { kind: 'lookup', code: 'GONE' }]
    expect((await run(twice, [])).found).toHaveLength(1)
  })

  it('does not reach the libraries of another project', async () => {
    const theirs = [library('01.00.0000', [], { project: 'Q' })]
    expect((await run([call('TOOLS', '01.00.0000')], theirs, undefined, 'P')).found).toHaveLength(1)
    expect((await run([call('TOOLS', '01.00.0000')], theirs, undefined, 'Q')).found).toEqual([])
  })

  it('goes by the target where no archive has the version', async () => {
    const asked = [call('TOOLS', '01.00.0000', 'round')]
    expect((await run(asked, [], inTarget('01.00.0000', ['round']))).found).toEqual([])
    expect((await run(asked, [], inTarget('01.00.0000', ['other']))).found).toMatchObject([{ key: 'TOOLS/round' }])
    const untold = await run(asked, [], inTarget('01.00.0000'))
    expect([untold.found, untold.notRun]).toEqual([
      [],
      ['the inventory does not hold the functions of the library TOOLS 01.00.0000'],
    ])
    expect((await run(asked, [], inTarget('02.00.0000', [], { code: 'OTHER' }))).messages).toEqual([
      `CALLER 01.00.0000 calls the library TOOLS 01.00.0000, which is neither in the archives nor in TEST (there is 03.00.0000): ${anew}`,
    ])
    expect((await run(asked, [], inTarget('02.00.0000'))).messages[0]).toContain('(there is 03.00.0000 and 02.00.0000)')
    const unknown = await run(asked, [], { lookups: [] })
    expect([unknown.messages, unknown.notRun]).toEqual([
      [expect.stringContaining('which is not in the archives (there')],
      ['the inventory does not tell all libraries'],
    ])
    expect((await run(asked, [])).notRun).toEqual([])
  })

  it('looks for a function without a library in all that may be reached, and in the target', async () => {
    const asked = [call('', '', 'round')]
    const none = [library('01.00.0000', ['tax'])]
    const message =
      'CALLER 01.00.0000 calls the JavaScript function round, which no library in the archives declares: export the integration anew, so that it carries the library.'
    expect((await run(asked, none)).found).toMatchObject([{ message, key: 'round' }])
    expect((await run(asked, [library('01.00.0000', ['tax', 'round'])])).found).toEqual([])
    expect((await run(asked, [library('01.00.0000')])).found).toEqual([])
    expect((await run([call('', '')], none)).found).toEqual([])
    expect((await run(asked, none, inTarget('02.00.0000', ['tax', 'round']))).found).toEqual([])
    const known = await run(asked, none, inTarget('02.00.0000', ['tax']))
    expect([known.messages, known.notRun]).toEqual([[message], []])
    const why = 'the inventory does not tell which library of TEST has the function round'
    expect((await run(asked, none, inTarget('02.00.0000'))).notRun).toEqual([why])
    expect((await run(asked, none, { lookups: [] })).notRun).toEqual([why])
    expect((await run(asked, none)).notRun).toEqual([])
  })

  it('looks libraries up, where an estate bundles one with each of its users', async () => {
    const estate = (length: number) => ({
      archives: Array.from({ length }, (_, at) =>
        archive({
          file: `${at}.iar`,
          integrations: [
            flow(`CALLER_${at}`, [call('TOOLS', '01.00.0000', 'lost'), ...Array(8).fill(call('', '', 'lost'))]),
          ],
          libraries: [library('01.00.0000', ['tax'])],
        }),
      ),
    })
    expect((await made(missingLibrary, estate(3))).found).toHaveLength(6)
    expect(await growth((length) => made(missingLibrary, estate(length)), 1500)).toBeLessThan(SUPERLINEAR)
  })
})
