import { type Command, Option } from 'commander'
import type { ArchiveDiff } from '../diff/types.js'
import type { Archive } from '../model/types.js'
import type { DiffReportContext } from '../report/diff-types.js'
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
      const [{ readPaths }, { diffArchives }] = await Promise.all([
        import('../node/read-paths.js'),
        import('../diff/index.js'),
      ])
      await checkOutputs({ archives: [old, new_], outputs: [options.output] })
      const progress = progressLine(context)
      const before = await readPaths([old], { limits: options.limit ?? {}, onProgress: progress.show })
      const after = await readPaths([new_], { limits: options.limit ?? {}, onProgress: progress.show })
      progress.clear()
      const failed = [...before.failed, ...after.failed]
      const { layout = false, pluginVersions = false } = options
      const sides = [oneOrSet(old, before.archives), oneOrSet(new_, after.archives)] as const
      // A side of which nothing could be read is no empty one.
      const isWhole = [before, after].every((side) => side.archives.length > 0 || side.failed.length === 0)
      const diff = isWhole
        ? await diffArchives(...sides, { layout, pluginVersions })
        : { identical: false, artifacts: [] }
      const text = await render(diff, { old, new: new_, failed }, options, context)
      await writeResult(context, text, options.output)
      if (failed.length > 0) context.exitCode = ExitCode.failed
      else if (options.exitCode === true && !diff.identical) context.exitCode = ExitCode.findings
    })
}

/** A path that is itself an archive stands for it alone; a folder stands for all that is in it. */
function oneOrSet(path: string, archives: readonly Archive[]): Archive | readonly Archive[] {
  const [only] = archives
  return only !== undefined && archives.length === 1 && only.file === path ? only : archives
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
