// Run by .ci/mutation.mjs, folder by folder: `npm run mutation`.
const name = process.env['MUTATION_NAME'] ?? 'all'

// biome-ignore lint/style/noDefaultExport: Stryker reads the default export.
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: `reports/mutation/${name}.json`,
  tempDirName: '.stryker-tmp',
  ignorePatterns: ['dist', 'coverage', 'reports', 'bench'],
  concurrency: 1,
  reporters: ['clear-text', 'html'],
  htmlReporter: { fileName: `reports/mutation/${name}.html` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
  thresholds: { high: 90, low: 80, break: 80 },
}
