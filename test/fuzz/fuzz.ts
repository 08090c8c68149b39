/**
 * `npm run fuzz -- --minutes 10 [--seed 1] [--no-feedback]`: makes archives from the fixtures, changed by structure, and
 * takes each the whole road. Inputs that reach code which none reached before are changed further (V8's own coverage);
 * without feedback the seed alone decides every input. What goes against a promise is kept in fixtures/fuzz-finds, one
 * find of a kind, and makes the exit status 1.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { keepFind } from './finds.js'
import { inputs } from './inputs.js'
import type { Job, Verdict } from './worker.js'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    feedback: { type: 'boolean', default: true },
    folder: { type: 'string' },
  },
  allowNegative: true,
})

/** After this long without a verdict the input is a hang. */
const HANG = 60_000
/** A process that works for long enough keeps what it should not: it is replaced, and the leak is not a find. */
const WORKER_LIFE = 400
const WORKER_MEMORY = '--max-old-space-size=600'

const until = Date.now() + Number(values.minutes) * 60_000
const source = inputs(Number(values.seed))
const kinds = new Map<string, number>()
let slowest = 0
let fresh = 0
let worker = await startWorker()
let life = 0

while (Date.now() < until) {
  const job = source.next()
  const verdict = await ask(worker, job)
  life += 1
  slowest = Math.max(slowest, verdict.cpu)
  if (verdict.fresh > 0) {
    source.keep()
    fresh += verdict.fresh
  }
  await note(job, verdict.wrong)
  if (worker.connected && life < WORKER_LIFE) continue
  worker.kill('SIGKILL')
  worker = await startWorker()
  life = 0
}
worker.kill('SIGKILL')

print(
  `${source.count} inputs, seed ${values.seed}, ${values.minutes} minutes; slowest ${Math.round(slowest)} ms of processor time`,
)
if (values.feedback) print(`${fresh} places of the sources reached`)
for (const [kind, count] of kinds) print(`${count} times: ${kind}`)
print(kinds.size === 0 ? 'No finds.' : `${kinds.size} kinds of finds, kept in fixtures/fuzz-finds.`)
process.exitCode = kinds.size === 0 ? 0 : 1

/** Keeps the first find of each kind: which promise it was, without what differs from input to input. */
async function note(job: Job, wrong: readonly string[]): Promise<void> {
  for (const message of wrong) {
    const kind = message.replace(/"[^"]*"|\d+|integration:\S+|textconv \S+/g, '…').slice(0, 160)
    const before = kinds.get(kind) ?? 0
    kinds.set(kind, before + 1)
    if (before === 0) print(`input ${source.count}: ${message}\n  ${await keepFind(job, wrong, values.folder)}`)
  }
}

async function startWorker(): Promise<ChildProcess> {
  const file = fileURLToPath(new URL('worker.ts', import.meta.url))
  const child = fork(file, values.feedback ? ['--feedback'] : [], {
    serialization: 'advanced',
    execArgv: [...process.execArgv, WORKER_MEMORY],
  })
  await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (status) => reject(new Error(`the worker ended with ${status}`)))
  })
  child.removeAllListeners('exit')
  return child
}

function ask(child: ChildProcess, job: Job): Promise<Verdict> {
  return new Promise((resolve) => {
    const failed = (wrong: string) => {
      child.kill('SIGKILL')
      done({ wrong: [wrong], cpu: 0, fresh: 0 })
    }
    const timer = setTimeout(() => failed('gave no answer in a minute'), HANG)
    const onExit = (status: number | null, signal: string | null) => failed(`the process ended: ${status ?? signal}`)
    const done = (verdict: Verdict) => {
      clearTimeout(timer)
      child.removeAllListeners()
      resolve(verdict)
    }
    child.once('message', done)
    child.once('exit', onExit)
    child.send(job)
  })
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
