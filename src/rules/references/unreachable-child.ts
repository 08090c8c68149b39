import { defineRule, noOptions } from '../define-rule.js'
import { placedFlows, stepNameOf } from '../flows.js'
import { reachableInTarget } from '../in-target.js'
import { place } from '../place.js'
import type { RuleContext } from '../types.js'
import { environmentOf, named } from '../words.js'
import { Callable, type Child, childrenOf, evidenceOf, reaches } from './children.js'

/** OIC does not let the caller reach the child: it is inside a project, or private to another one. */
export const unreachableChild = defineRule({
  id: 'unreachable-child',
  severity: 'error',
  category: 'references',
  summary: 'A child integration lives where the caller cannot reach it',
  options: noOptions,
  needs: [['set'], ['inventory']],
  async *check(context) {
    const callable = new Callable(context.archives)
    for (const { archive, flow } of placedFlows(context.archives)) {
      for (const child of childrenOf(flow)) {
        const reference = evidenceOf(child)
        if (reference === null || child.project === null || child.project === flow.project) continue
        const name = `${named({ code: child.code, version: child.version ?? '' })} of the project ${child.project}`
        const why = flow.project === null ? INTO_PROJECT : whyPrivate(child, callable, context)
        if (why === null) continue
        yield {
          ...place(archive, reference.evidence),
          message: `${named(flow)} calls ${name}, ${why}.`,
          artifact: flow.id,
          step: stepNameOf(flow, reference.at),
          key: `${child.project}/${child.code}`,
        }
      }
    }
  },
})

const INTO_PROJECT =
  'which a global integration cannot reach: move the caller into a project, or the child out of its own'

function whyPrivate(
  child: Child,
  callable: Callable,
  { inventory, couldNotCheck }: RuleContext<unknown>,
): string | null {
  const inArchives = callable.versionsOf(child).filter(({ version }) => reaches(child, version))
  const publish = 'which is private to that project: make it public there'
  if (inArchives.length > 0) return inArchives.every(({ scope }) => isPrivate(scope)) ? publish : null
  const inTarget = inventory === null ? [] : reachableInTarget(inventory, child)
  if (inventory === null || inTarget.length === 0) return null
  if (inTarget.some(({ scope }) => scope === '')) {
    couldNotCheck('the inventory does not say which integrations of projects are public')
    return null
  }
  return inTarget.every(({ scope }) => isPrivate(scope)) ? `${publish} (in ${environmentOf(inventory)})` : null
}

function isPrivate(scope: string): boolean {
  return scope.toLowerCase() === 'private'
}
