// `npm run mutation [-- --mutate '<globs>'] [Stryker's options]`: mutation testing, folder by folder. Each mutant is asked
// about by the tests of its folder alone, which is what makes it fast: a mutant in a table, or in what describes a rule, is
// asked about by every test there is.
import { spawn } from 'node:child_process'
import { globSync } from 'tinyglobby'

const rules = (family, ...others) => ({
  folder: `src/rules/${family}`,
  name: `rules-${family}`,
  mutate: `src/rules/${family}/*.ts`,
  tests: [family, ...others].map((name) => `test/rules/${name}/*.test.ts`),
})

/**
 * Folders with caches in their modules: of what was worked out under one mutant nothing may be left under the next, so that
 * they are loaded again for each.
 */
const CACHING = new Set(['src/base', 'src/formats', 'src/literals'])

/** `folder`: what is loaded again after a mutant of a table; `name`: of the reports. The first that fits a file counts. */
const groups = [
  rules('archive'),
  rules('flow'),
  {
    folder: 'src/literals',
    name: 'literals',
    mutate: 'src/literals/**/*.ts',
    tests: ['test/literals/**/*.test.ts', 'test/rules/{portability,security}/*.test.ts'],
  },
  rules('places', 'portability', 'security'),
  rules('portability'),
  rules('quality'),
  rules('references'),
  rules('security'),
  rules('target'),
  { folder: 'src/rules', name: 'rules', mutate: 'src/rules/*.ts', tests: ['test/rules/**/*.test.ts'] },
  { folder: 'src/plan', name: 'plan', mutate: 'src/plan/*.ts', tests: ['test/plan/*.test.ts'] },
  { folder: 'src/base', name: 'base', mutate: 'src/base/{decode,lookup-head}.ts', tests: ['test/base/*.test.ts'] },
  {
    folder: 'src/formats',
    name: 'formats',
    mutate: 'src/formats/**/*.ts',
    tests: ['test/formats/**/*.test.ts', 'test/rules/**/*.test.ts'],
  },
]

const options = process.argv.slice(2)
const at = options.findIndex((option) => option === '--mutate' || option === '-m')
const [, wanted] = at === -1 ? [] : options.splice(at, 2)
const files = wanted === undefined ? null : new Set(globSync(wanted.split(',')))

let failed = false
let asked = 0
for (const { folder, name, mutate, tests } of groups) {
  const all = globSync(mutate)
  const own = files === null ? all : all.filter((file) => files.has(file))
  if (own.length === 0) continue
  asked += own.length
  const env = {
    ...process.env,
    MUTATION_FOLDER: folder,
    MUTATION_RELOAD: CACHING.has(folder) ? 'always' : '',
    MUTATION_TESTS: tests.join(' '),
    MUTATION_NAME: name,
  }
  const args = ['run', '--mutate', (own.length === all.length ? [mutate] : own).join(','), ...options]
  failed = (await stryker(args, env)) !== 0 || failed
}
if (asked === 0) throw new Error(`No file that tests are asked about is named by ${wanted}`)
process.exitCode = failed ? 1 : 0

function stryker(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['node_modules/@stryker-mutator/core/bin/stryker.js', ...args], {
      env,
      stdio: 'inherit',
    })
    child.on('error', reject)
    child.on('close', resolve)
  })
}
