/**
 * Real archives against the answer keys that OIC wrote into them. The corpus lies beside the project, or in the folder
 * that IARKIT_CORPUS names; nothing of it is copied here. The keys are read from the raw files, not through the model.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Archive, type Flow, readPaths } from '../../src/node/index.js'

const named = process.env['IARKIT_CORPUS']
const beside = fileURLToPath(new URL('../../../shared/corpus', import.meta.url))
const folder = named ?? beside

/** Keys of OIC's count that count something else than processors. */
const NOT_PROCESSORS = new Set(['INTEGRATION_PROPERTIES', 'SCHEDULE_PARAMETERS', 'STITCH_ASSIGN', 'UNKNOWN_INVOKE'])

function constantCase(type: string): string {
  return type.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()
}

async function json(archive: Archive, path: string): Promise<Record<string, unknown> | null> {
  const entry = archive.entries.find((candidate) => candidate.path === path)
  if (entry === undefined) return null
  return JSON.parse(new TextDecoder().decode(await entry.bytes())) as Record<string, unknown>
}

function flowsOf(archives: readonly Archive[]): { archive: Archive; flow: Flow; title: string }[] {
  return archives.flatMap((archive) =>
    [...archive.integrations, ...archive.agents].map((flow) => ({
      archive,
      flow,
      title: `${archive.file} ${flow.id}`,
    })),
  )
}

