import type { Diagnostic } from '../base/diagnostic.js'
import { checkGiven, optionsOf } from '../base/given.js'
import { addTo } from '../base/group.js'
import { counted } from '../base/words.js'
import type { Agent, Archive, Integration } from '../model/types.js'
import {
  beforehandLines,
  connectionLines,
  deploymentLines,
  eventTypeLines,
  libraryLines,
  lookupLines,
  otherLines,
  scheduleLines,
} from './inspect-artifact-lines.js'
import { flowText } from './inspect-flow-text.js'
import { printable } from './terminal.js'
import { type Inspection, type Paint, PLAIN } from './types.js'

export interface InspectTextOptions {
  readonly paint?: Paint
  /** Lists everything: all notes, all functions. */
  readonly verbose?: boolean
}

/** One screen an archive: what it is, what it calls, what to configure, what was odd. */
export function inspectText(inspection: Inspection, options: InspectTextOptions = {}): string {
  checkGiven(inspection, 'inspection')
  const { archives, failed } = inspection
  const { paint = PLAIN, verbose = false } = optionsOf(options, { paint: 'object' })
  const blocks = archives.map((archive) => archiveText(archive, archives, paint, verbose))
  if (failed.length > 0) {
    blocks.push([
      paint.red(paint.bold('NOT READ')),
      ...failed.map(({ file, code, message }) => ` ${printable(file)}: ${printable(message)} (${code})`),
    ])
  }
  if (archives.length > 1) blocks.push([totals(archives, failed.length)])
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function totals(archives: readonly Archive[], failed: number): string {
  const integrations = archives.reduce((sum, archive) => sum + archive.integrations.length, 0)
  const connections = new Set(archives.flatMap((archive) => archive.connections.map(({ id }) => id)))
  const odd = archives.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0)
  const parts = [
    counted(archives.length, 'archive'),
    counted(integrations, 'integration'),
    counted(connections.size, 'connection'),
    counted(odd, 'note'),
  ]
  if (failed > 0) parts.push(`${failed} not read`)
  return parts.join(', ')
}

function archiveText(archive: Archive, all: readonly Archive[], paint: Paint, verbose: boolean): string[] {
  const flows = (list: readonly (Integration | Agent)[]) => list.flatMap((flow) => flowText(flow, archive, all, paint))
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['INTEGRATIONS', flows(archive.integrations)],
    ['AI AGENTS', flows(archive.agents)],
    ['TO CONFIGURE IN THE TARGET', connectionLines(archive)],
    ['LOOKUPS', lookupLines(archive)],
    ['LIBRARIES', libraryLines(archive)],
    ['SCHEDULES', scheduleLines(archive)],
    ['EVENT TYPES', eventTypeLines(archive)],
    ['DEPLOYMENTS', deploymentLines(archive)],
    ['ALSO INSIDE', otherLines(archive)],
    ['BEFOREHAND IN THE TARGET', beforehandLines(archive)],
    ['ODD', diagnosticLines(archive.diagnostics, paint, verbose)],
  ]
  return [
    header(archive, paint),
    ...sections.flatMap(([title, lines]) => (lines.length === 0 ? [] : [paint.bold(title), ...lines])),
  ]
}

function header(archive: Archive, paint: Paint): string {
  const unzipped =
    !archive.zipped && (archive.kind === 'integration' || archive.kind === 'project' || archive.kind === 'package')
  const facts: string[] = [unzipped ? `${archive.kind} (unzipped)` : archive.kind, generationText(archive)]
  const obvious =
    archive.kind === 'lookup' ||
    archive.kind === 'library' ||
    (archive.kind === 'integration' && archive.integrations.length === 1)
  if (!obvious) facts.push(counted(archive.integrations.length, 'integration'))
  if (archive.agents.length > 0) facts.push(counted(archive.agents.length, 'AI agent'))
  if (archive.kind === 'project')
    facts.push(archive.deployments.length === 0 ? 'no deployment' : counted(archive.deployments.length, 'deployment'))
  facts.push(counted(archive.entries.length, 'file'))
  const title = archive.project?.name ?? archive.package?.name ?? ''
  const named = title === '' ? '' : `  ${printable(title)}`
  return `${paint.bold(paint.cyan(printable(archive.file)))}${named}  ${facts.filter((fact) => fact !== '').join(', ')}`
}

/** `OIC 3 (24.02)`. */
function generationText({ generation, oicVersion }: Archive): string {
  const release = /^\d+\.\d+/.exec(oicVersion)?.[0]
  const bracket = release === undefined ? '' : ` (${release})`
  switch (generation) {
    case 'gen3':
      return `OIC 3${bracket}`
    case 'gen2':
      return `OIC Gen2${bracket}`
    case 'ics':
      return `ICS${bracket}`
    case 'unknown':
      return ''
  }
}

/** Most notes that are listed of one kind before the rest is only counted. */
const FOLD_AFTER = 5

function diagnosticLines(diagnostics: readonly Diagnostic[], paint: Paint, verbose: boolean): string[] {
  const byCode = new Map<string, Diagnostic[]>()
  for (const diagnostic of diagnostics) addTo(byCode, diagnostic.code, diagnostic)
  const lines: string[] = []
  for (const [code, found] of byCode) {
    const shown = verbose ? found : found.slice(0, FOLD_AFTER)
    for (const { severity, message, entry, line, column } of shown) {
      const place = line === null ? entry : `${entry}:${line}:${column ?? 1}`
      const colour = severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.dim
      lines.push(
        ` ${colour(severity.padEnd(7))}  ${code}  ${printable(message)}`,
        ...(place === '' ? [] : [paint.dim(`          ${printable(place)}`)]),
      )
    }
    if (shown.length < found.length)
      lines.push(paint.dim(`          and ${found.length - shown.length} more ${code} (--verbose lists them)`))
  }
  return lines
}
