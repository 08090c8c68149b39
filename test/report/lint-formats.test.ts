import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { Window } from 'happy-dom'
import type { Log } from 'sarif'
import { describe, expect, it } from 'vitest'
import type { Archive } from '../../src/model/index.js'
import { lintGithub } from '../../src/report/lint-github.js'
import { lintHtml } from '../../src/report/lint-html.js'
import { lintJson } from '../../src/report/lint-json.js'
import { lintJunit } from '../../src/report/lint-junit.js'
import { lintMarkdown } from '../../src/report/lint-markdown.js'
import { lintSarif, uriOf } from '../../src/report/lint-sarif.js'
import { lintText } from '../../src/report/lint-text.js'
import type { LintReportContext } from '../../src/report/lint-types.js'
import type { Finding, LintResult } from '../../src/rules/types.js'
import { growth, SUPERLINEAR } from '../support/growth.js'

/** Everything that has ever ended a line, a tag, a cell, a command or a string too early. */
const HOSTILE = `a"b'c<script>alert(1)</script>]]>--> |\`*_[x](javascript:y) @team #12 ::error::z\r\n%0A,\u001b[31m\u202e\u0000 https://evil.example.com &amp;`

function finding(over: Partial<Finding> = {}): Finding {
  return {
    rule: 'missing-lookup',
    category: 'references',
    severity: 'error',
    message: 'The lookup REGIONS is not there.',
    archive: 'exports/ORDER INTAKE.iar',
    entry: 'icspackage/project/A/x.xsl',
    line: 3,
    column: 7,
    artifact: 'integration:A|01.00.0000',
    step: 'Map',
    fingerprint: 'f1',
    help: 'https://example.com/docs/rules/missing-lookup.md',
    ...over,
  }
}

function result(over: Partial<LintResult> = {}): LintResult {
  return {
    findings: [
      finding(),
      finding({ severity: 'warning', line: null, column: null, fingerprint: 'f2' }),
      finding({ severity: 'info', entry: '', step: '', fingerprint: 'f3' }),
    ],
    suppressed: [finding({ fingerprint: 'f4' })],
    notRun: [{ rule: 'version-conflict', why: 'no --inventory', partly: false }],
    failed: [{ file: 'b.iar', code: 'truncated', message: 'Cut off.' }],
    rules: [
      {
        id: 'missing-lookup',
        severity: 'error',
        category: 'references',
        summary: 'A lookup is not there',
        help: 'https://example.com/x',
      },
    ],
    ...over,
  }
}

const hostile = result({
  findings: [
    finding({ message: HOSTILE, archive: HOSTILE, entry: HOSTILE, artifact: HOSTILE, step: HOSTILE, rule: HOSTILE }),
  ],
  failed: [{ file: HOSTILE, code: 'truncated', message: HOSTILE }],
  notRun: [{ rule: HOSTILE, why: HOSTILE, partly: false }],
})

const empty = result({ findings: [], suppressed: [], notRun: [], failed: [] })

const unread = result({ ...empty, failed: [{ file: 'b.iar', code: 'truncated', message: 'Cut off.' }] })

const IN_PART = [
  { rule: 'version-conflict', why: 'no --inventory', partly: false },
  { rule: 'missing-certificate', why: 'no list of certificates', partly: true },
]

const tree: LintReportContext = { archives: [{ file: 'repo/A', zipped: false, kind: 'integration' } as Archive] }
const inTree = result({ findings: [finding({ archive: 'repo/A' })] })