describe.skipIf(named === undefined && !existsSync(beside))('the corpus', () => {
  let archives: readonly Archive[] = []

  beforeAll(async () => {
    const result = await readPaths([folder])
    expect(result.failed).toEqual([])
    archives = result.archives
    // Said so that a run over a wrong folder cannot pass for one over the corpus.
    process.stderr.write(
      `conformance: ${archives.length} archives, ${flowsOf(archives).length} integrations and agents\n`,
    )
  }, 600_000)

  it('is there', () => {
    expect(archives.length).toBeGreaterThan(0)
    if (named === undefined) expect(flowsOf(archives).length).toBe(29)
  })

  it('agrees with OIC in the number of actions of each type, of triggers and of invokes', async () => {
    let compared = 0
    for (const { archive, flow, title } of flowsOf(archives)) {
      const analysis = await json(archive, `${flow.folder}PROJECT-INF/analysis.json`)
      const recorded = (analysis?.['icsProject'] as { processorCount?: Record<string, number> } | undefined)
        ?.processorCount
      if (recorded === undefined) continue
      compared++
      const found: Record<string, number> = {}
      for (const [type, count] of Object.entries(flow.actionCounts)) found[constantCase(type)] = count
      found['SOURCE'] = flow.endpoints.filter(({ role }) => role === 'trigger').length
      found['TARGET'] = flow.endpoints.filter(({ role }) => role === 'invoke').length
      for (const [type, count] of Object.entries(found)) {
        if (!NOT_PROCESSORS.has(type)) expect([title, type, recorded[type] ?? 0]).toEqual([title, type, count])
      }
    }
    if (named === undefined) expect(compared).toBe(23)
  })

  it('agrees with OIC in the connections, lookups and libraries that each integration uses', async () => {
    let compared = 0
    for (const { archive, flow, title } of flowsOf(archives)) {
      const info = await json(archive, `${flow.folder}info.json`)
      const recorded = info?.['dependencies'] as Record<string, string[]> | undefined
      if (recorded === undefined) continue
      compared++
      for (const list of ['connections', 'lookups', 'libraries'] as const) {
        expect([title, list, flow.dependencies[list]]).toEqual([title, list, [...(recorded[list] ?? [])].sort()])
      }
    }
    if (named === undefined) expect(compared).toBe(16)
  })

  it('finds each lookup and library that OIC noted at an action', async () => {
    for (const { archive, flow, title } of flowsOf(archives)) {
      const entry = archive.entries.find(({ path }) => path === `${flow.folder}PROJECT-INF/project.xml`)
      if (entry === undefined) continue
      const text = new TextDecoder().decode(await entry.bytes())
      const noted = (name: string) =>
        [...text.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))]
          .flatMap((match) => (match[1] ?? '').split(','))
          .map((value) => value.trim())
          .filter((value) => value !== '')
      for (const lookup of noted('dependent-dvms'))
        expect([title, flow.dependencies.lookups]).toEqual([title, expect.arrayContaining([lookup])])
      for (const api of [...noted('dependent-xpath-apis'), ...noted('apiid')]) {
        const library = api.split(':').slice(0, 2).join('|')
        expect([title, flow.dependencies.libraries]).toEqual([title, expect.arrayContaining([library])])
      }
    }
  })

  it('has every used lookup and connection bundled in the exports that bundle them', () => {
    for (const { archive, flow, title } of flowsOf(archives)) {
      if (archive.kind !== 'integration' || !archive.zipped) continue
      const connections = archive.connections.map(({ code }) => code)
      const lookups = archive.lookups.map(({ name }) => name)
      for (const code of flow.dependencies.connections)
        expect([title, connections]).toEqual([title, expect.arrayContaining([code])])
      for (const name of flow.dependencies.lookups)
        expect([title, lookups]).toEqual([title, expect.arrayContaining([name])])
    }
  })

  it('has no entry without a role, no element unknown, no disagreement, nothing malformed and nothing missing', () => {
    const odd = archives.flatMap(({ file, diagnostics }) =>
      diagnostics
        .filter(({ code }) => code !== 'wrong-encoding' && code !== 'junk-entry')
        .map((diagnostic) => ({ file, ...diagnostic })),
    )
    expect(odd).toEqual([])
    for (const { flow, title } of flowsOf(archives)) expect([title, flow.unknownElements]).toEqual([title, []])
  })

  it('gives evidence that stands where it says', async () => {
    let checked = 0
    for (const { archive, flow, title } of flowsOf(archives)) {
      const texts = new Map<string, string[]>()
      for (const { kind, evidence } of flow.references) {
        if (evidence.line === null || evidence.column === null) continue
        const entry = archive.entries.find(({ path }) => path === evidence.entry)
        expect([title, evidence.entry, entry?.path]).toEqual([title, evidence.entry, evidence.entry])
        if (entry === undefined) continue
        const lines =
          texts.get(entry.path) ?? new TextDecoder('windows-1252').decode(await entry.bytes()).split(/\r\n?|\n/)
        texts.set(entry.path, lines)
        const there = (lines[evidence.line - 1] ?? '').slice(evidence.column - 1)
        // The first word is enough: quotes are written as entities in one format and as they are in another.
        const [word = ''] = /^[\w.:-]*/.exec(evidence.text.split('|')[0] ?? '') ?? []
        expect([title, kind, evidence.entry, there.slice(0, word.length)]).toEqual([title, kind, evidence.entry, word])
        checked++
      }
    }
    expect(checked).toBeGreaterThan(0)
  })

  it('tells lookups with their columns and rows, as the CSV exports of the same lookups have them', () => {
    for (const csv of archives.filter(({ kind }) => kind === 'lookup')) {
      const [lone] = csv.lookups
      const twin = archives
        .flatMap(({ kind, lookups }) => (kind === 'lookup' ? [] : lookups))
        .find(({ name }) => name === lone?.name)
      if (twin === undefined || named !== undefined) continue
      expect(lone?.columns).toEqual(twin.columns)
      expect(lone?.rows.map(({ cells }) => cells)).toEqual(twin.rows.map(({ cells }) => cells))
    }
    if (named === undefined) expect(archives.filter(({ kind }) => kind === 'lookup')).toHaveLength(4)
  })

  it('reads the same integration alike from an archive and from its tree', () => {
    if (named !== undefined) return
    const twins = flowsOf(archives).filter(({ flow }) => flow.code === 'SR_SCHEDULEDDISPATC')
    expect(twins).toHaveLength(2)
    const [a, b] = twins
    expect(a?.flow.actionCounts).toEqual(b?.flow.actionCounts)
    expect(a?.flow.dependencies).toEqual(b?.flow.dependencies)
  })
})
