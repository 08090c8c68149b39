import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { XMLValidator } from 'fast-xml-parser'
import { Window } from 'happy-dom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Archive, type ArchiveDiff, type Failed, readArchives } from '../../src/index.js'
import { everyReport, type Form, type Report, UNPRINTABLE } from '../support/every-report.js'
import { fixture } from '../support/fixture.js'
import { HOSTILE_NAME, renamedFixture } from '../support/hostile-archive.js'
import { readFlowchart, readSequence } from '../support/mermaid.js'
import { expectWellFormed } from '../support/svg.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const REPORT = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'

/** Words of a fixture, each by another that holds everything hostile and is still told from the others. */
const by = (mark: string, ...words: readonly string[]): Record<string, string> =>
  Object.fromEntries(words.map((word, at) => [word, `${mark}${at}${HOSTILE_NAME}`]))

/** What things were called before somebody called them what they are now: so that there is something to compare. */
const EARLIER = by(
  'e',
  'Order intake',
  'Returns REST',
  'Return request',
  'Hands the order',
  'Stock',
  'orderNumber',
  'Spring',
)

type Files = readonly [file: string, bytes: Uint8Array][]

/** What in the archives is hostile, and the archives: as they are, or as they were with other words. */
const HOSTILE: Readonly<Record<string, (mark: string, earlier: Readonly<Record<string, string>>) => Files>> = {
  'names and descriptions': (mark) => [
    [
      'a.iar',
      renamedFixture(INTAKE, by(mark, 'Order intake', 'Hands the order to the warehouse', 'Retail REST trigger')),
    ],
    ['b.car', renamedFixture(RETURNS, by(mark, 'Returns', 'Return request', 'Spring'))],
  ],
  // The same before and after: they are what things are paired by.
  codes: (_, earlier) => {
    const codes = (name: string, ...words: readonly string[]) =>
      renamedFixture(name, { ...earlier, ...by('', ...words) })
    return [
      ['a.iar', codes(INTAKE, 'RETAIL_REST_TRIGGER', 'STORE_REGIONS', 'PRICE_TOOLS', 'ORDER_FULFIL')],
      ['b.iar', codes(REPORT, 'STOCK_REPORT_NIGHTLY', 'STOCK_SOAP', 'REPORT_CODES', 'STOCK_TRUST')],
      ['c.car', codes(RETURNS, 'RETURNS', 'RETURN_REASONS', 'ORDER_SHIPPED', 'FINANCE', 'REFUND')],
    ]
  },
  'operations, columns, functions and variables': (mark) => [
    [
      'a.iar',
      renamedFixture(INTAKE, by(mark, 'placeOrder', 'REGION', 'addTax', 'storeId', 'orderNumber', 'tracking_var_3')),
    ],
  ],
  'names of the files': (mark, earlier) => [
    [`${mark}${HOSTILE_NAME}.iar`, renamedFixture(INTAKE, earlier)],
    [`b/../${mark}${HOSTILE_NAME}.car`, renamedFixture(RETURNS, earlier)],
  ],
  'names of the entries': (mark) => {
    const words = mark === '' ? {} : { orderNumber: 'number' }
    return [['a.iar', renamedFixture(INTAKE, words, undefined, renamed)]]
  },
}

const renamed = (name: string): string =>
  name
    .replaceAll('ORDER_INTAKE', HOSTILE_NAME)
    .replaceAll('STORE_REGIONS', HOSTILE_NAME)
    .replace('processor_', HOSTILE_NAME)

const CANARY = join(tmpdir(), `iarkit-canary-${process.pid}`)
const failed: readonly Failed[] = [{ file: HOSTILE_NAME, code: 'truncated', message: HOSTILE_NAME }]

let harmless: readonly Report[] = []
beforeAll(async () => {
  const archives = await read([
    ['a.iar', fixture(INTAKE)],
    ['b.iar', fixture(REPORT)],
    ['c.car', fixture(RETURNS)],
  ])
  const before = await read([
    ['a.iar', renamedFixture(INTAKE, { 'Order intake': 'Intake', orderNumber: 'number' })],
    ['b.car', renamedFixture(RETURNS, { 'Return request': 'Request', Spring: 'Summer' })],
  ])
  harmless = await everyReport(archives, { before, failed: [{ file: 'a', code: 'truncated', message: 'b' }] })
})

async function read(files: Files): Promise<Archive[]> {
  const archives: Archive[] = []
  for (const [name, bytes] of files) archives.push(...(await readArchives(bytes, { name })))
  return archives
}

const elements = (html: string): Map<string, number> => {
  const { document } = new Window()
  document.write(html)
  const counts = new Map<string, number>()
  for (const element of document.querySelectorAll('*')) {
    counts.set(element.tagName, (counts.get(element.tagName) ?? 0) + 1)
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) counts.set(`${element.tagName} ${name}`, 1)
      if ((value ?? '').trim().toLowerCase().startsWith('javascript:')) counts.set(`${element.tagName} javascript:`, 1)
    }
  }
  return counts
}

