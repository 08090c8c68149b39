import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Input } from '../inputs.js'
import type { WorkerSettings } from './main.js'

/** Worker threads that inspect portions of inputs. */
export interface Pool {
  /** Gives what the worker packed; null where it died of it, or the pool was closed. */
  inspect(inputs: readonly Input[]): Promise<Uint8Array | null>
  close(): Promise<void>
}

/**
 * The worker's file: it is built beside whatever this file is built into; null where there is none, as in a checkout.
 * @param base address of this file; bundlers that make CommonJS leave it out
 */
export function workerFile(base: string | undefined = import.meta.url): string | null {
  try {
    const file = fileURLToPath(new URL('./worker.cjs', base))
    return existsSync(file) ? file : null
  } catch {
    return null
  }
}

/** Threads are started when there is work for them. A worker that dies is replaced. */
export function createPool(file: string, threads: number, settings: WorkerSettings): Pool {
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const waiting: (() => void)[] = []
  let closed = false

  const start = (): Worker => {
    const worker = new Worker(file, { workerData: settings })
    all.add(worker)
    // Whoever waits for it hears of it; nobody else has to.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      all.delete(worker)
      const at = idle.indexOf(worker)
      if (at !== -1) idle.splice(at, 1)
    })
    return worker
  }
  const free = async (): Promise<Worker | null> => {
    while (!closed) {
      const worker = idle.pop() ?? (all.size < threads ? start() : null)
      if (worker !== null) return worker
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    return null
  }
  return {
    async inspect(inputs) {
      const worker = await free()
      if (worker === null) return null
      const bytes = await answerOf(worker, inputs)
      if (bytes !== null) idle.push(worker)
      else all.delete(worker)
      waiting.shift()?.()
      return bytes
    },
    async close() {
      closed = true
      for (const wake of waiting.splice(0)) wake()
      await Promise.all([...all].map((worker) => worker.terminate()))
      all.clear()
    },
  }
}

function answerOf(worker: Worker, inputs: readonly Input[]): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    const settle = (bytes: Uint8Array | null) => {
      worker.off('message', settle)
      worker.off('error', died)
      worker.off('exit', died)
      resolve(bytes)
    }
    const died = () => settle(null)
    worker.once('message', settle)
    worker.once('error', died)
    worker.once('exit', died)
    worker.postMessage(inputs)
  })
}
