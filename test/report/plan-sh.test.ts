/** The runbook, run against a server on this machine: what it would do to an instance. */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readInventory, type TargetInventory } from '../../src/inventory/index.js'
import type { Archive } from '../../src/model/types.js'
import { planImport } from '../../src/plan/index.js'
import { planSh } from '../../src/report/plan-sh.js'
import { bash, hasCommand, syntaxErrors } from '../support/bash.js'
import { archive, call, connection, integration, lookup, usesConnection, usesLookup } from '../support/estate.js'
import { type OicServer, oicServer, type Seen } from '../support/oic-server.js'

const canRun = hasCommand('curl')

function target(lists: Readonly<Record<string, unknown>> = {}): TargetInventory {
  const none = { integrations: [], connections: [], lookups: [], libraries: [], packages: [], projects: [] }
  return readInventory({ formatVersion: 1, environment: 'TEST', ...none, ...lists })
}

let folder: string
let server: OicServer
let refuse: (request: Seen) => number | null
let answer: (request: Seen) => unknown

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iarkit-runbook-'))
  refuse = () => null
  answer = ({ method, path }) => (method === 'GET' ? `export of ${path}` : {})
  server = await oicServer((request) => {
    const status = refuse(request)
    if (status !== null) return { status, body: { detail: 'refused' } }
    const body = answer(request)
    return body === null ? null : { body }
  })
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** Runs a runbook in the folder; `Enter` is pressed as often as it asks. */
function runbook(script: string, way: string, env: Record<string, string> = {}) {
  const variables = { OIC_HOST: server.url, OIC_INSTANCE: 'retail-test', OIC_TOKEN: 'a-token', ...env }
  return bash(script, { args: [way], env: { WAIT: '0', ...variables }, cwd: folder, stdin: '\n'.repeat(50) })
}

/** What the server was asked, as `METHOD path [what the body says]`. */
function asked(): string[] {
  return server.seen.map(({ method, path, body, headers }) => {
    const file = /filename="((?:[^"\\]|\\.)*)"/.exec(body)?.[1]
    const status = /"status":"(\w+)"/.exec(body)?.[1]
    const override =
      headers['x-http-method-override'] === undefined ? '' : ` ${String(headers['x-http-method-override'])}`
    return `${method}${override} ${path}${file === undefined ? '' : ` ${file}`}${status === undefined ? '' : ` ${status}`}`
  })
}

const two = (): Archive[] => [
  archive('parent.iar', { integrations: [integration('PARENT|01.00.0000', [call('CHILD|01.00.0000')])] }),
  archive('child.iar', { integrations: [integration('CHILD|01.00.0000')] }),
]

