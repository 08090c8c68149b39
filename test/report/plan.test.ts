import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { readInventory } from '../../src/inventory/index.js'
import { type Archive, readArchive } from '../../src/model/index.js'
import { type ImportPlan, planImport } from '../../src/plan/index.js'
import { inventoryText } from '../../src/report/inventory-text.js'
import { planJson } from '../../src/report/plan-json.js'
import { planMarkdown } from '../../src/report/plan-markdown.js'
import { planSh } from '../../src/report/plan-sh.js'
import { planText } from '../../src/report/plan-text.js'
import { archive, connection, integration, lookup, usesConnection, usesLookup } from '../support/estate.js'
import { ESTATE, fixture } from '../support/fixture.js'

const inventory = readInventory(JSON.parse(readFileSync('fixtures/retail-test-inventory.json', 'utf8')))
const at = '2026-05-01T00:00:00Z'

describe('the plan of the retail estate for TEST', () => {
  let plan: ImportPlan

  beforeAll(async () => {
    const archives: Archive[] = []
    for (const [file, name] of Object.entries(ESTATE)) archives.push(await readArchive(fixture(name), { name: file }))
    plan = planImport(archives, inventory, { at })
  })

  it('reads as a checklist', async () => {
    await expect(planText(plan)).toMatchFileSnapshot('golden/plan-retail.golden.txt')
  })

  it('reads as Markdown with boxes to tick', async () => {
    await expect(planMarkdown(plan)).toMatchFileSnapshot('golden/plan-retail.golden.md')
  })

  it('reads as a runbook', async () => {
    await expect(planSh(plan)).toMatchFileSnapshot('golden/plan-retail.golden.sh')
  })

  it('has the JSON of the contract', () => {
    const json = JSON.parse(planJson(plan)) as Record<string, unknown[]>
    expect(json).toMatchObject({ formatVersion: 1, environment: 'TEST', verdict: 'blocked', failed: [] })
    expect(json['actions']).toContainEqual(
      expect.objectContaining({
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        action: 'replace',
        why: expect.stringContaining('active'),
      }),
    )
    expect(json['activationOrder']?.indexOf('integration:ORDER_FULFIL|01.00.0000')).toBeLessThan(
      json['activationOrder']?.indexOf('integration:ORDER_INTAKE|01.00.0000') ?? -1,
    )
    expect(json['manualSteps']).toContainEqual({
      artifact: 'connection:STOCK_SOAP',
      step: 'configure',
      detail: 'STOCK_SOAP (new): user name, password, certificate STOCK_TRUST',
    })
    expect(json['actions']).toContainEqual(
      expect.objectContaining({
        artifact: 'certificate:CARRIER_HOST_KEY',
        action: 'blocked',
        why: 'there, but expired on 2025-12-31: calls over CARRIER_SFTP fail',
      }),
    )
    expect(json['risks']).toContainEqual({
      artifact: 'library:PRICE_TOOLS|01.00.0000',
      detail: expect.stringContaining('beside another version'),
    })
  })

  it('names what could not be read, in text, Markdown and JSON', () => {
    const failed = [{ file: 'BROKEN.iar', code: 'truncated' as const, message: 'The zip is cut off.' }]
    expect(planText(plan, { failed })).toContain('Not read: BROKEN.iar: The zip is cut off. (truncated)\n')
    expect(planMarkdown(plan, failed)).toContain('## Not read\n\n- BROKEN.iar: The zip is cut off. (truncated)\n')
    expect(JSON.parse(planJson(plan, failed))).toMatchObject({ failed })
    expect(planSh(plan, failed)).toContain('# not read: BROKEN.iar: The zip is cut off. (truncated)\n')
  })

  it('is ready only with all that was to be imported', () => {
    const failed = [{ file: 'BROKEN.iar', code: 'truncated' as const, message: 'The zip is cut off.' }]
    const none = readInventory({ formatVersion: 1 })
    expect(planImport([], none)).toMatchObject({ verdict: 'unknown', failed: [] })
    expect(planImport([], none, { unknown: 'block' }).verdict).toBe('blocked')
    const told = planImport([], none, { failed })
    expect(JSON.parse(planJson(told))).toMatchObject({ verdict: 'unknown', failed })
    expect(planText(told)).toBe(planText(planImport([], none), { failed }))
  })
})

it('says of several what is the same of them, in the plural', () => {
  const keys = ['A|01.00.0000', 'B|01.00.0000', 'C|01.00.0000']
  const car = archive('P.car', { integrations: keys.map((key) => integration(key, [], { project: 'P' })) }, 'P')
  const empty = readInventory({ formatVersion: 1, integrations: [], projects: [] })
  expect(planText(planImport([car], empty, { select: ['A'] }))).toContain(
    ' ! B 01.00.0000, C 01.00.0000 are not selected, but in one project with what is: not activated\n',
  )
})

it('shows of a row that changed the columns that both tables have', () => {
  const row = { cells: ['a', 'x', '1'], entry: 'L', line: 1, column: 1 }
  const held = archive('A.iar', {
    integrations: [integration('A|01.00.0000', [usesLookup('L')])],
    lookups: [lookup('L', { columns: ['K', 'NEW', 'V'], rows: [row] })],
  })
  const lists = { integrations: [], lookups: [{ name: 'L', columns: ['V', 'K'], rows: [['2', 'a']] }] }
  const text = planText(planImport([held], readInventory({ formatVersion: 1, ...lists })))
  expect(text).toContain('     columns there: V, K; here: K, NEW, V\n     row a: V 2 there, 1 here\n')
})

