import type { Action, Expression } from './types.js'

/** Whether an expression of an action is a parameter of a schedule: its `ExpressionName` is then the default, an XPath. */
export function isScheduleParameter({ output }: Expression, { type }: Action): boolean {
  return type === 'scheduleReceive' && output !== ''
}
