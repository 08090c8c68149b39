import { checkGiven, checkType } from '../base/given.js'
import type { ImportPlan, Phase, PlanStep, RestCall } from '../plan/types.js'
import { planOutline, verdictOf } from './plan-outline.js'
import { HELPERS } from './plan-sh-helpers.js'
import { printable } from './terminal.js'
import type { Failed } from './types.js'

/** What each stage is called between the steps. */
const STAGES: Readonly<Record<Phase, string>> = {
  before: 'Before: by hand',
  backup: 'Exports, to be able to go back',
  stop: 'Stop schedules',
  deactivate: 'Deactivate, callers first',
  import: 'Import',
  configure: 'Configure: by hand',
  activate: 'Activate, children first',
  start: 'Start schedules',
}

/** The same on the way back, where it is another. */
const STAGES_BACK: Partial<Readonly<Record<Phase, string>>> = { import: 'Put back and delete' }

/** What stands before a step's text to make it a sentence. */
const VERBS: Partial<Readonly<Record<Phase, string>>> = {
  import: 'import ',
  configure: 'configure ',
  activate: 'activate ',
}

/**
 * A runbook: the calls of OIC's REST API in order, with the way back after them. It is printed and never run. Hosts and
 * secrets are variables; every name from an archive stands in single quotes, in addresses encoded.
 */
export function planSh(plan: ImportPlan, unread?: readonly Failed[]): string {
  checkGiven(plan, 'plan')
  const failed = unread ?? plan.failed
  checkType(failed, 'list', 'failed')
  const { verdict, remarks, notChecked } = planOutline(plan, failed)
  const archives = uploadVariables(plan)
  const lines = [
    '#!/usr/bin/env bash',
    `# ${comment(verdict)}`,
    ...remarks.map(({ level, text }) => `# ${level}: ${comment(text)}`),
    ...notChecked.map((text) => `# not checked: ${comment(text)}`),
    ...failed.map(({ file, code, message }) => `# not read: ${comment(`${file}: ${message} (${code})`)}`),
    '#',
    '# Printed by iarkit, which ran none of it. Read it before you do.',
    '#',
    '#   bash runbook.sh import           from the first step on',
    '#   FROM=7 bash runbook.sh import    from step 7 on, after a step failed and was put right',
    '#   bash runbook.sh undo             the way back',
    ...(verdictOf(plan, failed) === 'blocked'
      ? [
          '#',
          '# It is blocked, and refuses to import. Put right what blocks and plan anew, or let it go on all the same:',
          '#',
          `#   ${GO_ON} bash runbook.sh import`,
        ]
      : []),
    'set -euo pipefail',
    '',
    `: "\${OIC_HOST:?host of the design time of the target, such as design.integration.REGION.ocp.oraclecloud.com}"`,
    `: "\${OIC_INSTANCE:?service instance, from the About page of the target}"`,
    `: "\${OIC_TOKEN:?an OAuth access token for the target}"`,
    `WAY=\${1:-}`,
    `BACKUP=\${BACKUP:-backup}`,
    `FROM=\${FROM:-1}`,
    '# Seconds between two questions whether an integration is active.',
    `WAIT=\${WAIT:-5}`,
    ...[...archives].map(
      ([file, variable]) =>
        `# ${comment(file)} is unzipped: OIC takes it only as it was exported.\n${variable}=\${${variable}:-}`,
    ),
    '',
    ...HELPERS,
    '',
    'run_import() {',
    ...(verdictOf(plan, failed) === 'blocked' ? refusal(verdict) : []),
    `  check_from ${Math.max(1, plan.steps.length)}`,
    '  if [ "$FROM" -le 1 ] && [ -e "$BACKUP/steps-done" ]; then',
    '    printf \'%s holds the record of an import. Go on with FROM, or name another folder as BACKUP.\\n\' "$BACKUP" >&2',
    '    exit 2',
    '  fi',
    ...stepLines(plan.steps, archives, 'import'),
    "  say 'done'",
    '}',
    '',
    'run_undo() {',
    '  [ -f "$BACKUP/steps-done" ] || { printf \'There is no record of an import in %s.\\n\' "$BACKUP" >&2; exit 2; }',
    `  check_from ${Math.max(1, plan.undo.length)}`,
    ...(plan.undo.length === 0 ? ['  say "nothing to undo"'] : stepLines(plan.undo, archives, 'undo')),
    '  end_undo',
    '}',
    '',
    'case "$WAY" in',
    '  import) run_import ;;',
    '  undo) run_undo ;;',
    '  *)',
    '    echo "usage: bash runbook.sh import | undo" >&2',
    '    exit 2',
    '    ;;',
    'esac',
  ]
  return `${lines.join('\n')}\n`
}

