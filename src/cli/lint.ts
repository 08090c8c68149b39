import { type Command, Option } from 'commander'
import { IarkitError } from '../base/errors.js'
import { counted } from '../base/words.js'
import type { InspectedPaths } from '../node/worker/inspect-paths.js'
import { type LintFormat, lintReporters } from '../report/lint-reporters.js'
import type { LintReportContext } from '../report/lint-types.js'
import { printable } from '../report/terminal.js'
import type { Baseline } from '../rules/baseline.js'
import type { LintRun } from '../rules/lint-run.js'
import type { Finding, LintResult } from '../rules/types.js'
import { gather, wholeNumber } from './arguments.js'
import { checkOutputs } from './check-outputs.js'
import { type Context, ExitCode, paintFor } from './context.js'
import { type LimitArguments, limitOption } from './limit-option.js'
import { type LintCommandOptions, outputArgument, ruleArgument } from './lint-options.js'
import { settingsOf } from './lint-settings.js'
import { progressLine } from './progress.js'
import { writeResult } from './write-result.js'

/** What `--update-baseline` writes where nothing names a file. */
const DEFAULT_BASELINE = 'iarkit.baseline.json'

/** `iarkit lint PATH…`: what a reviewer would say of archives before they are committed or imported. */
export function addLint(program: Command, context: Context): void {
  program
    .command('lint')
    .description('check archives against the rules: references, target, portability, security, flow, quality')
    .argument('<path...>', 'archives, folders (exploded, or searched for archives), globs')
    .option('-i, --inventory <file>', 'what the target environment holds; may be repeated', gather)
    .option('-c, --config <file>', 'configuration; without it the first found upward from the archives')
    .option('--no-config', 'use no configuration file')
    .addOption(
      new Option('-p, --preset <preset>', 'which rules run').choices(['recommended', 'strict', 'security', 'import']),
    )
    .option('-r, --rule <id=severity>', 'set a rule to off, info, warning, error or on; may be repeated', ruleArgument)
    .addOption(
      new Option('--fail-on <severity>', 'least severity that makes the exit status 1')
        .choices(['error', 'warning', 'info', 'never'])
        .default('error'),
    )
    .addOption(
      new Option('-f, --format <format>', 'format of the result').choices(Object.keys(lintReporters)).default('text'),
    )
    .option(
      '-o, --output <[format=]path>',
      'write the result to a file instead of standard output; with a format, beside it; may be repeated',
      outputArgument,
    )
    .option('-b, --baseline <file>', 'findings listed in it are not reported')
    .option('--since <path>', 'report only findings that the archives there do not have')
    .option(
      '--update-baseline',
      `write all findings to the baseline file: that of --baseline or the configuration, else ${DEFAULT_BASELINE}`,
    )
    .option('--cache <folder>', 'keep there what came of archives, and read only those that changed')
    .addOption(
      new Option('--threads <number>', 'most worker threads; default: one a core, for many archives').argParser(
        wholeNumber(3),
      ),
    )
    .option('-v, --verbose', 'spell out notes, rules that were not run, every repeat')
    .addOption(limitOption())
    .action((paths: readonly string[], options: LintCommandOptions) =>
      lintCommand(paths, { ...UNREPEATED, ...options }, context),
    )
}

/** Options that may be repeated and were not given: as defaults of theirs, the help would show them. */
const UNREPEATED = { inventory: [], rule: [], output: [] }

