/**
 * Before each test file of a mutation run. The thread is kept (kept-worker.ts), and with it the modules and, where they are
 * none of the mutated folder's work, the archives that tests read. What a mutant may have left in them is forgotten here.
 */
import { beforeEach, inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Stryker's. */
    mode: 'dry-run' | 'mutant'
    mutantActivation: 'static' | 'runtime' | undefined
    activeMutant: string | undefined
  }
}

interface Module {
  promise: unknown
  exports: unknown
  evaluated: boolean
  readonly importers: Set<string>
}

interface Thread {
  __stryker__?: { activeMutant: string | undefined }
  __vitest_worker__?: { evaluatedModules: { idToModuleMap: ReadonlyMap<string, Module> } }
  keptArchives?: Map<string, unknown>
  WeakMap: WeakMapConstructor
  mutation?: { mutant: string | undefined; loaded: boolean; run: number }
}

const thread = globalThis as unknown as Thread
const mutant = inject('mode') === 'mutant' ? inject('activeMutant') : undefined
/** Whether the mutant leaves something in the modules: a table, what describes a rule; a cache. */
const loaded =
  mutant !== undefined && (inject('mutantActivation') === 'static' || process.env['MUTATION_RELOAD'] === 'always')
const folder = process.env['MUTATION_FOLDER'] ?? 'src'

if (thread.mutation === undefined) {
  thread.mutation = { mutant, loaded, run: 0 }
  thread.WeakMap = forgetful(WeakMap, thread.mutation)
  if (folder.startsWith('src/rules')) thread.keptArchives = new Map()
} else {
  const last = thread.mutation
  if (last.mutant !== mutant) last.run++
  if (last.mutant !== mutant && (last.loaded || loaded)) forget(`/${folder}/`)
  Object.assign(last, { mutant, loaded })
}

// Which tests a mutant is asked about is what each test runs by itself, not what an earlier one left in a cache.
const now = thread.mutation
if (inject('mode') === 'dry-run') beforeEach(() => void now.run++)

// The last mutant is still active where Stryker activates the next one only before its first test.
if (inject('mutantActivation') !== 'static' && thread.__stryker__ !== undefined)
  thread.__stryker__.activeMutant = undefined

/** Modules under a path, and what imports them, are loaded again. */
function forget(path: string): void {
  const modules = thread.__vitest_worker__?.evaluatedModules.idToModuleMap ?? new Map<string, Module>()
  const stale = new Set<Module>()
  const add = (id: string): void => {
    const module = modules.get(id)
    if (module === undefined || stale.has(module)) return
    stale.add(module)
    for (const importer of module.importers) add(importer)
  }
  for (const id of modules.keys()) if (id.includes(path)) add(id)
  for (const module of stale) {
    module.promise = undefined
    module.exports = undefined
    module.evaluated = false
    module.importers.clear()
  }
}

/** What was worked out of a kept archive under one mutant is no answer under the next. */
function forgetful(Original: WeakMapConstructor, now: { readonly run: number }): WeakMapConstructor {
  return class<K extends WeakKey, V> extends Original<K, V> {
    #run = now.run
    #known = new Original<K, V>()

    #current(): WeakMap<K, V> {
      if (this.#run !== now.run) this.#known = new Original()
      this.#run = now.run
      return this.#known
    }
    override get(key: K): V | undefined {
      return this.#current().get(key)
    }
    override has(key: K): boolean {
      return this.#current().has(key)
    }
    override set(key: K, value: V): this {
      this.#current().set(key, value)
      return this
    }
    override delete(key: K): boolean {
      return this.#current().delete(key)
    }
  } as WeakMapConstructor
}
