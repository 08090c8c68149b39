import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { changedFixture, fixture } from '../support/fixture.js'
import { iarkit } from './run.js'

const base = await mkdtemp(join(tmpdir(), 'iarkit-lint-'))
afterAll(() => rm(base, { recursive: true, force: true }))

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const BAD_PROJECT = new TextEncoder().encode('<')
const DOCS = new URL('../../docs/configuration.md', import.meta.url)

let number = 0
let folder = ''
let archive = ''

beforeEach(async () => {
  folder = join(base, String(number++))
  await mkdir(join(folder, 'exports'), { recursive: true })
  // Its name is a note of file-name, its junk a warning of junk-entry.
  archive = join(folder, 'exports', 'intake.iar')
  await writeFile(archive, changedFixture(INTAKE, { 'icspackage/.DS_Store': 'x' }))
})

const put = (name: string, content: string | object) =>
  writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))

/** Rules that were reported, in order, without those of families that this test is not about. */
async function lint(...args: readonly string[]): Promise<{ code: number; rules: string[]; stderr: string }> {
  const { code, stdout, stderr } = await iarkit(['lint', archive, '--format', 'json', ...args])
  const findings: { rule: string; severity: string }[] = stdout === '' ? [] : JSON.parse(stdout).findings
  const own = findings.filter(({ rule }) =>
    /^(?:file-name|junk-entry|malformed-content|suppression|acme\/.*)$/.test(rule),
  )
  return { code, rules: own.map(({ rule, severity }) => `${severity} ${rule}`).sort(), stderr }
}

