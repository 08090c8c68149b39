import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { defineConfig } from 'tsup'
import { apart } from './.ci/apart.js'
import { assets } from './.ci/assets.js'
import { thirdPartyLicences } from './.ci/licences.js'

// Not by tsup's `clean`: the two builds run at the same time, and one would delete what the other wrote.
rmSync('dist', { recursive: true, force: true })

/** Large, and needed by few archives: projects and zips within archives. Compiling them at each start costs more than reading them then. */
const APART = ['jszip', 'yaml']

const licences = thirdPartyLicences('dist/THIRD_PARTY_LICENSES.md')

export default defineConfig([
  {
    // The two library entries share chunks in both formats, so that a class (IarkitError) exists once
    // whichever entry it is imported from.
    name: 'library',
    entry: { index: 'src/index.ts', node: 'src/node/index.ts' },
    // .ci/commonjs.mjs makes the CommonJS half of it.
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    splitting: true,
    dts: true,
    sourcemap: true,
    removeNodeProtocol: false,
  },
  {
    // The command is one file with its dependencies inside: one read from disk is most of what makes it start fast.
    // Commands behind a dynamic import stay unevaluated until they run.
    name: 'command',
    entry: { cli: 'src/cli/main.ts' },
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    splitting: false,
    // The layout engine is large and draws pictures only: it stays outside, and is read when a picture is asked for.
    noExternal: [/^(?!@viz-js\/viz)/],
    minify: true,
    // Some dependencies are ESM only and ask for `import.meta.url`, which CommonJS does not have.
    shims: true,
    removeNodeProtocol: false,
    banner: { js: '#!/usr/bin/env node' },
    esbuildPlugins: [
      apart(APART),
      licences,
      // The rules' pages, which `iarkit rules ID` shows and reports link to, and the published schemas.
      assets([
        { from: 'docs/rules', to: 'dist/rules', except: ['README.md'] },
        { from: 'schemas', to: 'dist/schemas' },
      ]),
    ],
  },
  {
    // What worker threads run, for the command and for the library: beside both, and in one file for the same reason.
    name: 'worker',
    entry: { worker: 'src/node/worker/main.ts' },
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    splitting: false,
    noExternal: [/.*/],
    minify: true,
    shims: true,
    removeNodeProtocol: false,
    esbuildPlugins: [apart(APART), licences],
  },
  {
    name: 'vendor',
    entry: Object.fromEntries(APART.map((name) => [`vendor/${name}`, createRequire(import.meta.url).resolve(name)])),
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    splitting: false,
    noExternal: [/.*/],
    minify: true,
    removeNodeProtocol: false,
    esbuildPlugins: [licences],
  },
])
