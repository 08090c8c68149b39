import { type Command, Option } from 'commander'
import type { Compared } from '../diff/compared.js'
import type { ComparedSet } from '../diff/concerns.js'
import type { ArchiveDiff, DiffOptions } from '../diff/types.js'
import type { ReadPathsOptions } from '../node/read-paths.js'
import type { DiffReportContext } from '../report/diff-types.js'
import type { Failed } from '../report/types.js'
import { checkOutputs } from './check-outputs.js'
import { type Context, ExitCode, paintFor } from './context.js'
import { type LimitOptions, limitOption } from './limit-option.js'
import { progressLine } from './progress.js'
import { writeResult } from './write-result.js'

interface DiffCommandOptions extends LimitOptions {
  readonly format: 'text' | 'json' | 'markdown' | 'html'
  readonly output?: string
  readonly exitCode?: boolean
  readonly layout?: boolean
  readonly pluginVersions?: boolean
  readonly verbose?: boolean
}

/** `iarkit diff OLD NEW`: what a person changed between two archives, folders of archives, or trees. */
export function addDiff(program: Command, context: Context): void {
  program
    .command('diff')
    .description('say what changed between two archives, or folders of them, without the noise of a re-export')
    .argument('<old>', 'an archive, an exploded tree, a folder of archives')
    .argument('<new>', 'the same, later')
    .addOption(
      new Option('-f, --format <format>', 'text and html for people, markdown for a pull request, json for programs')
        .choices(['text', 'markdown', 'html', 'json'])
        .default('text'),
    )
    .option('-o, --output <file>', 'write the result to a file instead of standard output')
    .option('--exit-code', 'exit with 1 where there are differences')
    .option('--layout', 'count positions on the canvas')
    .option('--plugin-versions', 'count versions of adapter plug-ins')
    .option('-v, --verbose', 'show long values in full')
    .addOption(limitOption())
    .action(async (old: string, new_: string, options: DiffCommandOptions) => {
      const { diffCompared } = await import('../diff/diff-archives.js')
      await checkOutputs({ archives: [old, new_], outputs: [options.output] })
      const { layout = false, pluginVersions = false } = options
      const progress = progressLine(context)
      const reading = { limits: options.limit ?? {}, onProgress: progress.show }
      const before = await readSide(old, reading, { layout, pluginVersions })
      const after = await readSide(new_, reading, { layout, pluginVersions })
      progress.clear()
      const failed = [...before.failed, ...after.failed]
      // A side of which nothing could be read is no empty one.
      const isWhole = [before, after].every((side) => side.archives.length > 0 || side.failed.length === 0)
      const diff = isWhole
        ? await diffCompared(before, after, { layout, pluginVersions })
        : { identical: false, artifacts: [] }
      const text = await render(diff, { old, new: new_, failed }, options, context)
      await writeResult(context, text, options.output)
      if (failed.length > 0) context.exitCode = ExitCode.failed
      else if (options.exitCode === true && !diff.identical) context.exitCode = ExitCode.findings
    })
}

/** The archives of one side, and what could not be read of it. */
interface DiffSide extends ComparedSet {
  readonly failed: readonly Failed[]
}

/**
 * A path that is itself an archive stands for it alone. A folder stands for all that is in it: of each archive nothing but
 * digests is kept, so that memory does not grow with what they hold, and those of artifacts that differ are read again.
 */
async function readSide(path: string, reading: ReadPathsOptions, options: DiffOptions): Promise<DiffSide> {
  const { readInTurn } = await import('../node/read-paths.js')
  const { inMemory, onDisk } = await import('../diff/compared.js')
  const failed: Failed[] = []
  const archives: Compared[] = []
  for await (const { archives: read, isOnly, again } of readInTurn([path], reading, failed)) {
    for (const archive of read) {
      const { file, kind } = archive
      archives.push(isOnly ? inMemory(archive) : await onDisk(archive, () => again({ file, kind }), options))
    }
  }
  return { archives, isOne: archives.length === 1 && archives[0]?.file === path, failed }
}

async function render(
  diff: ArchiveDiff,
  report: DiffReportContext,
  { format, output, verbose = false }: DiffCommandOptions,
  context: Context,
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../report/diff-json.js')).diffJson(diff, report)
    case 'markdown':
      return (await import('../report/diff-markdown.js')).diffMarkdown(diff, report)
    case 'html':
      return (await import('../report/diff-html.js')).diffHtml(diff, report)
    case 'text': {
      const { diffText } = await import('../report/diff-text.js')
      return diffText(diff, { ...report, verbose, paint: paintFor(context, output !== undefined) })
    }
  }
}
