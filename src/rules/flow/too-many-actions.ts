import * as v from 'valibot'
import type { Step } from '../../model/index.js'
import { defineRule } from '../define-rule.js'
import { placedFlows } from '../flows.js'
import { place } from '../place.js'
import { counted } from '../words.js'
import { actionOf, partsOf, placedSteps } from './steps.js'

/** Steps that are no actions of their own: what holds actions together, starts or describes the flow. */
const NO_ACTIONS: ReadonlySet<Step['kind']> = new Set([
  'receive',
  'scheduleReceive',
  'pick',
  'pickReceive',
  'subscribe',
  'route',
  'globalTry',
  'catch',
  'catchAll',
  'parallelBranch',
  'note',
  'integrationMetadata',
  'globalVariable',
  'integrationProperties',
  'patternMemoryDataType',
])

export const tooManyActions = defineRule({
  id: 'too-many-actions',
  severity: 'warning',
  category: 'flow',
  summary: 'An integration has more actions, or stage writes, than is good for it',
  options: v.strictObject({
    maxActions: v.optional(
      v.pipe(v.number(), v.integer(), v.minValue(1), v.description('More actions are a finding.')),
      150,
    ),
    maxStageWrites: v.optional(
      v.pipe(v.number(), v.integer(), v.minValue(0), v.description('More stage writes are a finding.')),
      24,
    ),
  }),
  needs: [],
  scope: 'archive',
  async *check({ archives, options }) {
    for (const { archive, flow } of placedFlows(archives)) {
      const parts = partsOf(flow)
      const placed = [...placedSteps(flow.steps)]
      const finding = { ...place(archive, flow.location), artifact: flow.id, step: '' }
      const writes = placed.filter(
        ({ step }) =>
          step.kind === 'stageFile' && actionOf(step, parts)?.properties['operation']?.toLowerCase() === 'write',
      )
      if (writes.length > options.maxStageWrites) {
        const why =
          writes.length > 24
            ? 'OIC may fail to activate an integration with 25 or more'
            : `the limit is ${options.maxStageWrites}`
        const message = `${flow.code}: ${counted(writes.length, 'stage write')}; ${why}: move some into a child integration.`
        yield {
          ...finding,
          ...place(archive, writes[0]?.step.location ?? flow.location),
          message,
          key: 'stage writes',
        }
      }
      // The assignments of one Assign are one action on the canvas.
      const actions = placed.filter(
        ({ step, parents }) =>
          !NO_ACTIONS.has(step.kind) && !(step.kind === 'assignment' && parents.at(-1)?.kind === 'label'),
      )
      if (actions.length > options.maxActions) {
        const message = `${flow.code}: ${actions.length} actions, where the limit is ${options.maxActions}: move parts of the flow into child integrations.`
        yield { ...finding, message, key: 'actions' }
      }
    }
  },
})
