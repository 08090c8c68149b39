/** Laws that hold for any estate, whatever it calls and holds. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildGraph } from '../../src/graph/index.js'
import { inventoryFromArchives, mergeInventories, type TargetInventory } from '../../src/inventory/index.js'
import type { Archive } from '../../src/model/types.js'
import { type ImportPlan, type ImportPolicy, planImport } from '../../src/plan/index.js'
import { planJson } from '../../src/report/plan-json.js'
import { planMarkdown } from '../../src/report/plan-markdown.js'
import { planSh } from '../../src/report/plan-sh.js'
import { planText } from '../../src/report/plan-text.js'
import {
  archive,
  call,
  connection,
  integration,
  library,
  lookup,
  usesConnection,
  usesLibrary,
  usesLookup,
} from '../support/estate.js'

const key = fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.constantFrom('01.00.0000', '01.01.0000', '02.00.0000'))
const project = fc.constantFrom(null, null, 'P')

const reference = fc.oneof(
  fc
    .tuple(key, project, fc.boolean())
    .map(([[code, version], scope, dynamic]) => call(`${code}|${version}`, { project: scope, dynamic })),
  fc.constantFrom('DB', 'REST', 'PRESEEDED_RPA_1').map(usesConnection),
  fc.constantFrom('L', 'M').map(usesLookup),
  fc.constantFrom('T|01.00.0000').map(usesLibrary),
)

const anArchive: fc.Arbitrary<Archive> = fc
  .record({
    keys: fc.uniqueArray(key, { minLength: 1, maxLength: 3, selector: (parts) => parts.join('|') }),
    references: fc.array(reference, { maxLength: 4 }),
    scope: project,
    status: fc.constantFrom('ACTIVATED', 'CONFIGURED', 'INPROGRESS', ''),
    ready: fc.constantFrom('CONFIGURED', 'IN_PROGRESS', ''),
    zipped: fc.boolean(),
  })
  .map(({ keys, references, scope, status, ready, zipped }) => {
    const kept = scope === null ? keys.slice(0, 1) : keys
    const integrations = kept.map(([code, version]) => ({
      ...integration(`${code}|${version}`, references, { project: scope }),
      status,
    }))
    return {
      ...archive(
        `${scope ?? ''}${kept.map((parts) => parts.join('_')).join('+')}`,
        {
          integrations,
          connections: [connection('DB', { project: scope, status: ready, agentGroup: 'G' })],
          lookups: [
            lookup('L', { project: scope, columns: ['K'], rows: [{ cells: ['a'], entry: 'L', line: 1, column: 1 }] }),
          ],
          libraries: [library('T|01.00.0000', { project: scope })],
        },
        scope,
      ),
      zipped,
    }
  })

/** A set as a folder holds it: no two files of one name. */
const estate = fc.uniqueArray(anArchive, { minLength: 1, maxLength: 5, selector: ({ file }) => file })

const policy = fc.constantFrom<NonNullable<ImportPolicy['conflict']>>('replace', 'skip', 'fail')

/** Scope, code and major version of an integration: one of them runs. */
const familyOf = (id: string) => id.replace(/\|(\d+).*/, '|$1')

/** Whether calls lead from one integration back to another, where the versions of one major version stand for one another. */
function callsBack(graph: ReturnType<typeof buildGraph>): (from: string, to: string) => boolean {
  const called = new Map<string, Set<string>>()
  for (const { from, to, kind } of graph.edges) {
    if (kind !== 'calls') continue
    called.set(familyOf(from), (called.get(familyOf(from)) ?? new Set()).add(familyOf(to)))
  }
  return (from, to) => {
    const reached = new Set([familyOf(from)])
    for (const family of reached) for (const next of called.get(family) ?? []) reached.add(next)
    return reached.has(familyOf(to))
  }
}