describe('the exit status', () => {
  it('is 0 where nothing is as bad as --fail-on says, 1 where something is', async () => {
    expect(await lint()).toMatchObject({ code: 0, rules: ['info file-name', 'warning junk-entry'] })
    expect((await lint('--fail-on', 'warning')).code).toBe(1)
    expect((await lint('--rule', 'junk-entry=error')).code).toBe(1)
    expect((await lint('--preset', 'security', '--rule', 'junk-entry=off', '--fail-on', 'warning')).code).toBe(0)
  })

  it('is 1 for an archive that was refused: that is a finding', async () => {
    await writeFile(archive, changedFixture(INTAKE, { '../x': 'x' }))
    const { code, stdout } = await iarkit(['lint', archive, '--format', 'json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ failed: [], findings: [{ rule: 'unsafe-archive', archive }] })
  })

  it('is 2 where something could not be read; the rest is linted all the same', async () => {
    await writeFile(join(folder, 'exports', 'broken.iar'), BAD_PROJECT)
    const { code, stdout } = await iarkit(['lint', join(folder, 'exports'), '--format', 'json'])
    expect(code).toBe(2)
    const json = JSON.parse(stdout)
    expect(json.failed).toMatchObject([{ code: 'not-an-archive' }])
    expect(json.findings.some(({ rule }: { rule: string }) => rule === 'junk-entry')).toBe(true)
  })

  it.each([
    [['--rule', 'junk-entry'], 'Expected id=off'],
    [['--rule', 'junk-entry=fatal'], 'Expected id=off'],
    [['--rule', 'junk-entri=off'], '--rule: there is no rule junk-entri; did you mean junk-entry?'],
    [['--preset', 'all'], 'Allowed choices are recommended, strict, security, import'],
    [['--format', 'xml'], 'Allowed choices are text, json'],
    [['--output', 'sariff=x.sarif'], 'There is no format sariff; formats are text, json, sarif, junit,'],
    [['--output', 'SARIF=x.sarif'], 'There is no format SARIF; formats are text, json, sarif, junit,'],
    [['--config', '/nowhere/x.json'], 'There is no file'],
    [['--baseline', '/nowhere/x.json'], 'There is no file'],
    [['--inventory', '/nowhere/x.json'], 'There is no file'],
    [['--cache', 'package.json'], 'package.json cannot be written: it is to be a folder, and is a file.'],
  ])('is 2 for %j, with a reason', async (args, expected) => {
    const { code, stderr } = await lint(...args)
    expect(code).toBe(2)
    expect(stderr).toContain(expected)
  })
})

describe('the configuration', () => {
  const off = { rules: { 'junk-entry': 'off' } }

  it.each([
    ['iarkit.config.json', JSON.stringify(off)],
    ['iarkit.config.mjs', `export default ${JSON.stringify(off)}`],
    ['iarkit.config.cjs', `module.exports = ${JSON.stringify(off)}`],
    ['iarkit.config.js', `module.exports = ${JSON.stringify(off)}`],
    ['package.json', JSON.stringify({ name: 'x', iarkit: off })],
  ])('is found in %s above the archive', async (name, content) => {
    await put(name, content)
    expect((await lint()).rules).toEqual(['info file-name'])
  })

  it('in a nearer folder wins; a package.json without the key is passed over', async () => {
    await put('iarkit.config.json', off)
    await put('exports/package.json', { name: 'x' })
    expect((await lint()).rules).toEqual(['info file-name'])
    await put('exports/iarkit.config.json', { rules: { 'file-name': 'off' } })
    expect((await lint()).rules).toEqual(['warning junk-entry'])
  })

  it('is found from the folders on that a glob begins with, whatever is in their names', async () => {
    const odd = join(folder, 'exports (1)')
    await mkdir(odd)
    await writeFile(join(odd, 'intake.iar'), changedFixture(INTAKE, {}))
    await put('exports (1)/iarkit.config.json', { rules: { 'file-name': 'error' } })
    const { stdout } = await iarkit(['lint', `${odd}/*.iar`, '--format', 'json'])
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; severity: string }[] }
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'file-name', severity: 'error' }))
  })

  it('is named, or switched off', async () => {
    await put('iarkit.config.json', off)
    await put('other.json', { rules: { 'file-name': 'error' } })
    expect((await lint('--config', join(folder, 'other.json'))).rules).toEqual([
      'error file-name',
      'warning junk-entry',
    ])
    expect((await lint('--no-config')).rules).toEqual(['info file-name', 'warning junk-entry'])
  })

  it('has its globs of archives start from its own folder, wherever the run starts', async () => {
    await put('iarkit.config.json', { overrides: [{ archives: ['exports/**'], rules: { 'junk-entry': 'off' } }] })
    const home = process.cwd()
    try {
      for (const [inFolder, typed] of [
        ['', 'exports'],
        ['', 'exports/../exports/./intake.iar'],
        ['exports', 'intake.iar'],
        ['exports', '.'],
        ['..', `${basename(folder)}/exports`],
      ] as const) {
        process.chdir(join(folder, inFolder))
        const { stdout } = await iarkit(['lint', typed, '--format', 'json'])
        expect([typed, stdout.includes('"junk-entry"')]).toEqual([typed, false])
        expect(stdout).toContain('"file-name"')
      }
    } finally {
      process.chdir(home)
    }
  })

  it('yields to what is typed, its overrides too', async () => {
    await put('iarkit.config.json', { overrides: [{ archives: ['*.iar'], rules: { 'junk-entry': 'off' } }] })
    expect((await lint()).rules).toEqual(['info file-name'])
    expect((await lint('--rule', 'junk-entry=error')).rules).toEqual(['error junk-entry', 'info file-name'])
  })

  it.each([
    ['{', 'is no JSON: look at line 1, column 1.'],
    ['{\n  "rules": {},\n}', 'is no JSON: look at line 3, column 1: no comma stands before a closing bracket.'],
    ['{\r\n  // why\r\n  "rules": {}\r\n}', 'is no JSON: look at line 2, column 3: JSON has no comments.'],
    ["{ 'rules': {} }", 'is no JSON: look at line 1, column 3: JSON has double quotation marks only.'],
    ['{ "rules": {} "plugins": [] }', 'is no JSON: look at line 1, column 15.'],
    ['{\n<<<<<<< a\n=======\n>>>>>>> b\n}', 'holds both sides of a merge that was not finished, from line 2 on.'],
    [' \n', 'is no JSON: it is empty.'],
    ['{"rules": {"junk-entry": "loud"}}', 'rules.junk-entry: expected off'],
    ['{"rules": {"junk-entrys": "off"}}', 'rules.junk-entrys: there is no rule junk-entrys; did you mean junk-entry?'],
    ['{"rules": {"hardcoded-url": ["on", {"alow": []}]}}', 'rules.hardcoded-url[1].alow: there is no such key'],
    ['{"suppressions": [{"rule": "junk-entry"}]}', 'suppressions[0].reason: is missing'],
  ])('that is wrong is named with its fault: %s', async (content, expected) => {
    await put('iarkit.config.json', content)
    const { code, stderr } = await lint()
    expect(code).toBe(2)
    expect(stderr).toContain(join(folder, 'iarkit.config.json'))
    expect(stderr).toContain(expected)
  })

  it('names the inventory from its own folder', async () => {
    const inventory = await readFile(new URL('../../fixtures/retail-test-inventory.json', import.meta.url), 'utf8')
    await put('test.json', inventory)
    const needs = async () => JSON.parse((await iarkit(['lint', archive, '--format', 'json'])).stdout).notRun
    const lacking = ({ why }: { why: string }) => why.includes('--inventory')
    expect((await needs()).some(lacking)).toBe(true)
    await put('iarkit.config.json', { inventory: 'test.json' })
    expect((await needs()).some(lacking)).toBe(false)
  })

  it('is where a remark on a suppression points to', async () => {
    await put('iarkit.config.json', { suppressions: [{ rule: 'malformed-content', reason: 'old' }] })
    const { stdout } = await iarkit(['lint', archive, '--format', 'json'])
    const remarks = JSON.parse(stdout).findings.filter(({ rule }: { rule: string }) => rule === 'suppression')
    expect(remarks).toMatchObject([{ archive: join(folder, 'iarkit.config.json'), severity: 'warning' }])
  })
})