describe('SARIF', () => {
  const log = (of: LintResult, context: LintReportContext = {}) => JSON.parse(lintSarif(of, context)) as Log
  const results = (of: LintResult, context: LintReportContext = {}) => log(of, context).runs[0]?.results ?? []

  it('is one run, with a rule and a level for each result, suppressed ones marked', () => {
    expect(log(result()).version).toBe('2.1.0')
    expect(log(result()).runs).toHaveLength(1)
    expect(results(result()).map(({ level, ruleId, ruleIndex }) => [level, ruleId, ruleIndex])).toEqual([
      ['error', 'missing-lookup', 0],
      ['warning', 'missing-lookup', 0],
      ['note', 'missing-lookup', 0],
      ['error', 'missing-lookup', 0],
    ])
    expect(results(result()).map(({ suppressions }) => suppressions?.length ?? 0)).toEqual([0, 0, 0, 1])
    expect(results(result()).map(({ partialFingerprints }) => partialFingerprints?.['iarkit/v1'])).toEqual([
      'f1',
      'f2',
      'f3',
      'f4',
    ])
  })

  it.each([
    ['a usual result', result(), {}],
    ['an empty one', empty, {}],
    ['findings in a tree', inTree, tree],
    ['hostile names', hostile, {}],
  ])('fits the official schema: %s', async (_, of, context) => {
    // The standard's own schema, which this package of its authors carries.
    const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
    addFormats(ajv)
    const validate = ajv.compile(JSON.parse(await readFile(path, 'utf8')))
    validate(log(of, { version: '1.2.3', ...context }))
    expect(validate.errors).toBeNull()
  })

  it('has a packed archive as artifact and its entry as logical location, without a line in a zip', () => {
    const [first] = results(result())
    expect(first?.locations?.[0]?.physicalLocation).toEqual({ artifactLocation: { uri: 'exports/ORDER%20INTAKE.iar' } })
    expect(first?.locations?.[0]?.logicalLocations?.map(({ name }) => name)).toEqual([
      'x.xsl',
      'integration:A|01.00.0000',
      'Map',
    ])
    expect(first?.message.text).toBe('The lookup REGIONS is not there. (icspackage/project/A/x.xsl:3:7)')
  })

  it('points to the real file and line in an exploded archive', () => {
    expect(results(inTree, tree)[0]?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'repo/A/icspackage/project/A/x.xsl' },
      region: { startLine: 3, startColumn: 7 },
    })
  })

  it('says what was not read and not run, and whether the run succeeded', () => {
    const invocation = log(result()).runs[0]?.invocations?.[0]
    expect(invocation?.executionSuccessful).toBe(false)
    expect(invocation?.toolExecutionNotifications?.map(({ message }) => message.text)).toEqual([
      'b.iar was not read: Cut off. (truncated)',
      'version-conflict was not run: no --inventory',
    ])
    expect(log(empty).runs[0]?.invocations?.[0]?.executionSuccessful).toBe(true)
  })

  it('keeps within what GitHub takes, the gravest first, and says what it left out', () => {
    const many = Array.from({ length: 25_001 }, (_, at) =>
      finding({ severity: at === 25_000 ? 'error' : 'info', fingerprint: `${at}` }),
    )
    const of = result({ findings: many, suppressed: [] })
    expect(results(of)).toHaveLength(25_000)
    expect(results(of)[0]?.partialFingerprints?.['iarkit/v1']).toBe('25000')
    expect(lintSarif(of)).toContain('1 further results are left out')
  })

  it.each([
    ['a b/%/#/?.iar', 'a%20b/%25/%23/%3F.iar'],
    ['/tmp/x y.iar', 'file:///tmp/x%20y.iar'],
    ['C:/x.iar', 'file:///C:/x.iar'],
    ['half\ud800.iar', 'half%EF%BF%BD.iar'],
  ])('writes %j as the URI %j', (path, uri) => {
    expect(uriOf(path)).toBe(uri)
  })
})

describe('a path in a repository', () => {
  const at = (archive: string, entry = 'icspackage/x.xsl') =>
    result({ findings: [finding({ archive, entry })], suppressed: [], failed: [] })
  const exploded = (file: string): LintReportContext => ({
    archives: [{ file, zipped: false, kind: 'integration' } as Archive],
  })

  it.each([
    ['./exports/a.iar', 'exports/a.iar', {}],
    ['.\\exports\\a.iar', 'exports/a.iar', {}],
    ['.//./a.iar', 'a.iar', {}],
    ['../a.iar', '../a.iar', {}],
    ['.exports/a.iar', '.exports/a.iar', {}],
    ['./A', 'A/icspackage/x.xsl', exploded('./A')],
    ['.', 'icspackage/x.xsl', exploded('.')],
    ['./', 'icspackage/x.xsl', exploded('./')],
  ])('does not start with ./, which GitHub does not match: %j is %j', (archive, path, context) => {
    expect(lintGithub(at(archive), context)).toMatch(`::error file=${path},`)
    const [run] = (JSON.parse(lintSarif(at(archive), context)) as Log).runs
    expect(run?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(path)
    expect(run?.artifacts?.map(({ location }) => location?.uri)).toEqual([path])
  })

  it('is the whole repository where that is the archive', () => {
    expect(lintGithub(at('.', ''), exploded('.'))).toMatch('::error file=.,')
  })

  it('is written so for what could not be read, too', () => {
    const of = result({ findings: [], failed: [{ file: './exports/b.iar', code: 'truncated', message: 'Cut off.' }] })
    expect(lintGithub(of)).toMatch('::error file=exports/b.iar,title=not read::Cut off.')
    const [run] = (JSON.parse(lintSarif(of)) as Log).runs
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
      'exports/b.iar was not read: Cut off. (truncated)',
    )
  })
})

