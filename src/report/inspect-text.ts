import type { Diagnostic } from '../base/diagnostic.js'
import { addTo } from '../base/group.js'
import { fileName } from '../base/path.js'
import { compareVersions, sameMajor } from '../base/version.js'
import { connectionNeeds, settingsSource } from '../model/connection-needs.js'
import { missingFromDeployments } from '../model/deployments.js'
import { isPreseeded } from '../model/ids.js'
import { otherAssetNames } from '../model/other-assets.js'
import type { Agent, Archive, Connection, Endpoint, Flow, Integration, Schedule } from '../model/types.js'
import { columns, count, printable, wrap } from './terminal.js'
import { type Inspection, type Paint, PLAIN } from './types.js'

export interface InspectTextOptions {
  readonly paint?: Paint
  /** Lists everything: all notes, all functions. */
  readonly verbose?: boolean
}

/** One screen an archive: what it is, what it calls, what to configure, what was odd. */
export function inspectText(
  { archives, failed }: Inspection,
  { paint = PLAIN, verbose = false }: InspectTextOptions = {},
): string {
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
    count(archives.length, 'archive'),
    count(integrations, 'integration'),
    count(connections.size, 'connection'),
    count(odd, 'note'),
  ]
  if (failed > 0) parts.push(`${failed} not read`)
  return parts.join(', ')
}

function archiveText(archive: Archive, all: readonly Archive[], paint: Paint, verbose: boolean): string[] {
  return [
    header(archive, paint),
    ...section(
      'INTEGRATIONS',
      archive.integrations.flatMap((flow) => flowText(flow, archive, all, paint)),
      paint,
    ),
    ...section(
      'AI AGENTS',
      archive.agents.flatMap((flow) => flowText(flow, archive, all, paint)),
      paint,
    ),
    ...section('TO CONFIGURE IN THE TARGET', connectionLines(archive), paint),
    ...section('LOOKUPS', lookupLines(archive), paint),
    ...section('LIBRARIES', libraryLines(archive), paint),
    ...section(
      'SCHEDULES',
      archive.schedules.map((schedule) => ` ${printable(schedule.name)}: ${recurrenceText(schedule)}`),
      paint,
    ),
    ...section(
      'EVENT TYPES',
      archive.eventTypes.map(({ code, revision, name }) => ` ${printable(`${code} ${revision}`)}  ${printable(name)}`),
      paint,
    ),
    ...section('DEPLOYMENTS', deploymentLines(archive), paint),
    ...section('ALSO INSIDE', otherLines(archive), paint),
    ...section('BEFOREHAND IN THE TARGET', beforehandLines(archive), paint),
    ...section('ODD', diagnosticLines(archive.diagnostics, paint, verbose), paint),
  ]
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines]
}

