/**
 * What iarkit costs, as ratios to a floor measured in the same run: `npm run bench` (docs/performance.md says what the
 * figures mean). `npm run bench -- 200` takes an estate of 200 archives in place of 2,000; a folder of archives may follow.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Bench } from 'tinybench'
import { DEFAULT_LIMITS } from '../src/archive/index.js'
import { diffArchives } from '../src/diff/index.js'
import { buildGraph } from '../src/graph/index.js'
import { readPaths } from '../src/node/read-paths.js'
import { openWithZlib } from '../src/node/zlib-source.js'
import { lint } from '../src/rules/lint.js'
import { writeEstate } from './estate.js'
import { floorOfFiles } from './floor.js'

const [count = '2000', corpus = '../shared/corpus'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'iarkit-bench-'))

try {
  process.stdout.write(`${cpus().length} cores, Node ${process.versions.node}\n`)
  const estate = writeEstate(folder, Number(count))
  if (existsSync(corpus)) await measure('corpus', archivesIn(corpus), 5)
  await measure('estate, a tenth', estate.slice(0, estate.length / 10), 3)
  await measure('estate', estate, 1)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function archivesIn(path: string): string[] {
  return readdirSync(path)
    .filter((name) => /\.(?:iar|par|car)$/.test(name))
    .sort()
    .map((name) => join(path, name))
}

/** Milliseconds of the processor, of all threads: a machine that others use as well makes these longer too, but less. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Runs every stage on its own; each is given what the stages before it made. */
async function measure(name: string, paths: readonly string[], iterations: number): Promise<void> {
  const { archives } = await readPaths(paths)
  const graph = buildGraph(archives)
  const bench = new Bench({ now: processorTime, iterations, time: 0, warmupIterations: 1, warmupTime: 0 })
    .add('floor', () => void floorOfFiles(paths))
    .add('unpack', async () => {
      for (const path of paths) {
        const source = await openWithZlib(readFileSync(path), DEFAULT_LIMITS)
        for (const entry of source.entries) await source.bytes(entry.name, DEFAULT_LIMITS.maxEntrySize)
      }
    })
    .add('model', async () => void (await readPaths(paths)))
    .add('graph', () => void buildGraph(archives))
    .add('rules', async () => void (await lint(archives, { graph })))
    .add('lint', async () => {
      const read = await readPaths(paths)
      await lint(read.archives)
    })
    .add('diff', async () => {
      for (const [at, archive] of archives.entries()) await diffArchives(archive, archives[at + 1] ?? archive)
    })
  await bench.run()
  const medians = new Map(
    bench.tasks.map(({ name: task, result }) => [task, 'latency' in result ? result.latency.p50 : Number.NaN]),
  )
  const floor = medians.get('floor') ?? Number.NaN
  process.stdout.write(`\n${name}: ${paths.length} archives\n`)
  for (const [task, time] of medians)
    process.stdout.write(
      `${task.padEnd(8)} ${time.toFixed(0).padStart(8)} ms ${(time / floor).toFixed(1).padStart(7)}\n`,
    )
  const { rss, heapUsed } = process.memoryUsage()
  process.stdout.write(`memory   ${(heapUsed / 1e6).toFixed(0)} MB of heap, ${(rss / 1e6).toFixed(0)} MB resident\n`)
}
