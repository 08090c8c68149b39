import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ESTATE, fixture } from '../support/fixture.js'
import { iarkit } from './run.js'

const inventory = fileURLToPath(new URL('../../fixtures/retail-test-inventory.json', import.meta.url))
let folder = ''
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-plan-'))
  for (const [name, source] of Object.entries(ESTATE)) await writeFile(file(name), fixture(source))
  await writeFile(file('BROKEN_01.00.0000.iar'), 'no zip')
  await writeFile(file('nameless.json'), '{"formatVersion": 1}')
  await writeFile(file('wrong.json'), '{"integrations": [{"code": "A", "version": 1}]}')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('iarkit plan', () => {
  const intake = () => ['plan', file('ORDER_INTAKE_01.00.0000.iar'), '--inventory', inventory]

  it('ends with 1 where something is blocked, 0 where nothing is', async () => {
    const { code, stdout, stderr } = await iarkit(intake())
    expect([code, stderr, stdout.split(':')[0]]).toEqual([1, '', 'BLOCKED for TEST'])
    expect(stdout).toContain('ORDER_FULFIL 01.00.0000: there, but not active: ORDER_INTAKE 01.00.0000 calls it')
    const fine = await iarkit([
      'plan',
      '-i',
      inventory,
      file('ORDER_INTAKE_01.00.0000.iar'),
      file('RETURNS.car'),
      '--select',
      'RETURN_DIGEST',
    ])
    expect([fine.code, fine.stdout.split(' ')[0]]).toEqual([0, 'UNCERTAIN'])
  })

  it.each([
    ['json', /^\{\n {2}"formatVersion": 1,/],
    ['markdown', /^# BLOCKED for TEST/],
    ['sh', /^#!\/usr\/bin\/env bash\n# BLOCKED for TEST/],
  ])('writes %s', async (format, start) => {
    expect((await iarkit([...intake(), '--format', format])).stdout).toMatch(start)
  })

  it('takes policies, and a name for the target', async () => {
    const skipped = await iarkit([...intake(), '--conflict', 'skip', '--environment', 'TEST'])
    expect([skipped.code, skipped.stdout.split(':')[0]]).toEqual([0, 'READY for TEST'])
    const named = await iarkit(['plan', file('RETURNS.car'), '-i', file('nameless.json'), '--environment', 'UAT'])
    expect(named.stdout.split(':')[0]).toBe('UNCERTAIN for UAT')
    const { stdout } = await iarkit([...intake(), '--conflict', 'fail'])
    expect(stdout).toContain('there already: POST fails with 409')
  })

  it('plans the rest and ends with 2 where an archive cannot be read', async () => {
    const { code, stdout, stderr } = await iarkit([...intake(), file('BROKEN_01.00.0000.iar'), '-f', 'json'])
    expect([code, stderr]).toEqual([2, ''])
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'blocked', failed: [{ code: 'not-an-archive' }] })
  })

  it.each([
    ['text', [], /^UNCERTAIN for TEST: 1 not read,.*\n \? \S*BROKEN_01\.00\.0000\.iar could not be read/],
    [
      'text',
      ['--unknown', 'block'],
      /^BLOCKED for TEST: 1 blocker,.*\n x \S*BROKEN_01\.00\.0000\.iar could not be read/,
    ],
    ['markdown', [], /^# UNCERTAIN for TEST: .*\n\n- \*\*Unknown:\*\* \S*01\.00\.0000\.iar could not be read/],
    [
      'sh',
      [],
      /^#!.*\n# UNCERTAIN for TEST: .*\n# unknown: \S*BROKEN_\S* could not be read(?:.*\n)*# not read: \S*BROKEN_.*\(not-an-archive\)/,
    ],
    ['json', [], /"verdict": "unknown"/],
    ['json', ['--unknown', 'block'], /"verdict": "blocked"/],
  ])('is not ready where an archive is not in the plan: %s %j', async (format, more, expected) => {
    const fine = [file('ORDER_INTAKE_01.00.0000.iar'), '-i', inventory, '--conflict', 'skip']
    expect((await iarkit(['plan', ...fine, '-f', 'json', ...more])).stdout).toContain('"verdict": "ready"')
    const { code, stdout } = await iarkit(['plan', file('BROKEN_01.00.0000.iar'), ...fine, '-f', format, ...more])
    expect(code).toBe(2)
    expect(stdout).toMatch(expected)
  })

  it('says that there is nothing to import where no archive was read', async () => {
    const { code, stdout } = await iarkit(['plan', file('BROKEN_01.00.0000.iar'), '-i', inventory])
    expect([code, stdout.split('\n')[0]]).toEqual([2, 'NOTHING TO IMPORT for TEST: no archive was read'])
    expect(stdout).not.toContain('READY')
  })

  it.each([
    ['no inventory', () => ['plan', file('RETURNS.car')], /required option.*--inventory/],
    [
      'an inventory that is none',
      () => ['plan', file('RETURNS.car'), '-i', file('wrong.json')],
      /wrong\.json: integrations\[0\]\.version: expected a text, found 1/,
    ],
    [
      'an inventory that is not there',
      () => ['plan', file('RETURNS.car'), '-i', file('none.json')],
      /There is no file or folder/,
    ],
    ['a selection of nothing', () => [...intake(), '--select', 'NONE'], /No archive holds an integration NONE/],
    [
      'another name for the target than its own',
      () => [...intake(), '--environment', 'PROD'],
      /The inventory is of TEST, not of PROD/,
    ],
    ['a time of no calendar', () => [...intake(), '--at', '2026-13-01'], /--at <time>.*Expected a time, ISO 8601/],
    ['a time that is not ISO 8601', () => [...intake(), '--at', '27.11.2026'], /Expected a time, ISO 8601/],
  ])('ends with 2 and says why: %s', async (_, args, message) => {
    const { code, stdout, stderr } = await iarkit(args())
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })
})

describe('iarkit inventory', () => {
  it('makes one from archives, shows it, and plans against it', async () => {
    const made = await iarkit(['inventory', 'from-archives', file('RETURNS.car'), '-e', 'DEV', '-o', file('dev.json')])
    expect(made).toEqual({ code: 0, stdout: '', stderr: '' })
    const shown = await iarkit(['inventory', 'show', file('dev.json')])
    expect(shown.stdout).toMatch(/^DEV\nINTEGRATIONS 3, perhaps more\n/)
    expect((await iarkit(['inventory', 'show', file('dev.json'), '-f', 'json'])).stdout).toBe(
      await readFile(file('dev.json'), 'utf8'),
    )
    const planned = await iarkit(['plan', file('RETURNS.car'), '-i', file('dev.json'), '-f', 'json'])
    const { actions } = JSON.parse(planned.stdout) as { actions: { action: string }[] }
    expect(actions.filter(({ action }) => action === 'create')).toEqual([])
  })

  it('says which archives could not be read, and makes it from the others', async () => {
    const made = await iarkit(['inventory', 'from-archives', file('RETURNS.car'), file('BROKEN_01.00.0000.iar')])
    expect(made.code).toBe(2)
    expect(made.stderr).toMatch(/BROKEN_01\.00\.0000\.iar: /)
    expect(JSON.parse(made.stdout)).toMatchObject({ formatVersion: 1 })
  })

  it.each([
    ['from-archives', () => file('RETURNS.car')],
    ['from-rest', () => folder],
  ])('%s refuses a time that cannot be read', async (command, path) => {
    const { code, stdout, stderr } = await iarkit(['inventory', command, path(), '--taken-at', 'garbage'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Expected a time, ISO 8601')
  })

  it('writes no rows of a lookup that holds a secret, wherever it comes from', async () => {
    const answers = await mkdtemp(join(folder, 'answers-'))
    const lookup = (name: string, column: string) => ({
      name,
      columns: ['KEY', column],
      rows: [{ rowData: ['SHOP', 'Meadow9lark'] }],
    })
    const items = [lookup('LOGINS', 'PASSWORD'), lookup('BIRDS', 'NAME')]
    await writeFile(join(answers, 'lookups.json'), JSON.stringify({ items, hasMore: false }))
    for (const command of [
      ['from-rest', answers],
      ['show', answers, '-f', 'json'],
    ]) {
      const { code, stdout } = await iarkit(['inventory', ...command])
      expect(code).toBe(0)
      const { lookups } = JSON.parse(stdout) as { lookups: { name: string; rows?: unknown; rowCount: number }[] }
      expect(lookups.map(({ name, rows, rowCount }) => [name, rows ?? null, rowCount])).toEqual([
        ['BIRDS', [['SHOP', 'Meadow9lark']], 1],
        ['LOGINS', null, 1],
      ])
    }
  })

  it('refuses a file where it wants a folder of answers', async () => {
    const { code, stderr } = await iarkit(['inventory', 'from-rest', inventory])
    expect([code, stderr]).toEqual([2, expect.stringContaining('is no folder of saved answers')])
  })
})