const GO_ON = 'BLOCKED=go-on'

/** Nobody is to begin what cannot succeed by not reading the head of the file. */
function refusal(verdict: string): string[] {
  const how = 'Put right what blocks (it stands at the head of this file) and plan anew, or say'
  return [
    `  if [ "\${BLOCKED:-}" != go-on ]; then`,
    `    printf '%s\\n' ${quote(verdict)} ${quote(`${how} ${GO_ON} to go on all the same.`)} >&2`,
    '    exit 2',
    '  fi',
  ]
}

/** Variables for archives that were read from an unzipped tree. */
function uploadVariables({ archives }: ImportPlan): Map<string, string> {
  const variables = new Map<string, string>()
  for (const { file, zipped, kind } of archives) {
    if (!zipped && kind !== 'lookup' && kind !== 'library') variables.set(file, `ARCHIVE_${variables.size + 1}`)
  }
  return variables
}

function stepLines(
  steps: readonly PlanStep[],
  variables: ReadonlyMap<string, string>,
  way: 'import' | 'undo',
): string[] {
  const lines: string[] = []
  let phase: Phase | null = null
  let wave: number | null = null
  steps.forEach((item, at) => {
    const stage = (way === 'undo' ? STAGES_BACK[item.phase] : undefined) ?? STAGES[item.phase]
    if (item.phase !== phase) lines.push(...(phase === null ? [] : ['']), `  # ${stage}`)
    if (item.wave !== null && item.wave !== wave) lines.push(`  # wave ${item.wave}`)
    phase = item.phase
    wave = item.wave
    const text = quote(printable((way === 'import' ? (VERBS[item.phase] ?? '') : '') + item.text))
    const guard = way === 'undo' ? ` && was_done ${item.undoes.length === 0 ? 0 : item.undoes.join(' ')}` : ''
    lines.push(`  if step ${at + 1} ${text}${guard}; then`)
    for (const { status, when } of item.call?.fails ?? []) lines.push(`    # ${status} where ${comment(when)}`)
    const call = item.call === null ? 'by_hand' : callText(item.call, variables)
    lines.push(
      ...(way === 'import' ? [`    ${call}`, '    mark'] : [`    ${item.call === null ? '' : 'attempt '}${call}`]),
      '  fi',
    )
  })
  return lines
}

function callText(
  { method, path, override, body, fields, upload, saveAs }: RestCall,
  variables: ReadonlyMap<string, string>,
): string {
  const options = [
    ...(override === null ? [] : ['--header', quote(`X-HTTP-Method-Override: ${override}`)]),
    ...(body === null ? [] : ['--header', quote('Content-Type: application/json'), '--data-raw', quote(body)]),
  ]
  const call = [method, quote(path)]
  if (upload !== null) {
    const parts = Object.entries(fields).map(([name, value]) => quote(`${name}=${value}`))
    return ['upload', ...call, uploadText(upload, variables), ...parts].join(' ')
  }
  if (saveAs !== null) return ['save', quote(saveAs), ...call, ...options].join(' ')
  if (override !== null) return ['change', quote(path), ...options].join(' ')
  return ['oic', ...call, ...options].join(' ')
}

function uploadText(upload: NonNullable<RestCall['upload']>, variables: ReadonlyMap<string, string>): string {
  if ('saved' in upload) return `"$BACKUP"/${quote(upload.saved)}`
  const variable = variables.get(upload.archive)
  return variable === undefined ? quote(upload.archive) : `"\${${variable}:?path of the archive as OIC exported it}"`
}

/**
 * In single quotes, where nothing means anything to the shell; what a terminal would obey, byte by byte in octal, which
 * Bash takes in any locale. No shell can hold a NUL: no path has one.
 */
function quote(text: string): string {
  const plain = text.replaceAll('\u0000', '')
  if (printable(plain) === plain) return `'${plain.replaceAll("'", `'\\''`)}'`
  const encoded = Array.from(plain, (character) => {
    if (character === "'" || character === '\\') return `\\${character}`
    return printable(character) === character ? character : octal(character)
  })
  return `$'${encoded.join('')}'`
}

function octal(character: string): string {
  const bytes = new TextEncoder().encode(character)
  return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}

/** On one line, so that nothing leaves the comment. */
function comment(text: string): string {
  return printable(text)
}