function header(archive: Archive, paint: Paint): string {
  const unzipped =
    !archive.zipped && (archive.kind === 'integration' || archive.kind === 'project' || archive.kind === 'package')
  const facts: string[] = [unzipped ? `${archive.kind} (unzipped)` : archive.kind, generationText(archive)]
  const obvious =
    archive.kind === 'lookup' ||
    archive.kind === 'library' ||
    (archive.kind === 'integration' && archive.integrations.length === 1)
  if (!obvious) facts.push(count(archive.integrations.length, 'integration'))
  if (archive.agents.length > 0) facts.push(count(archive.agents.length, 'AI agent'))
  if (archive.kind === 'project')
    facts.push(archive.deployments.length === 0 ? 'no deployment' : count(archive.deployments.length, 'deployment'))
  facts.push(count(archive.entries.length, 'file'))
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

const STYLES: Readonly<Record<Integration['style'], string>> = {
  'app-driven': 'app-driven',
  scheduled: 'scheduled',
  event: 'event-driven',
  'map-data': 'map data',
}

const STATES: Readonly<Record<string, string>> = {
  ACTIVATED: 'active at export',
  CONFIGURED: 'not active at export',
  INPROGRESS: 'a draft at export',
  IN_PROGRESS: 'a draft at export',
}

function flowText(flow: Integration | Agent, archive: Archive, all: readonly Archive[], paint: Paint): string[] {
  const facts: string[] = flow.kind === 'integration' ? [STYLES[flow.style]] : []
  if (flow.status !== '') facts.push(STATES[flow.status] ?? printable(flow.status.toLowerCase()))
  if (flow.percentComplete !== null && flow.percentComplete < 100)
    facts.push(paint.yellow(`only ${flow.percentComplete}% complete`))
  if (flow.hasErrors) facts.push(paint.red('OIC reports errors in it'))
  const lines = [` ${paint.bold(printable(`${flow.code} ${flow.version}`))}  ${facts.join(', ')}`]
  const add = (label: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push(...wrap(`   ${label.padEnd(10)}`, items))
  }
  if (flow.name !== '' && flow.name !== flow.code) add('name', [printable(flow.name)])
  const triggers = flow.endpoints.filter(({ role }) => role === 'trigger')
  add(triggers.length > 1 ? 'triggers' : 'trigger', triggers.map(triggerText))
  if (flow.kind === 'integration' && flow.style === 'scheduled') {
    add(
      'schedule',
      flow.dependencies.schedules.length > 0 ? flow.dependencies.schedules.map(printable) : ['none in the archive'],
    )
  }
  add('invokes', invokeTexts(flow))
  add('calls', callTexts(flow, archive, all))
  add(
    'publishes',
    flow.references.flatMap((r) =>
      r.kind === 'event-type' && r.direction === 'publishes' ? [printable(`${r.code} ${r.revision}`)] : [],
    ),
  )
  add(
    'listens',
    flow.references.flatMap((r) =>
      r.kind === 'event-type' && r.direction === 'subscribes' ? [printable(`${r.code} ${r.revision}`)] : [],
    ),
  )
  add('lookups', lookupTexts(flow, archive))
  add(
    'libraries',
    flow.dependencies.libraries.map((id) => printable(id.replace('|', ' '))),
  )
  add('tracks', [
    ...new Set(flow.businessIdentifiers.map(({ name, primary }) => printable(name) + (primary ? ' (primary)' : ''))),
  ])
  add('actions', [String(Object.values(flow.actionCounts).reduce((sum, times) => sum + times, 0))])
  return lines
}

function triggerText({ name, connection, adapterType, operation }: Endpoint): string {
  const via = [adapterText(adapterType, connection), operation].filter((part) => part !== '').join(', ')
  return `${printable(connection)} (${printable(via)})${name === '' || name === connection ? '' : ` ${printable(name)}`}`
}

function adapterText(adapterType: string, connection: string): string {
  return adapterType || (connection.startsWith('PRESEEDED_') ? "OIC's own" : 'adapter unknown')
}

/** Connections invoked, most specific first, each once with how often. Local calls stand under `calls`, events apart. */
function invokeTexts(flow: Flow): string[] {
  const counts = new Map<string, { adapterType: string; times: number }>()
  for (const { role, connection, adapterType } of flow.endpoints) {
    if (role !== 'invoke' || adapterType === 'collocatedics' || adapterType === 'appevent') continue
    const known = counts.get(connection)
    counts.set(connection, { adapterType, times: (known?.times ?? 0) + 1 })
  }
  return [...counts].map(
    ([connection, { adapterType, times }]) =>
      `${printable(connection)} (${printable(adapterText(adapterType, connection))})${times > 1 ? ` x${times}` : ''}`,
  )
}

function callTexts(flow: Flow, archive: Archive, all: readonly Archive[]): string[] {
  const { integrations, dynamicIntegrations } = flow.dependencies
  const texts = integrations.map((id) => `${printable(childText(id))}${whereabouts(id, archive, all)}`)
  const lookups = new Set(
    flow.references.flatMap((r) => (r.kind === 'integration' && r.lookup !== '' ? [r.lookup] : [])),
  )
  const by = lookups.size === 0 ? 'at run time' : `by lookup ${[...lookups].map(printable).join(', ')}`
  texts.push(
    ...dynamicIntegrations.map((id) => `${printable(childText(id))} chosen ${by}${whereabouts(id, archive, all)}`),
  )
  const open = flow.references.filter((r) => r.kind === 'integration' && r.code === null).length
  if (open > 0) texts.push(`${open === 1 ? 'one' : open} chosen at run time: the archive does not say which`)
  return texts
}

function childText(id: string): string {
  return id.replace('|', ' ')
}

/** Whether a child is in the archive, and under which version. */
function whereabouts(id: string, archive: Archive, all: readonly Archive[]): string {
  if (id.includes('/')) return ' (in another project)'
  const [code = '', version = ''] = id.split('|')
  const there = archive.integrations.filter((integration) => integration.code === code)
  if (there.some((integration) => version === '' || compareVersions(integration.version, version) === 0)) return ''
  const near = there.find((integration) => sameMajor(integration.version, version))
  if (near !== undefined) return ` (here as ${near.version})`
  const elsewhere = all.find(
    ({ project, integrations }) =>
      project === null && integrations.some((other) => other.code === code && sameMajor(other.version, version)),
  )
  return elsewhere === undefined ? ' (not in this archive)' : ` (in ${printable(fileName(elsewhere.file))})`
}

function lookupTexts(flow: Flow, archive: Archive): string[] {
  const texts = flow.dependencies.lookups.map((name) =>
    archive.lookups.some((lookup) => lookup.name === name)
      ? printable(name)
      : `${printable(name)} (not in this archive)`,
  )
  const computed = flow.references.filter((r) => r.kind === 'lookup' && r.name === null).length
  if (computed > 0) texts.push(`${computed === 1 ? 'one' : computed} by a computed name`)
  return texts
}

function connectionLines(archive: Archive): string[] {
  const mine = archive.connections.filter(({ preseeded }) => !preseeded)
  return columns(
    mine.map((connection) => [printable(connection.code), connectionFacts(connection), todo(connection)]),
    ' ',
  )
}

function connectionFacts({ adapterType, securityPolicy, agentGroup, remote }: Connection): string {
  // Its security and its agent group are those of the connection that it stands for.
  if (remote !== null) return printable(adapterType)
  const facts = [
    printable(adapterType),
    securityPolicy === '' || securityPolicy === 'NONE' ? 'no security' : printable(securityPolicy),
  ]
  if (agentGroup !== null) facts.push(`agent group ${printable(agentGroup)}`)
  return facts.join(', ')
}

function todo(connection: Connection): string {
  const { properties, credentials } = connectionNeeds(connection)
  const needs = [...properties, ...credentials].map(printable)
  const { remote } = connection
  const notes = [
    remote !== null
      ? `takes its settings from ${printable(settingsSource(remote))}`
      : needs.length === 0
        ? 'nothing to enter'
        : needs.join(', '),
  ]
  if (connection.attachments.length > 0)
    notes.push(`carries ${connection.attachments.map(({ property }) => printable(property)).join(', ')}`)
  if (connection.status !== '' && connection.status !== 'CONFIGURED') notes.push('not configured at export')
  return notes.join('; ')
}

function lookupLines(archive: Archive): string[] {
  const used = new Set([...archive.integrations, ...archive.agents].flatMap((flow) => [...flow.dependencies.lookups]))
  const standalone = archive.integrations.length + archive.agents.length === 0
  return columns(
    archive.lookups.map(({ name, columns: names, rows }) => [
      printable(name),
      `${count(names.length, 'column')}, ${count(rows.length, 'row')}`,
      standalone || used.has(name)
        ? names.map(printable).join(', ')
        : `${names.map(printable).join(', ')} (unused here)`,
    ]),
    ' ',
  )
}

function libraryLines(archive: Archive): string[] {
  return columns(
    archive.libraries.map(({ code, version, functions, scripts }) => [
      printable(`${code} ${version}`),
      `${count(functions.length, 'function')}, ${count(scripts.length, 'script')}`,
      functions.map(({ name }) => printable(name)).join(', '),
    ]),
    ' ',
  )
}

function recurrenceText({ recurrence, timeZone }: Schedule): string {
  const zone = timeZone === '' ? '' : ` (${printable(timeZone)})`
  switch (recurrence.kind) {
    case 'ical':
      return `${printable(recurrence.expression)}${zone}`
    case 'recurring':
      return `${printable(recurrence.frequency.toLowerCase())}, every ${printable(recurrence.interval || '1')}${recurrence.start === '' ? '' : `, from ${printable(recurrence.start)}`}${zone}`
    case 'once':
      return `once at ${recurrence.dates.map(printable).join(', ')}${zone}`
    case 'none':
      return 'no times set'
  }
}

function deploymentLines(archive: Archive): string[] {
  const missing = new Map(missingFromDeployments(archive).map(({ deployment, ids }) => [deployment, new Set(ids)]))
  return archive.deployments.map((deployment) => {
    const { code, revision, integrations, agents, others } = deployment
    const names = [...integrations, ...agents].map((id) => {
      const isMissing = missing.get(deployment)?.has(id) ?? false
      return `${printable(id.replace('|', ' '))}${isMissing ? ' (not in this archive)' : ''}`
    })
    const further = others.map(({ kind, id }) => printable(`${kind} ${id}`.replace('|', ' ')))
    return ` ${printable(`${code} revision ${revision}`)}: ${[...names, ...further].join(', ') || 'nothing'}`
  })
}

function otherLines(archive: Archive): string[] {
  const lines: string[] = []
  const named = (what: string, items: readonly { readonly code: string }[]) => {
    if (items.length > 0) lines.push(` ${what}: ${items.map(({ code }) => printable(code)).join(', ')}`)
  }
  named('agent tools', archive.tools)
  named('agent patterns', archive.patterns)
  named('prompt templates', archive.promptTemplates)
  named('B2B', archive.b2bArtifacts)
  for (const { words, names } of archive.project === null ? [] : otherAssetNames(archive.project))
    lines.push(` ${printable(words)}: ${names.map(printable).join(', ')}`)
  // Nothing but its being there is known of it.
  if (archive.entries.some(({ role }) => role === 'process-automation'))
    lines.push(' process automation, which is not read')
  if (archive.recordings.length > 0)
    lines.push(` ${count(archive.recordings.length, 'recorded test run')}: payloads of real messages`)
  return lines
}

/** What never travels in an archive and must be there before: agent groups, certificates, features behind OIC's own connections. */
function beforehandLines(archive: Archive): string[] {
  const lines: string[] = []
  const groups = new Set(archive.connections.flatMap(({ agentGroup }) => agentGroup ?? []))
  for (const group of groups) lines.push(` agent group ${printable(group)}`)
  const named = [...archive.certificates, ...archive.connections.flatMap(({ certificates }) => certificates)]
  const used = [...archive.integrations, ...archive.agents].flatMap(({ dependencies }) => dependencies.certificates)
  const aliases = new Set([...named.map(({ alias }) => alias), ...used])
  for (const alias of aliases) lines.push(` certificate ${printable(alias)}`)
  const features = new Map<string, string>()
  for (const { connection, adapterType } of [...archive.integrations, ...archive.agents].flatMap(
    ({ endpoints }) => endpoints,
  )) {
    const common = adapterType === 'collocatedics' || adapterType === 'appevent'
    if (isPreseeded(connection) && !common) features.set(connection, adapterType)
  }
  for (const [code, adapterType] of features)
    lines.push(` the feature behind ${printable(code)} (${printable(adapterType) || 'unknown'})`)
  return lines
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
