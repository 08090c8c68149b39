import { type Command, Option } from 'commander'
import { IarkitError } from '../base/errors.js'
import type { TargetInventory } from '../inventory/types.js'
import type { ImportPlan, ImportPolicy } from '../plan/types.js'
import { gather, timeArgument } from './arguments.js'
import { checkOutputs } from './check-outputs.js'
import { type Context, ExitCode, paintFor } from './context.js'
import { type LimitOptions, limitOption } from './limit-option.js'
import { progressLine } from './progress.js'
import { writeResult } from './write-result.js'

interface PlanOptions extends LimitOptions {
  readonly inventory: readonly string[]
  readonly conflict: NonNullable<ImportPolicy['conflict']>
  readonly unknown: NonNullable<ImportPolicy['unknown']>
  readonly select?: readonly string[]
  readonly at?: string
  readonly environment?: string
  readonly format: 'text' | 'json' | 'markdown' | 'sh'
  readonly output?: string
}

/** `iarkit plan PATH… --inventory FILE…`: what an import would do. Exit status 1 where something blocks it. */
export function addPlan(program: Command, context: Context): void {
  program
    .command('plan')
    .description('say what importing archives into a target would do, in which order, and the way back')
    .argument('<path...>', 'archives, folders (exploded, or searched for archives), globs')
    .requiredOption(
      '-i, --inventory <file>',
      'what the target holds, as JSON or a folder of saved REST answers; may be repeated, later ones are right',
      gather,
    )
    .addOption(
      new Option('--conflict <policy>', 'what to do with what is there already')
        .choices(['replace', 'skip', 'fail'])
        .default('replace'),
    )
    .addOption(
      new Option('--unknown <policy>', 'whether what cannot be known blocks the import')
        .choices(['risk', 'block'])
        .default('risk'),
    )
    .option(
      '--select <code>',
      'an integration to import, by code or CODE|VERSION (CODE|01.00.0000), with what it calls; may be repeated',
      gather,
    )
    .option('--at <time>', 'time of the import, ISO 8601, by which certificates expire (default: now)', timeArgument)
    .option('-e, --environment <name>', 'name of the target, where the inventory does not say')
    .addOption(
      new Option('-f, --format <format>', 'text and markdown for people, json for programs, sh for a runbook')
        .choices(['text', 'markdown', 'json', 'sh'])
        .default('text'),
    )
    .option('-o, --output <file>', 'write the result to a file instead of standard output')
    .addOption(limitOption())
    .action(async (paths: readonly string[], options: PlanOptions) => {
      const [{ readPaths }, { readInventoryFiles }, { planImport }, { printable }] = await Promise.all([
        import('../node/read-paths.js'),
        import('../node/read-inventory.js'),
        import('../plan/index.js'),
        import('../report/terminal.js'),
      ])
      await checkOutputs({ archives: paths, files: options.inventory, outputs: [options.output] })
      const found = await readInventoryFiles(options.inventory)
      const inventory = { ...found, environment: environmentOf(found, options.environment) }
      const progress = progressLine(context)
      const { archives, failed } = await readPaths(paths, { limits: options.limit ?? {}, onProgress: progress.show })
      progress.clear()
      const { conflict, unknown, select, at = new Date().toISOString() } = options
      const chosen = select === undefined ? {} : { select }
      const plan = planImport(archives, inventory, { conflict, unknown, at, failed, ...chosen })
      await writeResult(context, await render(plan, options, context), options.output)
      if (options.format === 'sh') {
        for (const { file, message } of failed) context.stderr.write(`iarkit: ${printable(`${file}: ${message}`)}\n`)
      }
      if (failed.length > 0) context.exitCode = ExitCode.failed
      else if (plan.verdict === 'blocked') context.exitCode = ExitCode.findings
    })
}

async function render(plan: ImportPlan, { format, output }: PlanOptions, context: Context): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../report/plan-json.js')).planJson(plan)
    case 'markdown':
      return (await import('../report/plan-markdown.js')).planMarkdown(plan)
    case 'sh':
      return (await import('../report/plan-sh.js')).planSh(plan)
    case 'text': {
      const { planText } = await import('../report/plan-text.js')
      return planText(plan, { paint: paintFor(context, output !== undefined) })
    }
  }
}

/** The inventory's own name counts: a plan made of what TEST holds must not be headed PROD. */
function environmentOf({ environment: own }: TargetInventory, given = ''): string {
  if (own !== '' && given !== '' && own !== given) {
    throw new IarkitError(
      'usage',
      `The inventory is of ${own}, not of ${given}: leave --environment out, or give its own.`,
    )
  }
  return own === '' ? given : own
}
