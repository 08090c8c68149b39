import { describe, expect, it } from 'vitest'
import { readInventory, type TargetInventory } from '../../src/inventory/index.js'
import type { Archive, Integration, Library } from '../../src/model/types.js'
import { type ImportPlan, type ImportPolicy, planImport } from '../../src/plan/index.js'
import {
  archive,
  call,
  connection,
  event,
  integration,
  library,
  lookup,
  usesConnection,
  usesLibrary,
  usesLookup,
} from '../support/estate.js'

/** A target that is known in full, and empty but for what a test names. */
function target(lists: Readonly<Record<string, unknown>> = {}): TargetInventory {
  const none = { integrations: [], connections: [], lookups: [], libraries: [], packages: [], projects: [] }
  return readInventory({
    formatVersion: 1,
    environment: 'TEST',
    ...none,
    certificates: [],
    agentGroups: [],
    eventTypes: [],
    ...lists,
  })
}

const there = (id: string, more: object = {}) => ({ id, status: 'ACTIVATED', lockedFlag: false, ...more })

/** The `.iar` of one integration. */
const iar = (
  key: string,
  references: Parameters<typeof integration>[1] = [],
  more: Partial<Integration> = {},
): Archive => archive(`${key.replace('|', '_')}.iar`, { integrations: [{ ...integration(key, references), ...more }] })

function plan(
  archives: readonly Archive[],
  inventory: TargetInventory = target(),
  policy: ImportPolicy = {},
): ImportPlan {
  return planImport(archives, inventory, policy)
}

/** An agent that calls a pattern of its own project, one that the archive holds or that is OIC's. */
function agentWithPattern(isHeld: boolean): Archive {
  const {
    style: _,
    package: __,
    ...flow
  } = integration('HELPER|01.00.0000', [call('THINK|01.00.0000', { project: 'P' })], {
    project: 'P',
  })
  const agent = { ...flow, kind: 'agent', id: 'agent:P/HELPER|01.00.0000' } as const
  const dependencies = isHeld ? {} : { patterns: ['THINK|01.00.0000'] }
  const location = { entry: 'content.json', line: 1, column: 1 }
  const pattern = {
    code: 'THINK',
    version: '01.00.0000',
    name: '',
    description: '',
    content: null,
    project: 'P',
    location,
  }
  return archive(
    'p.car',
    {
      agents: [{ ...agent, recorded: { ...flow.recorded, dependencies } }],
      patterns: isHeld ? [{ kind: 'pattern', ...pattern }] : [],
    },
    'P',
  )
}

function actionOf({ actions }: ImportPlan, artifact: string): string {
  const found = actions.find((action) => action.artifact === artifact)
  return found === undefined ? 'none' : `${found.action}: ${found.why}`
}

const calls = ({ steps }: ImportPlan, ...phases: readonly string[]) =>
  steps
    .filter(({ phase, call: made }) => phases.includes(phase) && made !== null)
    .map(({ call: made }) => `${made?.method} ${made?.path}`)

const A = 'integration:A|01.00.0000'

describe('patterns of AI agents', () => {
  it.each([true, false])('asks for none that an agent calls, held by the archive: %s', (isHeld) => {
    const { actions, risks, notChecked } = plan([agentWithPattern(isHeld)], target({ projects: [{ code: 'P' }] }))
    expect(JSON.stringify([actions, risks, notChecked])).not.toContain('THINK')
  })
})

describe('an integration in an .iar', () => {
  it('is added where it is not there', () => {
    const made = plan([iar('A|01.00.0000')])
    expect(actionOf(made, A)).toBe('create: not there: POST adds it (PUT: 404)')
    expect(calls(made, 'import')).toEqual(['POST integrations/archive'])
    expect(made.verdict).toBe('ready')
  })

  it('is exported, deactivated, replaced and activated where it is there and active', () => {
    const made = plan([iar('A|01.00.0000')], target({ integrations: [there('A|01.00.0000')] }))
    expect(actionOf(made, A)).toBe('replace: there and active: deactivate it, then PUT replaces it (POST: 409)')
    expect(made.steps.map(({ phase }) => phase)).toEqual(['backup', 'deactivate', 'import', 'activate'])
    expect(calls(made, 'backup', 'deactivate', 'import', 'activate')).toEqual([
      'GET integrations/A%7C01.00.0000/archive',
      'POST integrations/A%7C01.00.0000',
      'PUT integrations/archive',
      'POST integrations/A%7C01.00.0000',
    ])
  })

  it('is active in whatever way the inventory says so, as lint has it', () => {
    const found = target({ integrations: [there('A|01.00.0000')] })
    for (const status of ['ACTIVATED', 'activated', 'Active', 'ACTIVATED_WITH_WARNINGS']) {
      const inventory = { ...found, integrations: (found.integrations ?? []).map((item) => ({ ...item, status })) }
      expect([status, calls(plan([iar('A|01.00.0000')], inventory), 'deactivate').length]).toEqual([status, 1])
    }
  })

  it('is replaced without deactivation where it is there and not active', () => {
    const made = plan(
      [iar('A|01.00.0000')],
      target({ integrations: [there('A|01.00.0000', { status: 'CONFIGURED' })] }),
    )
    expect(actionOf(made, A)).toBe('replace: there: PUT replaces it (POST: 409)')
    expect(calls(made, 'deactivate')).toEqual([])
  })

  it('is a risk where a draft is there, at which somebody may be at work', () => {
    const risks = (status: string) =>
      plan([iar('A|01.00.0000')], target({ integrations: [there('A|01.00.0000', { status })] })).risks
    expect(risks('DRAFT')).toMatchObject([
      { artifact: A, detail: 'is a draft there, which is replaced: somebody may be at work on it' },
    ])
    expect(risks('CONFIGURED')).toEqual([])
  })

  it('is deactivated by hand, if need be, where nobody said whether it is active', () => {
    const made = plan([iar('A|01.00.0000')], target({ integrations: [{ id: 'A|01.00.0000' }] }))
    const [step] = made.steps.filter(({ phase }) => phase === 'deactivate')
    expect(step).toMatchObject({
      call: null,
      text: expect.stringMatching(/^see whether A 01\.00\.0000 is active there/),
    })
  })

  it('is blocked where it is locked', () => {
    const made = plan([iar('A|01.00.0000')], target({ integrations: [there('A|01.00.0000', { lockedFlag: true })] }))
    expect(actionOf(made, A)).toBe('blocked: locked there: unlock it first')
    expect(made.verdict).toBe('blocked')
  })

  it('is left alone or blocked, as the policy says', () => {
    const inventory = target({ integrations: [there('A|01.00.0000')] })
    const skipped = plan([iar('A|01.00.0000')], inventory, { conflict: 'skip' })
    expect(actionOf(skipped, A)).toBe('skip: there already: left as it is')
    expect([skipped.activationOrder, skipped.steps, skipped.undo]).toEqual([[], [], []])
    const failed = plan([iar('A|01.00.0000')], inventory, { conflict: 'fail' })
    expect(actionOf(failed, A)).toBe('blocked: there already: POST fails with 409')
  })

  it('is unknown where the inventory has no list of integrations, and that is said', () => {
    const made = plan([iar('A|01.00.0000')], readInventory({ formatVersion: 1, lookups: [] }))
    expect(made.actions[0]).toMatchObject({ action: 'unknown', notChecked: true })
    expect(made.notChecked).toEqual([{ what: 'integrations', why: 'the inventory has no list of them' }])
    expect(made.verdict).toBe('unknown')
    expect(
      plan([iar('A|01.00.0000')], readInventory({ formatVersion: 1, lookups: [] }), { unknown: 'block' }).verdict,
    ).toBe('blocked')
  })

  it('is looked for by hand where the inventory does not tell of it, and nothing is deactivated for an import that then fails', () => {
    const made = plan(
      [iar('A|01.00.0000'), iar('B|01.00.0000')],
      readInventory({ formatVersion: 1, takenAt: '2026-03-01T00:00:00Z' }),
    )
    expect(made.steps.map(({ phase, text }) => (phase === 'before' ? text : phase))).toEqual([
      'see whether A 01.00.0000, B 01.00.0000 are there: if so, adding them fails with 409, so plan anew with an inventory that lists them',
      'import',
      'import',
      'activate',
      'activate',
    ])
    expect(made.takenAt).toBe('2026-03-01T00:00:00Z')
  })

  it('is unknown where one of its files could not be read, and that is said', () => {
    const at = { entry: 'a/project.xml', line: 1, column: 1 }
    const broken = (code: 'malformed-content' | 'wrong-encoding') => ({
      ...iar('A|01.00.0000'),
      diagnostics: [
        { code, severity: 'error' as const, message: 'A tag is not closed.', ...at },
        { code, severity: 'error' as const, message: 'There is no root element.', ...at },
      ],
    })
    const made = plan([broken('malformed-content')])
    expect(made.verdict).toBe('unknown')
    expect(made.notChecked).toEqual([
      {
        what: 'what a/project.xml of A_01.00.0000.iar needs',
        why: 'the file could not be read: A tag is not closed.',
      },
    ])
    expect(plan([broken('malformed-content')], target(), { unknown: 'block' }).verdict).toBe('blocked')
    expect(plan([broken('wrong-encoding')]).verdict).toBe('ready')
  })

  it('is unknown where the list is not whole and does not name it', () => {
    const inventory = target({ integrations: { items: [], hasMore: true }, incomplete: ['integrations'] })
    expect(plan([iar('A|01.00.0000')], inventory).actions[0]).toMatchObject({ action: 'unknown', notChecked: true })
  })

  it('deactivates what is active in the same major version, and only that', () => {
    const inventory = target({
      integrations: [there('A|01.00.0000', { scheduleDefinedFlag: true }), there('A|02.00.0000')],
    })
    const made = plan([iar('A|01.01.0000')], inventory)
    expect(made.risks.map(({ detail }) => detail)).toEqual([
      'deactivates 01.00.0000, which is active there, when it is activated; pending requests are lost',
    ])
    expect(calls(made, 'stop')).toEqual(['POST integrations/A%7C01.00.0000/schedule/stop'])
    const back = made.undo.map(({ text }) => text)
    expect(back).toEqual([
      'deactivate A 01.01.0000',
      'delete the integration A 01.01.0000',
      'activate A 01.00.0000',
      'start the schedule of A 01.00.0000',
    ])
  })

  it('deactivates nothing where it is not activated itself', () => {
    const inventory = target({ integrations: [there('A|01.00.0000')] })
    expect(plan([iar('A|01.01.0000', [], { percentComplete: 80 })], inventory).risks).toEqual([])
  })

  it('is a step back where a newer version of the same major is there', () => {
    const made = plan(
      [iar('A|01.00.0000')],
      target({ integrations: [there('A|01.02.0000', { status: 'CONFIGURED' })] }),
    )
    expect(made.risks.map(({ detail }) => detail)).toEqual(['is a step back: 01.02.0000 is there'])
  })

  it('is imported once where two archives hold the same, and blocked where they differ', () => {
    const first = iar('A|01.00.0000')
    const same = plan([first, { ...first, file: 'copy.iar' }])
    expect(same.archives.map(({ action }) => action)).toEqual(['create', 'skip'])
    const other = plan([first, { ...iar('A|01.00.0000', [], { description: 'another' }), file: 'copy.iar' }])
    expect(other.archives[1]).toMatchObject({ action: 'blocked', why: expect.stringContaining('with other content') })
    expect(other.verdict).toBe('blocked')
  })

  it('is the same in a copy also where a third differs', () => {
    const [first, other] = [iar('A|01.00.0000'), iar('A|01.00.0000', [], { description: 'another' })]
    const { archives } = plan([first, { ...first, file: 'copy.iar' }, { ...other, file: 'other.iar' }])
    expect(archives.map(({ action, why }) => `${action}: ${why}`).slice(1)).toEqual([
      'skip: the same is in A_01.00.0000.iar',
      'blocked: A_01.00.0000.iar holds A 01.00.0000 with other content: import one of them',
    ])
  })

  it('is imported once where two archives hold it in another state, and its connections are no risk', () => {
    const held = archive('A.iar', { integrations: [integration('A|01.00.0000')], connections: [connection('DB')] })
    const made = plan([
      held,
      archive('copy.iar', {
        integrations: [{ ...integration('A|01.00.0000'), status: 'CONFIGURED' }],
        connections: [connection('DB', { status: 'INPROGRESS', percentComplete: 33 })],
      }),
    ])
    expect(made.archives.map(({ action }) => action)).toEqual(['create', 'skip'])
    expect(made.risks).toEqual([])
  })

  it('is not activated where it was a draft', () => {
    const made = plan([iar('A|01.00.0000', [], { percentComplete: 60 })])
    expect(made.activationOrder).toEqual([])
    expect(made.notActivated).toEqual([
      { artifact: A, label: 'A 01.00.0000', why: 'not complete when it was exported (60 %)' },
    ])
  })
})

