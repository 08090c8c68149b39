import { rmSync } from 'node:fs'
import { defineConfig } from 'tsup'

rmSync('dist', { recursive: true, force: true })

const entry = { index: 'src/index.ts', node: 'src/node/index.ts' }

/**
 * No entries of the package: each part gets a file of its own, so that a bundler leaves out what a program does not use,
 * as `sideEffects: false` lets it do file by file. Without them all of the core is one file.
 */
const parts = Object.fromEntries(
  ['model', 'graph', 'inventory', 'diff', 'plan', 'flow'].map((part) => [`part-${part}`, `src/${part}/index.ts`]),
)

/** The library. .ci/command.ts makes the command beside it. */
export default defineConfig({
  // The entries share chunks, so that a class (IarkitError) exists once whichever entry it is imported from.
  entry: { ...entry, ...parts, 'part-rules': 'src/rules/public.ts' },
  // .ci/commonjs.mjs makes the CommonJS half of it.
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  splitting: true,
  dts: { entry },
  sourcemap: true,
  removeNodeProtocol: false,
})