/** Markup that came out of a name: none of it may stand in Markdown as it is. */
const MARKUP = /(?<!\\)<(?:script|img)|(?<!\\)\[x(?<!\\)\]\(|(?<![\w;])@team|https:\/\/evil|(?<!\\)`id/

/** What each form has to be for the program that reads it. */
const CHECKS: Readonly<Record<Form, (report: Report) => void | Promise<void>>> = {
  text({ text }) {
    // Runners of pipelines take such lines, or parts of lines, for commands.
    expect(text.split('\n').filter((line) => /^\s*::|##(?:vso)?\[/.test(line))).toEqual([])
  },
  json({ text }) {
    expect(JSON.parse(text)).toBeTypeOf('object')
  },
  xml({ text }) {
    expect(XMLValidator.validate(text)).toBe(true)
  },
  svg({ name, text }) {
    // Graphviz groups what it draws.
    expectWellFormed(name === 'graph svg' ? text.replace(/<(\/?)(?:g|ellipse)(?=[\s>])/g, '<$1rect') : text)
  },
  html({ name, text }) {
    const expected = elements(harmless.find((report) => report.name === name)?.text ?? '')
    const found = elements(text)
    expect([...found.keys()].filter((name) => !expected.has(name))).toEqual([])
    for (const name of ['SCRIPT', 'STYLE', 'BODY', 'META']) expect(found.get(name), name).toBe(expected.get(name))
  },
  markdown({ text }) {
    const markup = MARKUP.exec(text)
    expect(markup === null ? null : text.slice(markup.index - 60, markup.index + 60)).toBeNull()
    for (const rows of text
      .trimEnd()
      .split(/\n\n+/)
      .filter((block) => block.startsWith('|'))) {
      const cells = rows.split('\n').map((row) => row.split(/(?<!\\)\|/).length)
      expect(cells, rows.slice(0, 2000)).toEqual(cells.map(() => cells[0]))
    }
  },
  sh({ text }) {
    const folder = mkdtempSync(join(tmpdir(), 'iarkit-sh-'))
    try {
      const script = join(folder, 'runbook.sh')
      writeFileSync(script, text)
      expect(spawnSync('bash', ['-n', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
      // Every call answered, so that each line of the script is run.
      writeFileSync(join(folder, 'curl'), '#!/bin/sh\nprintf 200\n')
      chmodSync(join(folder, 'curl'), 0o755)
      const env = { ...process.env, OIC_HOST: 'h.example.com', OIC_INSTANCE: 'i', OIC_TOKEN: 't', CANARY }
      const options = { cwd: folder, env: { ...env, PATH: `${folder}:${process.env['PATH']}` }, input: '\n'.repeat(99) }
      for (const way of ['import', 'undo']) spawnSync('bash', [script, way], options)
      expect(existsSync(CANARY)).toBe(false)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  github({ text }) {
    const lines = text.trimEnd().split('\n')
    expect(lines.at(-1)).toMatch(/^\d+ errors?, \d+ warnings?, \d+ notes?(?:, \d+ not read)?$/)
    for (const line of lines.slice(0, -1)) {
      const properties = /^::(?:error|warning|notice) ([^:]*)::/.exec(line)?.[1]
      const names = properties?.split(',').map((property) => property.split('=')[0])
      expect(names, line.slice(0, 200)).toEqual(
        names?.includes('line') ? ['file', 'line', 'col', 'title'] : ['file', 'title'],
      )
    }
  },
  async dot({ text }) {
    const { instance } = await import('@viz-js/viz')
    const { status, output } = (await instance()).render(text, { format: 'dot_json' })
    expect(status).toBe('success')
    expect(output).not.toContain('URL')
  },
  async mermaid({ name, text }) {
    if (!name.startsWith('flow')) await readFlowchart(text)
    else {
      const at = text.indexOf('sequenceDiagram')
      const comments = text.lastIndexOf('\n\n', at)
      await readFlowchart(text.slice(0, comments))
      await readSequence(text.slice(comments))
    }
    expect(text).not.toMatch(/<script|<img|https:\/\/evil|%%\{/)
  },
}

describe.each(Object.entries(HOSTILE))('hostile %s', (_, files) => {
  let reports: readonly Report[] = []
  beforeAll(async () => {
    const before = await read(files('z', EARLIER))
    reports = await everyReport(await read(files('', {})), { before, failed, pictures: true })
  })
  afterAll(() => rmSync(CANARY, { force: true }))

  it('is in the reports at all', () => {
    const json = reports.find(({ name }) => name === 'inspect json')?.text ?? ''
    expect(json).toContain('<script>alert(1)</script>')
    expect(json).toContain('\\u001b[31m')
  })

  it('is in what is compared', () => {
    const { artifacts } = JSON.parse(reports.find(({ name }) => name === 'diff json')?.text ?? '') as ArchiveDiff
    expect(artifacts.some(({ change }) => change === 'changed')).toBe(true)
    expect(JSON.stringify(artifacts)).toContain('<script>alert(1)</script>')
  })

  it('reaches no report as a control character, or as one that turns text around', () => {
    for (const { name, text } of reports) expect(UNPRINTABLE.exec(text)?.[0], name).toBeUndefined()
  })

  it.each(Object.entries(CHECKS))('leaves every report in the form %s what it is', async (form, check) => {
    const own = reports.filter((report) => report.form === form)
    expect(own.length).toBeGreaterThan(0)
    for (const report of own) {
      try {
        await check(report)
      } catch (error) {
        throw new Error(`${report.name}: ${String(error)}`, { cause: error })
      }
    }
  })
})
