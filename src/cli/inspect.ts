import { type Command, Option } from 'commander'
import type { Inspection } from '../report/types.js'
import { checkOutputs } from './check-outputs.js'
import { type Context, ExitCode, paintFor } from './context.js'
import { type LimitOptions, limitOption } from './limit-option.js'
import { progressLine } from './progress.js'
import { writeResult } from './write-result.js'

interface InspectOptions extends LimitOptions {
  readonly format: 'text' | 'json'
  readonly output?: string
  readonly verbose?: boolean
}

/** `iarkit inspect PATH…`: what is in these archives. */
export function addInspect(program: Command, context: Context): void {
  program
    .command('inspect')
    .description('say what is in archives: integrations, what they call and need, what was odd')
    .argument('<path...>', 'archives, folders (exploded, or searched for archives), globs')
    .addOption(
      new Option('-f, --format <format>', 'text for people, json for programs')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('-o, --output <file>', 'write the result to a file instead of standard output')
    .option('-v, --verbose', 'list every note')
    .addOption(limitOption())
    .action(async (paths: readonly string[], options: InspectOptions) => {
      const { readReduced } = await import('../node/read-reduced.js')
      const { inspectOutline } = await import('../report/inspect-outline.js')
      await checkOutputs({ archives: paths, outputs: [options.output] })
      const progress = progressLine(context)
      const reading = { limits: options.limit ?? {}, onProgress: progress.show }
      const inspection = await readReduced(paths, reading, inspectOutline)
      progress.clear()
      await writeResult(context, await render(inspection, options, context), options.output)
      if (inspection.failed.length > 0) context.exitCode = ExitCode.failed
    })
}

async function render(
  inspection: Inspection,
  { format, output, verbose = false }: InspectOptions,
  context: Context,
): Promise<string> {
  if (format === 'json') return (await import('../report/inspect-json.js')).inspectJson(inspection)
  const { inspectText } = await import('../report/inspect-text.js')
  return inspectText(inspection, { paint: paintFor(context, output !== undefined), verbose })
}
