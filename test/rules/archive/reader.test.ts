import { describe, expect, it } from 'vitest'
import { readArchive } from '../../../src/index.js'
import { fileName } from '../../../src/rules/archive/file-name.js'
import { junkEntry } from '../../../src/rules/archive/junk-entry.js'
import { malformedContent } from '../../../src/rules/archive/malformed-content.js'
import { selfCheck } from '../../../src/rules/archive/self-check.js'
import { unrecognisedEntry } from '../../../src/rules/archive/unrecognised-entry.js'
import { unsafeArchive } from '../../../src/rules/archive/unsafe-archive.js'
import { runRule } from '../../../src/rules/run-rule.js'
import type { Rule } from '../../../src/rules/types.js'
import type { Example } from '../../support/examples.js'
import { check } from '../../support/rules.js'
import { tree, zip } from '../../support/zip.js'

const fixture = 'retail-dev/ORDER_INTAKE_01.00.0000'
const found = async (rule: Rule, example: Example) => check(rule, { fixture, ...example })

describe('file-name', () => {
  it('says what the file should be called', async () => {
    const [finding] = await found(fileName, { file: 'exports/order.iar' })
    expect(finding).toMatchObject({ severity: 'info', artifact: 'integration:ORDER_INTAKE|01.00.0000', entry: '' })
    expect(finding?.message).toContain('The file is named order.iar')
    expect(finding?.message).toContain('rename it to ORDER_INTAKE_01.00.0000.iar')
  })

  it.each([
    'ORDER_INTAKE_01.00.0000.iar',
    'a/b/ORDER_INTAKE_01.00.0000.iar',
    'C:\\exports\\ORDER_INTAKE_01.00.0000.iar',
    'ORDER_INTAKE_01.00.0000.IAR',
    'download.zip',
  ])('has nothing against %s', async (file) => {
    expect(await found(fileName, { file })).toEqual([])
  })

  it.each(['order_intake_01.00.0000.iar', 'ORDER_INTAKE_01.00.0000 (1).iar', 'ORDER_INTAKE_1.0.0.iar'])(
    'finds %s',
    async (file) => {
      expect(await found(fileName, { file })).toHaveLength(1)
    },
  )

  it('does not judge what is nested in a package, projects and trees', async () => {
    expect(await found(fileName, { fixture: 'retail-dev/retail-package', file: 'x.iar' })).toEqual([])
    expect(await found(fileName, { fixture: 'retail-dev/RETURNS_PROJECT', file: 'x.iar' })).toEqual([])
    expect(await found(fileName, { like: 'tree', file: 'x.iar' })).toEqual([])
  })
})

describe('malformed-content in the zips of a project', () => {
  const inProject = (path: string, content: Uint8Array): Example => ({
    fixture: 'retail-dev/RETURNS_PROJECT',
    change: [{ path, base64: Buffer.from(content).toString('base64') }],
  })
  const robots = zip({ 'robot.json': '{}' })

  it.each(['project/rpa.zip', 'project/opa.zip'])('finds a damaged %s', async (path) => {
    expect(await check(malformedContent, inProject(path, robots))).toEqual([])
    for (const damaged of [robots.subarray(0, 70), new Uint8Array(0), new TextEncoder().encode('<html></html>')]) {
      const findings = await check(malformedContent, inProject(path, damaged))
      expect(findings).toMatchObject([{ severity: 'error', entry: path }])
      expect(findings[0]?.message).toMatch(/^The zip cannot be read: .*\.$/)
    }
  })
})

describe('malformed-content in schemas', () => {
  const wsdl = '**/placeOrder_REQUEST.wsdl'

  it('finds one that is cut off, and says where', async () => {
    const [finding, ...others] = await found(malformedContent, {
      change: [{ path: wsdl, replace: ['</wsdl:definitions>', ''] }],
    })
    expect(others).toEqual([])
    expect(finding).toMatchObject({ severity: 'error', artifact: 'integration:ORDER_INTAKE|01.00.0000' })
    expect(finding?.entry).toMatch(/placeOrder_REQUEST\.wsdl$/)
    expect(finding?.message).toMatch(/restore the file, or export it from OIC again\.$/)
  })

  it.each([
    ['an empty one', '', 'The file is empty'],
    ['a page in its place', '<!DOCTYPE html><html><body><p>Sign in<br></body></html>', ''],
    ['one that ends early', '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:el', 'The file breaks off'],
  ])('finds %s', async (_, content, said) => {
    const findings = await found(malformedContent, { change: [{ path: '**/ICSCallout_Output.xsd', content }] })
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining(said)])
  })

  it('says where it stops to parse what looks damaged', async () => {
    const folder = 'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_50/resourcegroup_51'
    const cut = `<a>${' '.repeat(15 * 1024 * 1024)}`
    const files = { ...tree(fixture), ...Object.fromEntries([1, 2, 3].map((at) => [`${folder}/S${at}.xsd`, cut])) }
    const { findings, notRun } = await runRule(malformedContent, [await readArchive(zip(files))])
    expect(findings.map(({ entry }) => entry)).toEqual([`${folder}/S1.xsd`, `${folder}/S2.xsd`])
    expect(notRun).toMatchObject([{ why: 'more schemas look damaged than are parsed', partly: true }])
  })

  it('has nothing against one that is whole, however it is written', async () => {
    const content = '<!DOCTYPE s><s/><!-- end -->'
    expect(await found(malformedContent, { change: [{ path: '**/ICSCallout_Output.xsd', content }] })).toEqual([])
    expect(await found(malformedContent, {})).toEqual([])
  })
})