describe('rules of one’s own', () => {
  it('run as the documentation shows', async () => {
    const example = /```js plugin\n([\s\S]*?)```/.exec(await readFile(DOCS, 'utf8'))?.[1] ?? ''
    await put('acme-rules.mjs', example)
    await put('iarkit.config.json', { plugins: ['./acme-rules.mjs'], rules: { 'acme/owner-tag': 'error' } })
    const { code, rules } = await lint()
    expect(rules).toContain('error acme/owner-tag')
    expect(code).toBe(1)
  })

  it.each([
    ['export const nothing = 1', 'exports no rule'],
    ['export const r = { id: "X", check() {} }', 'its id is not of small letters'],
    [
      'export const r = { id: "x", severity: "bad", category: "flow", summary: "s", check() {} }',
      'its severity is none of',
    ],
    [
      'export const r = { id: "file-name", severity: "error", category: "flow", summary: "s", check() {} }',
      'Two rules have the id file-name',
    ],
    ['throw new Error("no such thing")', 'cannot be loaded: no such thing'],
  ])('that make no sense are refused: %s', async (content, expected) => {
    await put('rules.mjs', content)
    await put('iarkit.config.json', { plugins: ['./rules.mjs'] })
    const { code, stderr } = await lint()
    expect(code).toBe(2)
    expect(stderr).toContain(expected)
  })
})

describe('the baseline', () => {
  it('is written, and then holds', async () => {
    const file = join(folder, 'baseline.json')
    expect(await lint('--baseline', file, '--update-baseline', '--fail-on', 'info')).toMatchObject({
      code: 0,
      rules: [],
    })
    const written = await readFile(file, 'utf8')
    expect(JSON.parse(written)).toMatchObject({ formatVersion: 1 })
    expect(await lint('--baseline', file, '--fail-on', 'info')).toMatchObject({ code: 0, rules: [] })
    await writeFile(archive, changedFixture(INTAKE, { 'icspackage/.DS_Store': 'x', 'icspackage/a.bak': 'x' }))
    expect((await lint('--baseline', file)).rules).toEqual(['warning junk-entry'])
    await iarkit(['lint', archive, '--baseline', file, '--update-baseline'])
    expect(await readFile(file, 'utf8')).not.toBe(written)
  })

  it('holds where the configuration names it', async () => {
    await put('iarkit.config.json', { baseline: 'known.json' })
    expect(await lint('--update-baseline')).toMatchObject({ code: 0, rules: [] })
    expect((await lint()).rules).toEqual([])
    expect(await readFile(join(folder, 'known.json'), 'utf8')).toContain('junk-entry')
  })
})

