/** The loops of docs/inventory.md, run as they stand there against a server that pages as OIC does. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isWhole } from '../../src/inventory/index.js'
import { readRestFolder } from '../../src/node/read-inventory.js'
import { bash, hasCommand, syntaxErrors } from '../support/bash.js'
import { type OicServer, oicServer, type Seen } from '../support/oic-server.js'

const page = await readFile(fileURLToPath(new URL('../../docs/inventory.md', import.meta.url)), 'utf8')
const loops = /```bash\n([\s\S]*?)```/.exec(page)?.[1] ?? ''

/** What the instance holds, by the path of its list. */
const HELD: Readonly<Record<string, readonly object[]>> = {
  integrations: Array.from({ length: 5 }, (_, at) => ({ id: `A${at}|01.00.0000`, status: 'ACTIVATED' })),
  connections: [{ id: 'DB', status: 'CONFIGURED' }],
  lookups: [
    { name: 'REGIONS', rowCount: 1 },
    { name: "odd 'name' & $(more)", rowCount: 1 },
  ],
  libraries: [],
  packages: [{ id: 'p', name: 'p' }],
  'monitoring/agentgroups': [{ id: 'STORES_AGENTS', name: 'Stores', status: 'AVAILABLE', agents: [{ id: 'a-1' }] }],
  projects: [{ code: 'FINANCE', name: 'Finance' }],
  'projects/FINANCE/integrations': [{ id: 'REFUND|01.00.0000' }],
  'projects/FINANCE/connections': [],
  'projects/FINANCE/lookups': [],
  'projects/FINANCE/libraries': [],
  'projects/FINANCE/ai/agents': Array.from({ length: 3 }, (_, at) => ({
    id: `HELPER${at}|01.00.0000`,
    code: `HELPER${at}`,
    version: '01.00.0000',
    status: 'ACTIVATED',
  })),
}

/** Answers as OIC does, at most two items a page; it does not tell its certificates. */
function answer({ path, query, headers }: Seen): {
  status?: number
  headers?: Readonly<Record<string, string>>
  body: unknown
} {
  if (path === 'eventTypes') {
    // Pages of event types follow a token, whatever the offset.
    const at = Number(headers['next-page-token'] ?? 0)
    const item = { code: `EVENT_${at}`, revision: '2' }
    const more = at < 2
    return {
      ...(more && { headers: { NextPageToken: String(at + 1) } }),
      body: { items: [item], 'has-more': more, 'total-results': 3 },
    }
  }
  const held = HELD[path]
  if (held === undefined) {
    const lookup = decodeURIComponent(path.replace(/^lookups\//, ''))
    if (!path.startsWith('lookups/')) return { status: 404, body: { title: 'Not found' } }
    return { body: { name: lookup, columns: ['K'], rows: [{ rowData: [lookup] }] } }
  }
  const offset = Number(query.get('offset'))
  const items = held.slice(offset, offset + Math.min(2, Number(query.get('limit'))))
  return { body: { items, 'has-more': offset + items.length < held.length, offset, 'total-results': held.length } }
}

describe('the loops of docs/inventory.md', () => {
  let folder: string
  let server: OicServer

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'iarkit-loops-'))
    server = await oicServer(answer)
  })
  afterEach(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  it('parse', () => {
    expect(loops.length).toBeGreaterThan(500)
    expect(syntaxErrors(loops)).toBe('')
  })

  it.skipIf(!hasCommand('curl') || !hasCommand('jq'))('collect every page of every list, in projects too', async () => {
    const env = { OIC_HOST: server.url, OIC_INSTANCE: 'retail-test', OIC_TOKEN: 'a-token', OUT: join(folder, 'out') }
    const run = await bash(loops, { env, cwd: folder })
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('not collected: certificates') })
    expect(await readdir(env.OUT)).toContain('integrations-3.json')
    expect(await readdir(env.OUT)).not.toContain('certificates-1.json')
    for (const { headers, query } of server.seen) {
      expect([headers.authorization, query.get('integrationInstance')]).toEqual(['Bearer a-token', 'retail-test'])
    }

    const inventory = await readRestFolder(env.OUT, { environment: 'TEST' })
    expect(inventory.integrations).toHaveLength(6)
    expect(inventory.lookups?.map(({ name, rows }) => [name, rows?.[0]?.[0]])).toEqual([
      ['REGIONS', 'REGIONS'],
      ["odd 'name' & $(more)", "odd 'name' & $(more)"],
    ])
    expect(isWhole(inventory, 'integrations', 'FINANCE')).toBe(true)
    expect(isWhole(inventory, 'lookups', 'FINANCE')).toBe(true)
    expect(inventory.certificates).toBeUndefined()
    expect(inventory.eventTypes?.map(({ code }) => code)).toEqual(['EVENT_0', 'EVENT_1', 'EVENT_2'])
    expect(isWhole(inventory, 'eventTypes')).toBe(true)
    expect(inventory.aiAgents?.map(({ code, project }) => `${project}/${code}`)).toEqual([
      'FINANCE/HELPER0',
      'FINANCE/HELPER1',
      'FINANCE/HELPER2',
    ])
    expect(isWhole(inventory, 'aiAgents', 'FINANCE')).toBe(true)
    expect(inventory.agentGroups).toEqual([{ name: 'Stores', id: 'STORES_AGENTS', agents: 1 }])
  })

  it.skipIf(!hasCommand('curl') || !hasCommand('jq'))('leave nothing of an earlier run in the folder', async () => {
    const env = { OIC_HOST: server.url, OIC_INSTANCE: 'retail-test', OIC_TOKEN: 'a-token', OUT: join(folder, 'out') }
    await mkdir(join(env.OUT, 'projects/CLOSED'), { recursive: true })
    const stale = [
      'integrations-4.json',
      'lookups-rows-9.json',
      'certificates-1.json',
      'projects/CLOSED/lookups-1.json',
    ]
    for (const name of stale) await writeFile(join(env.OUT, name), '{"items": []}')
    await writeFile(join(env.OUT, 'notes.json'), '{}')
    expect(await bash(loops, { env, cwd: folder })).toMatchObject({ code: 0 })
    const left = await readdir(env.OUT, { recursive: true })
    expect(left.filter((name) => stale.includes(name))).toEqual([])
    expect(left).toEqual(
      expect.arrayContaining(['notes.json', 'integrations-3.json', 'projects/FINANCE/lookups-1.json']),
    )
  })

  it.skipIf(!hasCommand('curl'))('stop at once without a token', async () => {
    const run = await bash(loops, { env: { OIC_HOST: server.url, OIC_INSTANCE: 'x' }, cwd: folder })
    expect([run.code === 0, server.seen.length]).toEqual([false, 0])
    expect(run.stderr).toContain('OIC_TOKEN')
  })
})
