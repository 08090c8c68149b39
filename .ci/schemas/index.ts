/** Every schema of an output, by the name of its file: `schemas/<name>.schema.json`. */
import { diffSchema } from './diff.js'
import { flowSchema } from './flow.js'
import { graphSchema } from './graph.js'
import { inspectSchema } from './inspect.js'
import { inventoryJsonSchema } from './inventory.js'
import { lintSchema } from './lint.js'
import { planSchema } from './plan.js'
import { rulesSchema } from './rules.js'
import type { Json } from './schema.js'

/** Those whose fields docs/json.md lists: written for what iarkit writes, and for nothing else. */
export const outputSchemas = {
  inspect: inspectSchema,
  graph: graphSchema,
  flow: flowSchema,
  lint: lintSchema,
  diff: diffSchema,
  plan: planSchema,
  rules: rulesSchema,
} as const satisfies Readonly<Record<string, Json>>

export const schemas: Readonly<Record<string, Json>> = { ...outputSchemas, inventory: inventoryJsonSchema() }
