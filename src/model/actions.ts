import type { ProjectAction } from '../formats/types.js'
import type { Loaded } from './resources.js'
import type { Action, Expression, Notification, NotificationText } from './types.js'

/** A processor of project.xml with what its files hold. */
export function buildAction(action: ProjectAction, loaded: Loaded): Action {
  const resources = action.resources.map(loaded.resolve)
  const from = <T>(values: ReadonlyMap<string, T>): T[] =>
    resources.flatMap(({ path }) => {
      const value = values.get(path)
      return value === undefined ? [] : [value]
    })
  const expressions = action.resources.flatMap((resource): Expression[] => {
    const file = loaded.expressions.get(loaded.resolve(resource).path)
    return file === undefined ? [] : [{ ...file, role: file.role || plainRole(resource.role), output: resource.output }]
  })
  const texts = from(loaded.notifications)
  return {
    id: action.id,
    type: action.type,
    name: action.name,
    description: action.description,
    role: action.role,
    properties: action.properties,
    propertiesAt: action.propertiesAt,
    expressions,
    mappers: from(loaded.mappers),
    stitches: from(loaded.stitches),
    notification: action.type === 'notification' ? notificationOf(texts) : null,
    configuration: from(loaded.configurations)[0] ?? null,
    trackingVariables: action.trackingVariables,
    resources,
    outputs: action.outputs,
    location: action.at,
  }
}

/** Groups bear a role of their own, which says nothing of the expression. */
function plainRole(role: string): string {
  return role === 'exprBuilderProperties' ? '' : role
}

function notificationOf(texts: readonly NotificationText[]): Notification {
  const part = (name: string) => texts.find(({ path }) => path.endsWith(`notification_${name}.data`)) ?? null
  return {
    from: part('from'),
    to: part('to'),
    cc: part('cc'),
    bcc: part('bcc'),
    subject: part('subject'),
    body: part('body'),
  }
}
