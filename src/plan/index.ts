export { planImport } from './plan-import.js'
export type {
  ActionKind,
  ConfigurationNeeds,
  ImportPlan,
  ImportPolicy,
  NotChecked,
  Phase,
  PlannedAction,
  PlannedArchive,
  PlanRisk,
  PlanStep,
  RestCall,
  RowDifference,
} from './types.js'