describe.skipIf(!canRun)('a runbook', () => {
  it('exports, deactivates, imports and activates in order, and goes the way back', async () => {
    for (const file of ['parent.iar', 'child.iar']) await writeFile(join(folder, file), file)
    const inventory = target({ integrations: [{ id: 'PARENT|01.00.0000', status: 'ACTIVATED' }] })
    const script = planSh(planImport(two(), inventory))
    expect(await runbook(script, 'import')).toMatchObject({ code: 0, stderr: '' })
    expect(asked()).toEqual([
      'GET integrations/PARENT%7C01.00.0000/archive',
      'POST PATCH integrations/PARENT%7C01.00.0000 CONFIGURED',
      'PUT integrations/archive parent.iar',
      'POST integrations/archive child.iar',
      'POST PATCH integrations/CHILD%7C01.00.0000 ACTIVATED',
      'POST PATCH integrations/PARENT%7C01.00.0000 ACTIVATED',
    ])
    for (const { headers, query } of server.seen) {
      expect([headers.authorization, query.get('integrationInstance')]).toEqual(['Bearer a-token', 'retail-test'])
    }
    const saved = await readFile(join(folder, 'backup/PARENT_01.00.0000.iar'), 'utf8')
    expect(saved).toBe('export of integrations/PARENT%7C01.00.0000/archive')

    server.seen.length = 0
    expect(await runbook(script, 'undo')).toMatchObject({ code: 0, stderr: '' })
    expect(asked()).toEqual([
      'POST PATCH integrations/PARENT%7C01.00.0000 CONFIGURED',
      'POST PATCH integrations/CHILD%7C01.00.0000 CONFIGURED',
      'PUT integrations/archive PARENT_01.00.0000.iar',
      'DELETE integrations/CHILD%7C01.00.0000',
      'POST PATCH integrations/PARENT%7C01.00.0000 ACTIVATED',
    ])
  })

  it('stops where a call fails, says at which step, and goes on from there', async () => {
    for (const file of ['parent.iar', 'child.iar']) await writeFile(join(folder, file), file)
    const script = planSh(planImport(two(), target()))
    refuse = ({ body }) => (body.includes('child.iar') ? 409 : null)
    const stopped = await runbook(script, 'import')
    expect(stopped.code).toBe(1)
    expect(stopped.stderr).toContain('POST integrations/archive: HTTP 409')
    expect(stopped.stderr).toContain('{"detail":"refused"}')
    expect(stopped.stderr).toContain('FROM=2')
    expect(stopped.stderr + stopped.stdout).not.toContain('a-token')
    expect(asked()).toHaveLength(2)

    refuse = () => null
    expect((await runbook(script, 'import', { FROM: '2' })).code).toBe(0)
    expect(asked().slice(2)).toEqual([
      'POST integrations/archive child.iar',
      'POST PATCH integrations/CHILD%7C01.00.0000 ACTIVATED',
      'POST PATCH integrations/PARENT%7C01.00.0000 ACTIVATED',
    ])
  })

  it('waits until what OIC is activating is active, and goes on then only', async () => {
    for (const file of ['parent.iar', 'child.iar']) await writeFile(join(folder, file), file)
    const script = planSh(planImport(two(), target()))
    let left = 2
    answer = ({ method, path }) => {
      if (path.endsWith('/archive')) return {}
      if (method === 'POST') return { status: path.includes('CHILD') ? 'ACTIVATION_INPROGRESS' : 'ACTIVATED' }
      left--
      return { activationStatus: left > 0 ? 'ACTIVATION_INPROGRESS' : 'ACTIVATED' }
    }
    expect(await runbook(script, 'import')).toMatchObject({ code: 0, stderr: '' })
    expect(asked().slice(2)).toEqual([
      'POST PATCH integrations/CHILD%7C01.00.0000 ACTIVATED',
      'GET integrations/CHILD%7C01.00.0000/activationStatus',
      'GET integrations/CHILD%7C01.00.0000/activationStatus',
      'POST PATCH integrations/PARENT%7C01.00.0000 ACTIVATED',
    ])
  })

  it('stops where an activation fails after OIC has taken it on', async () => {
    for (const file of ['parent.iar', 'child.iar']) await writeFile(join(folder, file), file)
    const script = planSh(planImport(two(), target()))
    answer = ({ method }) =>
      method === 'POST' ? { status: 'ACTIVATION_INPROGRESS' } : { activationStatus: 'FAILEDACTIVATION' }
    const stopped = await runbook(script, 'import')
    expect(stopped.code).toBe(1)
    expect(stopped.stderr).toContain('FAILEDACTIVATION')
    expect(stopped.stderr).toContain('FROM=3')
    expect(asked().at(-1)).toBe('GET integrations/CHILD%7C01.00.0000/activationStatus')
  })

  it('takes back what OIC was still about when the import gave up waiting', async () => {
    for (const file of ['parent.iar', 'child.iar']) await writeFile(join(folder, file), file)
    const inventory = target({ integrations: [{ id: 'PARENT|01.00.0000', status: 'ACTIVATED' }] })
    const script = planSh(planImport(two(), inventory))
    const putBack = 'POST PATCH integrations/PARENT%7C01.00.0000 ACTIVATED'
    answer = ({ method, path }) =>
      method === 'POST' && path.includes('PARENT') ? { status: 'DEACTIVATION_INPROGRESS' } : {}
    refuse = ({ path }) => (path.endsWith('/activationStatus') ? 503 : null)
    expect((await runbook(script, 'import')).code).toBe(1)
    server.seen.length = 0
    await runbook(script, 'undo')
    expect(asked()).toEqual([putBack, 'GET integrations/PARENT%7C01.00.0000/activationStatus'])
  })

  it('says where an activation takes too long that the next step is to come', async () => {
    for (const file of ['parent.iar', 'child.iar']) await writeFile(join(folder, file), file)
    const script = planSh(planImport(two(), target()))
    const patient = script.replace('-gt 120', '-gt 2')
    answer = ({ path }) => (path.includes('CHILD') ? { status: 'ACTIVATION_INPROGRESS' } : {})
    const { code, stderr } = await runbook(patient, 'import')
    expect([patient === script, code, stderr]).toEqual([
      false,
      1,
      'integrations/CHILD%7C01.00.0000 is still in progress.\nOnce it is done, go on with FROM=4.\n',
    ])
    answer = () => ({})
    server.seen.length = 0
    await runbook(patient, 'undo')
    expect(asked()).toEqual([
      'POST PATCH integrations/CHILD%7C01.00.0000 CONFIGURED',
      'DELETE integrations/CHILD%7C01.00.0000',
      'DELETE integrations/PARENT%7C01.00.0000',
    ])
  })

  it('names no step to go on with where the last one takes too long', async () => {
    for (const file of ['parent.iar', 'child.iar']) await writeFile(join(folder, file), file)
    const patient = planSh(planImport(two(), target())).replace('-gt 120', '-gt 2')
    answer = ({ path }) => (path.includes('PARENT') ? { status: 'ACTIVATION_INPROGRESS' } : {})
    const { code, stderr } = await runbook(patient, 'import')
    expect(code).toBe(1)
    expect(stderr).toContain('is still in progress.\nIt was the last step: once it is done, so is the import.\n')
  })

  it('never deletes on the way back what it did not bring in', async () => {
    for (const file of ['parent.iar', 'child.iar']) await writeFile(join(folder, file), file)
    const script = planSh(planImport(two(), target()))
    refuse = ({ body }) => (body.includes('child.iar') ? 409 : null)
    await runbook(script, 'import')
    server.seen.length = 0
    expect((await runbook(script, 'undo')).code).toBe(0)
    expect(asked()).toEqual(['DELETE integrations/PARENT%7C01.00.0000'])
  })

  it('goes on with the way back where one of its calls fails, and says at the end which did', async () => {
    for (const file of ['parent.iar', 'child.iar']) await writeFile(join(folder, file), file)
    const script = planSh(planImport(two(), target()))
    await runbook(script, 'import')
    server.seen.length = 0
    refuse = ({ method }) => (method === 'POST' ? 412 : null)
    const { code, stdout, stderr } = await runbook(script, 'undo')
    expect(code).toBe(1)
    expect(stdout).not.toContain('done')
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('Not all is undone: steps that failed: 1 2')
    expect(asked().filter((line) => line.startsWith('DELETE'))).toHaveLength(2)
  })

  it('shows no answer of an earlier call where one gets none', async () => {
    for (const file of ['parent.iar', 'child.iar']) await writeFile(join(folder, file), file)
    const script = planSh(planImport(two(), target()))
    answer = ({ body }) => (body.includes('child.iar') ? null : { title: 'an earlier answer' })
    const { code, stderr } = await runbook(script, 'import')
    expect(code).not.toBe(0)
    expect(stderr).toContain('Stopped at step 2. Put it right, then go on with FROM=2.')
    await runbook(script, 'import', { FROM: '3' })
    answer = ({ method }) => (method === 'POST' ? { title: 'an earlier answer' } : null)
    const undone = await runbook(script, 'undo')
    expect(undone.stderr).toContain('HTTP 000')
    expect(stderr + undone.stderr).not.toContain('an earlier answer')
  })

  it('does not export over the exports of an import before', async () => {
    for (const file of ['parent.iar', 'child.iar']) await writeFile(join(folder, file), file)
    const script = planSh(
      planImport(two(), target({ integrations: [{ id: 'PARENT|01.00.0000', status: 'CONFIGURED' }] })),
    )
    await runbook(script, 'import')
    server.seen.length = 0
    expect(await runbook(script, 'import')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('holds the record'),
    })
    expect(server.seen).toEqual([])
  })

  it('refuses to import what is blocked, unless it is told to go on', async () => {
    await writeFile(join(folder, 'parent.iar'), 'parent.iar')
    const script = planSh(planImport(two().slice(0, 1), target()))
    expect(syntaxErrors(script)).toBe('')
    expect(await runbook(script, 'import')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `BLOCKED for TEST: 1 blocker, 1 to do by hand
Put right what blocks (it stands at the head of this file) and plan anew, or say BLOCKED=go-on to go on all the same.
`,
    })
    expect(await runbook(script, 'import', { FROM: '2', BLOCKED: 'yes' })).toMatchObject({ code: 2 })
    expect(server.seen).toEqual([])
    expect(await runbook(script, 'import', { BLOCKED: 'go-on' })).toMatchObject({ code: 0 })
    expect(asked()).toContain('POST integrations/archive parent.iar')
    // The way back is open whatever the plan says.
    expect(await runbook(script, 'undo')).toMatchObject({ code: 0 })
    expect(planSh(planImport(two(), target()))).not.toContain('BLOCKED')
  })

  it('does nothing without being told which way, or without a token', async () => {
    const script = planSh(planImport(two(), target()))
    expect((await runbook(script, '')).code).toBe(2)
    expect((await runbook(script, 'undo')).code).toBe(2)
    const untold = await bash(script, {
      args: ['import'],
      env: { OIC_HOST: server.url, OIC_INSTANCE: 'x' },
      cwd: folder,
    })
    expect([untold.code === 0, untold.stderr.includes('OIC_TOKEN')]).toEqual([false, true])
    expect(server.seen).toEqual([])
  })

  it.each(['seven', '-1', '0x2', '0', '5'])(
    'does not say that all is done where %j is no step to go on from',
    async (from) => {
      for (const file of ['parent.iar', 'child.iar']) await writeFile(join(folder, file), file)
      const script = planSh(planImport(two(), target()))
      const refused = { code: 2, stdout: '', stderr: 'FROM is the number of a step, from 1 to 4.\n' }
      expect(await runbook(script, 'import', { FROM: from })).toEqual(refused)
      expect(server.seen).toEqual([])
      expect((await runbook(script, 'import')).code).toBe(0)
      expect(await runbook(script, 'undo', { FROM: from })).toEqual(refused)
    },
  )

  it('asks for the archive itself where it was read from an unzipped tree', async () => {
    const unzipped = [{ ...archive('trees/A', { integrations: [integration('A|01.00.0000')] }), zipped: false }]
    const script = planSh(planImport(unzipped, target()))
    expect((await runbook(script, 'import')).stderr).toContain('ARCHIVE_1: path of the archive as OIC exported it')
    await writeFile(join(folder, 'real "one".iar'), 'bytes')
    expect((await runbook(script, 'import', { FROM: '2', ARCHIVE_1: 'real "one".iar' })).code).toBe(0)
    expect(asked()).toEqual([
      'POST integrations/archive real %22one%22.iar',
      'POST PATCH integrations/A%7C01.00.0000 ACTIVATED',
    ])
  })

  it.each([
    ["'; touch pwned; '"],
    ['$(touch pwned)'],
    ['`touch pwned`'],
    ['a\ntouch pwned\n'],
    ['"; touch pwned; "'],
    ['\\'],
    ['../../x'],
    ['-rf'],
    ['a b?c#d&e=f;g,h%41'],
    ['ünï'],
  ])('takes the name %j for a name', async (name) => {
    const file = `${name.replaceAll('/', '_')}.iar`
    await writeFile(join(folder, file), 'bytes')
    const key = `${name}|01.00.0000`
    const archives = [
      archive(file, {
        integrations: [integration(key, [usesConnection(name), usesLookup(name)])],
        connections: [connection(name)],
        lookups: [lookup(name)],
      }),
    ]
    const inventory = target({
      environment: name,
      integrations: [{ code: name, version: '01.00.0000', status: 'ACTIVATED' }],
      lookups: [{ name, rows: [['other']] }],
    })
    const script = planSh(planImport(archives, inventory))
    expect(syntaxErrors(script)).toBe('')
    for (const way of ['import', 'undo']) expect(await runbook(script, way)).toMatchObject({ code: 0, stderr: '' })
    expect(existsSync(join(folder, 'pwned'))).toBe(false)
    const paths = new Set(server.seen.map(({ path }) => decodeURIComponent(path)))
    expect(paths).toEqual(
      new Set([
        `integrations/${key}/archive`,
        `integrations/${key}`,
        'integrations/archive',
        `lookups/${name}/archive`,
        'lookups/archive',
        `connections/${name}`,
      ]),
    )
  })
})

describe('the text of a runbook', () => {
  it('parses, whatever the names', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 12 })
    fc.assert(
      fc.property(hostile, hostile, hostile, (code, file, environment) => {
        const archives = [archive(file, { integrations: [integration(`${code}|01.00.0000`, [usesConnection(code)])] })]
        const script = planSh(planImport(archives, target({ environment })))
        expect(syntaxErrors(script)).toBe('')
        expect(script).toContain('set -euo pipefail')
      }),
      { numRuns: 25 },
    )
  })

  it.skipIf(!hasCommand('shellcheck'))('satisfies shellcheck', async () => {
    await writeFile(
      join(folder, 'script.sh'),
      planSh(planImport(two(), target({ integrations: [{ id: 'CHILD|01.00.0000', status: 'ACTIVATED' }] }))),
    )
    expect(await bash('shellcheck script.sh', { cwd: folder })).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('holds no secret and no host', () => {
    const script = planSh(planImport(two(), target()))
    expect(script.match(/https?:\/\/\S+/g)).toEqual(['https://$OIC_HOST'])
  })
})
