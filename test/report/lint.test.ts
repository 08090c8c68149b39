import { describe, expect, it } from 'vitest'
import { lintJson } from '../../src/report/lint-json.js'
import { lintText } from '../../src/report/lint-text.js'
import { PLAIN } from '../../src/report/types.js'
import type { Finding, LintResult } from '../../src/rules/types.js'

const finding = (part: Partial<Finding> = {}): Finding => ({
  rule: 'missing-lookup',
  category: 'references',
  severity: 'error',
  message: 'STORE_REGIONS is not there.',
  archive: 'a.iar',
  entry: 'icspackage/x.xsl',
  line: 3,
  column: 7,
  artifact: 'integration:A|01.00.0000',
  step: 'Map',
  fingerprint: '0'.repeat(32),
  help: 'https://example.com/missing-lookup.md',
  ...part,
})
const result = (part: Partial<LintResult> = {}): LintResult => ({
  findings: [],
  suppressed: [],
  notRun: [],
  failed: [],
  rules: [],
  ...part,
})
const lines = (part: Partial<LintResult>, context: Parameters<typeof lintText>[1] = {}) =>
  lintText(result(part), context).trimEnd().split('\n')

describe('the text', () => {
  it('of a clean run is one line', () => {
    expect(lines({})).toEqual(['0 errors, 0 warnings'])
  })

  it('says what to fix, then what to review, then counts the rest', () => {
    const findings = [
      finding({
        rule: 'missing-fault-handler',
        category: 'flow',
        severity: 'warning',
        message: 'No handler.',
        entry: '',
      }),
      finding({ rule: 'unused-artifact', severity: 'info', message: 'Unused.', entry: '' }),
      finding({ severity: 'warning', entry: '' }),
      finding({ rule: 'embedded-secret', category: 'security', message: 'A key.', entry: '' }),
    ]
    expect(lines({ findings })).toEqual([
      'FIX BEFORE IMPORT',
      ' error    embedded-secret  A key.',
      ' warning  missing-lookup   STORE_REGIONS is not there.',
      'REVIEW',
      ' warning  missing-fault-handler  No handler.',
      '1 note (--verbose)',
      '1 error, 2 warnings',
    ])
  })

  it('has suppressions reviewed, which nobody imports', () => {
    const remark = finding({ rule: 'suppression', category: 'archive', severity: 'warning', entry: '' })
    expect(lines({ findings: [remark] })[0]).toBe('REVIEW')
  })

  it('shows the place, and the line where it is at hand', () => {
    expect(lines({ findings: [finding()] })[2]).toBe('          icspackage/x.xsl:3:7')
    const context = { sourceLine: () => "dvm:lookupValue('STORE_REGIONS')" }
    expect(lines({ findings: [finding()] }, context)[2]).toBe(
      "          icspackage/x.xsl:3:7  dvm:lookupValue('STORE_REGIONS')",
    )
  })

  it('keeps the end of a long path', () => {
    const [, , place = ''] = lines({ findings: [finding({ entry: `${'a/'.repeat(60)}project.xml` })] })
    expect(place.length).toBeLessThan(90)
    expect(place).toMatch(/^ +….*\/project\.xml:3:7$/)
  })

  it('shows the file where there are no lines, unless the message names it', () => {
    const key = finding({ message: 'The file holds a key.', entry: 'icspackage/a.zip!/b.pem', line: null })
    expect(lines({ findings: [key] }).slice(1, -1)).toEqual([
      ' error    missing-lookup  The file holds a key.',
      '          icspackage/a.zip!/b.pem',
    ])
    const junk = finding({ message: 'icspackage/~ is junk.', entry: 'icspackage/~', line: null })
    expect(lines({ findings: [junk] }).slice(1, -1)).toEqual([' error    missing-lookup  icspackage/~ is junk.'])
  })

  it('names archives where there are several', () => {
    const findings = [finding({ entry: '' }), finding({ archive: 'b.iar', entry: '' })]
    expect(lines({ findings })).toEqual([
      'FIX BEFORE IMPORT',
      ' a.iar',
      ' error    missing-lookup  STORE_REGIONS is not there.',
      ' b.iar',
      ' error    missing-lookup  STORE_REGIONS is not there.',
      '2 errors, 0 warnings',
    ])
  })

  it('folds many findings of one rule, and spells them out when asked to', () => {
    const findings = Array.from({ length: 12 }, (_, at) => finding({ entry: '', message: `Number ${at}.` }))
    expect(lines({ findings })).toHaveLength(1 + 8 + 1 + 1)
    expect(lines({ findings })[9]).toBe('          missing-lookup  and 4 more (--verbose)')
    expect(lines({ findings }, { verbose: true })).toHaveLength(1 + 12 + 1)
  })

  it('says how many rules were not run and why, and which where only a part was', () => {
    const notRun = [
      { rule: 'version-conflict', why: 'no --inventory', partly: false },
      { rule: 'lookup-conflict', why: 'no --inventory', partly: false },
      { rule: 'call-depth', why: 'only one archive given', partly: false },
      { rule: 'missing-certificate', why: 'the inventory has no list of certificates', partly: true },
    ]
    expect(lines({ notRun })).toEqual([
      'NOT CHECKED',
      ' the inventory has no list of certificates: missing-certificate',
      '2 rules not run: no --inventory · 1 rule not run: only one archive given',
      '0 errors, 0 warnings',
    ])
    expect(lines({ notRun }, { verbose: true })).toEqual([
      'NOT CHECKED',
      ' the inventory has no list of certificates: missing-certificate',
      'NOT RUN',
      ' no --inventory: version-conflict, lookup-conflict',
      ' only one archive given: call-depth',
      '0 errors, 0 warnings',
    ])
  })

  it('begins with what could not be read', () => {
    const failed = [{ file: 'b.iar', code: 'truncated' as const, message: 'It ends early.' }]
    expect(lines({ failed })).toEqual([
      'NOT READ',
      ' b.iar: It ends early. (truncated)',
      '0 errors, 0 warnings, 1 not read',
    ])
  })

  it('counts what is suppressed', () => {
    expect(lines({ suppressed: [finding()] })).toEqual(['0 errors, 0 warnings, 1 suppressed'])
  })

  it('lets no name of an archive move the cursor or fake a line', () => {
    const hostile = 'x\u001b[2J\nerror\u202e'
    const text = lintText(
      result({
        findings: [
          finding({ message: hostile, entry: hostile, archive: hostile }),
          finding({ archive: 'b.iar', message: hostile }),
        ],
        failed: [{ file: hostile, code: 'truncated', message: hostile }],
        notRun: [{ rule: 'r', why: hostile, partly: true }],
      }),
      { sourceLine: () => hostile },
    )
    expect(text).not.toContain('\u001b')
    expect(text).not.toContain('\u202e')
    expect(text).not.toMatch(/^error/m)
  })

  it('colours by severity', () => {
    const paint = { ...PLAIN, red: (text: string) => `<r>${text}</r>`, yellow: (text: string) => `<y>${text}</y>` }
    const text = lintText(result({ findings: [finding(), finding({ severity: 'warning' })] }), { paint })
    expect(text).toContain('<r>error  </r>')
    expect(text).toContain('<y>warning</y>')
    expect(text).toContain('<r>1 error, 1 warning</r>')
    const unread = result({ failed: [{ file: 'A.iar', code: 'not-an-archive', message: 'It is none.' }] })
    expect(lintText(unread, { paint })).toContain('<r>0 errors, 0 warnings, 1 not read</r>')
  })
})

describe('the JSON', () => {
  it('keeps the contract', () => {
    const json = JSON.parse(
      lintJson(
        result({
          findings: [finding(), finding({ severity: 'info', line: null, column: null })],
          suppressed: [finding({ severity: 'warning' })],
          notRun: [{ rule: 'r', why: 'w', partly: false }],
          failed: [{ file: 'f', code: 'truncated', message: 'm' }],
        }),
      ),
    )
    expect(json).toMatchObject({
      formatVersion: 1,
      summary: { errors: 1, warnings: 0, infos: 1, suppressed: 1 },
      notRun: [{ rule: 'r', why: 'w' }],
      failed: [{ file: 'f', code: 'truncated', message: 'm' }],
    })
    expect(json.findings).toHaveLength(2)
    expect(json.findings[0]).toEqual({ ...finding() })
    expect(json.findings[1]).toMatchObject({ line: null, column: null })
  })
})
