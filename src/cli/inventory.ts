import { type Command, Option } from 'commander'
import type { TargetInventory } from '../inventory/types.js'
import type { Failed } from '../report/types.js'
import { timeArgument } from './arguments.js'
import { checkOutputs } from './check-outputs.js'
import { type Context, ExitCode, paintFor } from './context.js'
import { type LimitOptions, limitOption } from './limit-option.js'
import { progressLine } from './progress.js'
import { tellUnread } from './tell-unread.js'
import { writeResult } from './write-result.js'

interface MakeOptions extends LimitOptions {
  readonly environment?: string
  readonly takenAt?: string
  readonly output?: string
}

interface ShowOptions {
  readonly format: 'text' | 'json'
  readonly output?: string
}

/** `iarkit inventory from-rest | from-archives | show`: what a target environment holds. */
export function addInventory(program: Command, context: Context): void {
  const inventory = program
    .command('inventory')
    .description('make or show the inventory of a target environment: what is there before an import')
  const make = (command: Command) =>
    command
      .option('-e, --environment <name>', 'name of the target: TEST, PROD')
      .option('--taken-at <time>', 'when it was taken, ISO 8601', timeArgument)
      .option('-o, --output <file>', 'write the inventory to a file instead of standard output')
  make(
    inventory
      .command('from-rest')
      .description(
        "build it from a folder of saved answers of OIC's REST API; docs/inventory.md has the loops that save them",
      )
      .argument('<folder>', 'holds integrations.json, connections-1.json, projects/CODE/lookups.json and so on'),
  ).action(async (folder: string, { output, ...options }: MakeOptions) => {
    const { readRestFolder } = await import('../node/read-inventory.js')
    await writeInventory(context, await readRestFolder(folder, options), output)
  })
  make(
    inventory
      .command('from-archives')
      .description('build it from archives exported from the target: they prove what is there, not what is not')
      .argument('<path...>', 'archives, folders (exploded, or searched for archives), globs')
      .addOption(limitOption()),
  ).action(async (paths: readonly string[], { output, limit = {}, ...options }: MakeOptions) => {
    const [{ readPaths }, { fingerprintsOf }, { inventoryFromArchives }, { printable }] = await Promise.all([
      import('../node/read-paths.js'),
      import('../diff/index.js'),
      import('../inventory/index.js'),
      import('../report/terminal.js'),
    ])
    await checkOutputs({ archives: paths, outputs: [output] })
    const progress = progressLine(context)
    const { archives, failed } = await readPaths(paths, { limits: limit, onProgress: progress.show })
    progress.clear()
    for (const { file, message } of failed) context.stderr.write(`iarkit: ${printable(`${file}: ${message}`)}\n`)
    if (failed.length > 0) context.exitCode = ExitCode.failed
    tellUnread(context, archives)
    if (archives.length === 0) return
    const fingerprints = await fingerprintsOf(archives)
    await writeInventory(context, inventoryFromArchives(archives, { ...options, fingerprints }), output, failed)
  })
  inventory
    .command('show')
    .description('show one or several inventories, laid together: later ones are right')
    .argument('<file...>', 'inventories as JSON, or folders of saved REST answers')
    .addOption(
      new Option('-f, --format <format>', 'text for people, json for programs')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('-o, --output <file>', 'write the result to a file instead of standard output')
    .action(async (files: readonly string[], { format, output }: ShowOptions) => {
      await checkOutputs({ files, outputs: [output] })
      const { readInventoryFiles } = await import('../node/read-inventory.js')
      const found = await readInventoryFiles(files)
      if (format === 'json') return writeInventory(context, found, output)
      const { inventoryText } = await import('../report/inventory-text.js')
      await writeResult(context, inventoryText(found, { paint: paintFor(context, output !== undefined) }), output)
    })
}

async function writeInventory(
  context: Context,
  inventory: TargetInventory,
  output: string | undefined,
  failed: readonly Failed[] = [],
): Promise<void> {
  const { inventoryJson } = await import('../report/inventory-json.js')
  await writeResult(context, inventoryJson(inventory, failed), output)
}