describe('an integration that was a draft', () => {
  const draft = (key: string, percentComplete = 80): Archive => iar(key, [], { percentComplete })
  const caller = iar('CALLER|01.00.0000', [call('A|01.00.0000')])
  const why = 'there and active, but not complete when it was exported (80 %): it cannot be activated again'

  it('blocks where it would take the place of one that runs', () => {
    const made = plan([draft('A|01.00.0000')], target({ integrations: [there('A|01.00.0000')] }))
    expect([made.verdict, actionOf(made, A)]).toEqual(['blocked', `blocked: ${why}`])
    expect(made.steps[0]).toMatchObject({
      phase: 'before',
      text: 'finish A 01.00.0000 and export it again: it was not complete when it was exported (80 %)',
    })
    const byStatus = iar('A|01.00.0000', [], { percentComplete: null, status: 'DRAFT' })
    expect(plan([byStatus], target({ integrations: [there('A|01.00.0000')] })).verdict).toBe('blocked')
  })

  it('is one as well that OIC found errors in, as lint has it', () => {
    const faulty = iar('A|01.00.0000', [], { percentComplete: 100, hasErrors: true })
    const text = 'faulty when it was exported (OIC found errors in it)'
    expect(plan([faulty]).notActivated).toMatchObject([{ artifact: A, why: text }])
    const made = plan([faulty], target({ integrations: [there('A|01.00.0000')] }))
    expect(actionOf(made, A)).toBe(`blocked: there and active, but ${text}: it cannot be activated again`)
    expect(actionOf(plan([faulty, caller]), A)).toMatch(/^blocked: faulty .*: it cannot be activated, and CALLER/)
  })

  it('blocks in a project, too', () => {
    const part = (project: string | null) => ({ ...integration('A|01.00.0000', [], { project }), percentComplete: 80 })
    const car = archive('P.car', { integrations: [part('P')] }, 'P')
    const inProject = target({ projects: [{ code: 'P' }], integrations: [there('A|01.00.0000', { projectId: 'P' })] })
    expect(actionOf(plan([car], inProject), 'integration:P/A|01.00.0000')).toBe(`blocked: ${why}`)
  })

  it('blocks where something that is activated calls it', () => {
    const made = plan([draft('A|01.00.0000'), caller])
    expect([made.verdict, actionOf(made, A)]).toEqual([
      'blocked',
      'blocked: not complete when it was exported (80 %): it cannot be activated, and CALLER 01.00.0000 calls it',
    ])
  })

  it('is listed among what is not activated by its id, in whatever order the archives come', () => {
    const made = plan([draft('B|01.00.0000'), draft('A|01.00.0000')])
    expect(made.notActivated.map(({ label }) => label)).toEqual(['A 01.00.0000', 'B 01.00.0000'])
  })

  it('blocks nothing where its caller is a draft as well, or nothing runs and nothing calls it', () => {
    const two = iar('CALLER|01.00.0000', [call('A|01.00.0000')], { percentComplete: 80 })
    expect(plan([draft('A|01.00.0000'), two]).verdict).toBe('ready')
    const inactive = target({ integrations: [there('A|01.00.0000', { status: 'CONFIGURED' })] })
    expect(plan([draft('A|01.00.0000')], inactive).verdict).toBe('ready')
  })

  it('takes the place of no complete version of its major version that comes in with it', () => {
    const inventory = target({ integrations: [there('A|01.01.0000')] })
    const made = plan([draft('A|01.01.0000'), iar('A|01.00.0000'), caller], inventory)
    expect([made.verdict, made.activationWaves]).toEqual(['ready', [[A], ['integration:CALLER|01.00.0000']]])
  })

  it('is a risk where its caller reaches another version, or may call it, or nobody said whether it runs', () => {
    const details = (archives: readonly Archive[], lists = {}) => {
      const made = plan(archives, target(lists))
      return [made.verdict, ...made.risks.map(({ detail }) => detail)]
    }
    expect(details([draft('A|01.00.0000'), caller], { integrations: [there('A|01.00.0003')] })).toContain(
      'was not complete when it was exported (80 %): CALLER 01.00.0000 calls it, and 01.00.0003 is active there',
    )
    const perhaps = iar('CALLER|01.00.0000', [call('A|01.00.0000', { dynamic: true })])
    expect(details([draft('A|01.00.0000'), perhaps])).toEqual([
      'ready',
      'was not complete when it was exported (80 %): CALLER 01.00.0000 may call it, and would fail',
    ])
    expect(details([draft('A|01.00.0000')], { integrations: [{ id: 'A|01.00.0000' }] })).toEqual([
      'ready',
      'was not complete when it was exported (80 %): where it is active there, nothing runs in its place',
    ])
  })
})

describe('an archive that no call would import', () => {
  const fail: ImportPolicy = { conflict: 'fail' }
  const db = connection('DB', { adapterType: 'soap' })
  const parts = { connections: [db], lookups: [lookup('L')] }
  const uses = [usesConnection('DB'), usesLookup('L')]

  it('has nothing done for its sake, and leaves the others as they are', () => {
    const inventory = target({ integrations: [there('A|01.00.0000', { scheduleDefinedFlag: true })] })
    const blocked = { ...iar('A|01.00.0000', uses), ...parts }
    const made = plan([blocked], inventory, fail)
    expect([made.verdict, made.steps.filter(({ phase }) => phase !== 'before'), made.undo]).toEqual(['blocked', [], []])
    expect([made.activationOrder, actionOf(made, 'connection:DB')]).toEqual([[], 'skip: its archive is left out'])
    const other = plan([blocked, iar('B|01.00.0000', [call('A|01.00.0000')])], inventory, fail)
    expect(calls(other, 'stop', 'deactivate', 'import', 'activate')).toEqual([
      'POST integrations/archive',
      'POST integrations/B%7C01.00.0000',
    ])
    expect(other.risks).toEqual([])
  })

  it('is a project, package, lookup or library as well, and each of them is blocked', () => {
    const inside = (more: object) => [{ ...integration('A|01.00.0000', uses), ...more }]
    const car = archive('P.car', { integrations: inside({ id: 'integration:P/A|01.00.0000', project: 'P' }) }, 'P')
    const par: Archive = {
      ...archive('p.par', { integrations: inside({ package: 'p' }), ...parts }),
      kind: 'package',
      package: { name: 'p', location: { entry: '', line: null, column: null } },
    }
    const csv: Archive = { ...archive('L.csv', { lookups: [lookup('L')] }), kind: 'lookup' }
    const jar: Archive = { ...archive('T.jar', { libraries: [library('T|01.00.0000')] }), kind: 'library' }
    const inventory = target({
      projects: [{ code: 'P' }],
      packages: [{ name: 'p' }],
      integrations: [there('A|01.00.0000'), there('A|01.00.0000', { projectId: 'P' })],
      lookups: [{ name: 'L', columns: ['other'], rows: [] }],
      libraries: [{ id: 'T|01.00.0000' }],
    })
    for (const [held, id] of [
      [car, 'project:P'],
      [par, 'package:p'],
      [csv, 'lookup:L'],
      [jar, 'library:T|01.00.0000'],
    ] as const) {
      const made = plan([held], inventory, fail)
      expect(actionOf(made, id)).toBe('blocked: there already: POST fails with 409')
      expect([made.verdict, made.steps.filter(({ phase }) => phase !== 'before'), made.undo]).toEqual([
        'blocked',
        [],
        [],
      ])
    }
    expect(actionOf(plan([par], inventory, fail), A)).toBe('skip: its archive is not imported')
  })

  it('is a second copy with other content: only the first is imported', () => {
    const copy = { ...iar('A|01.00.0000', [], { description: 'another' }), file: 'copy.iar' }
    const made = plan([iar('A|01.00.0000'), copy])
    expect(made.steps.filter(({ phase }) => phase === 'import').map(({ text }) => text)).toEqual([
      'A_01.00.0000.iar: POST integrations/archive',
    ])
  })
})

describe('the order of activation', () => {
  it('has children before their callers, and stops callers before their children', () => {
    const inventory = target({ integrations: [there('PARENT|01.00.0000'), there('CHILD|01.00.0000')] })
    const made = plan([iar('PARENT|01.00.0000', [call('CHILD|01.00.0000')]), iar('CHILD|01.00.0000')], inventory)
    expect(made.activationWaves).toEqual([['integration:CHILD|01.00.0000'], ['integration:PARENT|01.00.0000']])
    expect(calls(made, 'deactivate')).toEqual([
      'POST integrations/PARENT%7C01.00.0000',
      'POST integrations/CHILD%7C01.00.0000',
    ])
  })

  it('leaves out a child that runs in the target and is left alone', () => {
    const inventory = target({ integrations: [there('CHILD|01.00.0000')] })
    const archives = [iar('PARENT|01.00.0000', [call('CHILD|01.00.0000')]), iar('CHILD|01.00.0000')]
    const made = plan(archives, inventory, { conflict: 'skip' })
    expect(made.activationOrder).toEqual(['integration:PARENT|01.00.0000'])
    expect(made.verdict).toBe('ready')
  })

  it('fits no ring, which is said', () => {
    const ring = [iar('A|01.00.0000', [call('B|01.00.0000')]), iar('B|01.00.0000', [call('A|01.00.0000')])]
    const made = plan([...ring, iar('C|01.00.0000', [call('C|01.00.0000')])])
    expect(made.risks.map(({ label, detail }) => `${label} ${detail}`)).toEqual([
      'A 01.00.0000 is in a ring of calls (A 01.00.0000 → B 01.00.0000 → A 01.00.0000): no order of activation fits, and a call may never end; break the ring',
      'C 01.00.0000 calls itself: a call may never end',
    ])
    expect(plan(ring, target({ integrations: [there('B|01.00.0000')] }), { conflict: 'skip' }).risks).toEqual([])
  })

  it('is a drift for callers of a version that another takes the place of', () => {
    const parent = iar('PARENT|01.00.0000', [call('CHILD|01.00.0000')])
    const made = plan([parent, iar('CHILD|01.00.0000'), iar('CHILD|01.00.0002')])
    expect(made.risks.map(({ label, detail }) => `${label} ${detail}`)).toEqual([
      'PARENT 01.00.0000 was designed against CHILD 01.00.0000; CHILD 01.00.0002 comes in',
    ])
    expect(plan([parent, iar('CHILD|01.00.0000')]).risks).toEqual([])
  })

  it('activates one of several versions of one major', () => {
    const both = archive(
      'P.car',
      { integrations: ['A|01.00.0000', 'A|01.01.0000'].map((key) => integration(key, [], { project: 'P' })) },
      'P',
    )
    const made = plan([both])
    expect(made.activationOrder).toEqual(['integration:P/A|01.01.0000'])
    expect(made.notActivated[0]?.why).toBe('A 01.01.0000 of the same major version is activated')
  })

  it('activates the version that was selected, whatever else the archives hold', () => {
    const made = plan([iar('A|01.00.0000'), iar('A|01.01.0000')], target(), { select: ['A|01.00.0000'] })
    expect(made.activationOrder).toEqual([A])
  })
})

describe('the order of what is not activated', () => {
  const texts = (steps: ImportPlan['steps'], phase: string) =>
    steps.filter((made) => made.phase === phase).map(({ text }) => text.replace(/ \(.*/, ''))

  it('has versions that an activation took the place of back before their callers', () => {
    const inventory = target({ integrations: [there('PARENT|01.00.0000'), there('CHILD|01.00.0000')] })
    const made = plan([iar('PARENT|01.00.0000', [call('CHILD|01.00.0001')]), iar('CHILD|01.00.0001')], inventory)
    expect(texts(made.undo, 'activate')).toEqual(['activate CHILD 01.00.0000', 'activate PARENT 01.00.0000'])
  })

  it('stops callers before a child of which another version is activated, and activates it again before them', () => {
    const archives = [
      iar('PARENT|01.00.0000', [call('ZCHILD|01.00.0000')]),
      iar('ZCHILD|01.00.0000', [call('GRANDCHILD|01.00.0000')]),
      iar('ZCHILD|01.00.0002'),
      iar('GRANDCHILD|01.00.0000'),
    ]
    const keys = ['PARENT|01.00.0000', 'ZCHILD|01.00.0000', 'GRANDCHILD|01.00.0000']
    const made = plan(archives, target({ integrations: keys.map((key) => there(key)) }))
    expect(made.activationOrder).not.toContain('integration:ZCHILD|01.00.0000')
    const order = ['PARENT 01.00.0000', 'ZCHILD 01.00.0000', 'GRANDCHILD 01.00.0000']
    expect(texts(made.steps, 'deactivate')).toEqual(order.map((label) => `deactivate ${label}`))
    expect(texts(made.undo, 'activate')).toEqual(order.reverse().map((label) => `activate ${label}`))
  })

  it('has each version active once, also where the import itself overwrites the one that an activation deactivates', () => {
    const inventory = target({ integrations: [there('A|01.00.0000', { scheduleDefinedFlag: true })] })
    const made = plan([iar('A|01.00.0000'), iar('A|01.01.0000')], inventory)
    expect(texts(made.steps, 'stop')).toEqual([
      expect.stringMatching(/^stop the schedule of A 01\.00\.0000, without which OIC does not deactivate it/),
    ])
    expect(texts(made.undo, 'activate')).toEqual(['activate A 01.00.0000'])
  })
})

describe('a child integration that no archive holds', () => {
  const archives = [iar('PARENT|01.00.0000', [call('CHILD|01.00.0000')])]
  const child = 'integration:CHILD|01.00.0000'

  it('is kept where it is there and active', () => {
    const made = plan(archives, target({ integrations: [there('CHILD|01.00.0000')] }))
    expect(actionOf(made, child)).toBe('keep: there and active')
  })

  it('is a drift where another version of the same major is active', () => {
    const made = plan(archives, target({ integrations: [there('CHILD|01.03.0000')] }))
    expect(actionOf(made, child)).toBe('keep: there as 01.03.0000, active')
    expect(made.risks[0]?.detail).toBe('was designed against CHILD 01.00.0000; 01.03.0000 is active there')
  })

  it('blocks where it is there and not active', () => {
    const made = plan(archives, target({ integrations: [there('CHILD|01.00.0000', { status: 'CONFIGURED' })] }))
    expect(actionOf(made, child)).toBe('blocked: there, but not active: PARENT 01.00.0000 calls it')
  })

  it('blocks where another version of its major version is there and not active, and asks for that beforehand', () => {
    const asked = (status: string) => {
      const made = plan(archives, target({ integrations: [there('CHILD|01.00.0005', { status })] }))
      return [actionOf(made, child), ...made.steps.filter(({ phase }) => phase === 'before').map(({ text }) => text)]
    }
    expect(asked('CONFIGURED')).toEqual([
      'blocked: there as 01.00.0005, but not active: PARENT 01.00.0000 calls it',
      'activate CHILD 01.00.0005 there, which PARENT 01.00.0000 calls',
    ])
    expect(asked('DRAFT')[1]).toBe('finish and activate CHILD 01.00.0005 there, which PARENT 01.00.0000 calls')
    expect(asked('')).toEqual([
      'unknown: there as 01.00.0005; whether it is active is not said; PARENT 01.00.0000 calls it',
      'see that CHILD 01.00.0005, which PARENT 01.00.0000 calls, is active there',
    ])
  })

  it('asks for itself beforehand where it is not there', () => {
    const [first] = plan(archives).steps
    expect(first?.text).toBe('import and activate CHILD 01.00.0000, which PARENT 01.00.0000 calls')
  })

  it('blocks where only another major version is there', () => {
    const made = plan(archives, target({ integrations: [there('CHILD|02.00.0000')] }))
    expect(actionOf(made, child)).toBe('blocked: not there in any version 1.x: PARENT 01.00.0000 calls it')
  })

  it('is unknown where the integrations are', () => {
    const made = plan(archives, readInventory({ formatVersion: 1, connections: [] }))
    expect(made.actions.find(({ artifact }) => artifact === child)).toMatchObject({
      action: 'unknown',
      notChecked: true,
    })
  })

  it('is a risk, not a blocker, where it is chosen at run time', () => {
    const made = plan([
      iar('PARENT|01.00.0000', [call('CHILD|1.0.0', { dynamic: true }), call(null, { dynamic: true })]),
    ])
    expect(made.verdict).toBe('ready')
    expect(made.risks.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^is not there in any version 1\.x: PARENT 01\.00\.0000 may call it/),
      'calls an integration chosen at run time; the archive does not say which',
    ])
  })

  it('is out of reach inside a project, for a global caller', () => {
    const made = plan([iar('PARENT|01.00.0000', [call('CHILD|01.00.0000', { project: 'P' })])])
    expect(made.risks.map(({ detail }) => detail)).toContain(
      'calls P/CHILD 01.00.0000 inside a project, which a global integration cannot reach',
    )
  })
})

