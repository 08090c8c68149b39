import { describe, expect, it } from 'vitest'
import { circularDependency } from '../../../src/rules/references/circular-dependency.js'
import { check, run } from '../../support/rules.js'
import { archive, flow, made } from './made-run.js'

const RETURNS = 'retail-dev/RETURNS_PROJECT'

describe('circular-dependency', () => {
  const ring = {
    path: '**/refund_REQUEST.jca',
    replace: [
      ['INTER_PROJECT', 'INTRA_PROJECT'],
      ['REFUND', 'RETURN_WATCHER'],
    ] as [string, string][],
  }

  it('spells the ring out once, with the place of one of its calls', async () => {
    const findings = await check(circularDependency, { fixture: RETURNS, change: [ring] })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain(
      'RETURN_REQUEST 01.00.0000 → RETURN_WATCHER 01.00.0000 → RETURN_REQUEST 01.00.0000',
    )
    expect(findings[0]?.entry).toMatch(/refund_REQUEST\.jca$/)
    expect(findings[0]?.step).not.toBe('')
  })

  it('finds an integration that calls itself', async () => {
    const self = {
      ...ring,
      replace: ring.replace.map(([from, to]): [string, string] => [from, to.replace('WATCHER', 'REQUEST')]),
    }
    const findings = await check(circularDependency, { fixture: RETURNS, change: [self] })
    expect(findings.map(({ message }) => message).join()).toContain(
      'RETURN_REQUEST 01.00.0000 calls itself: a call may never end, so repeat what it does in a loop, or make sure that something ends it.',
    )
  })

  describe('in a single .iar', () => {
    const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
    const jca = (to: string) => ({
      path: '**/fulfilOrder_REQUEST.jca',
      replace: ['ORDER_FULFIL', to] as [string, string],
    })

    it('finds an integration that calls itself', async () => {
      const { findings, notRun } = await run(circularDependency, { fixture: INTAKE, change: [jca('ORDER_INTAKE')] })
      expect(findings.map(({ message }) => message)).toEqual([
        'ORDER_INTAKE 01.00.0000 calls itself: a call may never end, so repeat what it does in a loop, or make sure that something ends it.',
      ])
      expect(notRun).toEqual([])
    })

    it('says that it could not look at what is called from there', async () => {
      const { findings, notRun } = await run(circularDependency, { fixture: INTAKE })
      expect(findings).toEqual([])
      expect(notRun).toEqual([{ rule: 'circular-dependency', why: 'only one archive given', partly: true }])
      const other = await run(circularDependency, {
        fixture: INTAKE,
        with: [{ fixture: 'retail-dev/ORDER_FULFIL_01.00.0000' }],
      })
      expect(other.notRun).toEqual([])
    })
  })

  it('does not take an integration of the same code in another project for the same', async () => {
    const elsewhere = { ...ring, replace: ring.replace.slice(1) }
    expect(await check(circularDependency, { fixture: RETURNS, change: [elsewhere] })).toEqual([])
  })
})

describe('circular-dependency, of made graphs', () => {
  const edge = (from: string, to: string, more: object = {}) => ({
    from: `integration:${from}|1`,
    to: `integration:${to}|1`,
    kind: 'calls',
    dynamic: false,
    evidence: [{ archive: 'made.iar', entry: `${from}.xml`, line: 3, column: 4, at: 'a1' }],
    ...more,
  })
  const ofRings = (rings: string[][], edges: object[], node: (id: string) => object | null = () => null) =>
    made(circularDependency, {
      archives: [
        archive({
          file: 'first.iar',
          integrations: [flow('A', [], { id: 'integration:A|1', actions: [{ id: 'a1', name: 'wrong' }] })],
        }),
        archive({ integrations: [flow('A', [], { id: 'integration:A|1', actions: [{ id: 'a1', name: 'call B' }] })] }),
      ],
      graph: {
        cycles: () => rings.map((ring) => ring.map((code) => `integration:${code}|1`)),
        edgesFrom: (id: string) => (edges as { from: string }[]).filter(({ from }) => from === id),
        node,
      },
    })
  const known = (id: string) => ({ id, kind: 'integration', project: null })
  const message = (ring: string, more = '') =>
    `${ring}: these integrations call one another in a ring: no order of activation fits, and a call may never end, so break the ring${more}.`

  it('stands at the call of the next in the ring, in the archive that makes it', async () => {
    const edges = [
      edge('A', 'B', { kind: 'uses', evidence: [] }),
      edge('A', 'C', { evidence: [] }),
      edge('A', 'B'),
      edge('B', 'A'),
    ]
    expect((await ofRings([['A', 'B']], edges, known)).found).toEqual([
      {
        archive: 'made.iar',
        entry: 'A.xml',
        line: 3,
        column: 4,
        message: message('A 1 → B 1 → A 1'),
        artifact: 'integration:A|1',
        step: 'call B',
        key: 'A B',
      },
    ])
  })

  it('says what to do where one of the calls is chosen at run time', async () => {
    const edges = [edge('A', 'B'), edge('B', 'A', { dynamic: true })]
    expect((await ofRings([['A', 'B']], edges, known)).messages).toEqual([
      message('A 1 → B 1 → A 1', ', or make sure that the child chosen at run time is never one of them'),
    ])
  })

  it('names what is in no archive by its id, and has no step for a flow that it does not have', async () => {
    const { found } = await ofRings([['B', 'A']], [edge('B', 'A'), edge('A', 'B')])
    expect(found).toMatchObject([{ step: '', message: message('integration:B|1 → integration:A|1 → integration:B|1') }])
  })

  it('says nothing of a ring without evidence, or of none', async () => {
    expect((await ofRings([['A', 'B'], []], [edge('A', 'B', { evidence: [] })])).found).toEqual([])
    expect((await ofRings([['A', 'B']], [])).found).toEqual([])
  })

  it('says of an integration that calls itself that, which any order of activation fits', async () => {
    const messages = async (more: object) => (await ofRings([['A']], [edge('A', 'A', more)], known)).messages
    const itself = 'A 1 calls itself: a call may never end, so repeat what it does in a loop, or make sure that'
    expect(await messages({})).toEqual([`${itself} something ends it.`])
    expect(await messages({ dynamic: true })).toEqual([`${itself} the child chosen at run time is never itself.`])
  })
})
