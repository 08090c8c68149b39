import { rmSync } from 'node:fs'
import { defineConfig } from 'tsup'

rmSync('dist', { recursive: true, force: true })

/** The library. .ci/command.ts makes the command beside it. */
export default defineConfig({
  // The two entries share chunks, so that a class (IarkitError) exists once whichever entry it is imported from.
  entry: { index: 'src/index.ts', node: 'src/node/index.ts' },
  // .ci/commonjs.mjs makes the CommonJS half of it.
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  splitting: true,
  dts: true,
  sourcemap: true,
  removeNodeProtocol: false,
})
