// The CommonJS half of the package, made from the ES modules in dist: one file for each, so that both halves share their
// chunks and a class exists once whichever entry it comes from. tsup's own CommonJS chunks lose names that are also local.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))

const MODULE_URL = {
  define: { 'import.meta.url': 'moduleUrl' },
  banner: "const moduleUrl = require('node:url').pathToFileURL(__filename).href",
}

/** `./chunk-ABC.js` to `./chunk-ABC.cjs`, in code, declarations and source maps. */
const commonJsPaths = (text) => text.replaceAll(/(["'])(\.\/[\w.-]+)\.js\1/g, '$1$2.cjs$1')

for (const name of (await readdir(dist)).sort()) {
  const source = () => readFile(join(dist, name), 'utf8')
  if (name.endsWith('.d.ts')) {
    await writeFile(join(dist, name.replace(/\.d\.ts$/, '.d.cts')), commonJsPaths(await source()))
  } else if (name.endsWith('.js')) {
    const target = name.replace(/\.js$/, '.cjs')
    const text = await source()
    const { code, map } = await transform(text, {
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      sourcemap: 'external',
      sourcefile: name,
      // As require, so that what is loaded on demand is the same module as what is not.
      supported: { 'dynamic-import': false },
      // Only where a module asks for its place: the core runs in browsers, too.
      ...(text.includes('import.meta.url') ? MODULE_URL : {}),
    })
    await writeFile(join(dist, target), `${commonJsPaths(code)}//# sourceMappingURL=${target}.map\n`)
    await writeFile(join(dist, `${target}.map`), map)
  }
}
