/**
 * `npm run memory [-- WORDS]`: the most memory that each command ever has, resident, over the archives of
 * `test/support/nasty-archives.ts` whose titles hold the words, beyond that of a command that reads nothing. Needs a build.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NASTY_ARCHIVES } from '../test/support/nasty-archives.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const INVENTORY = 'fixtures/retail-test-inventory.json'
const OTHER = 'fixtures/flow/PARCEL_DESK_01.00.0000'

const COMMANDS: readonly (readonly string[])[] = [
  ['inspect', '--format', 'json'],
  ['lint', '--no-config', '--preset', 'strict', '--inventory', INVENTORY, '--format', 'json'],
  ['graph', '--format', 'json'],
  ['graph', '--format', 'text'],
  ['graph', '--format', 'svg'],
  ['flow', '--format', 'json'],
  ['flow', '--format', 'mermaid'],
  ['flow', '--format', 'svg'],
  ['flow', '--type', 'sequence', '--format', 'svg'],
  ['flow', '--type', 'sequence', '--format', 'json'],
  ['plan', '--inventory', INVENTORY, '--format', 'sh'],
  ['plan', '--inventory', INVENTORY, '--format', 'json'],
  ['diff', '--format', 'html', OTHER],
  ['diff', '--format', 'text', '--verbose', OTHER],
  ['inventory', 'from-archives'],
  ['textconv'],
]

/**
 * Said as the process ends, beside its output. Where the system tells, the most that this program had: what
 * `resourceUsage` gives begins with what its parent had when it was started.
 */
const MEASURE = `data:text/javascript,${[
  "import{existsSync,readFileSync,writeSync}from'node:fs'",
  "const status='/proc/self/status'",
  "process.on('exit',()=>{const usage=process.resourceUsage()",
  "if(existsSync(status))usage.maxRSS=Number(/VmHWM:[^0-9]*([0-9]+)/.exec(readFileSync(status,'latin1'))[1])",
  'writeSync(3,JSON.stringify(usage))})',
].join(';')}`

interface Measured {
  readonly megabytes: number
  readonly seconds: number
  readonly status: string
}

function measure(args: readonly string[]): Promise<Measured> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', MEASURE, 'dist/cli.cjs', ...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stdio[3]?.on('data', (chunk) => {
      said += chunk
    })
    child.on('close', (code, signal) => {
      if (said === '') return resolve({ megabytes: 0, seconds: 0, status: `died (${signal ?? code})` })
      const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(said) as NodeJS.ResourceUsage
      resolve({ megabytes: maxRSS / 1024, seconds: (userCPUTime + systemCPUTime) / 1e6, status: String(code) })
    })
  })
}

const words = process.argv.slice(2).join(' ')
const folder = mkdtempSync(join(tmpdir(), 'iarkit-memory-'))
try {
  const base = await measure(['--version'])
  print(`A command that reads nothing has ${Math.round(base.megabytes)} MB; what follows is beyond that.`)
  print('| archive | MB of it | command | memory, MB | processor, s | exit status |')
  print('| --- | --- | --- | --- | --- | --- |')
  for (const [title, { bytes, file = 'a.iar' }] of Object.entries(NASTY_ARCHIVES)) {
    if (!title.includes(words)) continue
    const path = join(folder, file)
    writeFileSync(path, bytes())
    const size = statSync(path).size / 1024 ** 2
    for (const args of COMMANDS) {
      const { megabytes, seconds, status } = await measure([...args, path])
      const numbers = [Math.round(megabytes - base.megabytes), seconds.toFixed(1), status]
      print(`| ${title} | ${size.toFixed(1)} | ${args.slice(0, 3).join(' ')} | ${numbers.join(' | ')} |`)
    }
    rmSync(path)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