describe('JUnit', () => {
  const parsed = (of: LintResult, context: LintReportContext = {}) => {
    const xml = lintJunit(of, context)
    expect(XMLValidator.validate(xml)).toBe(true)
    return new XMLParser({
      ignoreAttributes: false,
      isArray: (name) => name === 'testsuite' || name === 'testcase',
    }).parse(xml) as {
      testsuites: {
        '@_tests': string
        '@_failures': string
        '@_errors': string
        testsuite: { '@_name': string; testcase: Record<string, unknown>[] }[]
      }
    }
  }

  it('fails a case for each error and warning, passes notes, and counts them', () => {
    const { testsuites } = parsed(result())
    expect([testsuites['@_tests'], testsuites['@_failures'], testsuites['@_errors']]).toEqual(['5', '2', '1'])
    expect(testsuites.testsuite.map((suite) => suite['@_name'])).toEqual([
      'exports/ORDER INTAKE.iar',
      'not read',
      'rules not run',
    ])
  })

  it('says of a rule that was run in part that it was', () => {
    expect(lintJunit(result({ notRun: IN_PART }))).toContain('<skipped message="in part: no list of certificates"/>')
  })

  it('has a passing case for an archive without findings', () => {
    const { testsuites } = parsed(empty, tree)
    expect(testsuites.testsuite[0]).toMatchObject({ '@_name': 'repo/A', testcase: [{ '@_name': 'no findings' }] })
  })
})

describe('annotations of GitHub Actions', () => {
  it('name file, line and rule', () => {
    expect(lintGithub(inTree, tree).split('\n')[0]).toBe(
      '::error file=repo/A/icspackage/project/A/x.xsl,line=3,col=7,title=missing-lookup%3A Map::The lookup REGIONS is not there.',
    )
  })

  it('are one line each, whatever stands in them', () => {
    const lines = lintGithub(hostile).trimEnd().split('\n')
    expect(lines).toHaveLength(3)
    for (const line of lines.slice(0, 2))
      expect(line.match(/^::error [^:]*::/)?.[0].split(',').length).toBeLessThanOrEqual(3)
  })
})

