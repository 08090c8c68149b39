import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real archives and child processes share two cores; a slow machine is no failure.
    testTimeout: 60_000,
    typecheck: { enabled: false },
  },
})
