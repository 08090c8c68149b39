import { configDefaults, defineConfig } from 'vitest/config'

// The tests that `npm run mutation` asks about each mutant: those of the two folders that it changes.
export default defineConfig({
  test: {
    include: ['test/formats/**/*.test.ts', 'test/rules/**/*.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      // Megabytes for each surviving mutant: a run would take days.
      'test/formats/xpath-size.test.ts',
      // Compares files that are committed, which mutants do not change.
      'test/rules/generated.test.ts',
    ],
    testTimeout: 60_000,
  },
})