it('shows rows that differ below what says so, whatever else there is to say of the lookup', () => {
  const held = (code: string, cell: string) =>
    archive(`${code}.iar`, {
      integrations: [integration(`${code}|01.00.0000`, [usesLookup('L')])],
      lookups: [lookup('L', { columns: ['K'], rows: [{ cells: [cell], entry: 'L', line: 1, column: 1 }] })],
    })
  const lists = { integrations: [], lookups: [{ name: 'L', columns: ['K'], rows: [['b']], lockedFlag: true }] }
  const text = planText(planImport([held('A', 'a'), held('B', 'c')], readInventory({ formatVersion: 1, ...lists })))
  const above = text
    .slice(0, text.indexOf('     row only here'))
    .replace(/\n {3}(?=\S)/g, ' ')
    .trimEnd()
  expect(above.split('\n').at(-1)).toMatch(/^ \? lookup L differs in 2 rows: /)
  expect(text).toContain('? lookup L differs between A.iar, B.iar: ')
})

describe('where what is unknown blocks', () => {
  const archives = [
    archive('A.iar', {
      integrations: [integration('A|01.00.0000', [usesConnection('DB'), usesConnection('ERP'), usesLookup('L')])],
      connections: [connection('DB'), connection('ERP')],
      lookups: [lookup('L', { columns: ['K'], rows: [{ cells: ['a'], entry: 'L', line: 1, column: 1 }] })],
    }),
    archive('broken.iar'),
  ]
  const lists = { integrations: [], lookups: [{ name: 'L', columns: ['K'], rows: [['b']] }] }
  const made = (unknown: 'block' | 'risk') =>
    planImport(archives, readInventory({ formatVersion: 1, environment: 'TEST', ...lists }), { unknown })
  const asked = '(blocks, as --unknown block was asked for)'
  const connections = `DB, ERP: the inventory has no list of connections ${asked}`

  it('each unknown and each not checked thing is a blocker, with the reason', () => {
    const lines = planText(made('block'))
      .replace(/\n {3}(?=\S)/g, ' ')
      .split('\n')
    expect(lines[0]).toBe('BLOCKED for TEST: 4 blockers, 1 not checked, 3 to do by hand')
    expect(lines.filter((line) => / [x?] /.test(line))).toEqual([
      ` x ${connections}`,
      expect.stringMatching(/^ x lookup L: .*\(blocks, as --unknown block was asked for\)$/),
      ` x broken.iar: no integration in it could be read ${asked}`,
    ])
    expect(lines).toContain('     row only here: a')
  })

  it('also in Markdown and in a runbook', () => {
    expect(planMarkdown(made('block'))).toContain(`- **Blocker:** ${connections}\n`)
    expect(planSh(made('block'))).toContain(`# blocker: ${connections}\n`)
  })

  it('and nowhere else', () => {
    expect(planText(made('risk'))).not.toMatch(/ x |--unknown/)
  })
})

it('shows an inventory list by list, with what it does not tell', async () => {
  await expect(inventoryText(inventory)).toMatchFileSnapshot('golden/inventory-retail.golden.txt')
})

describe('the head of a plan', () => {
  it('says of what day the target is that it was made for', () => {
    const made = planImport(
      [archive('A.iar', { integrations: [integration('A|01.00.0000')] })],
      readInventory({ formatVersion: 1, environment: 'TEST', takenAt: '2024-05-01T10:00:00Z', integrations: [] }),
    )
    expect(planText(made)).toMatch(/^READY for TEST as of 2024-05-01: nothing to do by hand\n/)
    expect(JSON.parse(planJson(made))).toMatchObject({ takenAt: '2024-05-01T10:00:00Z' })
    expect(planText({ ...made, takenAt: 'last Tuesday' })).toMatch(/^READY for TEST as of last Tuesday: /)
  })
})

describe('an integration of which nobody knows what becomes', () => {
  it('says why, and apart from that what else may go wrong with it', () => {
    const inProject = (version: string) => integration(`A|${version}`, [], { project: 'P' })
    const inventoryOfP = readInventory({
      formatVersion: 1,
      projects: [{ code: 'P' }],
      integrations: [{ id: 'A|01.00.0000', status: 'ACTIVATED', projectId: 'P' }],
    })
    const car = archive('P.car', { integrations: [inProject('01.01.0000')] }, 'P')
    const lines = planMarkdown(planImport([car], inventoryOfP)).split('\n')
    expect(lines).toContain('- **Unknown:** A 01.01.0000: not there: comes in if the import merges into the project')
    expect(lines.filter((line) => line.startsWith('- **Risk:** A 01.01.0000 deactivates 01.00.0000'))).toHaveLength(1)
  })
})

describe('names that mean something elsewhere', () => {
  const hostile = '\u001b[31m*_x_* <img src=x> [a](b) @all | `c` # 1.\n- [x] done'
  const plan = planImport(
    [
      archive(hostile, {
        integrations: [integration('A|01.00.0000', [usesConnection(hostile), usesLookup(hostile)])],
        connections: [connection(hostile)],
        lookups: [lookup(hostile)],
      }),
    ],
    readInventory({ formatVersion: 1, environment: hostile, connections: [], integrations: [], lookups: [] }),
  )

  it('cannot colour a terminal or fake a line', () => {
    const text = planText(plan)
    expect(text).not.toContain('\u001b')
    expect(text.split('\n').filter((line) => /^\s*- \[x\]/.test(line))).toEqual([])
  })

  it('cannot be anything but a name in Markdown', () => {
    const markdown = planMarkdown(plan)
    expect(markdown).not.toMatch(/(?<!\\)<img|(?<!\\)\[a\]|@all|(?<!\\)`c`/)
    expect(markdown.split('\n').filter((line) => line.startsWith('- [x]'))).toEqual([])
  })
})
