// `npm test` runs the checks of the code; with --all also those of the package as its users get it.
// Goes on after a failure, shows the output of what failed, and ends with "N passed, N failed" (tests count one by one).
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hookCheck } from './hook.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const bin = (name) => join(root, 'node_modules', '.bin', name)
const pkg = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
const temporary = await mkdtemp(join(tmpdir(), 'iarkit-checks-'))
const tarball = join(temporary, `${pkg.name}-${pkg.version}.tgz`)

const code = [
  { name: 'format and lint', run: script('lint') },
  { name: 'types', run: script('typecheck') },
  { name: 'layers', run: script('layers') },
  { name: 'build', run: script('build') },
  { name: 'tests', run: tests },
]

const packaged = [
  { name: 'the core bundles for a browser', run: browserBundle },
  { name: 'a bundle holds what is used of the core', run: partBundle },
  { name: 'pack', run: pack },
  { name: 'publint', run: () => command(bin('publint'), ['run', tarball, '--strict']) },
  { name: 'are the types wrong', run: () => command(bin('attw'), [tarball, '--profile', 'node16']) },
  { name: `installed, node ${process.versions.node}`, run: () => installed('own', process.env) },
  { name: 'types of the installed package', run: consumerTypes },
  { name: 'installed, node 22', run: () => installedOn('22') },
  { name: 'installed, node 24', run: () => installedOn('24') },
  { name: 'the pre-commit hook', run: () => hookCheck(command, temporary, root) },
]

let passed = 0
let failed = 0
try {
  for (const { name, run } of process.argv.includes('--all') ? [...code, ...packaged] : code) {
    const start = performance.now()
    const result = await run().catch((error) => ({ ok: false, output: String(error?.stack ?? error) }))
    passed += result.passed ?? (result.ok ? 1 : 0)
    failed += result.failed ?? (result.ok ? 0 : 1)
    const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6)
    const note = result.note === undefined ? '' : ` (${result.note})`
    if (!result.ok) print(`${result.output.trimEnd()}\n`)
    print(`${result.ok ? 'ok    ' : 'FAILED'} ${seconds} s  ${name}${note}\n`)
  }
} finally {
  await rm(temporary, { recursive: true, force: true })
}
process.exitCode = failed === 0 ? 0 : 1
print(`${passed} passed, ${failed} failed\n`)

/** A script of package.json, so that a check and the command that a contributor types are one. */
function script(name) {
  return () => command('npm', ['run', '--silent', name])
}

async function tests() {
  const report = join(temporary, 'tests.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const result = await command(bin('vitest'), ['run', ...reporters])
  const counts = JSON.parse(await readFile(report, 'utf8').catch(() => 'null'))
  if (counts === null) return { ...result, ok: false }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = counts
  const skipped = numPendingTests + numTodoTests
  // A file that fails outside its tests fails the run without failing a test.
  const failures = result.ok ? numFailedTests : Math.max(numFailedTests, 1)
  const note = `${numPassedTests} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
  return { ...result, ok: failures === 0, passed: numPassedTests, failed: failures, note }
}

/** Fails on anything that only Node has, in the core or in what it depends on. */
async function browserBundle() {
  const { build } = await import('tsup')
  await build({
    config: false,
    silent: true,
    entry: { browser: join(root, 'dist/index.js') },
    outDir: temporary,
    format: 'esm',
    platform: 'browser',
    noExternal: [/.*/],
    removeNodeProtocol: false,
    dts: false,
  })
  return { ok: true, output: '' }
}

/** A program that reads an inventory bundles no rule, no reader of archives and no report. */
async function partBundle() {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    stdin: { contents: "export { readInventory } from './dist/index.js'", resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'error',
  })
  const [{ text }] = outputFiles
  const strays = ['missing-fault-handler', 'inflateRaw', 'X-HTTP-Method-Override', '<svg'].filter((word) =>
    text.includes(word),
  )
  const note = `${Math.round(text.length / 1000)} kB`
  return { ok: strays.length === 0, output: `bundled with readInventory alone: ${strays.join(', ')}`, note }
}

/** As npm would publish it: nothing in it but what users need. */
async function pack() {
  const result = await command('npm', ['pack', '--pack-destination', temporary])
  if (!result.ok) return result
  // pre-commit takes all of this output as the name of a file.
  if (result.stdout.trim() !== basename(tarball)) return { ok: false, output: `not only a file name: ${result.stdout}` }
  const list = await command('tar', ['-tzf', tarball])
  const files = list.stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.trim().replace(/^package\//, '')]))
  const wanted = [
    'dist/THIRD_PARTY_LICENSES.md',
    'dist/cli.cjs',
    'dist/worker.cjs',
    'dist/cli-read.cjs',
    'dist/cli-lint.cjs',
    'dist/schemas/lint.schema.json',
    'LICENSE',
    'README.md',
    'CHANGELOG.md',
  ]
  const missing = wanted.filter((file) => !files.includes(file))
  const stray = files.filter((file) => !/^(dist\/|schemas\/|[A-Z]+\.md$|LICENSE$|package\.json$)/.test(file))
  const output = [...missing.map((file) => `missing: ${file}`), ...stray.map((file) => `stray: ${file}`)].join('\n')
  return { ok: output === '', output, note: `${files.length} files` }
}

/** The tarball in an empty project: by import, by require, as a command. */
async function installed(name, environment) {
  const folder = join(temporary, name)
  await mkdir(folder)
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n')
  await cp(join(root, '.ci/consumer'), folder, { recursive: true })
  const options = { cwd: folder, env: environment }
  const fixture = join(root, 'fixtures/retail-dev/ORDER_INTAKE_01.00.0000')
  return inOrder([
    () => command('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], options),
    () => command('node', ['use.mjs', fixture], options),
    () => command('node', ['use.cjs', fixture], options),
    () => command('node', ['command.mjs', pkg.version, fixture], options),
  ])
}

/** The same on another Node: npm carries its builds, one package for each platform. */
async function installedOn(version) {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${platform}-${process.arch}`
  // Not below the project: as a dependency there it would replace the node of npm's scripts.
  const folder = join(temporary, `node-${version}`)
  await mkdir(folder)
  const got = await command('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, `${name}@${version}`])
  if (!got.ok) return got
  const path = join(folder, 'node_modules', name, 'bin') + delimiter + process.env.PATH
  const actual = await command('node', ['--version'], { env: { ...process.env, PATH: path } })
  if (!actual.stdout.startsWith(`v${version}.`)) return { ok: false, output: `got node ${actual.stdout}` }
  return { ...(await installed(`on-${version}`, { ...process.env, PATH: path })), note: actual.stdout.trim() }
}

/** A user's TypeScript over the installed package, under each module resolution that reads `exports`. */
function consumerTypes() {
  const settings = ['node16', 'nodenext', 'bundler']
  const cwd = join(temporary, 'own')
  return inOrder(settings.map((setting) => () => command(bin('tsc'), ['-p', `tsconfig.${setting}.json`], { cwd })))
}

async function inOrder(steps) {
  for (const step of steps) {
    const result = await step()
    if (!result.ok) return result
  }
  return { ok: true, output: '' }
}

function command(file, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      timeout: 15 * 60_000,
      ...options,
    })
    let stdout = ''
    let output = `$ ${[file, ...args].join(' ')}\n`
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
      output += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text
    })
    child.on('error', (error) => done({ ok: false, stdout, output: `${output}${error.message}\n` }))
    child.on('close', (status) => done({ ok: status === 0, stdout, output }))
  })
}

function print(text) {
  process.stdout.write(text)
}