describe('a new baseline', () => {
  const written = (stderr: string) => stderr.split('\n').filter((line) => line.includes('was written'))

  it('is told with its name, where one is given', async () => {
    const file = join(folder, 'base.json')
    const { stderr } = await lint('--baseline', file, '--update-baseline')
    const { findings } = JSON.parse(await readFile(file, 'utf8'))
    expect(findings.length).toBeGreaterThan(1)
    expect(written(stderr)).toEqual([`iarkit: ${file} was written, with ${findings.length} findings.`])
  })

  it('is told with its name where the configuration names it', async () => {
    await put('iarkit.config.json', { baseline: 'mine.json' })
    const { stderr } = await lint('--update-baseline')
    expect(written(stderr)).toEqual([expect.stringMatching(/mine\.json was written, with \d+ findings\.$/)])
  })

  it('has a name of its own where nothing names one, and is read where it is given', async () => {
    const home = process.cwd()
    process.chdir(folder)
    try {
      const { stderr, rules } = await lint('--update-baseline')
      expect(rules).toEqual([])
      expect(written(stderr)).toEqual([
        expect.stringMatching(
          /^iarkit: iarkit\.baseline\.json was written, with \d+ findings: give it with --baseline iarkit\.baseline\.json, or name it in the configuration\.$/,
        ),
      ])
      expect((await lint()).rules).not.toEqual([])
      expect((await lint('--baseline', 'iarkit.baseline.json')).rules).toEqual([])
    } finally {
      process.chdir(home)
    }
  })
})