describe('a connection', () => {
  const uses = [usesConnection('DB')]
  const db = connection('DB', {
    adapterType: 'atpdatabase',
    securityPolicy: 'JDBC_BASIC_AUTHENTICATION',
    properties: [{ name: 'Host', value: '%%DB_Host', placeholder: true, entry: 'DB.xml', line: 1, column: 1 }],
  })
  const archives = [archive('A.iar', { integrations: [integration('A|01.00.0000', uses)], connections: [db] })]
  const known = (more: object = {}) => target({ connections: [{ id: 'DB', status: 'CONFIGURED', ...more }] })

  it('is kept where it is there and configured', () => {
    const made = plan(archives, known())
    expect(actionOf(made, 'connection:DB')).toBe('keep: there and configured: kept as it is')
    expect(made.steps.filter(({ phase }) => phase === 'configure')).toEqual([])
  })

  it('is configured after the import where it is new, with exactly what it asks for', () => {
    const made = plan(archives)
    expect(actionOf(made, 'connection:DB')).toBe('create: new there: to be configured after the import')
    expect(made.steps.filter(({ phase }) => phase === 'configure').map(({ text }) => text)).toEqual([
      'DB (new): Host, user name, password',
    ])
  })

  it('blocks its users where it is there and not configured', () => {
    const made = plan(archives, known({ status: 'INPROGRESS' }))
    expect(actionOf(made, 'connection:DB')).toBe('blocked: there, but not configured: A 01.00.0000 cannot be activated')
    expect(made.steps.some(({ phase, artifact }) => phase === 'configure' && artifact === 'connection:DB')).toBe(true)
  })

  it('blocks nobody where nothing uses it', () => {
    const unused = [archive('A.iar', { integrations: [integration('A|01.00.0000')], connections: [db] })]
    expect(plan(unused, known({ status: 'INPROGRESS' })).verdict).toBe('ready')
    expect(plan(unused).steps.filter(({ phase }) => phase === 'configure')).toEqual([])
  })

  it('blocks where it is there with another adapter or role', () => {
    expect(actionOf(plan(archives, known({ adapterType: { name: 'soap' } })), 'connection:DB')).toBe(
      'blocked: there with another adapter: soap, not atpdatabase',
    )
    const endpoint = { connection: 'DB', role: 'invoke', resources: [] } as unknown as Integration['endpoints'][number]
    const invoking = [
      archive('A.iar', {
        integrations: [{ ...integration('A|01.00.0000', uses), endpoints: [endpoint] }],
        connections: [db],
      }),
    ]
    expect(actionOf(plan(invoking, known({ role: 'SOURCE' })), 'connection:DB')).toBe(
      'blocked: there with the role SOURCE, but used as invoke',
    )
    expect(actionOf(plan(invoking, known({ role: 'SOURCE_AND_TARGET' })), 'connection:DB')).toMatch(/^keep/)
  })

  it('is the same in whatever way the inventory writes its adapter, role and security policy', () => {
    const endpoint = { connection: 'DB', role: 'invoke', resources: [] } as unknown as Integration['endpoints'][number]
    const invoking = [{ ...integration('A|01.00.0000', uses), endpoints: [endpoint] }]
    const held = [archive('A.iar', { integrations: invoking, connections: [db] })]
    for (const words of [
      { role: 'SOURCE AND TARGET', securityPolicy: 'JDBC BASIC AUTHENTICATION' },
      { role: 'Source And Target', securityPolicy: 'jdbc_basic_authentication', adapterType: 'ATP-Database' },
    ]) {
      const made = plan(held, known(words))
      expect(actionOf(made, 'connection:DB')).toBe('keep: there and configured: kept as it is')
      expect(made.risks).toEqual([])
    }
    expect(actionOf(plan(held, known({ role: 'Source' })), 'connection:DB')).toMatch(/^blocked: .* used as invoke$/)
  })

  it('is a risk where it is kept with another security policy or agent group', () => {
    const made = plan(archives, known({ securityPolicy: 'JDBC_OVER_SSL', agentGroupId: 'STORES' }))
    expect(made.risks.map(({ detail }) => detail)).toEqual([
      'is kept with the agent group STORES; the archive has no agent group',
      'is kept with the security policy JDBC_OVER_SSL; the archive has JDBC_BASIC_AUTHENTICATION',
    ])
  })

  it('blocks where neither an archive nor the target has it', () => {
    const made = plan([iar('A|01.00.0000', uses)])
    expect(actionOf(made, 'connection:DB')).toBe(
      'blocked: not there, and in none of the archives: A 01.00.0000 cannot be activated',
    )
  })

  it('is OIC’s own, and there, for local calls; others come with a feature', () => {
    const own = ['PRESEEDED_COLLOCATED_CONN_1', 'PRESEEDED_RPA_CONN_2']
    const made = plan([iar('A|01.00.0000', own.map(usesConnection))])
    expect(actionOf(made, 'connection:PRESEEDED_COLLOCATED_CONN_1')).toMatch(/^keep/)
    expect(actionOf(made, 'connection:PRESEEDED_RPA_CONN_2')).toMatch(/^unknown: OIC's own: it comes with a feature/)
    expect(made.steps.filter(({ phase }) => phase === 'before').map(({ text }) => text)).toEqual([
      'see that the feature behind PRESEEDED_RPA_CONN_2 is there',
    ])
  })

  it('asks for its certificate and its agent group beforehand', () => {
    const secured = {
      ...db,
      agentGroup: 'STORES',
      certificates: [{ property: 'sslCertificateAlias', alias: 'CA', entry: 'DB.xml', line: 1, column: 1 }],
    }
    const withNeeds = [archive('A.iar', { integrations: [integration('A|01.00.0000', uses)], connections: [secured] })]
    const made = plan(withNeeds)
    expect(actionOf(made, 'certificate:CA')).toBe('blocked: not there, and certificates never travel; needed by DB')
    expect(actionOf(made, 'agent-group:STORES')).toBe('blocked: not there; needed by DB')
    expect(made.steps.filter(({ phase }) => phase === 'before').map(({ text }) => text)).toEqual([
      'upload the certificate CA for DB',
      'set up the agent group STORES for DB',
    ])
    const kept = plan(withNeeds, known())
    expect(kept.verdict).toBe('unknown')
    expect(actionOf(kept, 'certificate:CA')).toMatch(
      /^unknown: not there, though DB, which names it here, is configured/,
    )
  })

  it('asks for the key that an integration encrypts with, whatever files the archive lists it in', () => {
    const evidence = { entry: 'project.xml', line: 9, column: 9, text: 'PARTNER_KEY' }
    const key = { kind: 'certificate', alias: 'PARTNER_KEY', connection: '', at: 'processor_1', evidence } as const
    const location = { entry: 'c.json', line: 1, column: 1 }
    const made = plan([
      { ...iar('A|01.00.0000', [key]), certificates: [{ alias: 'PARTNER_KEY', category: '', location }] },
    ])
    expect(actionOf(made, 'certificate:PARTNER_KEY')).toBe(
      'blocked: not there, and certificates never travel; needed by A 01.00.0000',
    )
    expect(made.steps.map(({ text }) => text)).toContain('upload the certificate PARTNER_KEY for A 01.00.0000')
  })

  it('is a risk where copies differ, unless the one in the target is kept', () => {
    const copies = [
      ...archives,
      archive('B.iar', {
        integrations: [integration('B|01.00.0000', uses)],
        connections: [connection('DB', { adapterType: 'atpdatabase', securityPolicy: 'JDBC_OVER_SSL' })],
      }),
    ]
    const details = (inventory?: TargetInventory) =>
      plan(copies, inventory).risks.map(({ detail }) => detail.replace(/:.*/, ''))
    expect(details()).toEqual(['differs between A.iar, B.iar'])
    expect(details(known())).toEqual([])
  })

  it('is a risk where its agent group has no agent there', () => {
    const secured = { ...db, agentGroup: 'STORES' }
    const withGroup = [archive('A.iar', { integrations: [integration('A|01.00.0000', uses)], connections: [secured] })]
    const groups = (agents: object) => ({ agentGroups: [{ id: 'STORES', name: 'Stores', ...agents }] })
    const made = plan(withGroup, target(groups({ agents: [] })))
    expect(actionOf(made, 'agent-group:STORES')).toBe('keep: there, but without an agent')
    expect(made.risks.map(({ detail }) => detail)).toEqual(['has no agent there: no call over DB gets through'])
    expect(made.steps[0]?.text).toBe('install an agent for the agent group STORES')
    for (const agents of [{ agents: [{}] }, {}]) expect(plan(withGroup, target(groups(agents))).risks).toEqual([])
  })

  it('is blocked by an expired certificate, by the time of the import, and says nothing of the clock otherwise', () => {
    const alias = { property: 'p', alias: 'CA', entry: 'DB.xml', line: 1, column: 1 }
    const secured = [
      archive('A.iar', {
        integrations: [integration('A|01.00.0000', uses)],
        connections: [{ ...db, certificates: [alias] }],
      }),
    ]
    const ca = (expiryDate: string) => ({ alias: 'CA', expiryDate })
    const planned = (at?: string, ...more: readonly object[]) =>
      plan(secured, target({ certificates: [ca('2026-01-31T00:00:00Z'), ...more] }), at === undefined ? {} : { at })
    const certificate = (...given: Parameters<typeof planned>) => actionOf(planned(...given), 'certificate:CA')
    const [early, soon, late] = ['2025-12-01T00:00:00Z', '2026-01-15T00:00:00Z', '2026-02-01T00:00:00Z'] as const
    expect(certificate(late)).toBe('blocked: there, but expired on 2026-01-31: calls over DB fail')
    expect(planned(late).steps[0]?.text).toBe('renew the certificate CA, which expired on 2026-01-31')
    expect(certificate(soon)).toBe('keep: there until 2026-01-31')
    expect(planned(soon).risks.map(({ detail }) => detail)).toEqual([
      'expires there on 2026-01-31: calls over DB then fail',
    ])
    expect(certificate(early)).toBe('keep: there until 2026-01-31')
    expect(planned(early).risks).toEqual([])
    expect(certificate()).toBe('keep: there; expires on 2026-01-31')
    // One alias of several certificates is good as long as the last of them, as lint has it.
    expect(certificate(late, ca('2027-01-31T00:00:00Z'))).toBe('keep: there until 2027-01-31')
  })
})

describe('a lookup', () => {
  const row = (...cells: string[]) => ({ cells, entry: 'L.dvm', line: 1, column: 1 })
  const table = lookup('L', { columns: ['K', 'V'], rows: [row('a', '1'), row('b', '2')] })
  const archives = [
    archive('A.iar', { integrations: [integration('A|01.00.0000', [usesLookup('L')])], lookups: [table] }),
  ]
  const csv = archive('L.csv', { lookups: [table] })
  const lone: Archive = { ...csv, kind: 'lookup' }
  const known = (...rows: readonly (readonly string[])[]) =>
    target({ lookups: [{ name: 'L', columns: ['K', 'V'], rows }] })

  it('comes with the import where it is not there, and stays where it says the same', () => {
    expect(actionOf(plan(archives), 'lookup:L')).toBe('create: not there: comes with the import')
    expect(actionOf(plan(archives, known(['b', '2'], ['a', '1'])), 'lookup:L')).toBe('keep: there with the same rows')
  })

  it('is unknown where its rows differ, with the rows, and is exported first', () => {
    const made = plan(archives, known(['a', '9'], ['c', '3']))
    expect(made.actions.find(({ kind }) => kind === 'lookup')).toMatchObject({
      action: 'unknown',
      rows: {
        targetColumns: null,
        changed: [{ from: ['a', '9'], to: ['a', '1'] }],
        added: [['b', '2']],
        removed: [['c', '3']],
      },
    })
    expect(calls(made, 'backup')).toEqual(['GET lookups/L/archive'])
    expect(made.undo.map(({ text }) => text)).toContain('put back the lookup L (if the import changed it)')
  })

  it('is told without the cells of columns of secrets', () => {
    const columns = ['K', 'DB_PWD', 'URL']
    const here = lookup('L', {
      columns,
      rows: [row('a', 'hunter-1', 'x'), row('b', 'hunter-2', 'https://u:hunter-3@h/')],
    })
    const held = archive('A.iar', { integrations: [integration('A|01.00.0000', [usesLookup('L')])], lookups: [here] })
    const rows = [
      ['a', 'hunter-4', 'x'],
      ['c', 'hunter-5', 'y'],
    ]
    const made = plan([held], target({ lookups: [{ name: 'L', columns, rows }] }))
    expect(made.actions.find(({ kind }) => kind === 'lookup')?.rows).toMatchObject({
      changed: [{ from: ['a', '(secret)', 'x'], to: ['a', '(secret)', 'x'] }],
      added: [['b', '(secret)', '(secret)']],
      removed: [['c', '(secret)', 'y']],
    })
    expect(JSON.stringify(made)).not.toContain('hunter')
  })

  it('is unknown where the inventory does not tell its rows', () => {
    const made = plan(archives, target({ lookups: [{ name: 'L', rowCount: 2 }] }))
    expect(actionOf(made, 'lookup:L')).toMatch(/^unknown: there; the inventory does not tell its rows/)
  })

  it('is added, replaced or left out as a CSV of its own', () => {
    expect(calls(plan([lone]), 'import')).toEqual(['POST lookups/archive'])
    const made = plan([lone], known(['a', '1']))
    expect([actionOf(made, 'lookup:L'), calls(made, 'import')]).toEqual([
      'replace: there: PUT replaces it (POST: 409)',
      ['PUT lookups/archive'],
    ])
    const same = plan([lone], known(['a', '1'], ['b', '2']))
    expect([same.archives[0]?.action, calls(same, 'import')]).toEqual(['keep', []])
    expect(plan([lone], known(['a', '1']), { conflict: 'fail' }).verdict).toBe('blocked')
  })

  it('says as a risk what a CSV of its own puts an end to', () => {
    const details = (inventory: TargetInventory, policy: ImportPolicy = {}) =>
      plan([lone], inventory, policy).risks.map(({ label, detail }) => `${label} ${detail}`)
    expect(details(known(['a', '1']))).toEqual([])
    expect(details(known(['a', '9'], ['b', '2'], ['c', '3'], ['', '4']))).toEqual([
      'L loses 2 rows that only the target has (c and (empty)), changes 1 row (a) when it is replaced',
    ])
    const many = ['c', 'd', 'e', 'f', 'g', 'h', 'i'].map((key) => [key, '1'])
    expect(details(known(['a', '1'], ['b', '2'], ...many))).toEqual([
      'L loses 7 rows that only the target has (c, d, e, f, g and 2 more) when it is replaced',
    ])
    const wider = {
      name: 'L',
      columns: ['K', 'V', 'W'],
      rows: [
        ['a', '1', 'x'],
        ['b', '2', 'y'],
      ],
    }
    expect(details(target({ lookups: [wider] }))).toEqual(['L loses 1 column (W) when it is replaced'])
    expect(details(target({ lookups: [{ name: 'L' }] }))).toEqual([
      'L is replaced: the inventory does not tell which rows get lost or change',
    ])
    expect(details(known(['c', '3']), { conflict: 'skip' })).toEqual([])
  })

  it('is a global one as a CSV of its own, which is said where only projects have one of its name', () => {
    const inProjects = (...projects: readonly (string | undefined)[]) =>
      target({ lookups: projects.map((projectId) => ({ name: 'L', projectId })) })
    const risks = (inventory: TargetInventory) => plan([lone], inventory).risks.map(({ detail }) => detail)
    const said = (which: string) =>
      `comes in as a global lookup, as a CSV of its own does: what ${which} of that name stays as it is`
    expect(risks(inProjects('P'))).toEqual([said('the project P has')])
    expect(risks(inProjects('P', 'Q'))).toEqual([said('the projects P and Q have')])
    expect(risks(inProjects('P', undefined))).toEqual([expect.stringMatching(/^is replaced/)])
  })

  it('blocks where neither an archive nor the target has it', () => {
    expect(actionOf(plan([iar('A|01.00.0000', [usesLookup('L')])]), 'lookup:L')).toBe(
      'blocked: not there, and in none of the archives; needed by A 01.00.0000',
    )
  })
})

describe('a library', () => {
  const location = { entry: 'x.xml', line: 1, column: 1 }
  const define = (name: string) => ({
    name,
    file: 'a.js',
    apiId: '',
    classifications: [],
    inputs: [],
    outputs: [],
    ...location,
  })
  const tools = library('TOOLS|01.00.0000', { functions: [define('round')] })
  const archives = [
    archive('A.iar', {
      integrations: [integration('A|01.00.0000', [usesLibrary('TOOLS|01.00.0000')])],
      libraries: [tools],
    }),
  ]
  const known = (version: string, more: object = {}) => target({ libraries: [{ id: `TOOLS|${version}`, ...more }] })
  const id = 'library:TOOLS|01.00.0000'

  it('comes in beside another version, which is said', () => {
    const made = plan(archives, known('01.01.0000'))
    expect(actionOf(made, id)).toBe('create: not there (there: 01.01.0000): comes with the import')
    expect(made.risks[0]?.detail).toBe('comes in beside another version (there: 01.01.0000)')
  })

  it('does not come in where it stands beside another version already', () => {
    const libraries = [{ id: 'TOOLS|01.00.0000', functions: ['round'] }, { id: 'TOOLS|01.01.0000' }]
    const made = plan(archives, target({ libraries }))
    expect(actionOf(made, id)).toMatch(/^keep/)
    expect(made.risks.filter(({ artifact }) => artifact === id)).toEqual([])
  })

  it('stays where the same version has the same functions, and is unknown otherwise', () => {
    expect(actionOf(plan(archives, known('01.00.0000', { functions: ['round'] })), id)).toMatch(/^keep/)
    expect(actionOf(plan(archives, known('01.00.0000', { functions: ['floor'] })), id)).toMatch(/^unknown/)
    expect(actionOf(plan(archives, known('01.00.0000')), id)).toMatch(/^unknown: the same version is there, perhaps/)
  })

  it('is registered with its name, code and version as a jar of its own', () => {
    const jar: Archive = { ...archive('tools.jar', { libraries: [tools] }), kind: 'library' }
    const [step] = plan([jar]).steps
    expect(step?.call).toMatchObject({
      method: 'POST',
      path: 'libraries/archive',
      fields: { name: 'TOOLS', code: 'TOOLS', version: '01.00.0000', type: 'API' },
    })
    expect(calls(plan([jar], known('01.00.0000')), 'import')).toEqual(['POST libraries/TOOLS%7C01.00.0000/archive'])
  })

  describe('in a jar, which has no metadata', () => {
    const jar = (key: string, file = `${key.replace('|', '_')}.jar`): Archive => ({
      ...archive(file, { libraries: [library(key)] }),
      kind: 'library',
    })
    const guessed = 'its file name alone says its code'

    it('is blocked without a version, which the call demands', () => {
      const made = plan([jar('PriceTools')], known('01.00.0000'))
      const why =
        'its version is not known, which the call demands: name the file CODE_VERSION.jar (PriceTools_01.00.0000.jar), or add it in the console with its code and version'
      expect(actionOf(made, 'library:PriceTools')).toBe(`blocked: ${why}`)
      expect(made.steps.map(({ phase, text, call: to }) => [phase, text, to])).toEqual([
        ['before', `PriceTools: ${why}`, null],
      ])
      expect([made.verdict, made.undo]).toEqual(['blocked', []])
      const like = plan([jar('Tools')], known('01.00.0000'))
      expect(actionOf(like, 'library:Tools')).toContain('it may be TOOLS 01.00.0000 that is there')
    })

    it('may be one that is there by another spelling', () => {
      const made = plan([jar('To_ols|01.00.0000')], known('01.00.0000'))
      expect(actionOf(made, 'library:To_ols|01.00.0000')).toBe(
        `unknown: ${guessed}: it may be TOOLS 01.00.0000 that is there; to replace that, name the file TOOLS_01.00.0000.jar`,
      )
      expect(calls(made, 'import')).toEqual(['POST libraries/archive'])
      const both = target({ libraries: ['TOOLS', 'T_OOLS'].map((code) => ({ code, version: '01.00.0000' })) })
      expect(actionOf(plan([jar('Tools')], both), 'library:Tools')).toContain('TOOLS 01.00.0000 or T_OOLS 01.00.0000')
      const other = plan([jar('Tools|01.00.0000')], known('01.01.0000'))
      expect(actionOf(other, 'library:Tools|01.00.0000')).toContain('it may be another version of TOOLS 01.01.0000,')
    })

    it('has the types of what its functions take and give set by hand, where it is new', () => {
      const configured = ({ steps }: ImportPlan) =>
        steps.filter(({ phase }) => phase === 'configure').map(({ text }) => text)
      const text =
        'the library TOOLS 01.00.0000: see its functions and set the types of their inputs and outputs, which no jar says'
      expect(configured(plan([jar('TOOLS|01.00.0000')]))).toEqual([text])
      expect(configured(plan([jar('TOOLS|01.00.0000')], known('01.00.0000')))).toEqual([])
      expect(configured(plan([{ ...jar('TOOLS|01.00.0000'), libraries: [tools] }]))).toEqual([])
      const unseen = plan([jar('TOOLS|01.00.0000')], readInventory({ formatVersion: 1 }))
      expect(configured(unseen)).toEqual([text.replace('0000:', '0000 (if it is new):')])
    })

    it('is new or replaced by its file name, which is said', () => {
      const added = plan([jar('TOOLS|01.00.0000')])
      expect(actionOf(added, id)).toBe(`create: not there (${guessed}): POST adds it`)
      const put = plan([jar('TOOLS|01.00.0000')], known('01.00.0000'))
      expect(actionOf(put, id)).toBe(
        `replace: there (${guessed}): POST to its own archive replaces it (adding it: 409)`,
      )
      const said = plan([{ ...jar('TOOLS|01.00.0000'), libraries: [tools] }], known('01.00.0000'))
      expect(actionOf(said, id)).toBe('replace: there: POST to its own archive replaces it (adding it: 409)')
    })
  })

  describe('in a zip of its jar and its metadata', () => {
    const entry = (path: string, role: Archive['entries'][number]['role']): Archive['entries'][number] => ({
      path,
      role,
      size: null,
      zip: null,
      bytes: () => Promise.resolve(new Uint8Array()),
    })
    const zip: Archive = {
      ...archive('TOOLS.zip', {
        libraries: [tools],
      }),
      entries: [entry('Tools.jar', 'library-jar'), entry('Tools.xml', 'library-metadata')],
      kind: 'library',
    }
    const imported = (made: ImportPlan) => made.steps.find(({ phase }) => phase === 'import')

    it('is imported in the console: the documented call takes the jar alone', () => {
      const made = plan([zip])
      expect(actionOf(made, id)).toBe('create: not there: imported in the console')
      expect(imported(made)).toMatchObject({
        call: null,
        text: 'TOOLS.zip in the console, which takes a zip with metadata; the documented call takes a jar alone',
      })
      // The way back knows that step.
      expect(made.undo).toMatchObject([{ text: 'delete the library TOOLS 01.00.0000', undoes: [1] }])
      const put = plan([zip], known('01.00.0000'))
      expect(actionOf(put, id)).toBe('replace: there: replaced by an import in the console')
      expect(put.undo).toMatchObject([{ text: 'put back the library TOOLS 01.00.0000', undoes: [2] }])
      // No call is made, so that none fails.
      expect(actionOf(plan([zip], known('01.00.0000'), { conflict: 'fail' }), id)).toBe(
        'blocked: there already: not to be replaced, as the policy for conflicts has it',
      )
    })

    it('is packed first where it is a folder', () => {
      expect(imported(plan([{ ...zip, zipped: false }]))?.text).toMatch(/^TOOLS\.zip, packed as a zip, in the console/)
    })
  })

  describe('that is replaced', () => {
    const jar: Archive = { ...archive('tools.jar', { libraries: [tools] }), kind: 'library' }
    const uses = (...libraries: readonly string[]) => ({ dependencies: { libraries } })
    const replaced = (
      integrations: readonly object[],
      { archives: more = [], ...lists }: { archives?: readonly Archive[]; [list: string]: unknown } = {},
    ) => plan([jar, ...more], target({ libraries: [{ id: 'TOOLS|01.00.0000' }], integrations, ...lists }))
    const again = ({ steps }: ImportPlan) => steps.filter(({ phase, call: made }) => phase === 'activate' && !made)
    const what = 'the library TOOLS 01.00.0000, which is replaced'

    it('has what is active and uses it activated again, by name, after all else', () => {
      const made = replaced([
        there('OLD|01.00.0000', uses('TOOLS|01.00.0000')),
        there('SHORT|01.00.0000', uses('TOOLS|1.0.0')),
        there('NIGHTLY|01.00.0000', { ...uses('TOOLS|01.00.0000'), scheduleDefinedFlag: true }),
        there('OFF|01.00.0000', { ...uses('TOOLS|01.00.0000'), status: 'CONFIGURED' }),
        there('NEWER|01.00.0000', uses('TOOLS|01.01.0000')),
        there('OTHER|01.00.0000', uses()),
        there('IN_PROJECT|01.00.0000', { ...uses('TOOLS|01.00.0000'), projectId: 'P' }),
      ])
      expect(again(made).map(({ artifact, text }) => [artifact, text])).toEqual([
        [
          'integration:NIGHTLY|01.00.0000',
          expect.stringMatching(/: stop its schedule \(runs under way are cancelled\) and deactivate it first/),
        ],
        ['integration:OLD|01.00.0000', `again OLD 01.00.0000, which uses ${what}: deactivate it first`],
        ['integration:P/IN_PROJECT|01.00.0000', expect.stringContaining('again P/IN_PROJECT 01.00.0000, which uses')],
        ['integration:SHORT|01.00.0000', expect.stringContaining('again SHORT 01.00.0000')],
      ])
      const undo = made.undo.map(({ text }) => text)
      expect(undo.indexOf('put back the library TOOLS 01.00.0000')).toBe(0)
      expect(undo).toContain(
        'activate again OLD 01.00.0000, which uses the library TOOLS 01.00.0000: deactivate it first',
      )
      expect(undo.length).toBe(5)
    })

    it('leaves to hand what nobody says to be active or to use it', () => {
      const whatever = [
        'library:TOOLS|01.00.0000',
        `again whatever is active there and uses ${what}: the inventory does not tell of all integrations what they use`,
      ]
      const steps = (...given: Parameters<typeof replaced>) =>
        again(replaced(...given)).map(({ artifact, text }) => [artifact, text])
      expect(steps([there('A|01.00.0000')])).toEqual([whatever])
      expect(steps([], { integrations: undefined })).toEqual([whatever])
      expect(steps([], { incomplete: ['integrations'] })).toEqual([whatever])
      expect(steps([], { incomplete: ['*/integrations'] })).toEqual([whatever])
      expect(steps([there('A|01.00.0000', { status: 'CONFIGURED' })])).toEqual([])
      expect(steps([there('A|01.00.0000', { ...uses('TOOLS|01.00.0000'), status: '' })])).toEqual([
        ['integration:A|01.00.0000', expect.stringMatching(/^again A 01\.00\.0000 where it is active, /)],
      ])
    })

    it('says nothing of what the plan activates anyhow, or of users of a project’s own library', () => {
      const user = iar('A|01.00.0000', [usesLibrary('TOOLS|01.00.0000')])
      const used = there('A|01.00.0000', uses('TOOLS|01.00.0000'))
      expect(again(replaced([used], { archives: [user] }))).toEqual([])
      expect(again(replaced([used])).length).toBe(1)
      const newer = iar('A|01.01.0000')
      expect(again(replaced([used], { archives: [newer] }))).toEqual([])
      const libraries = [{ id: 'TOOLS|01.00.0000' }, { id: 'TOOLS|01.00.0000', projectId: 'P' }]
      const own = there('B|01.00.0000', { ...uses('TOOLS|01.00.0000'), projectId: 'P' })
      expect(again(replaced([own], { libraries }))).toEqual([])
    })

    it('is a risk where functions that are there are not in it', () => {
      const risks = (functions: readonly string[], more: Partial<Library> = {}) =>
        plan(
          [{ ...jar, libraries: [{ ...tools, ...more }] }],
          target({ libraries: [{ id: 'TOOLS|01.00.0000', functions }] }),
        ).risks.map(({ detail }) => detail)
      const lost =
        'loses functions that are there (ceil and floor) when it is replaced: integrations that call one fail'
      expect(risks(['round', 'floor', 'ceil'])).toEqual([lost])
      expect(risks(['round'])).toEqual([])
      // A jar has no metadata: what its scripts nowhere name is not in it.
      const script = { path: 'a.js', file: 'a.js', text: 'function round(a) { return a } // no floors' }
      expect(risks(['round', 'floor', 'ceil'], { functions: [], scripts: [script] })).toEqual([lost])
      expect(risks(['round', 'floor'], { functions: [], scripts: [] })).toEqual([])
    })
  })
})

describe('a package', () => {
  const par: Archive = {
    ...archive('p.par', {
      integrations: ['A|01.00.0000', 'B|01.00.0000'].map((key) => integration(key, [], { pack: 'p' })),
    }),
    kind: 'package',
    package: { name: 'p', location: { entry: '', line: null, column: null } },
  }
  const existing = (...integrations: readonly object[]) => target({ packages: [{ name: 'p' }], integrations })

  it('is added where it is not there', () => {
    expect(calls(plan([par]), 'import')).toEqual(['POST packages/archive'])
  })

  it('is replaced with its integrations, once those that are active are deactivated', () => {
    const made = plan([par], existing(there('A|01.00.0000', { packageName: 'p' })))
    expect(actionOf(made, 'package:p')).toBe(
      'replace: there with active integrations (412): deactivate them, then PUT replaces it (POST: 409)',
    )
    expect(calls(made, 'backup', 'deactivate', 'import')).toEqual([
      'GET packages/p/archive',
      'POST integrations/A%7C01.00.0000',
      'PUT packages/archive',
    ])
    expect(actionOf(made, 'integration:B|01.00.0000')).toBe('create: not there: comes with its package')
  })

  describe('with integrations that are there outside of it', () => {
    const outside = () =>
      target({ integrations: [there('A|01.00.0000'), there('B|01.00.0000', { status: 'CONFIGURED' })] })

    it('is unknown, with each of them exported and put back by itself', () => {
      const made = plan([par], outside())
      expect(made.verdict).toBe('unknown')
      expect(actionOf(made, 'package:p')).toBe(
        'unknown: not there, but A 01.00.0000, B 01.00.0000 are: whether POST replaces what is outside of it, or fails, is not documented',
      )
      expect(actionOf(made, A)).toBe(
        'unknown: there and active, outside its package: deactivate it; whether the import replaces it is not documented',
      )
      expect(calls(made, 'backup', 'deactivate', 'import')).toEqual([
        'GET integrations/A%7C01.00.0000/archive',
        'GET integrations/B%7C01.00.0000/archive',
        'POST integrations/A%7C01.00.0000',
        'POST packages/archive',
      ])
      expect(made.undo.slice(-3).map(({ text, call: made_ }) => [text, made_?.upload])).toEqual([
        ['put back A 01.00.0000 (if the import changed it)', { saved: 'A_01.00.0000.iar' }],
        ['put back B 01.00.0000 (if the import changed it)', { saved: 'B_01.00.0000.iar' }],
        ['activate A 01.00.0000', null],
      ])
      expect(made.undo.map(({ undoes }) => undoes.length)).not.toContain(0)
    })

    it('leaves only those unknown that are in another package, where it is there', () => {
      const inventory = target({
        packages: [{ name: 'p' }],
        integrations: [there('A|01.00.0000', { packageName: 'p' }), there('B|01.00.0000', { packageName: 'q' })],
      })
      const made = plan([par], inventory)
      expect(actionOf(made, 'package:p')).toMatch(/^replace/)
      expect([actionOf(made, A), actionOf(made, 'integration:B|01.00.0000')]).toEqual([
        expect.stringMatching(/^replace/),
        expect.stringMatching(/^unknown: there and active, outside its package/),
      ])
      expect(calls(made, 'backup')).toEqual(['GET packages/p/archive', 'GET integrations/B%7C01.00.0000/archive'])
      expect(made.risks.map(({ label, detail }) => `${label} ${detail}`)).toEqual([
        'B 01.00.0000 is there outside the package p: what replacing the package does with it is not documented',
      ])
    })

    it('is left out or blocked, as the policy says', () => {
      expect(plan([par], outside(), { conflict: 'skip' }).archives[0]?.why).toBe('there already: left as it is')
      const one = target({ integrations: [there('A|01.00.0000')] })
      expect(actionOf(plan([par], one, { conflict: 'skip' }), 'package:p')).toMatch(
        /^blocked: A 01\.00\.0000 is there, outside of it, .* one by one$/,
      )
      expect(actionOf(plan([par], one, { conflict: 'fail' }), 'package:p')).toBe(
        'blocked: A 01.00.0000 is there already: POST fails with 409',
      )
    })
  })

  it('fails with 412 where one of its integrations is locked', () => {
    const made = plan([par], existing(there('A|01.00.0000', { lockedFlag: true })))
    expect(actionOf(made, 'package:p')).toBe('blocked: A 01.00.0000 is locked there: the import fails with 412')
  })

  it('cannot be imported in part', () => {
    const made = plan([par], existing(there('A|01.00.0000')), { conflict: 'skip' })
    expect(actionOf(made, 'package:p')).toMatch(/^blocked: there without 1 of its integrations/)
    const all = plan([par], existing(there('A|01.00.0000'), there('B|01.00.0000')), { conflict: 'skip' })
    expect(all.actions.map(({ action }) => action)).toEqual(['skip', 'skip', 'skip'])
  })

  it('brings in what was not selected, without activating it', () => {
    const made = plan([par], target(), { select: ['A'] })
    expect(made.activationOrder).toEqual([A])
    expect(made.notActivated.map(({ label, why }) => `${label}: ${why}`)).toEqual(['B 01.00.0000: not selected'])
    expect(made.risks.map(({ detail }) => detail)).toEqual([
      'is not selected, but in one package with what is: not activated',
    ])
  })
})

describe('a project', () => {
  it.each([
    [{ code: 'STORES', name: 'Stores', type: 'ACCELERATOR' }, 'Stores', 'ACCELERATOR'],
    [{ code: 'STORES' }, 'STORES', 'DEVELOPED'],
  ])('is exported beforehand as what the target says it is: %o', (project, name, type) => {
    const { steps } = plan([archive('stores.car', {}, 'STORES')], target({ projects: [project] }))
    const body = steps.find(({ call }) => call?.path === 'projects/STORES/archive')?.call?.body
    expect(JSON.parse(body ?? '{}')).toEqual({ code: 'STORES', name, type })
  })

  const car = archive(
    'P.car',
    {
      integrations: [integration('A|01.00.0000', [usesConnection('DB')], { project: 'P' })],
      connections: [connection('DB', { project: 'P' })],
    },
    'P',
  )

  it('is created where it is not there, with all that is in it', () => {
    const made = plan([car])
    expect(made.actions.map(({ label, action }) => `${label} ${action}`)).toEqual([
      'P create',
      'A 01.00.0000 create',
      'DB create',
    ])
    expect(calls(made, 'import', 'activate')).toEqual([
      'POST projects/archive',
      'POST projects/P/integrations/A%7C01.00.0000',
    ])
    expect(made.undo.map(({ text }) => text)).toEqual(['deactivate A 01.00.0000', 'delete the project P'])
  })

  it('is unknown where it is there: merged or refused; what is active is deactivated first', () => {
    const inventory = target({
      projects: [{ code: 'P' }],
      integrations: [there('A|01.00.0000', { projectId: 'P' })],
      connections: [{ id: 'DB', status: 'CONFIGURED', projectId: 'P' }],
    })
    const made = plan([car], inventory)
    expect(made.actions.map(({ label, action }) => `${label} ${action}`)).toEqual([
      'P unknown',
      'A 01.00.0000 unknown',
      'DB keep',
    ])
    expect(calls(made, 'backup', 'deactivate')).toEqual([
      'POST projects/P/archive',
      'POST projects/P/integrations/A%7C01.00.0000',
    ])
    expect(made.risks[0]?.detail).toBe(
      'is there: an import is refused with 409, as Oracle documents, or merges into it, as reports from the field have it; it never deletes, and what is there already may stay as it is',
    )
    expect(actionOf(made, 'integration:P/A|01.00.0000')).toBe(
      'unknown: there and active; may stay as it is even if the import merges: where it changed, raise its version, or delete that version there first',
    )
    expect(made.steps.find(({ phase }) => phase === 'deactivate')?.text).toBe(
      'deactivate A 01.00.0000 (pending requests are lost; needed only if the import replaces it)',
    )
    const scheduled = target({
      projects: [{ code: 'P' }],
      integrations: [there('A|01.00.0000', { projectId: 'P', scheduleDefinedFlag: true })],
      connections: [{ id: 'DB', status: 'CONFIGURED', projectId: 'P' }],
    })
    expect(plan([car], scheduled).steps.find(({ phase }) => phase === 'stop')?.text).toMatch(
      / \(runs under way are cancelled: pause it first and let them end; needed only if the import replaces it\)$/,
    )
    expect(made.undo.map(({ text }) => text)).toContain(
      'the project P: an import of its export may merge or be refused. To be rid of all that came in, deactivate what runs in it, delete the project, import the export, configure its connections anew, and activate again what ran',
    )
    const unsaid = plan(
      [car],
      target({ projects: [{ code: 'P' }], integrations: [{ id: 'A|01.00.0000', projectId: 'P' }] }),
    )
    expect(unsaid.steps.find(({ phase }) => phase === 'deactivate')?.text).toMatch(
      /\(pending requests are lost; needed only if the import replaces it\)$/,
    )
    expect(plan([car], inventory, { conflict: 'fail' }).verdict).toBe('blocked')
    expect(plan([car], inventory, { conflict: 'skip' }).steps).toEqual([])
  })

  it('is exported by hand where nobody knows whether it is there, and on the way back deleted or not', () => {
    const made = plan([car], readInventory({ formatVersion: 1, integrations: [], connections: [] }))
    expect(made.steps.find(({ phase }) => phase === 'backup')).toMatchObject({
      call: null,
      text: 'see whether the project P is there, and if so export it as it is',
    })
    expect(made.undo.map(({ text }) => text).join()).toContain(
      'the project P: delete it if it was not there, else an import of its export may merge or be refused.',
    )
  })

  it('does not replace its lookups, libraries and schedules, by Oracle’s guide', () => {
    const inProject = { project: 'P' }
    const flow = integration('A|01.00.0000', [usesLookup('L'), usesLibrary('TOOLS|01.00.0000')], inProject)
    const [place, rows] = [{ entry: 'L.dvm', line: 1, column: 1 }, [['a', '9']]]
    const schedule = { name: 'S', nameAt: place, displayName: '', timeZone: 'UTC', location: place, ...inProject }
    const whole = archive(
      'P.car',
      {
        integrations: [
          {
            ...flow,
            references: [
              ...flow.references,
              { kind: 'schedule', name: 'S', at: '', evidence: { ...place, text: 'S' } },
            ],
          },
        ],
        lookups: [lookup('L', { ...inProject, columns: ['K', 'V'], rows: [{ cells: ['a', '1'], ...place }] })],
        libraries: [library('TOOLS|01.00.0000', inProject)],
        schedules: [
          {
            kind: 'schedule',
            id: 'schedule:P/S',
            recurrence: { kind: 'ical', expression: 'FREQ=DAILY;' },
            ...schedule,
          },
        ],
      },
      'P',
    )
    const made = plan(
      [whole],
      target({
        projects: [{ code: 'P' }],
        integrations: [there('A|01.00.0000', { projectId: 'P', scheduleDefinedFlag: true })],
        lookups: [{ name: 'L', columns: ['K', 'V'], rows, projectId: 'P' }],
        libraries: [{ id: 'TOOLS|01.00.0000', projectId: 'P' }],
      }),
    )
    const guide = "Oracle's guide says that an import of its project leaves it as it is"
    expect(actionOf(made, 'lookup:P/L')).toBe(`unknown: there, differs in 1 row: ${guide}`)
    expect(actionOf(made, 'library:P/TOOLS|01.00.0000')).toMatch(new RegExp(`^unknown: .*: ${guide}$`))
    expect(actionOf(made, 'schedule:P/S')).toBe(`unknown: one is defined there: ${guide}`)
    expect(made.risks.find(({ artifact }) => artifact === 'lookup:P/L')?.detail).toBe(
      `differs in 1 row: ${guide}. To have its rows there, change them there, or delete it there and import it into the project (POST projects/P/lookups/archive: 409 as long as it is there)`,
    )
  })

  it('does not take a global artifact of the same code for its own', () => {
    const made = plan(
      [car],
      target({ integrations: [there('A|01.00.0000')], connections: [{ id: 'DB', status: 'CONFIGURED' }] }),
    )
    expect(new Set(made.actions.map(({ action }) => action))).toEqual(new Set(['create']))
  })

  it('keeps a connection that stands for another project’s, where that is there', () => {
    const remote = archive(
      'P.car',
      {
        integrations: [integration('A|01.00.0000', [usesConnection('DB')], { project: 'P' })],
        connections: [connection('DB', { project: 'P', remote: { code: 'SHARED', project: 'Q' } })],
      },
      'P',
    )
    const inventory = (status: string) =>
      target({ projects: [{ code: 'Q' }], connections: [{ id: 'SHARED', projectId: 'Q', status }] })
    expect(actionOf(plan([remote], inventory('CONFIGURED')), 'connection:P/DB')).toBe(
      'keep: stands for SHARED of project Q, which is there',
    )
    expect(actionOf(plan([remote], inventory('INPROGRESS')), 'connection:Q/SHARED')).toBe(
      'blocked: there, but not configured; DB stands for it: A 01.00.0000 cannot be activated',
    )
  })

  it('has a blocker in the other project’s where that is missing, and in nothing else', () => {
    const stand = (code: string) => connection(code, { project: 'P', remote: { code: 'SHARED', project: 'Q' } })
    const uses = (key: string, code: string) => integration(key, [usesConnection(code)], { project: 'P' })
    const remote = archive(
      'P.car',
      {
        integrations: [uses('A|01.00.0000', 'DB'), uses('B|01.00.0000', 'DB2')],
        connections: [stand('DB'), stand('DB2')],
      },
      'P',
    )
    const lacking = plan(
      [remote],
      target({ projects: [{ code: 'Q' }, { code: 'P' }], connections: [{ id: 'DB2', project: 'P' }] }),
    )
    const both = 'DB and DB2 stand for it: A 01.00.0000 and B 01.00.0000 cannot be activated'
    expect(lacking.verdict).toBe('blocked')
    expect(
      lacking.actions.filter(({ action }) => action === 'blocked').map(({ artifact, why }) => [artifact, why]),
    ).toEqual([['connection:Q/SHARED', `not there, and in none of the archives; ${both}`]])
    expect(
      lacking.steps.filter(({ phase, artifact }) => phase === 'before' && artifact.startsWith('connection:')),
    ).toMatchObject([{ text: `Q/SHARED: not there, and in none of the archives; ${both}` }])
    const why = 'stands for SHARED of project Q, which is not there'
    expect(actionOf(lacking, 'connection:P/DB')).toBe(`create: ${why}`)
    expect(actionOf(lacking, 'connection:P/DB2')).toBe(`keep: ${why}`)
    expect(
      actionOf(plan([remote], target({ projects: [{ code: 'P' }], incomplete: ['P/connections'] })), 'connection:P/DB'),
    ).toBe(`unknown: ${why}`)
  })
})

describe('a connection of a project that stands for a global one', () => {
  const car = archive(
    'P.car',
    {
      integrations: [integration('A|01.00.0000', [usesConnection('FTP')], { project: 'P' })],
      connections: [connection('FTP', { project: 'P', remote: { code: 'SHARED_FTP', project: null } })],
    },
    'P',
  )
  const inventory = (...connections: object[]) => target({ connections })

  it('is kept where that is there and configured', () => {
    const made = plan([car], inventory({ id: 'SHARED_FTP', status: 'CONFIGURED' }))
    expect(actionOf(made, 'connection:P/FTP')).toBe('keep: stands for the global connection SHARED_FTP, which is there')
    expect(actionOf(made, 'connection:SHARED_FTP')).toBe('keep: there and configured: kept as it is')
    expect(made.actions.map(({ artifact }) => artifact)).not.toContain('connection:GLOBAL/SHARED_FTP')
  })

  it('is blocked where that is not there, or only in a project', () => {
    for (const made of [
      plan([car], inventory()),
      plan([car], inventory({ id: 'SHARED_FTP', projectId: 'P', status: 'CONFIGURED' })),
    ]) {
      expect(actionOf(made, 'connection:SHARED_FTP')).toBe(
        'blocked: not there, and in none of the archives; FTP stands for it: A 01.00.0000 cannot be activated',
      )
      expect(actionOf(made, 'connection:P/FTP')).toBe(
        'create: stands for the global connection SHARED_FTP, which is not there',
      )
    }
  })

  it('is blocked itself where it does not say which one', () => {
    const nameless = connection('FTP', { project: 'P', remote: { code: '', project: null } })
    const made = plan([archive('P.car', { connections: [nameless] }, 'P')], inventory())
    expect(actionOf(made, 'connection:P/FTP')).toMatch(
      /^blocked: stands for the global connection , which is not there/,
    )
  })

  it('is not known where the inventory does not tell', () => {
    expect(actionOf(plan([car], target({ incomplete: ['connections'] })), 'connection:P/FTP')).toMatch(
      /^unknown: stands for the global connection SHARED_FTP: /,
    )
  })

  it('is kept where that comes with another archive', () => {
    const other = archive('b.iar', {
      integrations: [integration('B|01.00.0000', [usesConnection('SHARED_FTP')])],
      connections: [connection('SHARED_FTP')],
    })
    const made = plan([car, other], inventory())
    expect(actionOf(made, 'connection:P/FTP')).toMatch(/^keep: .*which is imported too$/)
    expect(actionOf(made, 'connection:SHARED_FTP')).toMatch(/^create: /)
  })
})

describe('an adapter that no archive brings', () => {
  const of = (code: string, adapterType: string, more: object = {}) => connection(code, { adapterType, ...more })
  const holding = (...connections: ReturnType<typeof connection>[]) =>
    archive('a.iar', {
      integrations: [
        integration(
          'A|01.00.0000',
          connections.map(({ code }) => usesConnection(code)),
        ),
      ],
      connections,
    })
  const firstOf = (made: ImportPlan) => made.steps.flatMap(({ phase, text }) => (phase === 'before' ? [text] : []))

  it('is to be installed first, once for all connections of it', () => {
    const made = plan([holding(of('SHIPS', 'acme:tracker'), of('PARCELS', 'acme:tracker'), of('DB', 'atpdatabase'))])
    expect(firstOf(made)).toEqual([
      'see that the adapter acme:tracker is installed there, for PARCELS and SHIPS: no archive brings an adapter',
    ])
    expect(made.steps.find(({ phase }) => phase === 'before')).toMatchObject({
      artifact: 'connection:PARCELS',
      call: null,
    })
    expect(made.verdict).toBe('ready')
  })

  it('is asked for where nobody knows what is there, too', () => {
    expect(firstOf(plan([holding(of('SHIPS', 'acme:tracker'))], readInventory({ formatVersion: 1 })))).toContain(
      'see that the adapter acme:tracker is installed there, for SHIPS: no archive brings an adapter',
    )
  })

  it('is there where a connection of it is', () => {
    const other = { id: 'OTHER', status: 'CONFIGURED', adapterType: { name: 'ACME:Tracker' } }
    expect(firstOf(plan([holding(of('SHIPS', 'acme:tracker'))], target({ connections: [other] })))).toEqual([])
    const silent = { id: 'OTHER', status: 'CONFIGURED' }
    expect(firstOf(plan([holding(of('SHIPS', 'acme:tracker'))], target({ connections: [silent] })))).toHaveLength(1)
  })

  it('is none that every instance has, that stays, or that is configured elsewhere', () => {
    expect(firstOf(plan([holding(of('FILES', 'oracle:files'), of('API', 'rest'))]))).toEqual([])
    const kept = { id: 'SHIPS', status: 'CONFIGURED' }
    expect(firstOf(plan([holding(of('SHIPS', 'acme:tracker'))], target({ connections: [kept] })))).toEqual([])
    const stand = of('SHIPS', 'acme:tracker', { project: 'P', remote: { code: 'SHIPS', project: null } })
    const car = archive('P.car', { connections: [stand] }, 'P')
    expect(firstOf(plan([car, holding(of('API', 'rest'))], target({ connections: [kept] })))).toEqual([])
    // Of one that stands for a missing one, the missing one says it.
    expect(firstOf(plan([car]))).toEqual([expect.stringMatching(/^SHIPS: not there/)])
    const oics = of('PRESEEDED_TRACKER', 'acme:tracker')
    expect(firstOf(plan([holding(oics)]))).toEqual(['see that the feature behind PRESEEDED_TRACKER is there'])
  })
})

describe('a connection that others stand for', () => {
  const shared = archive(
    'Q.car',
    {
      integrations: [integration('B|01.00.0000', [usesConnection('SHARED')], { project: 'Q' })],
      connections: [connection('SHARED', { project: 'Q' })],
    },
    'Q',
  )
  const other = archive(
    'P.car',
    {
      integrations: [integration('A|01.00.0000', [usesConnection('DB')], { project: 'P' })],
      connections: [connection('DB', { project: 'P', remote: { code: 'SHARED', project: 'Q' } })],
    },
    'P',
  )
  const configure = (archives: Archive[], status: string | null) =>
    plan(
      archives,
      target({
        projects: [{ code: 'Q' }],
        connections: status === null ? [] : [{ id: 'SHARED', projectId: 'Q', status }],
      }),
    )
      .steps.filter(({ phase }) => phase === 'configure')
      .map(({ text }) => text)

  it('is one after whose change what uses them is to be activated again', () => {
    expect(configure([shared, other], 'INPROGRESS')).toEqual([
      expect.stringMatching(
        /^Q\/SHARED \(there, not configured\): .+; then activate again what was active there and uses P\/DB, which takes its settings from it$/,
      ),
    ])
  })

  it('says nothing of that where it is new, or no one stands for it', () => {
    expect(configure([shared, other], null)).toEqual([expect.not.stringContaining('activate again')])
    expect(configure([shared], 'INPROGRESS')).toEqual([expect.not.stringContaining('activate again')])
    expect(configure([shared, other], 'CONFIGURED')).toEqual([])
  })
})

describe('robots of a project', () => {
  const made = (...otherAssets: { kind: string; id: string; name: string }[]) => {
    const car = archive('P.car', { integrations: [integration('A|01.00.0000', [], { project: 'P' })] }, 'P')
    if (car.project === null) throw new Error('not a project')
    const location = { entry: 'project/project.yaml', line: 1, column: 1 }
    const assets = otherAssets.map((asset) => ({ ...asset, location }))
    return plan([{ ...car, project: { ...car.project, otherAssets: assets } }], target(), { conflict: 'replace' })
  }
  const steps = ({ steps }: ImportPlan) =>
    steps.filter(({ phase, artifact }) => phase === 'configure' && artifact === 'project:P').map(({ text }) => text)

  it('and their environment pools are set up by hand', () => {
    const both = made(
      { kind: 'rpa-flows', id: 'MATCH|01.00.0000', name: 'Match' },
      { kind: 'rpa-environmentPools', id: 'POOL', name: '' },
      { kind: 'rpa-flows', id: 'SORT|01.00.0000', name: 'Sort' },
    )
    expect(steps(both)).toEqual([
      'robots MATCH 01.00.0000, SORT 01.00.0000: see in the console that they came in, and enter the credentials that they use, which no archive carries',
      'environment pools POOL: see in the console that they came in, and that robots are registered in them here',
    ])
    expect(both.risks).toEqual([])
    expect(steps(made())).toEqual([])
  })

  it('are not all that iarkit does not read: the rest is named', () => {
    const shields = made({ kind: 'shields', id: 'S', name: 'Shield' }, { kind: 'shields', id: 'T', name: '' })
    expect(steps(shields)).toEqual([])
    expect(shields.risks).toMatchObject([
      { artifact: 'project:P', detail: 'brings shields S, T: what they need there is not known' },
    ])
  })
})

describe('what a flow of a project names and no archive holds', () => {
  const user = integration(
    'A|01.00.0000',
    [usesConnection('DB'), usesLookup('REASONS'), usesLibrary('TOOLS|01.00.0000'), event('publishes', 'SHIPPED|1')],
    { project: 'RETURNS' },
  )
  const project = archive('returns.car', { integrations: [user] }, 'RETURNS')
  const lists = (scope: object, status = 'CONFIGURED') => ({
    connections: [{ code: 'DB', status, ...scope }],
    lookups: [{ name: 'REASONS', ...scope }],
    libraries: [{ code: 'TOOLS', version: '01.00.0000', ...scope }],
    eventTypes: [{ code: 'SHIPPED', revision: '1', ...scope }],
  })
  const needs = ['connection:RETURNS/DB', 'lookup:RETURNS/REASONS', 'library:RETURNS/TOOLS|01.00.0000']
  const event1 = 'event-type:RETURNS/SHIPPED|1'
  const actionsOf = (made: ImportPlan) => [...needs, event1].map((id) => actionOf(made, id))

  it('is the global one where the target’s project has none of its own', () => {
    expect(actionsOf(plan([project], target(lists({}))))).toEqual([
      'keep: there and configured: kept as it is',
      'keep: there, outside the project; in none of the archives',
      'keep: there, outside the project; in none of the archives',
      'keep: there, outside the project',
    ])
    expect(plan([project], target(lists({}, 'INPROGRESS'))).verdict).toBe('blocked')
  })

  it('is the project’s own before a global one', () => {
    const own = lists({ projectId: 'RETURNS' })
    const both = {
      ...own,
      connections: [...lists({}, 'INPROGRESS').connections, ...own.connections],
      lookups: [...lists({}).lookups, ...own.lookups],
    }
    expect(actionsOf(plan([project], target(both)))).toEqual([
      'keep: there and configured: kept as it is',
      'keep: there; in none of the archives',
      'keep: there; in none of the archives',
      'keep: there',
    ])
  })

  it('is the global one also where the inventory does not tell what the project has', () => {
    const projects = [{ code: 'RETURNS' }]
    const made = plan([project], target({ ...lists({}), projects, incomplete: ['RETURNS/lookups'] }))
    expect(actionOf(made, 'lookup:RETURNS/REASONS')).toMatch(/^keep: /)
    expect(made.notChecked).toEqual([])
  })

  it('is not another version of a library, which is said wherever that is', () => {
    const made = plan([project], target({ libraries: [{ code: 'TOOLS', version: '01.01.0000' }] }))
    expect(actionOf(made, 'library:RETURNS/TOOLS|01.00.0000')).toBe(
      'blocked: not there (there: 01.01.0000), and in none of the archives; needed by A 01.00.0000',
    )
  })

  it('is none of another project’s', () => {
    const made = plan([project], target(lists({ projectId: 'FINANCE' })))
    expect(actionsOf(made).map((said) => said.split(':')[0])).toEqual(['blocked', 'blocked', 'blocked', 'blocked'])
  })

  it('is not looked for globally by a connection that stands for another project’s', () => {
    const stand = connection('DB', { project: 'RETURNS', remote: { project: 'FINANCE', code: 'FINANCE_DB' } })
    const made = plan(
      [archive('returns.car', { integrations: [user], connections: [stand] }, 'RETURNS')],
      target({ connections: [{ code: 'FINANCE_DB', status: 'CONFIGURED' }] }),
    )
    expect(actionOf(made, 'connection:RETURNS/DB')).toBe(
      'create: stands for FINANCE_DB of project FINANCE, which is not there',
    )
    expect(actionOf(made, 'connection:FINANCE/FINANCE_DB')).toMatch(/^blocked: not there/)
  })

  it('is not what the project brings with it', () => {
    const brought = archive(
      'returns.car',
      {
        integrations: [user],
        connections: [connection('DB', { project: 'RETURNS' })],
        lookups: [lookup('REASONS', { project: 'RETURNS' })],
      },
      'RETURNS',
    )
    const made = plan([brought], target(lists({})))
    expect(actionOf(made, 'connection:RETURNS/DB')).toBe('create: new there: to be configured after the import')
    expect(actionOf(made, 'lookup:RETURNS/REASONS')).toBe('create: not there: comes with the import')
  })
})

describe('an inventory that writes versions short', () => {
  it('has the integration that the archive has', () => {
    const inventory = target({ integrations: [there('A|1.0.0')] })
    const made = plan([iar('A|01.00.0000')], inventory)
    expect(actionOf(made, A)).toBe('replace: there and active: deactivate it, then PUT replaces it (POST: 409)')
    expect(made.risks).toEqual([])
    // What is called bears the version as OIC writes it.
    expect(calls(made, 'backup', 'deactivate')).toEqual([
      'GET integrations/A%7C01.00.0000/archive',
      'POST integrations/A%7C01.00.0000',
    ])
  })

  it('has the version that an activation deactivates, which is called as OIC writes it', () => {
    const inventory = target({ integrations: [there('A|1.0.0', { scheduleDefinedFlag: true })] })
    const made = plan([iar('A|01.01.0000')], inventory)
    expect(calls(made, 'stop')).toEqual(['POST integrations/A%7C01.00.0000/schedule/stop'])
  })

  it('has the child that runs there, which is no drift', () => {
    const made = plan(
      [iar('A|01.00.0000', [call('B|01.00.0000')])],
      target({ integrations: [there('B|1.0.0'), there('B|1.1.0', { status: 'CONFIGURED' })] }),
    )
    expect(actionOf(made, 'integration:B|01.00.0000')).toBe('keep: there and active')
    expect(made.risks).toEqual([])
  })

  it('has the package’s integrations outside the package', () => {
    const pack = {
      ...archive('p.par', { integrations: [integration('A|01.00.0000', [], { pack: 'p' })] }),
      kind: 'package' as const,
      package: { name: 'p', location: { entry: 'made-up', line: 1, column: 1 } },
    }
    const made = plan([pack], target({ integrations: [there('A|1.0.0')] }))
    expect(made.risks).toEqual([
      { artifact: A, label: 'A 01.00.0000', detail: expect.stringContaining('is there outside the package p') },
    ])
  })

  it('has the library, also as a jar of its own, and exports it first', () => {
    const tools = library('TOOLS|01.00.0000', { functions: [{ name: 'f' }] as unknown as Library['functions'] })
    const inventory = target({ libraries: [{ code: 'TOOLS', version: '1.0.0', functions: ['f'] }] })
    const held = archive('a.iar', { integrations: [integration('A|01.00.0000')], libraries: [tools] })
    expect(actionOf(plan([held], inventory), tools.id)).toBe('keep: the same version with the same functions is there')
    expect(plan([held], inventory).risks).toEqual([])
    const jar = plan([{ ...archive('tools.jar', { libraries: [tools] }), kind: 'library' }], inventory)
    expect(jar.archives[0]).toMatchObject({ action: 'replace' })
    expect(calls(jar, 'backup')).toEqual(['GET libraries/TOOLS%7C01.00.0000/archive'])
  })

  it('has the library and the event type that no archive holds', () => {
    const made = plan(
      [iar('A|01.00.0000', [usesLibrary('TOOLS|01.00.0000'), event('publishes', 'SHIPPED|01.00.0000')])],
      target({
        libraries: [{ code: 'TOOLS', version: '1.0.0' }],
        eventTypes: [{ code: 'SHIPPED', revision: '1.0.0' }],
      }),
    )
    expect(actionOf(made, 'library:TOOLS|01.00.0000')).toBe('keep: there; in none of the archives')
    expect(actionOf(made, 'event-type:SHIPPED|01.00.0000')).toBe('keep: there')
  })

  it('may have an event type of an earlier revision than is listed: OIC lists the latest alone', () => {
    const of = (revision: string) =>
      actionOf(
        plan(
          [iar('A|01.00.0000', [event('publishes', 'SHIPPED|2')])],
          target({ eventTypes: [{ code: 'SHIPPED', revision }] }),
        ),
        'event-type:SHIPPED|2',
      )
    expect(of('3')).toBe('unknown: a later revision is there, and OIC lists the latest alone')
    expect(of('1')).toBe('blocked: not there, and in none of the archives')
  })
})

describe('schedules', () => {
  const scheduled = (dates: readonly string[] = []): Archive => {
    const made = integration('A|01.00.0000', [
      { kind: 'schedule', name: 'S', at: '', evidence: { entry: 's.xml', line: 1, column: 1, text: 'S' } },
    ])
    const place = { entry: 's.xml', line: 1, column: 1 }
    return archive('A.iar', {
      integrations: [{ ...made, style: 'scheduled', dependencies: { ...made.dependencies, schedules: ['S'] } }],
      schedules: [
        {
          kind: 'schedule',
          id: 'schedule:S',
          project: null,
          name: 'S',
          nameAt: place,
          displayName: '',
          timeZone: 'UTC',
          recurrence: dates.length > 0 ? { kind: 'once', dates } : { kind: 'ical', expression: 'FREQ=DAILY;' },
          location: place,
        },
      ],
    })
  }

  it('are started after activation, and stopped before deactivation', () => {
    const made = plan([scheduled()], target({ integrations: [there('A|01.00.0000', { scheduleDefinedFlag: true })] }))
    expect(made.steps.map(({ phase }) => phase)).toEqual([
      'backup',
      'stop',
      'deactivate',
      'import',
      'activate',
      'start',
    ])
    expect(actionOf(made, 'schedule:S')).toMatch(/^unknown: one is defined there/)
    expect(made.steps.find(({ phase }) => phase === 'stop')?.text).toBe(
      'stop the schedule of A 01.00.0000, without which OIC does not deactivate it (runs under way are cancelled: pause it first and let them end)',
    )
    const displacing = plan(
      [iar('A|01.01.0000')],
      target({ integrations: [there('A|01.00.0000', { scheduled: true })] }),
    )
    expect(displacing.steps.find(({ phase }) => phase === 'stop')?.text).toBe(
      'stop the schedule of A 01.00.0000, which the activation of A 01.01.0000 deactivates (runs under way are cancelled: pause it first and let them end)',
    )
    const unsaid = plan([scheduled()], target({ integrations: [{ id: 'A|01.00.0000' }] }))
    expect(unsaid.steps.find(({ phase }) => phase === 'deactivate')?.text).toMatch(
      /stop the schedule of what is \(runs under way are cancelled\) and deactivate it/,
    )
    expect(made.undo.map(({ phase }) => phase)).toEqual(['stop', 'deactivate', 'import', 'activate', 'start'])
  })

  it('are not stopped where the target has none, which OIC answers with 404', () => {
    const at = (scheduleDefinedFlag: boolean | null) =>
      plan([scheduled()], target({ integrations: [there('A|01.00.0000', { scheduleDefinedFlag })] }))
    expect(at(false).steps.map(({ phase }) => phase)).toEqual(['backup', 'deactivate', 'import', 'activate', 'start'])
    const stop = at(null).steps.find(({ phase }) => phase === 'stop')
    expect(stop?.call?.fails).toEqual([{ status: 404, when: 'none is defined' }])
  })

  it('are said to be over where their only date is past', () => {
    const made = plan([scheduled(['2020-01-01 10:00:00'])], target(), { at: '2026-01-01T00:00:00Z' })
    expect(made.steps.at(-1)?.text).toMatch(/its only date is past/)
    expect(plan([scheduled(['2020-01-01 10:00:00'])]).steps.at(-1)?.text).not.toMatch(/past/)
  })
})

describe('a policy', () => {
  it.each(['garbage', '27.11.2026', '2026-13-01', ''])('with %j as time of the import is refused', (at) => {
    expect(() => plan([iar('A|01.00.0000')], target(), { at })).toThrow(
      expect.objectContaining({ code: 'usage', message: `Expected a time of ISO 8601 as at, found ${at}.` }),
    )
  })

  it.each([
    ['conflict', 'merge', 'Expected one of replace, skip, fail as conflict, found merge.'],
    ['unknown', 'ignore', 'Expected one of risk, block as unknown, found ignore.'],
  ])('with a %s that there is not is refused', (name, value, message) => {
    const policy: ImportPolicy = { [name]: value }
    expect(() => plan([iar('A|01.00.0000')], target(), policy)).toThrow(
      expect.objectContaining({ code: 'usage', message }),
    )
  })
})

describe('a selection', () => {
  const archives = [
    iar('PARENT|01.00.0000', [call('CHILD|01.00.0000')]),
    iar('CHILD|01.00.0000'),
    iar('OTHER|01.00.0000'),
  ]

  it('brings what it calls, and leaves the rest', () => {
    const made = plan(archives, target(), { select: ['PARENT'] })
    expect(made.archives.map(({ action }) => action)).toEqual(['create', 'create', 'skip'])
    expect(actionOf(made, 'integration:OTHER|01.00.0000')).toBe('skip: not selected')
  })

  it('takes codes, CODE|VERSION and ids, and refuses what no archive holds', () => {
    const names = [
      'CHILD',
      'CHILD|01.00.0000',
      'integration:CHILD|01.00.0000',
      'CHILD|1.0.0',
      'integration:CHILD|1.0.0',
    ]
    for (const name of names) {
      expect(plan(archives, target(), { select: [name] }).activationOrder).toEqual(['integration:CHILD|01.00.0000'])
    }
    const refused = (name: string) => expect(() => plan(archives, target(), { select: [name] }))
    for (const name of ['CHILD 01.00.0000', 'CHILD_01.00.0000'])
      refused(name).toThrow(`No archive holds an integration ${name} to select. Did you mean CHILD|01.00.0000?`)
    for (const name of ['NONE', 'NONE|1.0.0', '|1.0.0', '']) {
      refused(name).toThrow(
        `No archive holds an integration ${name} to select: give its code, CODE|VERSION or public id.`,
      )
    }
    refused('CHLD').toThrow(/ CHLD to select\. Did you mean CHILD\?$/)
    refused('CHILD|1.0.1').toThrow(
      'No archive holds an integration CHILD|1.0.1 to select; of CHILD they hold 01.00.0000.',
    )
    for (const version of ['', '1', '1.0', 'v1.0.0', '01.00.0000 ', 'x'])
      refused(`CHILD|${version}`).toThrow(
        `Expected CODE|VERSION with a version as OIC writes it (CHILD|01.00.0000) to select, found CHILD|${version}.`,
      )
    expect(() => plan(archives, target(), { select: 'CHILD' as never })).toThrow(
      'Expected a list of names as select, found CHILD.',
    )
  })

  it('tells the integrations of several projects apart by PROJECT/CODE, as labels show them', () => {
    const car = (project: string) =>
      archive(`${project}.car`, { integrations: [integration('A|01.00.0000', [], { project })] }, project)
    const order = (name: string) => plan([car('P'), car('Q')], target(), { select: [name] }).activationOrder
    expect(order('A')).toEqual(['integration:P/A|01.00.0000', 'integration:Q/A|01.00.0000'])
    for (const name of ['Q/A', 'Q/A|1.0.0', 'integration:Q/A', 'integration:Q/A|01.00.0000'])
      expect(order(name)).toEqual(['integration:Q/A|01.00.0000'])
  })

  describe('and archives that bring a lookup or library', () => {
    const parts = { lookups: [lookup('L')], libraries: [library('T|01.00.0000')] }
    const uses = [usesLookup('L'), usesLibrary('T|01.00.0000')]
    const own: Archive = { ...iar('A|01.00.0000', uses), ...parts }
    const bare = iar('A|01.00.0000', uses)
    const other = (code: string): Archive => ({ ...iar(`${code}|01.00.0000`), ...parts })
    const csv: Archive = { ...archive('L.csv', { lookups: parts.lookups }), kind: 'lookup' }
    const jar: Archive = { ...archive('T.jar', { libraries: parts.libraries }), kind: 'library' }
    const inventory = target({ integrations: [there('X|01.00.0000'), there('Y|01.00.0000')] })
    const imported = (...given: readonly Archive[]) =>
      plan(given, inventory, { select: ['A'] })
        .archives.filter(({ action }) => action !== 'skip')
        .map(({ file }) => file)

    it('leaves other integrations alone where its own archives carry it', () => {
      const made = plan([other('X'), own], inventory, { select: ['A'] })
      expect(made.archives[0]).toMatchObject({ action: 'skip', why: 'not selected' })
      expect(calls(made, 'deactivate', 'import')).toEqual(['POST integrations/archive'])
      expect(made.risks).toEqual([])
    })

    it('takes files of their own rather than archives of other integrations', () => {
      expect(imported(other('X'), csv, jar, bare)).toEqual(['L.csv', 'T.jar', 'A_01.00.0000.iar'])
      expect(imported(other('X'), csv, jar, own)).toEqual(['L.csv', 'T.jar', 'A_01.00.0000.iar'])
    })

    it('takes one archive of another integration where nothing else brings it', () => {
      expect(imported(bare, other('X'), other('Y'))).toEqual(['A_01.00.0000.iar', 'X_01.00.0000.iar'])
      expect(imported(bare, csv, other('X'), other('Y'))).toEqual(['A_01.00.0000.iar', 'L.csv', 'X_01.00.0000.iar'])
    })

    it('activates again what ran and comes with it', () => {
      const made = plan([bare, other('X')], inventory, { select: ['A'] })
      expect(calls(made, 'deactivate')).toEqual(['POST integrations/X%7C01.00.0000'])
      expect(made.activationOrder).toEqual([A, 'integration:X|01.00.0000'])
      expect(made.risks.map(({ label, detail }) => `${label} ${detail}`)).toEqual([
        'X 01.00.0000 is not selected, but in the archive that brings the lookup L, the library T 01.00.0000: active there, so activated again',
      ])
    })
  })

  describe('with others in its package', () => {
    const packed = (...integrations: readonly Integration[]): Archive => ({
      ...archive('p.par', { integrations }),
      kind: 'package',
      package: { name: 'p', location: { entry: '', line: null, column: null } },
    })
    const part = (
      key: string,
      references: Parameters<typeof integration>[1] = [],
      more: Partial<Integration> = {},
    ) => ({
      ...integration(key, references, { pack: 'p' }),
      ...more,
    })
    const running = (key: string, more: object = {}) => there(key, { packageName: 'p', ...more })
    const off = (made: ImportPlan) => made.notActivated.map(({ label, why }) => `${label}: ${why}`)
    const said = (made: ImportPlan) =>
      made.risks.flatMap(({ label, detail }) => {
        const [, what] = /^is not selected, but in one package with what is: (.*)/.exec(detail) ?? []
        return what === undefined ? [] : [`${label} ${what}`]
      })
    const B = 'integration:B|01.00.0000'
    const C = 'integration:C|01.00.0000'

    it('activates again what ran, with what that calls, children first', () => {
      const par = packed(part('A|01.00.0000'), part('B|01.00.0000', [call('C|01.00.0000')]), part('C|01.00.0000'))
      const made = plan([par], target({ integrations: [running('B|01.00.0000')] }), { select: ['A'] })
      expect(made.activationWaves).toEqual([[A, C], [B]])
      expect(off(made)).toEqual([])
      expect(said(made)).toEqual([
        'B 01.00.0000 active there, so activated again',
        'C 01.00.0000 activated, as something that runs there calls it',
      ])
      expect(made.verdict).toBe('ready')
    })

    it('leaves off what was off', () => {
      const inventory = target({ integrations: [running('B|01.00.0000', { status: 'CONFIGURED' })] })
      const made = plan([packed(part('A|01.00.0000'), part('B|01.00.0000'))], inventory, { select: ['A'] })
      expect([made.activationOrder, off(made)]).toEqual([[A], ['B 01.00.0000: not selected']])
    })

    it('says what has to be done where nobody knows whether it ran', () => {
      const inventory = target({ integrations: [running('B|01.00.0000', { status: '' })] })
      const made = plan([packed(part('A|01.00.0000'), part('B|01.00.0000'))], inventory, { select: ['A'] })
      expect(off(made)).toEqual(['B 01.00.0000: not selected, and whether it is active there is not known'])
      expect(said(made)).toEqual(['B 01.00.0000 to be activated again by hand where it was active there'])
    })

    it('says that a draft cannot be activated again', () => {
      const par = packed(part('A|01.00.0000'), part('B|01.00.0000', [], { percentComplete: 50 }))
      const made = plan([par], target({ integrations: [running('B|01.00.0000')] }), { select: ['A'] })
      expect(off(made)).toEqual(['B 01.00.0000: not complete when it was exported (50 %)'])
      expect(said(made)).toEqual(['B 01.00.0000 active there, and not activated again'])
    })

    it('activates the version that was selected, not the newer one that ran', () => {
      const par = packed(part('A|01.00.0000'), part('A|01.01.0000'))
      const made = plan([par], target({ integrations: [running('A|01.01.0000')] }), { select: ['A|01.00.0000'] })
      expect(made.activationOrder).toEqual([A])
      expect(off(made)).toEqual(['A 01.01.0000: A 01.00.0000 of the same major version is selected'])
      expect(said(made)).toEqual(['A 01.01.0000 active there, and not activated again'])
    })

    it.each([
      [true, ['POST integrations/B%7C01.00.0000/schedule/start']],
      [false, []],
    ])('starts a schedule only where it ran: %s', (scheduleDefinedFlag, started) => {
      const par = packed(part('A|01.00.0000'), part('B|01.00.0000', [], { style: 'scheduled' }))
      const inventory = target({ integrations: [running('B|01.00.0000', { scheduleDefinedFlag })] })
      const made = plan([par], inventory, { select: ['A'] })
      expect(calls(made, 'start')).toEqual(started)
      expect(made.steps.filter(({ phase }) => phase === 'start')).toHaveLength(started.length)
      expect(made.undo.filter(({ undoes }) => undoes.length === 0)).toEqual([])
    })

    it('leaves a schedule to hand where nobody knows whether it ran', () => {
      const par = packed(part('A|01.00.0000'), part('B|01.00.0000', [], { style: 'scheduled' }))
      const made = plan([par], target({ integrations: [running('B|01.00.0000')] }), { select: ['A'] })
      expect(made.steps.at(-1)).toMatchObject({
        phase: 'start',
        call: null,
        text: 'B 01.00.0000: start its schedule where it ran before, which is not known',
      })
    })
  })
})

describe('the way back', () => {
  it('names the steps that each of its steps takes back', () => {
    const made = plan([iar('A|01.00.0000')], target({ integrations: [there('A|01.00.0000')] }))
    const undone = made.undo.map(({ text, undoes }) => [text, ...undoes.map((at) => made.steps[at - 1]?.phase)])
    expect(undone).toEqual([
      ['deactivate A 01.00.0000', 'activate'],
      ['put back A 01.00.0000', 'import'],
      ['activate A 01.00.0000', 'deactivate'],
    ])
  })

  it('has AI agents deactivated by hand, as they are activated', () => {
    const agent = { ...integration('HELPER|01.00.0000', [], { project: 'P' }), kind: 'agent' as const }
    const helper = { ...agent, id: 'agent:P/HELPER|01.00.0000' }
    const made = plan([{ ...archive('P.car', {}, 'P'), agents: [helper] }])
    expect(made.undo.map(({ text, undoes }) => [text, ...undoes.map((at) => made.steps[at - 1]?.phase)])).toEqual([
      ['in the console, deactivate the AI agent HELPER 01.00.0000', 'activate'],
      ['delete the project P', 'import'],
    ])
  })

  it.each([
    ['create: not there', { projects: [], aiAgents: [] }],
    [
      'unknown: not there: comes in if the import merges into the project',
      { aiAgents: [{ id: 'OTHER|01.00.0000', project: 'P' }] },
    ],
    ['unknown: not there: comes in if', { aiAgents: [{ id: 'HELPER|01.00.0000', project: 'Q' }] }],
    [
      'unknown: there and active; may stay',
      { aiAgents: [{ code: 'HELPER', version: '1.0.0', status: 'ACTIVE', project: 'P' }] },
    ],
    ['unknown: there; may stay', { aiAgents: [{ id: 'HELPER|01.00.0000', status: 'CONFIGURED', project: 'P' }] }],
    ['unknown: the inventory has no list of AI agents', { aiAgents: undefined }],
    ['unknown: the inventory does not tell the AI agents of project P', { aiAgents: [], incomplete: ['P/aiAgents'] }],
  ])('says of an AI agent: %s', (said, lists) => {
    const agent = { ...integration('HELPER|01.00.0000', [], { project: 'P' }), kind: 'agent' as const }
    const car = { ...archive('P.car', {}, 'P'), agents: [{ ...agent, id: 'agent:P/HELPER|01.00.0000' }] }
    const made = plan([car], target({ projects: [{ code: 'P' }], ...lists }))
    expect(actionOf(made, 'agent:P/HELPER|01.00.0000').slice(0, said.length)).toBe(said)
    const isListless = said.includes('the inventory')
    expect(made.actions.find(({ kind }) => kind === 'agent')?.notChecked).toBe(isListless)
    expect(made.notChecked.filter(({ what }) => what.includes('AI agents'))).toHaveLength(isListless ? 1 : 0)
  })

  it('deletes what was added without knowing that it was not there, and only what this import added', () => {
    const made = plan([iar('A|01.00.0000')], readInventory({ formatVersion: 1, lookups: [] }))
    const removal = made.undo.find(({ call: made_ }) => made_?.method === 'DELETE')
    expect(removal?.undoes.map((at) => made.steps[at - 1]?.call?.method)).toEqual(['POST'])
  })
})
