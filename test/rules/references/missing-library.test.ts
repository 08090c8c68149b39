import { describe, expect, it } from 'vitest'
import { missingLibrary } from '../../../src/rules/references/missing-library.js'
import { check, run } from '../../support/rules.js'

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
