import { addTo } from '../base/group.js'
import { wavesOf } from '../graph/activation.js'
import { familyOf, type Planning } from './planning.js'

/**
 * All integrations of the archives, children before their callers, also those that are not activated: a call reaches whatever
 * version of the child's major version is there.
 */
export function callOrder({ integrations, graph }: Planning): readonly string[] {
  const families = new Map<string, string[]>()
  for (const [id, { integration }] of integrations) addTo(families, familyOf(integration), id)
  const children = (id: string): string[] =>
    graph
      .edgesFrom(id)
      .filter(({ kind }) => kind === 'calls')
      .flatMap(({ to }) => {
        const child = integrations.get(to)?.integration
        return child === undefined ? [] : (families.get(familyOf(child)) ?? [])
      })
  return wavesOf([...integrations.keys()].sort(), children).flat()
}