describe('a plan', () => {
  it('creates nothing that an inventory made from the same archives shows', () => {
    fc.assert(
      fc.property(estate, (archives) => {
        const { actions } = planImport(archives, inventoryFromArchives(archives))
        expect(actions.filter(({ action }) => action === 'create')).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('says of each artifact of the archives what becomes of it, once', () => {
    fc.assert(
      fc.property(estate, estate, policy, (archives, others, conflict) => {
        const { actions } = planImport(archives, inventoryFromArchives(others), { conflict })
        const ids = actions.map(({ artifact }) => artifact)
        expect(new Set(ids).size).toBe(ids.length)
        const present = buildGraph(archives).nodes.filter((node) => node.present)
        expect(present.filter(({ id }) => !ids.includes(id)).map(({ id }) => id)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('activates children before their callers, each once, and nothing that is left out', () => {
    fc.assert(
      fc.property(estate, estate, (archives, others) => {
        const plan = planImport(archives, inventoryFromArchives(others), { conflict: 'skip' })
        const { activationOrder, activationWaves } = plan
        expect(activationWaves.flat()).toEqual(activationOrder)
        expect(new Set(activationOrder).size).toBe(activationOrder.length)
        const place = new Map(activationOrder.map((id, at) => [id, at]))
        const graph = buildGraph(archives)
        const ringed = new Set(graph.cycles().flat())
        for (const id of activationOrder) {
          expect(plan.actions.find(({ artifact }) => artifact === id)?.action).not.toBe('skip')
          for (const { to, kind } of graph.edgesFrom(id)) {
            if (kind !== 'calls' || !place.has(to) || ringed.has(id) || ringed.has(to)) continue
            expect(place.get(to)).toBeLessThan(place.get(id) ?? -1)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('takes back on the way back only steps that there are', () => {
    fc.assert(
      fc.property(estate, estate, policy, (archives, others, conflict) => {
        const { steps, undo } = planImport(archives, inventoryFromArchives(others), { conflict })
        for (const { undoes, text } of undo) {
          expect([text, undoes.length]).not.toEqual([text, 0])
          for (const at of undoes) expect(steps[at - 1]).toBeDefined()
        }
        const saved = new Set(steps.flatMap(({ call: made }) => made?.saveAs ?? []))
        const used = undo.flatMap(({ call: made }) =>
          made?.upload && 'saved' in made.upload ? [made.upload.saved] : [],
        )
        expect(used.filter((file) => !saved.has(file))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('activates again what it deactivates, or says why not, whatever is selected', () => {
    fc.assert(
      fc.property(estate, estate, (archives, others) => {
        const select = archives.flatMap(({ integrations }) => integrations.map(({ id }) => id)).slice(0, 1)
        const plan = planImport(archives, inventoryFromArchives(others), { select })
        const told = new Set([...plan.activationOrder, ...plan.notActivated.map(({ artifact }) => artifact)])
        const deactivated = plan.steps.filter(({ phase }) => phase === 'deactivate').map(({ artifact }) => artifact)
        expect(deactivated.filter((id) => !told.has(id))).toEqual([])
        for (const id of plan.notActivated) expect(plan.activationOrder).not.toContain(id.artifact)
        for (const { text, undoes } of plan.undo) expect([text, undoes.length]).not.toEqual([text, 0])
      }),
      { numRuns: 1000 },
    )
  })

  it('is blocked where it leaves nothing running of what it deactivates', () => {
    fc.assert(
      fc.property(estate, estate, policy, (archives, others, conflict) => {
        const plan = planImport(archives, inventoryFromArchives(others), { conflict })
        if (plan.verdict === 'blocked') return
        const running = new Set(plan.activationOrder.map(familyOf))
        const deactivated = plan.steps.filter(({ phase, call: made }) => phase === 'deactivate' && made !== null)
        expect(deactivated.filter(({ artifact }) => !running.has(familyOf(artifact)))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('stops callers before their children, and activates children before them on the way back, each once', () => {
    fc.assert(
      fc.property(estate, (archives) => {
        const { integrations = [], ...inventory } = inventoryFromArchives(archives)
        const running = integrations.map((item) => ({ ...item, status: 'ACTIVATED' }))
        const plan = planImport(archives, { ...inventory, integrations: running })
        const graph = buildGraph(archives)
        const returns = callsBack(graph)
        const callsOf = (id: string) =>
          graph.edgesFrom(id).filter(({ kind, to }) => kind === 'calls' && !returns(to, id))
        const made = (steps: ImportPlan['steps'], wanted: string) =>
          steps.filter(({ phase, call: done }) => phase === wanted && done !== null)
        const back = made(plan.undo, 'activate')
        expect(new Set(back.map(({ call: done }) => done?.path)).size).toBe(back.length)
        for (const ids of [made(plan.steps, 'deactivate'), back.reverse()].map((steps) =>
          steps.map(({ artifact }) => artifact),
        ))
          for (const [at, id] of ids.entries())
            for (const { to } of callsOf(id)) expect(ids.slice(0, at)).not.toContain(to)
      }),
      { numRuns: 500 },
    )
  })

  it('is the same twice, in every format', () => {
    fc.assert(
      fc.property(estate, estate, (archives, others) => {
        const inventory: TargetInventory = mergeInventories(inventoryFromArchives(others))
        const write = () => {
          const plan = planImport(archives, inventory)
          return [planText(plan), planMarkdown(plan), planJson(plan), planSh(plan)]
        }
        expect(write()).toEqual(write())
      }),
      { numRuns: 30 },
    )
  })
})