describe('Markdown', () => {
  it('says the verdict first, then what to fix', () => {
    const text = lintMarkdown(result())
    expect(
      text.startsWith('### iarkit: not ready to import\n\n1 error, 1 warning, 1 note, 1 suppressed, 1 not read\n'),
    ).toBe(true)
    expect(text.indexOf('Fix before import')).toBeLessThan(text.indexOf('<details><summary>1 note'))
    expect(lintMarkdown(empty)).toBe('### iarkit: nothing to fix\n\n0 errors, 0 warnings, 0 notes\n')
  })

  it('tells rules that were run in part from those that were not run', () => {
    const text = lintMarkdown(result({ notRun: IN_PART }))
    expect(text).toContain('<summary>1 rule not run, 1 run in part</summary>')
    expect(text).toContain('| missing-certificate | in part: no list of certificates |')
  })

  it('tells archives of one name apart by their paths', () => {
    const findings = ['dev/A_01.00.0000.iar', 'old/A_01.00.0000.iar', 'dev/B.iar'].map((archive) =>
      finding({ archive }),
    )
    const text = lintMarkdown(result({ findings })).replaceAll('&#95;', '_')
    expect(text).toContain('| dev/A_01.00.0000.iar ')
    expect(text).toContain('| old/A_01.00.0000.iar ')
    expect(text).toContain('| B.iar ')
  })

  it('lets nothing become markup, a mention, a link or another cell', () => {
    const text = lintMarkdown(hostile)
    expect(text).not.toMatch(/<script|@team|[^&]#12|\]\(javascript|\[x\]|https:\/\/evil|`/)
    for (const line of text.split('\n').filter((each) => each.startsWith('|')))
      expect([3, 5]).toContain(line.split('|').length - 1)
  })

  it('fits into a comment, and says where the rest is', () => {
    const text = lintMarkdown(result({ findings: Array.from({ length: 2000 }, () => finding()) }))
    expect(text.length).toBeLessThan(65_536)
    expect(text).toContain('The rest does not fit into a comment')
  })
})

describe('HTML', () => {
  it('loads nothing from elsewhere, and shows each finding', async () => {
    const html = await lintHtml(result())
    expect(html).toContain("default-src 'none'")
    expect(html).not.toMatch(/<(?:link|img|iframe|script src)/)
    const { document } = new Window()
    document.write(html)
    expect(document.querySelectorAll('article')).toHaveLength(3)
    expect(document.querySelector('h1')?.textContent).toBe('iarkit: Not ready to import')
  })

  it('tells rules that were run in part from those that were not run', async () => {
    const html = await lintHtml(result({ notRun: IN_PART }))
    expect(html).toContain('<summary>1 rule not run, 1 run in part</summary>')
    expect(html).toContain('<code>missing-certificate</code> in part: no list of certificates')
  })

  it('prints without filters, and with long lines whole', async () => {
    expect(await lintHtml(result())).toMatch(/@media print\{.*form\{display:none\}.*pre\{white-space:pre-wrap/)
  })

  it('lets no name become markup', async () => {
    const html = await lintHtml(hostile)
    const { document } = new Window()
    document.write(html)
    expect(document.querySelectorAll('script')).toHaveLength(1)
    expect(document.querySelectorAll('article')).toHaveLength(1)
    expect(html).not.toContain('<script>alert')
    expect(document.querySelector('article p')?.textContent).toContain('<script>alert(1)</script>')
  })

  it('does not link to what is no address', async () => {
    const html = await lintHtml(result({ findings: [finding({ help: 'javascript:alert(1)' })] }))
    expect(html).not.toContain('href="javascript')
  })
})

describe('what could not be read', () => {
  it.each([
    ['Markdown', lintMarkdown, '### iarkit: not all could be read\n\n0 errors, 0 warnings, 0 notes, 1 not read\n'],
    ['HTML', lintHtml, '<h1>iarkit: <span class="error">Not all could be read</span></h1>'],
    ['HTML', lintHtml, '<p>0 errors, 0 warnings, 0 notes, 1 not read</p>'],
    ['annotations', lintGithub, '\n0 errors, 0 warnings, 0 notes, 1 not read\n'],
  ] as const)('is in the verdict and the counts of %s', async (_, report, text) => {
    expect(await report(unread)).toContain(text)
  })
})

describe.each([
  ['SARIF', lintSarif],
  ['JUnit', lintJunit],
  ['annotations', lintGithub],
  ['Markdown', lintMarkdown],
  ['HTML', lintHtml],
] as const)('%s', (_, report) => {
  it('has no control character in it, and is the same twice', async () => {
    const text = await report(hostile)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
    expect(await report(hostile)).toBe(text)
  })
})

describe('findings of four times as many archives', () => {
  const reporters = { lintText, lintHtml, lintJunit, lintMarkdown, lintSarif, lintGithub, lintJson }

  it.each(Object.entries(reporters))('cost %s some four times as much', async (_, report) => {
    const reported = (count: number) => report(result({ findings: manyArchives(count) }), { version: '1.0.0' })
    expect(await growth(reported, 5000)).toBeLessThan(SUPERLINEAR)
  })

  function manyArchives(count: number): Finding[] {
    return Array.from({ length: count }, (_, at) => finding({ archive: `A${at}.iar`, fingerprint: `f${at}` }))
  }
})
