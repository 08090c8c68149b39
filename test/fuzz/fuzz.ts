/**
 * `npm run fuzz -- --minutes 10 [--seed 1] [--no-feedback] [--large]`: makes archives from the fixtures, changed by structure, and
 * takes each the whole road. Inputs that reach code which none reached before are changed further (V8's own coverage);
 * without feedback the seed alone decides every input. With `--large` something of each is repeated up to the limits
 * instead, and it may take longer. What goes against a promise is kept in fixtures/fuzz-finds, one
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
    large: { type: 'boolean', default: false },
    folder: { type: 'string' },
  },
  allowNegative: true,
})

/** After this long without a verdict the input is a hang. */
const HANG = values.large ? 300_000 : 60_000
/** A process that works for long enough keeps what it should not: it is replaced, and the leak is not a find. */
const WORKER_LIFE = values.large ? 1 : 400
/** Megabytes: an input, all of its reports, and in the long run what V8 keeps of the code. */
const WORKER_MEMORY = `--max-old-space-size=${values.large ? 2000 : 600}`
/** What is repeated reaches no new places. */
const feedback = values.feedback && !values.large

const until = Date.now() + Number(values.minutes) * 60_000
const source = inputs(Number(values.seed), values.large)
const kinds = new Map<string, number>()
let slowest = { cpu: 0, input: 0 }
let fresh = 0
let worker = await startWorker()
let life = 0

while (Date.now() < until) {
  const job = source.next()
  const verdict = await ask(worker, job)
  life += 1
  if (verdict.cpu > slowest.cpu) slowest = { cpu: verdict.cpu, input: source.count }
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
  `${source.count} inputs, seed ${values.seed}, ${values.minutes} minutes; the slowest, ${slowest.input}, took ${Math.round(slowest.cpu)} ms of processor time`,
)
if (feedback) print(`${fresh} places of the sources reached`)
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
  const child = fork(file, [...(feedback ? ['--feedback'] : []), ...(values.large ? ['--large'] : [])], {
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
    const timer = setTimeout(() => failed(`gave no answer in ${HANG / 60_000} minutes`), HANG)
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
