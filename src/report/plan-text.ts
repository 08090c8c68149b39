import { checkGiven, optionsOf } from '../base/given.js'
import type { ImportPlan } from '../plan/types.js'
import { planOutline, verdictOf } from './plan-outline.js'
import type { Remark } from './plan-remarks.js'
import { printable } from './terminal.js'
import { type Failed, type Paint, PLAIN } from './types.js'

export interface PlanTextOptions {
  readonly paint?: Paint
  readonly failed?: readonly Failed[]
}

const WIDTH = 120
const LABEL = 11
const BOX = '[ ] '

/** A checklist that a release manager can work through from top to bottom. */
export function planText(plan: ImportPlan, options: PlanTextOptions = {}): string {
  checkGiven(plan, 'plan')
  const { paint = PLAIN, failed = plan.failed } = optionsOf(options, { paint: 'object', failed: 'list' })
  const { verdict, remarks, sections, notChecked } = planOutline(plan, failed)
  const colour = { blocked: paint.red, unknown: paint.yellow, ready: paint.green }[verdictOf(plan, failed)]
  const lines = [paint.bold(colour(printable(verdict)))]
  for (const remark of remarks) lines.push(...remarkLines(remark, paint))
  for (const { title, todo, notes } of sections) {
    const items = [
      ...todo.flatMap((text) => {
        const [first = '', ...rest] = fold(printable(text), WIDTH - LABEL - BOX.length, 0)
        return [`${BOX}${first}`, ...rest.map((line) => ' '.repeat(BOX.length) + line)]
      }),
      ...notes.flatMap((text) => fold(printable(text), WIDTH - LABEL, 2)),
    ]
    lines.push(...items.map((line, at) => (at === 0 ? paint.bold(title.padEnd(LABEL)) : ' '.repeat(LABEL)) + line))
  }
  if (notChecked.length > 0) lines.push(...fold(`Not checked: ${notChecked.map(printable).join('; ')}`, WIDTH, 2))
  for (const { file, code, message } of failed) {
    lines.push(paint.red(`Not read: ${printable(file)}: ${printable(message)} (${code})`))
  }
  return `${lines.join('\n')}\n`
}

const SIGNS = { blocker: 'x', unknown: '?', risk: '!' } as const

function remarkLines({ level, text, details }: Remark, paint: Paint): string[] {
  const colour = { blocker: paint.red, unknown: paint.yellow, risk: paint.yellow }[level]
  const [first = '', ...rest] = fold(printable(text), WIDTH - 3, 0)
  return [
    ` ${colour(SIGNS[level])} ${first}`,
    ...rest.map((line) => `   ${line}`),
    ...details.flatMap((detail) => fold(printable(detail), WIDTH - 5, 2).map((line) => `     ${line}`)),
  ]
}

/** Folds at blanks; further lines are indented by `hang`. A word longer than a line stays whole. */
function fold(text: string, width: number, hang: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const indent = lines.length === 0 ? '' : ' '.repeat(hang)
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  lines.push((lines.length === 0 ? '' : ' '.repeat(hang)) + line)
  return lines
}
