/** What a worker thread runs: it is given portions of inputs and gives back what came of inspecting them. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Limits } from '../../archive/index.js'
import { LintRun, type LintRunOptions } from '../../rules/lint-run.js'
import type { Input } from '../inputs.js'
import { inspectInputs } from './inspect-inputs.js'
import { packed } from './packing.js'

/** What a worker is started with. */
export interface WorkerSettings {
  readonly options: Omit<LintRunOptions, 'rules'>
  readonly limits: Limits
}

const { options, limits } = workerData as WorkerSettings
const run = new LintRun(options)

parentPort?.on('message', (inputs: readonly Input[]) => {
  void inspectInputs(inputs, run, limits).then((inspected) => {
    const bytes = packed(inspected)
    parentPort?.postMessage(bytes)
  })
})
