/** Runs inputs for the fuzzer, in a process of its own: a hang or a lack of memory ends it and not the fuzzer. */
import { coverage } from './coverage.js'
import { type FuzzInput, road } from './road.js'

export interface Job extends FuzzInput {
  readonly thorough: boolean
}

export interface Verdict {
  readonly wrong: readonly string[]
  /** Milliseconds of processor time. */
  readonly cpu: number
  /** Places of the sources that no input reached before. */
  readonly fresh: number
}

/** Milliseconds of processor time that one input may take; a machine that does other things does not count. */
const MOST_CPU = process.argv.includes('--large') ? 60_000 : 5000

const reached = process.argv.includes('--feedback') ? await coverage() : null

process.on('message', async (job: Job) => {
  const start = process.cpuUsage()
  const wrong = await road(job, { thorough: job.thorough })
  const { user, system } = process.cpuUsage(start)
  const cpu = (user + system) / 1000
  if (cpu > MOST_CPU) wrong.push(`took ${Math.round(cpu)} ms`)
  const verdict: Verdict = { wrong, cpu, fresh: (await reached?.()) ?? 0 }
  process.send?.(verdict)
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
