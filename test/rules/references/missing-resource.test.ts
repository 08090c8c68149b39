import { describe, expect, it } from 'vitest'
import { missingResource } from '../../../src/rules/references/missing-resource.js'
import { check } from '../../support/rules.js'
import { archive, flow, made } from './made-run.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const PACKAGE = 'retail-dev/retail-package'

describe('missing-resource', () => {
  it('lists the files of an integration in one finding', async () => {
    const findings = await check(missingResource, { fixture: FULFIL, change: [{ path: '**/*.xsl', remove: true }] })
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ artifact: 'integration:ORDER_FULFIL|01.00.0000', severity: 'error' })
    expect(findings[0]?.message).toMatch(/names [0-9]+ files that the archive does not hold \(resources\/processor_/)
  })

  it('tells the integrations of one archive apart', async () => {
    const findings = await check(missingResource, { fixture: PACKAGE, change: [{ path: '**/*.jca', remove: true }] })
    expect(findings.map(({ artifact }) => artifact).sort()).toEqual([
      'integration:STORE_CLEANUP|01.00.0000',
      'integration:STORE_SYNC|01.00.0000',
    ])
  })

  it('passes on what the reader says of other lost files, with its severity', async () => {
    const findings = await check(missingResource, {
      fixture: FULFIL,
      change: [{ path: '**/ics_project_attributes.properties', remove: true }],
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ severity: 'warning', artifact: 'integration:ORDER_FULFIL|01.00.0000' })
  })

  it('tells a library whose jar of scripts was lost', async () => {
    const lost = { path: '**/PriceTools.jar', remove: true as const }
    expect(await check(missingResource, { fixture: INTAKE, change: [lost] })).toMatchObject([
      {
        severity: 'error',
        entry: 'icspackage/apilibrary/PRICE_TOOLS01.00.0000/PriceTools.xml',
        message:
          'The library PriceTools has no jar of scripts, so that no function of it can be called: restore the file, or export the library anew.',
      },
    ])
    const unpacked = {
      path: 'icspackage/apilibrary/PRICE_TOOLS01.00.0000/PriceTools.js',
      content: 'function addTax() {}',
    }
    expect(await check(missingResource, { fixture: INTAKE, change: [lost, unpacked] })).toEqual([])
  })

  it('does not mind files that nothing names', async () => {
    expect(
      await check(missingResource, { fixture: FULFIL, change: [{ path: '**/layout3.json', remove: true }] }),
    ).toEqual([])
  })
})

describe('missing-resource, of made archives', () => {
  const at = (entry: string, line = 7, column = 2) => ({ entry, line, column })
  const missing = (path: string, location: object) => ({ path, present: false, location })
  const diagnostic = (entry: string, more: object = {}) => ({
    ...at(entry),
    code: 'missing-file',
    severity: 'warning',
    message: `about ${entry}`,
    ...more,
  })
  const run = (diagnostics: object[], more: object = {}) =>
    made(missingResource, {
      archives: [
        archive({
          integrations: [
            flow('A', [], {
              endpoints: [{ resources: [missing('A/x.xsl', at('A/project.xml'))] }],
              actions: [{ resources: [missing('A/x.xsl', at('A/project.xml', 9)), { present: true }] }],
            }),
            flow('B'),
          ],
          diagnostics,
          ...more,
        }),
      ],
    })
  const first =
    'project.xml of A 01.00.0000 names 1 file that the archive does not hold (x.xsl): export the integration anew.'

  it('tells what the reader said of the same place in one finding', async () => {
    const { found } = await run([diagnostic('A/project.xml'), diagnostic('A/project.xml', { line: 9 })])
    expect(found).toMatchObject([
      { message: first, key: 'resources', step: '', line: 7, artifact: 'integration:A|01.00.0000' },
    ])
  })

  it.each([
    ['line', { line: 8 }],
    ['column', { column: 3 }],
    ['line and column', { line: null, column: null }],
  ])('passes on what the reader said of another %s', async (_, more) => {
    expect((await run([diagnostic('A/project.xml', more)])).messages).toEqual([first, 'about A/project.xml'])
  })

  it('passes on what it said of another file, with its severity and the flow whose folder it is in', async () => {
    const whole = { line: null, column: null }
    const { found } = await run([diagnostic('B/info.json', whole), diagnostic('other.txt', whole)])
    expect(found.slice(1)).toMatchObject([
      {
        message: 'about B/info.json',
        severity: 'warning',
        artifact: 'integration:B|01.00.0000',
        key: 'info.json',
        step: '',
      },
      { message: 'about other.txt', artifact: '', key: 'other.txt' },
    ])
  })

  it('tells apart what one file says of several others', async () => {
    const { found } = await run([diagnostic('other.txt'), diagnostic('other.txt', { message: 'about more' })])
    expect(found.slice(1).map(({ key }) => key)).toEqual(['other.txtabout other.txt', 'other.txtabout more'])
  })

  it('says nothing of what the reader said of other things', async () => {
    expect((await run([diagnostic('B/info.json', { code: 'malformed-content' })])).messages).toEqual([first])
  })

  it('says of an exploded archive how names get lost', async () => {
    expect((await run([], { zipped: false })).messages).toEqual([
      expect.stringContaining('restore them from an export; names beyond the limits of a file system get cut or lost'),
    ])
  })
})