describe('junk-entry', () => {
  const change = [
    { path: '__MACOSX/icspackage/._a', content: 'x' },
    { path: '__MACOSX/icspackage/._b', content: 'x' },
    { path: 'icspackage/.DS_Store', content: 'x' },
    { path: 'icspackage/dvms/STORE_REGIONS.dvm.bak', content: 'x' },
    { path: 'icspackage/dvms/STORE_REGIONS.dvm~', content: 'x' },
    { path: 'icspackage/dvms/._c', content: 'x' },
  ]

  it('finds each kind once, with their number', async () => {
    const findings = await found(junkEntry, { change })
    expect(findings.map(({ message }) => message.replace(/ no part.*/, ''))).toEqual([
      '2 entries of __MACOSX/ are',
      'icspackage/.DS_Store is',
      'icspackage/dvms/._c is',
      'icspackage/dvms/STORE_REGIONS.dvm.bak is',
      'icspackage/dvms/STORE_REGIONS.dvm~ is',
    ])
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['warning']))
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(5)
  })

  it('is a note in an exploded tree', async () => {
    const findings = await found(junkEntry, { change: [{ path: 'icspackage/.DS_Store', content: 'x' }], like: 'tree' })
    expect(findings.map(({ severity }) => severity)).toEqual(['info'])
  })

  it('does not take a strange file for junk', async () => {
    expect(await found(junkEntry, { change: [{ path: 'icspackage/dvms/bak', content: 'x' }] })).toEqual([])
  })
})

describe('what the reader found odd', () => {
  it('is malformed-content with its line and its artifact', async () => {
    const findings = await found(malformedContent, {
      change: [{ path: '**/STORE_REGIONS.dvm', replace: ['<cell>N001</cell>', ''] }],
    })
    expect(findings).toMatchObject([
      { severity: 'warning', artifact: 'lookup:STORE_REGIONS', entry: 'icspackage/dvms/STORE_REGIONS.dvm', line: 10 },
    ])
  })

  it('is malformed-content where a file is in another encoding than it says', async () => {
    const findings = await found(malformedContent, {
      change: [{ path: '**/notification_body.data', base64: btoa('one\r\ntwo \u00e0\u00e1') }],
    })
    expect(findings).toMatchObject([
      { severity: 'warning', artifact: 'integration:ORDER_INTAKE|01.00.0000', line: 2, column: 5 },
    ])
    expect(findings[0]?.message).toMatch(/windows-1252; look at the characters there, and save the file as UTF-8/)
  })

  it('is unrecognised-entry where nothing is known of a file', async () => {
    const findings = await found(unrecognisedEntry, { change: [{ path: 'icspackage/new/x', content: '' }] })
    expect(findings).toMatchObject([{ severity: 'info', entry: 'icspackage/new/x', line: null, artifact: '' }])
  })

  it('is self-check where OIC counted otherwise', async () => {
    const findings = await found(selfCheck, {
      change: [{ path: '**/analysis.json', content: '{"icsProject": {"processorCount": {}}}' }],
    })
    expect(findings.length).toBeGreaterThan(0)
    expect(findings[0]).toMatchObject({ severity: 'error', artifact: 'integration:ORDER_INTAKE|01.00.0000' })
  })

  it('is one fact under one name: a broken file is no unrecognised one, a strange one not malformed', async () => {
    const broken = { change: [{ path: '**/STORE_REGIONS.dvm', content: '<dvm' }] }
    expect(await found(unrecognisedEntry, broken)).toEqual([])
    expect(await found(malformedContent, { change: [{ path: 'icspackage/new/x', content: '<dvm' }] })).toEqual([])
  })
})

describe('unsafe-archive', () => {
  it.each([
    'path-traversal',
    'duplicate-entry',
    'encrypted',
    'limit-entries',
    'limit-entry-size',
    'limit-total-size',
    'limit-archive-size',
    'limit-nesting',
  ] as const)('finds %s', async (code) => {
    const failed = [{ file: 'x.iar', code, message: 'Refused.' }]
    const { findings } = await runRule(unsafeArchive, [], { failed })
    expect(findings).toMatchObject([
      { severity: 'error', archive: 'x.iar', message: `The archive was refused (${code}): Refused.` },
    ])
  })

  it.each(['not-an-archive', 'truncated', 'not-found', 'corrupt-entry'] as const)(
    'leaves %s a failure',
    async (code) => {
      const { findings } = await runRule(unsafeArchive, [], { failed: [{ file: 'x.iar', code, message: '' }] })
      expect(findings).toEqual([])
    },
  )

  it('keeps two refused archives apart', async () => {
    const failed = ['a.iar', 'b.iar'].map((file) => ({ file, code: 'encrypted' as const, message: '' }))
    const { findings } = await runRule(unsafeArchive, [], { failed })
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2)
  })
})