describe('the output', () => {
  it('goes to a file in place of standard output, or beside it where a format is named', async () => {
    const [one, two] = [join(folder, 'one.txt'), join(folder, 'two.json')]
    const alone = await iarkit(['lint', archive, '--output', one])
    expect(alone.stdout).toBe('')
    const beside = await iarkit(['lint', archive, '--output', `json=${two}`])
    expect(beside.stdout).toBe(await readFile(one, 'utf8'))
    expect(JSON.parse(await readFile(two, 'utf8')).formatVersion).toBe(1)
  })

  it('goes to a file with an equals sign in its path, where what stands before it is no bare word', async () => {
    const file = join(folder, 'a=b')
    expect(await iarkit(['lint', archive, '--output', file])).toMatchObject({ code: 0, stdout: '' })
    expect(await readFile(file, 'utf8')).toContain('junk-entry')
  })

  it('is the same in two runs', async () => {
    const args = ['lint', archive, '--format', 'json', '--preset', 'strict'] as const
    expect((await iarkit([...args])).stdout).toBe((await iarkit([...args])).stdout)
  })

  it('shows the line that a finding points to', async () => {
    await writeFile(archive, changedFixture(INTAKE, { 'icspackage/dvms/STORE_REGIONS.dvm': null }))
    const { stdout } = await iarkit(['lint', archive])
    expect(stdout).toMatch(/expr\.properties:2:\d+ {2}XpathExpression : dvm:lookupValue\('STORE_REGIONS'/)
  })

  it('shows no line on which a secret may stand', async () => {
    const path = 'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_40/resourcegroup_41/expr.properties'
    const text = "XpathExpression : dvm:lookupValue('NONE', 'A', 'password=hunter2', 'B', '')\n"
    await writeFile(archive, changedFixture(INTAKE, { [path]: text }))
    const { stdout } = await iarkit(['lint', archive, '--verbose'])
    expect(stdout).toContain('NONE')
    expect(stdout).not.toContain('hunter2')
  })
})

describe('iarkit rules', () => {
  it('lists every rule with its summary', async () => {
    const { stdout, code } = await iarkit(['rules'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ repackaged-archive +warning +The archive was unzipped/m)
    const { rules } = JSON.parse((await iarkit(['rules', '--format', 'json'])).stdout)
    for (const { id } of rules) expect(stdout).toContain(` ${id} `)
  })

  it('explains one without what only the tests can read', async () => {
    const { stdout } = await iarkit(['rules', 'repackaged-archive'])
    expect(stdout).toMatch(/^repackaged-archive\n/)
    expect(stdout).toContain('ICS-20099')
    expect(stdout).not.toMatch(/```|<!--|"fixture"/)
  })

  it('says of each example of a page whether it is wrong or right', async () => {
    const { stdout } = await iarkit(['rules', 'junk-entry'])
    expect(stdout).toContain(
      '\nExamples\n\nwrong: A Mac left its traces.\n\nright: Nothing but what OIC wrote.\n\nWhen to turn it off\n',
    )
  })

  it('leaves no example of any page without its word', async () => {
    const { rulePage, terminalPage } = await import('../../src/cli/rule-page.js')
    const { allRules } = await import('../../src/rules/index.js')
    for (const { id } of allRules) {
      const page = (await rulePage(id)) ?? ''
      const shown = terminalPage(page, (text) => text)
      const words = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, word]) => word)
      expect(words(shown, /^(wrong|right): \S/gm), id).toEqual(words(page, /^```json (wrong|right)$/gm))
      expect(shown, id).not.toMatch(/```|"fixture"/)
    }
  })

  it('knows no other', async () => {
    expect(await iarkit(['rules', '../../README'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'iarkit: There is no rule ../../README; `iarkit rules` lists them.\n',
    })
    const { stderr } = await iarkit(['rules', 'mising-lokup'])
    expect(stderr).toBe('iarkit: There is no rule mising-lokup; did you mean missing-lookup?\n')
  })
})

it('lints an estate that is exploded as it lints its archives', async () => {
  await writeFile(archive, fixture(INTAKE))
  const zipped = await iarkit(['lint', archive, '--format', 'json', '--rule', 'file-name=off'])
  const path = new URL(`../../fixtures/${INTAKE}`, import.meta.url).pathname
  const tree = await iarkit(['lint', path, '--format', 'json', '--no-config'])
  const prints = (text: string) =>
    JSON.parse(text).findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint)
  expect(prints(tree.stdout)).toEqual(prints(zipped.stdout))
})

describe('lint --since', () => {
  it('reports only what the earlier archives do not have', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'iarkit-since-'))
    const old = join(folder, 'old.iar')
    const changed = join(folder, 'new.iar')
    await writeFile(old, fixture('retail-dev/ORDER_INTAKE_01.00.0000'))
    await writeFile(
      changed,
      changedFixture('retail-dev/ORDER_INTAKE_01.00.0000', { 'icspackage/dvms/STORE_REGIONS.dvm': null }),
    )
    const rulesOf = async (...args: string[]) => {
      const { stdout } = await iarkit(['lint', ...args, '--no-config', '--format', 'json'])
      return (JSON.parse(stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule)
    }
    expect(await rulesOf(old, '--since', old)).toEqual([])
    expect(await rulesOf(changed)).toContain('hardcoded-email')
    expect([...new Set(await rulesOf(changed, '--since', old))]).toEqual(['missing-lookup'])
    await rm(folder, { recursive: true })
  })

  it('says that it cannot where the earlier archives cannot be read', async () => {
    const { code, stderr } = await iarkit(['lint', 'fixtures', '--since', 'no-such-folder', '--no-config'])
    expect([code, stderr]).toEqual([2, 'iarkit: --since: There is no file or folder no-such-folder.\n'])
  })

  it('names the one of the earlier archives that cannot be read', async () => {
    const broken = join(folder, 'broken.iar')
    await writeFile(broken, 'no zip')
    const { code, stderr } = await lint('--since', folder, '--no-config')
    expect([code, stderr]).toEqual([2, `iarkit: --since: ${broken}: The file is no zip archive.\n`])
  })
})
