/**
 * What iarkit costs, as ratios to a floor measured in the same run: `npm run bench` (docs/performance.md says what the
 * figures mean). `npm run bench -- 200` takes an estate of 200 archives in place of 2,000; a folder of archives may follow.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Bench } from 'tinybench'
import { DEFAULT_LIMITS } from '../src/archive/index.js'
import { diffArchives } from '../src/diff/index.js'
import { buildGraph } from '../src/graph/index.js'
import { lintPaths, readPaths } from '../src/node/index.js'
import { openWithZlib } from '../src/node/zlib-source.js'
import { zip } from '../test/support/zip.js'
import { writeEstate } from './estate.js'
import { floorOfFiles } from './floor.js'

/** V8 goes on optimising for some rounds: with two of them before, results of one day differed by a third. */
const WARM_UP = 6

const [count = '2000', corpus = '../shared/corpus'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'iarkit-bench-'))
const print = (line: string) => void process.stdout.write(`${line}\n`)

try {
  print(`${cpus().length} cores, Node ${process.versions.node}`)
  const estate = writeEstate(join(folder, 'estate'), Number(count))
  if (existsSync(corpus)) await stages('corpus', archivesIn(corpus), 25)
  await stages('estate', estate.slice(0, 200), 15)
  await growth('many archives', [estate.slice(0, estate.length / 10), estate])
  await growth('one package', [packageOf(estate.slice(0, 30), 'small'), packageOf(estate.slice(0, 300), 'large')])
  await threadsAndCache(estate)
  coldStart(estate[0] ?? '')
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function archivesIn(path: string): string[] {
  return readdirSync(path)
    .filter((name) => /\.(?:iar|par|car)$/.test(name))
    .sort()
    .map((name) => join(path, name))
}

/** A `.par` with archives in it. */
function packageOf(paths: readonly string[], name: string): string[] {
  const file = join(folder, `${name}.par`)
  const nested = paths.map((path) => ({ name: `icspackage_${basename(path)}`, content: readFileSync(path) }))
  const attributes = { name: 'ics_package_attributes.properties', content: `package_name=${name}\n` }
  writeFileSync(file, zip([attributes, ...nested]))
  return [file]
}

/** Milliseconds of the processor, of all threads: a machine that others use as well makes these longer too, but less. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Every stage on its own; each is given what the stages before it made. */
async function stages(name: string, paths: readonly string[], iterations: number): Promise<void> {
  const { archives } = await readPaths(paths)
  const bench = new Bench({ now: processorTime, iterations, time: 0, warmupIterations: WARM_UP, warmupTime: 0 })
    .add('floor', () => void floorOfFiles(paths))
    .add('unpack', async () => {
      for (const path of paths) {
        const source = await openWithZlib(readFileSync(path), DEFAULT_LIMITS)
        for (const entry of source.entries) await source.bytes(entry.name, DEFAULT_LIMITS.maxEntrySize)
      }
    })
    .add('model', async () => void (await readPaths(paths)))
    .add('graph', () => void buildGraph(archives))
    .add('lint', async () => void (await lintPaths(paths, { threads: 0 })))
    .add('diff', async () => {
      for (const [at, archive] of archives.entries()) await diffArchives(archive, archives[at + 1] ?? archive)
    })
  await bench.run()
  const medians = new Map(
    bench.tasks.map(({ name: task, result }) => [task, 'latency' in result ? result.latency.p50 : Number.NaN]),
  )
  const floor = medians.get('floor') ?? Number.NaN
  print(`\n${name}: ${paths.length} archives, processor time, times the floor`)
  for (const [task, time] of medians) row(task, `${time.toFixed(0)} ms`, (time / floor).toFixed(1))
}

/** The same work at two sizes, ten times apart: how much longer, and how much more memory. */
async function growth(name: string, sizes: readonly (readonly string[])[]): Promise<void> {
  print(`\n${name}: lint at two sizes, the median of three runs each after a warm-up`)
  const times: number[] = []
  await lintPaths(sizes[0] ?? [], { threads: 0 })
  for (const paths of sizes) {
    const { files } = floorOfFiles(paths)
    const floorTime = await medianOf(() => floorOfFiles(paths))
    const time = await medianOf(() => lintPaths(paths, { threads: 0 }))
    times.push(time)
    const { heapUsed, rss } = process.memoryUsage()
    const memory = `${(heapUsed / 1e6).toFixed(0)} MB of heap, ${(rss / 1e6).toFixed(0)} MB resident`
    row(`${files} files`, `${time.toFixed(0)} ms`, `${(time / floorTime).toFixed(1)} times the floor, ${memory}`)
  }
  row('growth', '', ((times[1] ?? Number.NaN) / (times[0] ?? Number.NaN)).toFixed(1))
}

async function medianOf(work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < 3; run++) {
    const start = processorTime()
    await work()
    times.push(processorTime() - start)
  }
  return times.sort((a, b) => a - b)[1] ?? Number.NaN
}

/** Elapsed time of the built command, since threads are what is asked about. */
async function threadsAndCache(paths: readonly string[]): Promise<void> {
  if (!existsSync('dist/cli.cjs')) return print('\nno dist: run `npm run build` for threads, cache and cold start')
  const estate = join(paths[0] ?? '', '..')
  const cache = join(folder, 'cache')
  const command = ['dist/cli.cjs', 'lint', estate, '--format', 'json']
  const run = (...more: string[]) => elapsed([...command, ...more])
  print(`\nthe command over ${paths.length} archives, elapsed`)
  const start = performance.now()
  floorOfFiles(paths)
  const floor = performance.now() - start
  const alone = run('--threads', '0')
  const rows: readonly (readonly [string, number])[] = [
    ['the floor', floor],
    ...onOneCore([...command, '--threads', '0']),
    ['one thread', alone],
    ['two workers', run('--threads', '2')],
    ['filling a cache', run('--threads', '0', '--cache', cache)],
    ['from the cache', run('--threads', '0', '--cache', cache)],
  ]
  for (const [name, time] of rows) row(name, `${time.toFixed(0)} ms`, (time / alone).toFixed(2))
}

/** One thread with all that V8 does beside it on a single core, where the system can say so. */
function onOneCore(args: readonly string[]): (readonly [string, number])[] {
  const start = performance.now()
  const { error } = spawnSync('taskset', ['-c', '0', process.execPath, ...args], { stdio: 'ignore' })
  return error === undefined ? [['one core', performance.now() - start]] : []
}

function coldStart(path: string): void {
  if (!existsSync('dist/cli.cjs')) return
  print('\ncold start with one small archive, elapsed, median of 15 pairs')
  for (const command of ['inspect', 'lint']) {
    const ratios = Array.from({ length: 15 }, () => elapsed(['dist/cli.cjs', command, path]) / elapsed(['-e', '0']))
    ratios.sort((a, b) => a - b)
    row(command, '', `${(ratios[7] ?? Number.NaN).toFixed(1)} times node -e 0`)
  }
}

function elapsed(args: readonly string[]): number {
  const start = performance.now()
  spawnSync(process.execPath, args, { stdio: 'ignore' })
  return performance.now() - start
}

function row(name: string, time: string, ratio: string): void {
  print(`${name.padEnd(16)} ${time.padStart(9)}  ${ratio.padStart(6)}`)
}
