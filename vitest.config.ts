import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real archives and child processes share two cores; a slow machine is no failure.
    testTimeout: 60_000,
    // test/types holds compile-time assertions: `npm run typecheck` is what runs them.
    typecheck: { enabled: false },
  },
})
