import { counted } from '../base/words.js'
import { connectionNeeds, settingsSource } from '../model/connection-needs.js'
import { missingFromDeployments } from '../model/deployments.js'
import { flowsOf } from '../model/flows.js'
import { isPreseeded } from '../model/ids.js'
import { otherAssetNames } from '../model/other-assets.js'
import type { Archive, Connection, Schedule } from '../model/types.js'
import { columns, printable } from './terminal.js'

/** What is to be entered of each connection in the target. */
export function connectionLines(archive: Archive): string[] {
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

/** Size and columns of each lookup, and whether anything here uses it. */
export function lookupLines(archive: Archive): string[] {
  const used = new Set(flowsOf(archive).flatMap((flow) => [...flow.dependencies.lookups]))
  const standalone = archive.integrations.length + archive.agents.length === 0
  return columns(
    archive.lookups.map(({ name, columns: names, rows }) => [
      printable(name),
      `${counted(names.length, 'column')}, ${counted(rows.length, 'row')}`,
      standalone || used.has(name)
        ? names.map(printable).join(', ')
        : `${names.map(printable).join(', ')} (unused here)`,
    ]),
    ' ',
  )
}

/** What each library offers. */
export function libraryLines(archive: Archive): string[] {
  return columns(
    archive.libraries.map(({ code, version, functions, scripts }) => [
      printable(`${code} ${version}`),
      `${counted(functions.length, 'function')}, ${counted(scripts.length, 'script')}`,
      functions.map(({ name }) => printable(name)).join(', '),
    ]),
    ' ',
  )
}

export function scheduleLines({ schedules }: Archive): string[] {
  return schedules.map((schedule) => ` ${printable(schedule.name)}: ${recurrenceText(schedule)}`)
}

function recurrenceText({ recurrence, timeZone }: Schedule): string {
  const zone = timeZone === '' ? '' : ` (${printable(timeZone)})`
  switch (recurrence.kind) {
    case 'ical':
      return `${printable(recurrence.expression)}${zone}`
    case 'recurring':
      return `${everyText(recurrence)}${recurrence.start === '' ? '' : `, from ${printable(recurrence.start)}`}${zone}`
    case 'once':
      return `once at ${recurrence.dates.map(printable).join(', ')}${zone}`
    case 'none':
      return 'no times set'
  }
}

/** What an interval counts, by the frequency. */
const UNITS: Readonly<Record<string, string>> = {
  minutely: 'minutes',
  hourly: 'hours',
  daily: 'days',
  weekly: 'weeks',
  monthly: 'months',
  yearly: 'years',
}

/** `daily`, `every 15 minutes`. */
function everyText({ frequency, interval }: { readonly frequency: string; readonly interval: string }): string {
  const word = frequency.toLowerCase()
  if (word !== '' && (interval === '' || interval === '1')) return printable(word)
  const unit = Object.hasOwn(UNITS, word) ? UNITS[word] : undefined
  if (unit !== undefined) return `every ${printable(interval)} ${unit}`
  return `${word === '' ? '' : `${printable(word)}, `}every ${printable(interval || '1')}`
}

export function eventTypeLines({ eventTypes }: Archive): string[] {
  return eventTypes.map(({ code, revision, name }) => ` ${printable(`${code} ${revision}`)}  ${printable(name)}`)
}

/** What each deployment names, and whether it is here. */
export function deploymentLines(archive: Archive): string[] {
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

/** What a project holds beside its integrations and what they use. */
export function otherLines(archive: Archive): string[] {
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
    lines.push(` ${counted(archive.recordings.length, 'recorded test run')}: payloads of real messages`)
  return lines
}

/** What never travels in an archive and must be there before: agent groups, certificates, features behind OIC's own connections. */
export function beforehandLines(archive: Archive): string[] {
  const lines: string[] = []
  const groups = new Set(archive.connections.flatMap(({ agentGroup }) => agentGroup ?? []))
  for (const group of groups) lines.push(` agent group ${printable(group)}`)
  const named = [...archive.certificates, ...archive.connections.flatMap(({ certificates }) => certificates)]
  const used = flowsOf(archive).flatMap(({ dependencies }) => dependencies.certificates)
  const aliases = new Set([...named.map(({ alias }) => alias), ...used])
  for (const alias of aliases) lines.push(` certificate ${printable(alias)}`)
  const features = new Map<string, string>()
  for (const { connection, adapterType } of flowsOf(archive).flatMap(({ endpoints }) => endpoints)) {
    const common = adapterType === 'collocatedics' || adapterType === 'appevent'
    if (isPreseeded(connection) && !common) features.set(connection, adapterType)
  }
  for (const [code, adapterType] of features)
    lines.push(` the feature behind ${printable(code)} (${printable(adapterType) || 'unknown'})`)
  return lines
}
