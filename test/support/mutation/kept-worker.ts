/**
 * One worker thread for all mutants. Vitest starts a fresh one at each run, and Stryker makes a run of each mutant: most of
 * the time would go into loading the same modules again.
 */
import { type PoolOptions, type PoolWorker, ThreadsPoolWorker, type WorkerRequest } from 'vitest/node'

type Listener = (message: unknown) => void

/** What the thread keeps of each run is little, and not nothing. */
const RUNS_OF_A_THREAD = 100

let thread: ThreadsPoolWorker | undefined
let runs = 0

/** Ends the thread, so that the process can end. */
export async function stopThread(): Promise<void> {
  await thread?.stop()
  thread = undefined
  runs = 0
}

/** For `poolRunner`. Answers Vitest's "start" and "stop" itself while the thread goes on. */
export class KeptWorker implements PoolWorker {
  readonly name = 'threads'
  private readonly listeners = new Set<Listener>()
  private pattern: RegExp | undefined

  constructor(private readonly options: PoolOptions) {}

  async start(): Promise<void> {
    if (runs >= RUNS_OF_A_THREAD) await stopThread()
    if (thread !== undefined) return
    thread = new ThreadsPoolWorker(this.options)
    await thread.start()
  }

  async stop(): Promise<void> {
    for (const listener of this.listeners) thread?.off('message', listener)
  }

  on(event: string, callback: Listener): void {
    if (event !== 'message') return
    this.listeners.add(callback)
    thread?.on(event, callback)
  }

  off(event: string, callback: Listener): void {
    if (event !== 'message') return
    this.listeners.delete(callback)
    thread?.off(event, callback)
  }

  send(message: WorkerRequest): void {
    const { type } = message as { type?: string }
    if (type === 'stop') {
      this.answer('stopped')
      return
    }
    if (type === 'start') {
      const { context } = message as { context: { config: { testNamePattern?: RegExp } } }
      // The thread has read its configuration: what differs between runs goes with the files below.
      this.pattern = context.config.testNamePattern
      delete context.config.testNamePattern
      if (runs++ > 0) {
        this.answer('started')
        return
      }
    }
    if (type === 'run') {
      const { context } = message as { context: { files: { testNamePattern?: RegExp | undefined }[] } }
      for (const file of context.files) file.testNamePattern ??= this.pattern
    }
    thread?.send(message)
  }

  deserialize(data: unknown): unknown {
    return data
  }

  private answer(type: 'started' | 'stopped'): void {
    const message = { type, __vitest_worker_response__: true }
    for (const listener of [...this.listeners]) listener(message)
  }
}
