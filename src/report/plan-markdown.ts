import { checkGiven, checkType } from '../base/given.js'
import type { ImportPlan } from '../plan/types.js'
import { planOutline } from './plan-outline.js'
import { printable } from './terminal.js'
import type { Failed } from './types.js'

const LEVELS = { blocker: 'Blocker', unknown: 'Unknown', risk: 'Risk' } as const

const TITLES: ReadonlyMap<string, string> = new Map([
  ['BEFORE', 'Before'],
  ['IMPORT', 'Import'],
  ['CONFIGURE', 'Configure'],
  ['NEW', 'New there'],
  ['KEPT', 'Kept'],
  ['NOT KNOWN', 'There or not: not known'],
  ['SKIPPED', 'Skipped'],
  ['REPLACED', 'Replaced'],
  ['ACTIVATE', 'Activate, wave by wave'],
  ['START', 'Start schedules'],
  ['UNDO', 'The way back'],
])

/** The checklist as Markdown with boxes to tick, for an issue or a change request. */
export function planMarkdown(plan: ImportPlan, unread?: readonly Failed[]): string {
  checkGiven(plan, 'plan')
  const failed = unread ?? plan.failed
  checkType(failed, 'list', 'failed')
  const { verdict, remarks, sections, notChecked } = planOutline(plan, failed)
  const lines = [`# ${literal(verdict)}`, '']
  for (const { level, text, details } of remarks) {
    lines.push(`- **${LEVELS[level]}:** ${literal(text)}`, ...details.map((detail) => `  - ${literal(detail)}`))
  }
  for (const { title, todo, notes } of sections) {
    lines.push('', `## ${TITLES.get(title) ?? title}`, '')
    lines.push(...todo.map((text) => `- [ ] ${literal(text)}`), ...notes.map((text) => `- ${literal(text)}`))
  }
  if (notChecked.length > 0) lines.push('', '## Not checked', '', ...notChecked.map((text) => `- ${literal(text)}`))
  if (failed.length > 0) {
    lines.push('', '## Not read', '')
    lines.push(...failed.map(({ file, code, message }) => `- ${literal(`${file}: ${message} (${code})`)}`))
  }
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`
}

/** Names stay names: nothing in them is emphasis, a link (also one without brackets), HTML, a mention or a table. */
function literal(text: string): string {
  return printable(text)
    .replace(/[\\`*[\]<>|~#&]/g, (character) => `\\${character}`)
    .replace(/(^|[^A-Za-z0-9])_|_(?=$|[^A-Za-z0-9])/g, '$1\\_')
    .replace(/@/g, '&#64;')
    .replace(/:(?=\/\/)/g, '&#58;')
    .replace(/www(?=\.)/gi, (word) => `${word.slice(0, 2)}&#${word.charCodeAt(2)};`)
    .replace(/^(\d+)([.)])/, '$1\\$2')
}
