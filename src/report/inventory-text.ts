import { checkGiven, optionsOf } from '../base/given.js'
import { counted } from '../base/words.js'
import type { InventoryList, TargetInventory, TargetLookup } from '../inventory/types.js'
import { columns, printable } from './terminal.js'
import { type Paint, PLAIN } from './types.js'

export interface InventoryTextOptions {
  readonly paint?: Paint
}

/** What each list is called, and what of an item is worth a line. */
const SECTIONS: readonly {
  readonly list: InventoryList
  readonly title: string
  readonly rows: (inventory: TargetInventory) => readonly (readonly string[])[]
}[] = [
  {
    list: 'integrations',
    title: 'INTEGRATIONS',
    rows: ({ integrations = [] }) =>
      integrations.map(({ code, version, project, status, locked, scheduled, package: name }) => [
        placed(code, project),
        version,
        [
          stateText(status),
          ...(locked === true ? ['locked'] : []),
          ...(scheduled === true ? ['scheduled'] : []),
          ...(name === '' ? [] : [`in ${name}`]),
        ].join(', '),
      ]),
  },
  {
    list: 'connections',
    title: 'CONNECTIONS',
    rows: ({ connections = [] }) =>
      connections.map(({ code, project, adapterType, status, locked, agentGroup }) => [
        placed(code, project),
        adapterType,
        [
          status === '' ? 'status not said' : status === 'CONFIGURED' ? 'configured' : `not configured (${status})`,
          ...(locked === true ? ['locked'] : []),
          ...(agentGroup ? [`agent group ${agentGroup}`] : []),
        ].join(', '),
      ]),
  },
  {
    list: 'lookups',
    title: 'LOOKUPS',
    rows: ({ lookups = [] }) => lookups.map((lookup) => [placed(lookup.name, lookup.project), tableText(lookup)]),
  },
  {
    list: 'libraries',
    title: 'LIBRARIES',
    rows: ({ libraries = [] }) =>
      libraries.map(({ code, version, project, functions }) => [
        placed(code, project),
        version,
        functions === undefined ? 'functions not known' : functions.join(', '),
      ]),
  },
  {
    list: 'packages',
    title: 'PACKAGES',
    rows: ({ packages = [] }) =>
      packages.map(({ name, integrations }) => [name, integrations === undefined ? '' : integrations.join(', ')]),
  },
  {
    list: 'certificates',
    title: 'CERTIFICATES',
    rows: ({ certificates = [] }) =>
      certificates.map(({ alias, type, category, expires }) => [
        alias,
        [type, category].filter((word) => word !== '').join(' '),
        expires === null ? 'expiry not known' : `expires ${expires.slice(0, 10)}`,
      ]),
  },
  {
    list: 'projects',
    title: 'PROJECTS',
    rows: ({ projects = [] }) => projects.map(({ code, name }) => [code, name]),
  },
  {
    list: 'agentGroups',
    title: 'AGENT GROUPS',
    rows: ({ agentGroups = [] }) =>
      agentGroups.map(({ name, agents }) => [name, agents === undefined ? '' : counted(agents, 'agent')]),
  },
  {
    list: 'eventTypes',
    title: 'EVENT TYPES',
    rows: ({ eventTypes = [] }) => eventTypes.map(({ code, revision, project }) => [placed(code, project), revision]),
  },
  {
    list: 'aiAgents',
    title: 'AI AGENTS',
    rows: ({ aiAgents = [] }) =>
      aiAgents.map(({ code, version, project, status }) => [placed(code, project), version, stateText(status)]),
  },
]

function stateText(status: string): string {
  return status === '' ? 'status not said' : status.toLowerCase()
}

/** What an inventory holds, list by list, and what it does not tell. */
export function inventoryText(inventory: TargetInventory, options: InventoryTextOptions = {}): string {
  checkGiven(inventory, 'inventory')
  const { paint = PLAIN } = optionsOf(options, { paint: 'object' })
  const { environment, takenAt, incomplete = [] } = inventory
  const taken = takenAt === '' ? '' : `  taken ${printable(takenAt)}`
  const lines = [`${paint.bold(paint.cyan(printable(environment) || 'unnamed target'))}${taken}`]
  const absent: string[] = []
  for (const { list, title, rows } of SECTIONS) {
    if (inventory[list] === undefined) {
      absent.push(title.toLowerCase().replace(/^ai /, 'AI '))
      continue
    }
    const found = rows(inventory)
    const note = incomplete.includes(list) ? ', perhaps more' : ''
    lines.push(`${paint.bold(title)} ${found.length}${note}`)
    lines.push(
      ...columns(
        found.map((row) => row.map(printable)),
        ' ',
      ),
    )
  }
  if (absent.length > 0)
    lines.push(`${paint.bold('NOT KNOWN')} ${absent.join(', ')}: the inventory has no list of them`)
  const parts = incomplete.filter((part) => part.includes('/'))
  if (parts.length > 0) lines.push(`${paint.bold('NOT TOLD')} ${parts.map(partText).join(', ')}`)
  return `${lines.join('\n')}\n`
}

function partText(part: string): string {
  const [project = '', list = ''] = part.split('/')
  return project === '*' ? `${printable(list)} of projects` : `${printable(list)} of project ${printable(project)}`
}

function placed(code: string, project: string | null): string {
  return project === null ? code : `${project}/${code}`
}

function tableText({ columns: names, rowCount, rows }: TargetLookup): string {
  const number = rows?.length ?? rowCount
  const size = number === undefined ? 'rows not known' : counted(number, 'row')
  const told = rows === undefined && number !== undefined ? ' (not what is in them)' : ''
  return names === undefined ? `${size}${told}` : `${size}${told}: ${names.join(', ')}`
}