async function lintCommand(paths: readonly string[], options: LintCommandOptions, context: Context): Promise<void> {
  const { LintRun } = await import('../rules/lint-run.js')
  const { inspectPaths } = await import('../node/worker/inspect-paths.js')
  const { buildGraph } = await import('../graph/index.js')
  const settings = await settingsOf(paths, options)
  const { inventories, configFile, baselineFile } = settings
  const newBaseline = options.updateBaseline ? (baselineFile ?? DEFAULT_BASELINE) : undefined
  await checkOutputs({
    archives: options.since === undefined ? paths : [...paths, options.since],
    files: [...inventories, configFile, options.updateBaseline ? undefined : (baselineFile ?? undefined)],
    outputs: [...options.output.map(({ path }) => path), newBaseline],
  })
  const run = new LintRun(settings)
  const progress = progressLine(context)
  const limits = options.limit ?? {}
  const reading = {
    limits,
    ...(options.cache === undefined ? {} : { cache: options.cache }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  }
  const inspected = await inspectPaths(paths, run, { ...reading, onProgress: progress.show })
  progress.clear()
  const graph = buildGraph(inspected.archives)
  const before = options.since === undefined ? null : await findingsOf(options.since, run, limits)
  const finish = (baseline: Baseline | null) => run.finish({ ...inspected, graph, baseline: joined(baseline, before) })
  const result = options.updateBaseline
    ? await withNewBaseline(await run.finish({ ...inspected, graph }), settings, finish, context)
    : await finish(settings.baseline)
  const { version } = await import('../../package.json')
  const around = {
    verbose: options.verbose ?? false,
    archives: inspected.archives,
    graph,
    version,
    ...(await linesFor(result, inspected, options)),
  }
  await writeReports(result, around, options, context)
  context.exitCode = exitCode(result, options)
}

/**
 * What the archives of an earlier state have: their findings, as a baseline.
 * @throws IarkitError where one of them cannot be read: its findings would all count as new
 */
async function findingsOf(path: string, run: LintRun, limits: LimitArguments): Promise<Baseline> {
  const { inspectPaths } = await import('../node/worker/inspect-paths.js')
  const { baselineOf } = await import('../rules/baseline.js')
  const inspected = await inspectPaths([path], run, { limits })
  const [failure] = inspected.failed
  if (failure !== undefined) {
    const { code, file, message } = failure
    // The messages of the operating system's refusals name the file themselves.
    const words = message.includes(file) ? message : `${file}: ${message}`
    throw new IarkitError(code === 'internal' ? 'unreadable' : code, `--since: ${words}`, { file })
  }
  return baselineOf((await run.finish(inspected)).findings)
}

async function linesFor(
  result: LintResult,
  { archives, entriesOf }: InspectedPaths,
  { format, output, verbose = false }: LintCommandOptions,
): Promise<Pick<LintReportContext, 'sourceLine'>> {
  const wanted = new Set([format, ...output.map((item) => item.format ?? format)])
  if (!wanted.has('text') && !wanted.has('html')) return {}
  const { sourceLines } = await import('../rules/source-lines.js')
  const { urgency } = await import('../report/lint-summary.js')
  // The text report counts notes.
  const isTold = (finding: Finding) => verbose || wanted.has('html') || urgency(finding) !== 'note'
  return { sourceLine: await sourceLines(archives, result, entriesOf, isTold) }
}

function joined(baseline: Baseline | null, before: Baseline | null): Baseline | null {
  if (baseline === null || before === null) return baseline ?? before
  return { ...baseline, findings: [...baseline.findings, ...before.findings] }
}

async function withNewBaseline(
  result: LintResult,
  { baselineFile }: { readonly baselineFile: string | null },
  again: (baseline: Baseline) => Promise<LintResult>,
  { stderr }: Context,
): Promise<LintResult> {
  const { baselineJson, baselineOf } = await import('../rules/baseline.js')
  const { writeWhole } = await import('./write-result.js')
  const baseline = baselineOf(result.findings)
  const file = baselineFile ?? DEFAULT_BASELINE
  await writeWhole(baselineJson(baseline), file)
  // Nothing reads the default name by itself: a file that lies about must not take findings away.
  const hint =
    baselineFile === null ? `: give it with --baseline ${DEFAULT_BASELINE}, or name it in the configuration` : ''
  stderr.write(`iarkit: ${printable(file)} was written, with ${counted(baseline.findings.length, 'finding')}${hint}.\n`)
  return again(baseline)
}

async function writeReports(
  result: LintResult,
  around: Omit<LintReportContext, 'paint'>,
  { format, output }: LintCommandOptions,
  context: Context,
): Promise<void> {
  const render = async (wanted: LintFormat, toFile: boolean) =>
    (await lintReporters[wanted]())(result, { ...around, paint: paintFor(context, toFile) })
  for (const { format: wanted, path } of output) {
    await writeResult(context, await render(wanted ?? format, true), path)
  }
  if (output.every((item) => item.format !== null)) {
    await writeResult(context, await render(format, false), undefined)
  }
}

function exitCode({ findings, failed }: LintResult, { failOn }: LintCommandOptions): number {
  if (failed.length > 0) return ExitCode.failed
  const failing = {
    error: ['error'],
    warning: ['error', 'warning'],
    info: ['error', 'warning', 'info'],
    never: [] as string[],
  }[failOn]
  return findings.some(({ severity }) => failing.includes(severity)) ? ExitCode.findings : ExitCode.clean
}
