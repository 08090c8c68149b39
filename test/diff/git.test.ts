/** The three lines of docs/git.md, with the git that is installed. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixture } from '../support/fixture.js'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const loader = import.meta.resolve('tsx')
const docs = readFileSync(new URL('../../docs/git.md', import.meta.url), 'utf8')

/** The lines as the docs have them, the command replaced by the one under test. */
const attributes = /^```\n(\*\.iar .*)\n```/m.exec(docs)?.[1] ?? ''
const settings = [...docs.matchAll(/^git config (\S+) (?:'([^']*)'|(\S+))$/gm)].map(([, key = '', quoted, bare]) => [
  key,
  (quoted ?? bare ?? '').replace(/^iarkit /, `'${process.execPath}' --import '${loader}' '${main}' `),
])

describe('git with iarkit textconv', () => {
  let folder = ''
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_PAGER: 'cat' },
    })

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'iarkit-git-'))
    git('init', '-q')
    writeFileSync(join(folder, '.gitattributes'), `${attributes}\n`)
    for (const [key = '', value = ''] of settings) git('config', key, value)
    const commit = (bytes: Uint8Array, message: string) => {
      writeFileSync(join(folder, 'ORDER_INTAKE.iar'), bytes)
      git('add', '.')
      git('commit', '-q', '-m', message)
    }
    commit(fixture('retail-dev/ORDER_INTAKE_01.00.0000'), 'first')
    commit(fixture('retail-dev-v2/ORDER_INTAKE_01.01.0000'), 'second')
    commit(fixture('retail-dev-v2/ORDER_INTAKE_01.01.0000', 'info-zip'), 'packed anew')
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('has the three lines', () => {
    expect(attributes).toBe('*.iar diff=iarkit')
    expect(settings.map(([key]) => key)).toEqual(['diff.iarkit.textconv', 'diff.iarkit.cachetextconv'])
  })

  it('shows what a person changed in git diff, and no generated number', () => {
    const diff = git('diff', 'HEAD~2', 'HEAD~1')
    const changed = diff.split('\n').filter((line) => /^[+-](?![+-])/.test(line))
    expect(changed).toContain('+    route "West"')
    expect(changed.find((line) => line.startsWith('+') && line.includes('/POST/total'))).toContain('0.25')
    expect(changed.join('\n')).not.toMatch(/processor_|application_|xml:id|resourcegroup/)
    expect(changed.length).toBeLessThan(40)
  })

  it('shows it in git show and git log -p', () => {
    expect(git('show', 'HEAD~1')).toContain('+    route "West"')
    expect(git('log', '-p')).toContain('+    route "West"')
  })

  it('shows what changed where a raised version gave the file another name', () => {
    const [, from = '', to = ''] = /^git diff main:(\S+) HEAD:(\S+)$/m.exec(docs) ?? []
    expect([from, to]).toEqual(['export/ORDER_INTAKE_01.00.0000.iar', 'export/ORDER_INTAKE_01.01.0000.iar'])
    git('mv', 'ORDER_INTAKE.iar', 'ORDER_INTAKE_01.01.0000.iar')
    git('commit', '-q', '-m', 'another name')
    const diff = git('diff', 'HEAD~3:ORDER_INTAKE.iar', 'HEAD:ORDER_INTAKE_01.01.0000.iar')
    git('reset', '-q', '--hard', 'HEAD~1')
    expect(diff).toContain('+    route "West"')
    expect(diff).not.toContain('+    route "North"')
  })

  it('shows no line of a repack', () => {
    expect(
      git('diff', 'HEAD~1', 'HEAD')
        .split('\n')
        .filter((line) => /^[+-](?![+-])/.test(line)),
    ).toEqual([])
  })

  it('takes a file whose name begins with a hyphen for a file', () => {
    const put = (name: string) => writeFileSync(join(folder, '-other.iar'), fixture(name))
    put('retail-dev/ORDER_INTAKE_01.00.0000')
    git('add', '.')
    git('commit', '-q', '-m', 'other')
    put('retail-dev-v2/ORDER_INTAKE_01.01.0000')
    // git gives the file of the working tree under its own name.
    expect(git('diff')).toContain('+    route "West"')
  })

  it('goes on past an archive that cannot be read', () => {
    writeFileSync(join(folder, 'BROKEN.iar'), 'no zip')
    git('add', '.')
    git('commit', '-q', '-m', 'broken')
    expect(git('log', '-p', '-1')).toContain('+iarkit cannot read this: The file is no zip archive. (not-an-archive)')
  })

  it('says the same of an archive that is too large, whatever git calls the file that it gives', () => {
    git('config', 'diff.iarkit.cachetextconv', 'false')
    git(
      'config',
      'diff.iarkit.textconv',
      `${git('config', 'diff.iarkit.textconv').trim().replace(/ --$/, '')} --limit maxArchiveSize=100 --`,
    )
    const once = git('show', 'HEAD~1')
    expect(once).toContain('iarkit cannot read this: the archive has ')
    expect(git('show', 'HEAD~1')).toBe(once)
  })
})
