import { type Command, InvalidArgumentError, Option } from 'commander'
import type { GraphFilter } from '../graph/filter.js'
import type { DependencyGraph } from '../graph/types.js'
import type { ArtifactKind } from '../model/ids.js'
import { printable } from '../report/terminal.js'
import type { Failed } from '../report/types.js'
import { wholeNumber } from './arguments.js'
import { checkOutputs } from './check-outputs.js'
import { type Context, ExitCode, paintFor } from './context.js'
import { type LimitOptions, limitOption } from './limit-option.js'
import { progressLine } from './progress.js'
import { tellUnread } from './tell-unread.js'
import { writeResult } from './write-result.js'

const FORMATS = ['text', 'json', 'dot', 'mermaid', 'svg'] as const

const KINDS: readonly ArtifactKind[] = [
  ...(['integration', 'agent', 'connection', 'lookup', 'library', 'schedule', 'event-type'] as const),
  ...(['certificate', 'agent-group', 'package', 'project'] as const),
]

interface GraphCommandOptions extends LimitOptions {
  readonly format: (typeof FORMATS)[number]
  readonly output?: string
  readonly from?: string
  readonly to?: string
  readonly kind?: readonly ArtifactKind[]
  readonly depth?: number
  /** False for `--no-preseeded`. */
  readonly preseeded: boolean
}

/** `iarkit graph PATH…`: what needs what, in what order to activate. */
export function addGraph(program: Command, context: Context): void {
  program
    .command('graph')
    .description('show what needs what: calls, connections, lookups; rings; the order of activation')
    .argument('<path...>', 'archives, folders (exploded, or searched for archives), globs')
    .addOption(
      new Option('-f, --format <format>', 'text, json for programs, or a picture').choices(FORMATS).default('text'),
    )
    .option('-o, --output <file>', 'write the result to a file instead of standard output')
    .option('--from <id>', 'only an artifact and what it needs; with --to the ways between the two')
    .option('--to <id>', 'only an artifact and what needs it')
    .option('-k, --kind <kind>', `only artifacts of a kind; may be repeated: ${KINDS.join(', ')}`, kindArgument)
    .option('-d, --depth <number>', 'at most so many steps away', wholeNumber(9))
    .option('--no-preseeded', "leave out OIC's own connections")
    .addOption(limitOption())
    .action(async (paths: readonly string[], options: GraphCommandOptions) => {
      const { readReduced } = await import('../node/read-reduced.js')
      const { outlineOf } = await import('../rules/outline.js')
      const { buildGraph } = await import('../graph/build-graph.js')
      const { filterGraph } = await import('../graph/filter.js')
      await checkOutputs({ archives: paths, outputs: [options.output] })
      const progress = progressLine(context)
      const reading = { limits: options.limit ?? {}, onProgress: progress.show }
      const { archives, failed } = await readReduced(paths, reading, outlineOf)
      progress.clear()
      tellUnread(context, archives)
      const whole = buildGraph(archives)
      const graph = filterGraph(whole, await filterOf(whole, options))
      await writeResult(context, await render(graph, failed, options, context), options.output)
      if (failed.length > 0) context.exitCode = ExitCode.failed
    })
}

/** @throws IarkitError `usage` where `--from` or `--to` names no artifact, or several */
async function filterOf(graph: DependencyGraph, options: GraphCommandOptions): Promise<GraphFilter> {
  const { findNode } = await import('../graph/find-node.js')
  const { from, to, kind = [], depth, preseeded } = options
  return {
    ...(from === undefined ? {} : { from: findNode(graph, from) }),
    ...(to === undefined ? {} : { to: findNode(graph, to) }),
    ...(kind.length === 0 ? {} : { kinds: kind }),
    ...(depth === undefined ? {} : { depth }),
    preseeded,
  }
}

async function render(
  graph: DependencyGraph,
  failed: readonly Failed[],
  { format, output }: GraphCommandOptions,
  context: Context,
): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('../report/graph-text.js')).graphText(graph, {
        paint: paintFor(context, output !== undefined),
        failed,
      })
    case 'json':
      return (await import('../report/graph-json.js')).graphJson(graph, failed)
    case 'dot':
      return withFailed(context, failed, (await import('../report/graph-dot.js')).graphDot(graph))
    case 'mermaid':
      return withFailed(context, failed, (await import('../report/graph-mermaid.js')).graphMermaid(graph))
    case 'svg':
      return withFailed(context, failed, await (await import('../report/graph-svg.js')).graphSvg(graph))
  }
}

/** A picture cannot say what was not read. */
function withFailed({ stderr }: Context, failed: readonly Failed[], picture: string): string {
  for (const { file, message, code } of failed) stderr.write(`iarkit: ${printable(`${file}: ${message}`)} (${code})\n`)
  return picture
}

function kindArgument(value: string, before: readonly ArtifactKind[] = []): readonly ArtifactKind[] {
  const kind = KINDS.find((known) => known === value)
  if (kind === undefined) throw new InvalidArgumentError(`Expected one of ${KINDS.join(', ')}.`)
  return [...before, kind]
}
