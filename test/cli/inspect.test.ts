import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changedFixture, ESTATE, fixture } from '../support/fixture.js'
import { tree, zip } from '../support/zip.js'
import { iarkit } from './run.js'

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-test-'))
  for (const [file, name] of Object.entries(ESTATE)) await writeFile(join(folder, file), fixture(name))
  await writeFile(join(folder, 'BROKEN_01.00.0000.iar'), 'no zip')
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('iarkit inspect', () => {
  it('says on one screen what an integration is, calls and needs', async () => {
    const { code, stdout, stderr } = await iarkit(['inspect', join(fixtures, 'retail-dev/ORDER_INTAKE_01.00.0000')])
    expect([code, stderr]).toEqual([0, ''])
    const lines = stdout.split('\n')
    expect(lines.length).toBeLessThan(25)
    for (const line of [
      ' ORDER_INTAKE 01.00.0000  app-driven, active at export',
      '   trigger   RETAIL_REST_TRIGGER (rest, POST /orders) placeOrder',
      '   calls     ORDER_FULFIL 01.00.0000 (not in this archive)',
      '   lookups   STORE_REGIONS',
      ' STORE_REGIONS  3 columns, 5 rows  STORE, REGION, WAREHOUSE',
    ]) {
      expect(lines).toContain(line)
    }
  })

  it('says which libraries are not in the archive', async () => {
    const name = 'retail-dev/ORDER_INTAKE_01.00.0000'
    const lost = Object.keys(tree(name)).filter((path) => path.includes('/apilibrary/'))
    const file = join(folder, 'INTAKE_BARE.iar')
    await writeFile(file, changedFixture(name, Object.fromEntries(lost.map((path) => [path, null]))))
    const { stdout } = await iarkit(['inspect', file])
    await rm(file)
    expect(stdout).toContain('   libraries PRICE_TOOLS 01.00.0000 (not in this archive)\n')
  })

  it('says that a project brings process automation, which nothing else tells', async () => {
    const file = join(folder, 'processes', 'RETURNS.car')
    await mkdir(join(folder, 'processes'))
    await writeFile(
      file,
      changedFixture('retail-dev/RETURNS_PROJECT', { 'project/opa.zip': zip({ 'applications/APPROVAL.json': '{}' }) }),
    )
    const { stdout } = await iarkit(['inspect', file])
    expect(stdout.split('\n').slice(stdout.split('\n').indexOf('ALSO INSIDE'))).toContain(
      ' process automation, which is not read',
    )
    const { stdout: other } = await iarkit(['inspect', join(fixtures, 'retail-dev/RETURNS_PROJECT')])
    expect(other).not.toContain('process automation')
    await rm(join(folder, 'processes'), { recursive: true })
  })

  it('says what must be entered and be there before', async () => {
    const { stdout } = await iarkit(['inspect', join(folder, 'ORDER_FULFIL_01.00.0000.iar')])
    expect(stdout).toMatch(
      /CARRIER_SFTP +ftp, CUSTOM, agent group STORES_AGENTS +Host, Port, UseSftp, user name, password or private key/,
    )
    expect(stdout).toContain('BEFOREHAND IN THE TARGET\n agent group STORES_AGENTS\n certificate CARRIER_HOST_KEY')
    expect(stdout).toMatch(/RETAIL_REST_TRIGGER +rest, MULTI_TOKEN_INBOUND +nothing to enter/)
  })

  it('says of a connection that stands for another one what it takes its settings from', async () => {
    const line = async (project: string) => {
      const name = 'retail-dev/RETURNS_PROJECT'
      const path = 'project/connections/RETURNS_DB.xml'
      const text = new TextDecoder().decode(tree(name)[path]).replace('>FINANCE<', `>${project}<`)
      const file = join(folder, 'RETURNS_OTHER.car')
      await writeFile(file, changedFixture(name, { [path]: text }))
      const { stdout } = await iarkit(['inspect', file])
      await rm(file)
      return stdout.split('\n').find((shown) => shown.startsWith(' RETURNS_DB'))
    }
    expect(await line('FINANCE')).toMatch(
      /^ RETURNS_DB +atpdatabase +takes its settings from FINANCE_DB of project FINANCE$/,
    )
    expect(await line('GLOBAL')).toMatch(
      /^ RETURNS_DB +atpdatabase +takes its settings from the global connection FINANCE_DB$/,
    )
  })

  it('names the robots of a project and whatever else it lists', async () => {
    const name = 'retail-dev/RETURNS_PROJECT'
    const path = 'project/project.yaml'
    const assets =
      'assets:\n  rpa-flows: [{ id: MATCH_SLIPS|01.00.0000, name: Match slips }, { id: SORT|02.00.0000 }]\n  rpa-environmentPools: [BACK_OFFICE]\n  shields: [S]'
    const text = new TextDecoder().decode(tree(name)[path]).replace('assets:', assets)
    const file = join(folder, 'RETURNS_ROBOTS.car')
    await writeFile(file, changedFixture(name, { [path]: text }))
    const shown = await iarkit(['inspect', file])
    const json = await iarkit(['inspect', file, '--format', 'json'])
    await rm(file)
    expect(shown.stdout).toContain(
      '\n robots: MATCH_SLIPS 01.00.0000, SORT 02.00.0000\n environment pools: BACK_OFFICE\n shields: S\n',
    )
    expect(JSON.parse(json.stdout)).toMatchObject({
      archives: [
        {
          project: {
            otherAssets: [
              { kind: 'rpa-flows', id: 'MATCH_SLIPS|01.00.0000', name: 'Match slips' },
              { kind: 'rpa-flows', id: 'SORT|02.00.0000', name: '' },
              { kind: 'rpa-environmentPools', id: 'BACK_OFFICE', name: '' },
              { kind: 'shields', id: 'S', name: '' },
            ],
          },
        },
      ],
    })
  })

  it.each([
    ['DAILY', '1', 'daily, from 2026-01-05'],
    ['MINUTELY', '15', 'every 15 minutes, from 2026-01-05'],
    ['FORTNIGHTLY', '2', 'fortnightly, every 2, from 2026-01-05'],
    ['', '', 'every 1, from 2026-01-05'],
  ])('says how often a schedule of frequency %s and interval %s runs', async (frequency, interval, words) => {
    const name = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'
    const path = 'icspackage/schedule/Schedule_STOCK_REPORT_NIGHTLY_01_02_0000.xml'
    const recurrence = `<frequency>${frequency}</frequency><interval>${interval}</interval><start>2026-01-05</start>`
    const file = join(folder, 'STOCK_OFTEN.iar')
    const schedule = `<schedule name="Schedule_STOCK"><recurrence>${recurrence}</recurrence></schedule>`
    await writeFile(file, changedFixture(name, { [path]: schedule }))
    const { stdout } = await iarkit(['inspect', file])
    await rm(file)
    expect(stdout).toContain(`SCHEDULES\n Schedule_STOCK: ${words}\n`)
  })

  it('says of a call that it is one of a pattern of AI agents, as graph does', async () => {
    const name = 'retail-dev/RETURNS_PROJECT'
    const [path = ''] = Object.keys(tree(name)).filter(
      (each) => each.endsWith('/openReturn_REQUEST.jca') && each.includes('WATCHER'),
    )
    const text = new TextDecoder().decode(tree(name)[path]).replaceAll('RETURN_REQUEST', 'ASK_AND_ACT')
    const file = join(folder, 'RETURNS_PATTERN.car')
    await writeFile(file, changedFixture(name, { [path]: text }))
    const inspected = await iarkit(['inspect', file])
    const graph = await iarkit(['graph', file])
    await rm(file)
    expect(inspected.stdout).toContain('   calls     ASK_AND_ACT 01.00.0000 (a pattern of AI agents)\n')
    expect(graph.stdout).toContain('   calls ASK_AND_ACT 01.00.0000 (a pattern of AI agents)\n')
    expect(graph.stdout.slice(graph.stdout.indexOf('NOT IN THESE'))).not.toContain('ASK_AND_ACT')
  })

  it('names what a deployment holds beside integrations', async () => {
    const name = 'retail-dev/RETURNS_PROJECT'
    const file = join(folder, 'RETURNS_DEPLOYMENT.car')
    const label = {
      code: 'SPRING',
      revision: 2,
      integrations: [{ code: 'RETURN_REQUEST', version: '01.00.0000' }],
      robots: [{ identifier: 'MATCH_SLIPS', version: '01.00.0000' }],
    }
    await writeFile(file, changedFixture(name, { 'project/labels/SPRING.json': JSON.stringify(label) }))
    const shown = await iarkit(['inspect', file])
    const json = await iarkit(['inspect', file, '--format', 'json'])
    await rm(file)
    expect(shown.stdout).toContain('\n SPRING revision 2: RETURN_REQUEST 01.00.0000, robots MATCH_SLIPS 01.00.0000\n')
    expect(JSON.parse(json.stdout)).toMatchObject({
      archives: [{ deployments: [{ code: 'SPRING', others: [{ kind: 'robots', id: 'MATCH_SLIPS|01.00.0000' }] }] }],
    })
  })

  it('reads many archives in one call, and goes on past one that cannot be read', async () => {
    const { code, stdout, stderr } = await iarkit(['inspect', folder])
    expect(code).toBe(2)
    expect(stderr).toBe('')
    for (const file of Object.keys(ESTATE)) expect(stdout).toContain(join(folder, file))
    expect(stdout).toMatch(/NOT READ\n .*BROKEN_01\.00\.0000\.iar: .+ \(not-an-archive\)/)
    expect(stdout).toContain('5 archives, 8 integrations')
  })

  it('gives the JSON of the contract', async () => {
    const { code, stdout } = await iarkit(['inspect', join(folder, 'ORDER_INTAKE_01.00.0000.iar'), '--format', 'json'])
    expect(code).toBe(0)
    const json = JSON.parse(stdout) as { archives: Record<string, unknown>[] }
    expect(json).toMatchObject({
      formatVersion: 1,
      failed: [],
      archives: [
        {
          file: join(folder, 'ORDER_INTAKE_01.00.0000.iar'),
          kind: 'integration',
          generation: 'gen3',
          integrations: [
            {
              id: 'ORDER_INTAKE|01.00.0000',
              code: 'ORDER_INTAKE',
              version: '01.00.0000',
              style: 'app-driven',
              status: 'ACTIVATED',
              project: null,
              actionCounts: { assignment: 4, callout: 1, catchAll: 2, contentBasedRouter: 1, transformer: 2 },
              endpoints: [
                {
                  name: 'placeOrder',
                  role: 'trigger',
                  connection: 'RETAIL_REST_TRIGGER',
                  adapterType: 'rest',
                  operation: 'POST /orders',
                },
                { role: 'invoke', connection: 'PRESEEDED_COLLOCATED_CONN_1741', adapterType: 'collocatedics' },
              ],
              dependencies: {
                connections: ['PRESEEDED_COLLOCATED_CONN_1741', 'RETAIL_REST_TRIGGER'],
                lookups: ['STORE_REGIONS'],
                libraries: ['PRICE_TOOLS|01.00.0000'],
                integrations: ['ORDER_FULFIL|01.00.0000'],
                dynamicIntegrations: [],
                schedules: [],
                eventTypes: [],
                certificates: [],
              },
            },
          ],
          lookups: [{ name: 'STORE_REGIONS', columns: ['STORE', 'REGION', 'WAREHOUSE'], rowCount: 5 }],
          libraries: [{ code: 'PRICE_TOOLS', version: '01.00.0000', functions: ['roundTotal', 'addTax'] }],
          entries: { total: 42, unrecognised: [] },
          diagnostics: [],
        },
      ],
    })
    expect(Object.keys(json.archives[0] ?? {})).toEqual(
      expect.arrayContaining(['schedules', 'eventTypes', 'agents', 'deployments', 'connections']),
    )
  })

  it('reads a tree and its zip alike', async () => {
    const read = async (path: string) => {
      const { stdout } = await iarkit(['inspect', path, '-f', 'json'])
      const [archive] = (JSON.parse(stdout) as { archives: Record<string, unknown>[] }).archives
      return { ...archive, file: '', zipped: null }
    }
    expect(await read(join(folder, 'ORDER_INTAKE_01.00.0000.iar'))).toEqual(
      await read(join(fixtures, 'retail-dev/ORDER_INTAKE_01.00.0000')),
    )
  })

  it('gives the same bytes twice', async () => {
    expect(await iarkit(['inspect', folder, '-f', 'json'])).toEqual(await iarkit(['inspect', folder, '-f', 'json']))
  })

  it('takes globs', async () => {
    const { code, stdout } = await iarkit(['inspect', join(folder, 'ORDER_*.iar')])
    expect(code).toBe(0)
    expect(stdout).toContain('2 archives, 2 integrations')
  })

  it('writes to a file whole, without colour, and leaves nothing else behind', async () => {
    const target = join(folder, 'out')
    await mkdir(target)
    const { stdout } = await iarkit(
      ['inspect', join(folder, 'ORDER_INTAKE_01.00.0000.iar'), '-o', join(target, 'x.txt')],
      {
        tty: true,
        env: { TERM: 'xterm' },
      },
    )
    expect(stdout).toBe('')
    expect(await readdir(target)).toEqual(['x.txt'])
    expect(await readFile(join(target, 'x.txt'), 'utf8')).not.toContain('\u001b')
    await rm(target, { recursive: true })
  })

  it.each([
    [{ tty: true, env: { TERM: 'xterm' } }, true],
    [{ tty: true, env: { TERM: 'xterm', NO_COLOR: '1' } }, false],
    [{ tty: true, env: { TERM: 'dumb' } }, false],
    [{ tty: false, env: {} }, false],
    [{ tty: false, env: { FORCE_COLOR: '1' } }, true],
    [{ tty: true, env: { TERM: 'xterm', FORCE_COLOR: '0' } }, false],
  ])('colours as the terminal says: %j', async (surroundings, coloured) => {
    const { stdout } = await iarkit(['inspect', join(folder, 'ORDER_INTAKE_01.00.0000.iar')], surroundings)
    expect(stdout.includes('\u001b[')).toBe(coloured)
  })

  it.each([
    [['inspect', 'no-such-file.iar'], 'no-such-file.iar'],
    [['inspect', 'no-such-*.iar'], 'no-such-*.iar'],
  ])('%j says what is not there', async (args, name) => {
    const { code, stdout } = await iarkit(args)
    expect(code).toBe(2)
    expect(stdout).toContain(name)
  })

  it.each([[['inspect']], [['inspect', 'x', '--format', 'xml']], [['teleport']]])(
    '%j is a usage error',
    async (args) => {
      const { code, stdout, stderr } = await iarkit(args)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain('error:')
    },
  )

  it('follows no link out of an exploded tree', async () => {
    const base = join(folder, 'linked')
    for (const [path, content] of Object.entries(tree('old-style/TILL_UPLOAD_01.00.0000'))) {
      const target = join(base, path)
      await mkdir(join(target, '..'), { recursive: true })
      await writeFile(target, content)
    }
    await writeFile(join(folder, 'secret.xml'), '<secret/>')
    await symlink(join(folder, 'secret.xml'), join(base, 'icspackage/appinstances/LINKED.xml'))
    const { stdout } = await iarkit(['inspect', base])
    expect(stdout).toMatch(/malformed-content .*LINKED\.xml is a symbolic link; it is not followed/)
    await rm(base, { recursive: true })
  })

  it('lets no name reach the terminal unescaped', async () => {
    const files = { 'project/project.yaml': 'code: "X"\nname: "\\e[31mred\\u202e\\n::error::x"\n' }
    await writeFile(join(folder, 'hostile.car'), zip(files))
    const { stdout } = await iarkit(['inspect', join(folder, 'hostile.car')])
    expect(stdout).toContain('\\u{1b}[31mred')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
    expect(stdout.split('\n').some((line) => line.startsWith('::error'))).toBe(false)
    await rm(join(folder, 'hostile.car'))
  })
})
