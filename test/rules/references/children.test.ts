import { describe, expect, it } from 'vitest'
import { Callable, childrenOf, evidenceOf, reaches } from '../../../src/rules/references/children.js'
import { archive, calls, flow } from './made-run.js'

const of = (...references: object[]) => childrenOf(flow('CALLER', references))

describe('childrenOf', () => {
  it('is one child for each code, project and version, with all that speaks of it', () => {
    const children = of(
      calls('A'),
      calls('B'),
      calls('A'),
      calls('A', { project: 'P' }),
      calls('A', { version: '02.00.0000' }),
    )
    expect(
      children.map(({ code, project, version, references }) => [code, project, version, references.length]),
    ).toEqual([
      ['A', null, '01.00.0000', 2],
      ['B', null, '01.00.0000', 1],
      ['A', 'P', '01.00.0000', 1],
      ['A', null, '02.00.0000', 1],
    ])
  })

  it('takes a version written short for the same, and one that is not said for its own', () => {
    expect(of(calls('A'), calls('A', { version: '1.0.0' }))).toHaveLength(1)
    expect(of(calls('A', { version: null }), calls('A', { version: null }))).toHaveLength(1)
    expect(of(calls('A', { version: null }), calls('A'))).toHaveLength(2)
    expect(of(calls('A'), calls('A', { version: null }))).toHaveLength(2)
  })

  it('leaves out children whose code nothing tells, and what is no child', () => {
    expect(of(calls(null), calls(''), { kind: 'lookup', code: 'A' })).toEqual([])
  })
})

describe('evidenceOf', () => {
  it('is where the child was designed, else the first place where it may be chosen', () => {
    const [child] = of(calls('A', { dynamic: true, at: 'a1' }), calls('A', { at: 'a2' }))
    expect(child && evidenceOf(child)?.at).toBe('a2')
    const [chosen] = of(calls('A', { dynamic: true, at: 'a1' }), calls('A', { dynamic: true, at: 'a2' }))
    expect(chosen && evidenceOf(chosen)?.at).toBe('a1')
    expect(evidenceOf({ code: 'A', version: null, project: null, references: [] })).toBeNull()
  })
})

describe('reaches', () => {
  it.each([
    ['01.00.0000', '01.02.0003', true],
    ['01.00.0000', '02.00.0000', false],
    [null, '02.00.0000', true],
    ['', '02.00.0000', true],
  ])('of a call of %j is for %s %s', (version, other, expected) => {
    expect(reaches({ version }, other)).toBe(expected)
  })
})

describe('Callable', () => {
  const callable = new Callable([
    archive({ integrations: [flow('A', [], { version: '01.10.0000' }), flow('B')] }),
    archive({
      integrations: [flow('A', [], { version: '01.02.0000' }), flow('A', [], { project: 'P' })],
      patterns: [{ code: 'PATTERN', project: 'P', location: { entry: 'content.json' } }],
    }),
  ])

  it('gives the versions of a child in its project, lowest first', () => {
    const versions = (code: string, project: string | null) =>
      callable.versionsOf({ code, project }).map(({ version }) => version)
    expect(versions('A', null)).toEqual(['01.02.0000', '01.10.0000'])
    expect(versions('A', 'P')).toEqual(['01.00.0000'])
    expect(versions('C', null)).toEqual([])
  })

  it('knows the patterns of agents', () => {
    expect(callable.isPattern({ code: 'PATTERN', project: 'P' })).toBe(true)
    expect(callable.isPattern({ code: 'PATTERN', project: 'Q' })).toBe(false)
    expect(callable.isPattern({ code: 'A', project: 'P' })).toBe(false)
  })
})
