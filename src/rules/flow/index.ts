import { emptyBranch } from './empty-branch.js'
import { invokeInLoop } from './invoke-in-loop.js'
import { missingBusinessIdentifier } from './missing-business-identifier.js'
import { missingFaultHandler } from './missing-fault-handler.js'
import { silentGlobalFault } from './silent-global-fault.js'
import { swallowedFault } from './swallowed-fault.js'
import { synchronousWait } from './synchronous-wait.js'
import { tooManyActions } from './too-many-actions.js'
import { unboundedLoop } from './unbounded-loop.js'
import { unusedVariable } from './unused-variable.js'

/** The rules of this family: one line each. */
export const flowRules = [
  missingFaultHandler,
  swallowedFault,
  silentGlobalFault,
  emptyBranch,
  invokeInLoop,
  unboundedLoop,
  missingBusinessIdentifier,
  tooManyActions,
  synchronousWait,
  unusedVariable,
] as const
