import { fileName } from '../base/path.js'
import { compareVersions, sameMajor } from '../base/version.js'
import type { Agent, Archive, Endpoint, EventTypeReference, Flow, Integration } from '../model/types.js'
import { printable, wrap } from './terminal.js'
import type { Paint } from './types.js'

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

/** An integration or agent: its state, what starts it, what it calls and uses. */
export function flowText(flow: Integration | Agent, archive: Archive, all: readonly Archive[], paint: Paint): string[] {
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
  add('publishes', eventTexts(flow, 'publishes'))
  add('listens', eventTexts(flow, 'subscribes'))
  add('lookups', lookupTexts(flow, archive))
  add(
    'libraries',
    flow.dependencies.libraries.map((id) => {
      const isHere = archive.libraries.some(({ code, version }) => `${code}|${version}` === id)
      return `${printable(id.replace('|', ' '))}${isHere ? '' : ' (not in this archive)'}`
    }),
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
  if (there.length === 0 && isPattern(code, archive)) return ' (a pattern of AI agents)'
  if (there.some((integration) => version === '' || compareVersions(integration.version, version) === 0)) return ''
  const near = there.find((integration) => sameMajor(integration.version, version))
  if (near !== undefined) return ` (here as ${near.version})`
  const elsewhere = all.find(
    ({ project, integrations }) =>
      project === null && integrations.some((other) => other.code === code && sameMajor(other.version, version)),
  )
  return elsewhere === undefined ? ' (not in this archive)' : ` (in ${printable(fileName(elsewhere.file))})`
}

/** One that the archive holds, or one of OIC's own, which the agents that use it list. */
function isPattern(code: string, { patterns, integrations, agents }: Archive): boolean {
  const listed = [...integrations, ...agents].flatMap(({ recorded }) => recorded.dependencies?.['patterns'] ?? [])
  return patterns.some((pattern) => pattern.code === code) || listed.some((id) => id.split('|')[0] === code)
}

function eventTexts({ references }: Flow, direction: EventTypeReference['direction']): string[] {
  return references.flatMap((reference) =>
    reference.kind === 'event-type' && reference.direction === direction
      ? [printable(`${reference.code} ${reference.revision}`)]
      : [],
  )
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
