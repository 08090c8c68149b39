import type { Flow } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { placedFlows } from '../flows.js'
import { place } from '../place.js'
import { isOpaque, type SetVariable, variablesRead, variablesSet } from './variables.js'

export const unusedVariable = defineRule({
  id: 'unused-variable',
  severity: 'off',
  category: 'flow',
  summary: 'A variable is assigned and never read',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives, couldNotCheck }) {
    for (const { archive, flow } of placedFlows(archives)) {
      const unused = unusedVariables(flow)
      if (unused.length > 0 && flow.actions.some(isOpaque)) {
        couldNotCheck(`${flow.id} has actions whose files cannot be read (.ser, .jq); they may read its variables`)
        continue
      }
      for (const { name, location } of unused) {
        yield {
          ...place(archive, location),
          message: `${flow.code}: the variable ${name} is set and never read: remove it, or use it.`,
          artifact: flow.id,
          step: name,
          key: '',
        }
      }
    }
  },
})

/** In the order of project.xml, each once. */
function unusedVariables(flow: Flow): readonly SetVariable[] {
  const known = new Set(flow.actions.flatMap((action) => [...variablesRead(action), ...readByOic(action)]))
  const unused: SetVariable[] = []
  for (const variable of flow.actions.flatMap(variablesSet)) {
    if (known.has(variable.name)) continue
    known.add(variable.name)
    unused.push(variable)
  }
  return unused
}

/** Business identifiers are shown in monitoring, schedule parameters are kept for the next run. */
function readByOic({ type, trackingVariables, expressions }: Flow['actions'][number]): readonly string[] {
  if (type === 'messageTracker') return trackingVariables.flatMap(({ slot, name }) => [slot, name])
  return type === 'scheduleReceive' ? expressions.map(({ variable }) => variable) : []
}
