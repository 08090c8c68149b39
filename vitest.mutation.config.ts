import { configDefaults, defineConfig } from 'vitest/config'
import { KeptWorker, stopThread } from './test/support/mutation/kept-worker.js'

// The tests that `npm run mutation` asks about each mutant; .ci/mutation.mjs says which those are.
export default defineConfig({
  test: {
    include: process.env['MUTATION_TESTS']?.split(' ') ?? ['test/formats/**/*.test.ts', 'test/rules/**/*.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      // Megabytes for each surviving mutant: a run would take days.
      'test/formats/xpath-size.test.ts',
      // Long texts, again and again: seconds for each mutant.
      'test/rules/*/growth.test.ts',
      // Compares files that are committed, which mutants do not change.
      'test/rules/generated.test.ts',
    ],
    testTimeout: 60_000,
    isolate: false,
    setupFiles: ['test/support/mutation/setup.ts'],
  },
  plugins: [
    {
      name: 'iarkit:kept-worker',
      configureVitest({ project, vitest }) {
        vitest.onClose(stopThread)
        project.config.pool = 'kept'
        project.config.poolRunner = { name: 'kept', createPoolWorker: (options) => new KeptWorker(options) }
      },
    },
  ],
})
