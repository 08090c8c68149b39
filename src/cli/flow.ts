import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { IarkitError } from '../base/errors.js'
import type { Diagram, DrawnFlow } from '../flow/types.js'
import { flowsOf } from '../model/flows.js'
import type { Archive } from '../model/types.js'
import { unwritable } from '../node/unreadable.js'
import { printable } from '../report/terminal.js'
import { checkOutputs, isFolder } from './check-outputs.js'
import { type Context, ExitCode } from './context.js'
import { type LimitOptions, limitOption } from './limit-option.js'
import { progressLine } from './progress.js'
import { writeResult, writeWhole } from './write-result.js'

type Format = 'mermaid' | 'svg' | 'json'

interface FlowCommandOptions extends LimitOptions {
  readonly integration?: string
  readonly type: 'flowchart' | 'sequence'
  readonly format: Format
  readonly output?: string
  readonly all?: boolean
}

/** `iarkit flow PATH…`: the flow of integrations as a picture. */
export function addFlow(program: Command, context: Context): void {
  program
    .command('flow')
    .description('draw the flow of an integration: its steps, or who calls whom')
    .argument('<path...>', 'archives, folders (exploded, or searched for archives), globs')
    .option(
      '-i, --integration <id>',
      'CODE or PROJECT/CODE, with or without |VERSION; else all integrations and AI agents',
    )
    .addOption(
      new Option('-t, --type <type>', 'flowchart: the steps; sequence: who calls whom')
        .choices(['flowchart', 'sequence'])
        .default('flowchart'),
    )
    .addOption(
      new Option('-f, --format <format>', 'what to write').choices(['mermaid', 'svg', 'json']).default('mermaid'),
    )
    .option('-o, --output <file>', 'write to a file, or into a folder (DIR/) one file for each integration')
    .option('-a, --all', 'draw everything: declarations as well, and in a sequence diagram mappers')
    .addOption(limitOption())
    .action(async (paths: readonly string[], options: FlowCommandOptions) => {
      const { readPaths } = await import('../node/read-paths.js')
      await checkOutputs({ archives: paths, outputs: [options.output] })
      const progress = progressLine(context)
      const { archives, failed } = await readPaths(paths, { limits: options.limit ?? {}, onProgress: progress.show })
      progress.clear()
      for (const { file, message } of failed) {
        context.stderr.write(`iarkit: ${printable(file)}: ${printable(message)}\n`)
        context.exitCode = ExitCode.failed
      }
      // What could not be read was said; nothing is left to draw.
      if (archives.length === 0 && options.format !== 'json') return
      const diagrams = await draw(chosen(archives, options.integration), options)
      if (options.output !== undefined && (await isFolder(options.output))) {
        await writeEach(diagrams, options.format, options.output)
        return
      }
      if (options.format === 'svg' && diagrams.length > 1) throw severalPictures(diagrams)
      const text = options.format === 'json' ? await json(diagrams, failed) : await render(diagrams, options.format)
      await writeResult(context, text, options.output)
    })
}

/** The integrations and agents asked for. @throws IarkitError `usage` where there is none */
function chosen(archives: readonly Archive[], wanted: string | undefined): DrawnFlow[] {
  const flows = archives.flatMap(flowsOf)
  const found = wanted === undefined ? flows : flows.filter((flow) => namesOf(flow).includes(wanted))
  if (found.length > 0 || archives.length === 0) return found
  if (flows.length === 0) throw new IarkitError('usage', 'There is no integration in what was given: nothing to draw.')
  const message = `There is no integration ${printable(wanted ?? '')}. These are there:\n${listed(flows)}`
  throw new IarkitError('usage', message)
}

function namesOf({ code, version, id }: DrawnFlow): string[] {
  const own = id.slice(id.indexOf(':') + 1)
  // `PROJECT/CODE` is short for its versions, as `CODE` is.
  return [code, `${code}|${version}`, id, own, own.split('|')[0] ?? own]
}

function listed(flows: readonly { readonly id: string; readonly name: string }[]): string {
  return flows.map(({ id, name }) => `  ${printable(id.slice(id.indexOf(':') + 1))}  ${printable(name)}`).join('\n')
}

function severalPictures(diagrams: readonly Diagram[]): IarkitError {
  const list = listed(diagrams.map(({ flow }) => flow))
  const message = `An SVG holds one picture. Choose one with --integration, or write all into a folder with --output DIR/:\n${list}`
  return new IarkitError('usage', message)
}

async function draw(flows: readonly DrawnFlow[], { type, all = false }: FlowCommandOptions): Promise<Diagram[]> {
  const { flowchart, sequenceDiagram } = await import('../flow/index.js')
  return flows.map((flow) => (type === 'sequence' ? sequenceDiagram(flow, { all }) : flowchart(flow, { all })))
}

async function json(
  diagrams: readonly Diagram[],
  failed: Parameters<typeof import('../report/flow-json.js').flowJson>[1],
) {
  return (await import('../report/flow-json.js')).flowJson(diagrams, failed)
}

async function render(diagrams: readonly Diagram[], format: Format): Promise<string> {
  if (format === 'json') return json(diagrams, [])
  if (format === 'mermaid') return (await import('../report/flow-mermaid.js')).flowMermaid(diagrams)
  const { flowSvg } = await import('../report/flow-svg.js')
  return (await Promise.all(diagrams.map(flowSvg))).join('')
}

const EXTENSIONS: Readonly<Record<Format, string>> = { mermaid: 'mmd', svg: 'svg', json: 'json' }

async function writeEach(diagrams: readonly Diagram[], format: Format, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw unwritable(folder, error)
  })
  const taken = new Set<string>()
  for (const diagram of diagrams) {
    const name = fileName(diagram, taken)
    await writeWhole(await render([diagram], format), join(folder, `${name}.${EXTENSIONS[format]}`))
  }
}

/** A code comes from an archive: what could lead out of the folder, or mean something to a file system, is replaced. */
function fileName({ flow }: Diagram, taken: Set<string>): string {
  const safe = `${flow.code}_${flow.version}`
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^[.-]+/, '_')
    .slice(0, 150)
  let name = safe
  // Two archives may hold one integration; file systems may not tell upper case from lower.
  for (let copy = 2; taken.has(name.toLowerCase()); copy += 1) name = `${safe}-${copy}`
  taken.add(name.toLowerCase())
  return name
}
