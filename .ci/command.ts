// The command and the worker, with their dependencies inside. tsup makes the library beside them.
import { build } from 'rolldown'
import { assets } from './assets.js'
import { thirdPartyLicences } from './licences.js'

/**
 * What most runs load. Compiling is most of a command's start, and of small files it is opening them: so each of these is
 * one file, with all that it imports, and what single commands, formats and archives need stays in files of its own.
 */
const TOGETHER = [
  { name: 'read', test: /src\/(?:node\/read-paths|report\/inspect-text)\.ts$|^(?!.*node_modules).*package\.json$/ },
  {
    name: 'lint',
    test: /src\/(?:graph\/index|node\/(?:config|read-inventory|worker\/inspect-\w+)|report\/lint-text|rules\/(?:baseline|config|index|lint-run|plugins))\.ts$/,
  },
]

await build({
  input: { cli: 'src/cli/main.ts', worker: 'src/node/worker/main.ts' },
  platform: 'node',
  // The layout engine is large and draws pictures only: it stays outside, and is read when a picture is asked for.
  external: /^@viz-js\/viz/,
  // What one command loads on demand, another may need at once.
  checks: { ineffectiveDynamicImport: false },
  onwarn: (warning) => {
    throw new Error(warning.message)
  },
  output: {
    dir: 'dist',
    format: 'cjs',
    minify: true,
    banner: ({ name }) => (name === 'cli' ? '#!/usr/bin/env node' : ''),
    // Beside the library: the worker is looked for next to whoever starts it.
    entryFileNames: '[name].cjs',
    chunkFileNames: 'cli-[name].cjs',
    codeSplitting: { groups: TOGETHER },
  },
  plugins: [
    thirdPartyLicences('dist/THIRD_PARTY_LICENSES.md'),
    // The rules' pages, which `iarkit rules ID` shows and reports link to, and the published schemas.
    assets([
      { from: 'docs/rules', to: 'dist/rules', except: ['README.md'] },
      { from: 'schemas', to: 'dist/schemas' },
    ]),
  ],
})
