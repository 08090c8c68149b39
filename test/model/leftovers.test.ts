import { describe, expect, it } from 'vitest'
import type { ProjectStep, ProjectXml } from '../../src/formats/types.js'
import { leftoversOf } from '../../src/model/leftovers.js'
import { prepare } from '../support/examples.js'

const at = { entry: 'project.xml', line: 1, column: 1 }

function step(element: string, parts: Partial<ProjectStep> = {}): ProjectStep {
  const none = { id: '', name: '', description: '', ref: '', tracker: '', attributes: {}, children: [] }
  return { element, known: true, at, ...none, ...parts }
}

function left(
  actions: readonly (readonly [id: string, type: string, properties?: Readonly<Record<string, string>>])[],
  steps: readonly ProjectStep[],
): readonly string[] {
  const processors = actions.map(([id, type, properties = {}]) => ({ id, type, properties }))
  return leftoversOf({ actions: processors, endpoints: [], steps } as unknown as ProjectXml)
}

describe('an action that was left behind', () => {
  const logger = [['processor_1', 'activityStreamLogger']] as const

  it('is one that nothing in the orchestration refers to', () => {
    expect(left(logger, [step('stop')])).toEqual(['processor_1'])
    expect(left(logger, [step('activityStreamLogger', { ref: 'processor_11' })])).toEqual(['processor_1'])
  })

  it('is none that a step refers to, however deep, by an output, as its tracker or by another attribute', () => {
    const refers: readonly Partial<ProjectStep>[] = [
      { ref: 'processor_1' },
      { ref: 'processor_1/output_2' },
      { tracker: 'processor_1' },
      { attributes: { handlerRefUri: 'processor_1' } },
    ]
    for (const parts of refers) expect(left(logger, [step('try', { children: [step('catch', parts)] })])).toEqual([])
  })

  it('is none that another action names', () => {
    const naming = (own: string, other: string) =>
      left(
        [
          ['processor_1', 'transformer', { part: own }],
          ['processor_2', 'assignment', { part: other }],
        ],
        [step('assignment', { ref: 'processor_2' })],
      )
    expect(naming('', 'processor_1')).toEqual([])
    expect(naming('processor_1', '')).toEqual(['processor_1'])
  })

  it.each([
    'messageTracker',
    'typeDefinitions',
    'globalVariableDefinition',
    'integrationMetadata',
    'integrationProperties',
    'patternIntegrationMemoryData',
    'scheduleReceive',
    'pick',
    'memory',
    'somethingNew',
  ])('is none of type %s, which needs no step', (type) => {
    expect(left([['processor_1', type]], [step('stop')])).toEqual([])
  })

  it('is none where there is no orchestration, or one that is not known in full', () => {
    expect(left(logger, [])).toEqual([])
    expect(left(logger, [step('try', { children: [step('novelty', { known: false })] })])).toEqual([])
  })
})

describe('the estate', () => {
  it('has none', async () => {
    const { archives } = await prepare({ estate: true })
    expect(archives.flatMap(({ integrations, agents }) => [...integrations, ...agents]).length).toBeGreaterThan(5)
    for (const { integrations, agents } of archives)
      for (const { leftovers } of [...integrations, ...agents]) expect(leftovers).toEqual([])
  })
})
