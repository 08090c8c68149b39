/**
 * Builds and orders the graph of 5,000 integrations and 50,000 edges, and asks it the dear questions.
 * Run: `node --expose-gc --import tsx bench/graph.ts`. Goal: built and ordered in under 2 s and 500 MB.
 */
import { buildGraph } from '../src/graph/index.js'
import { archive, call, connection, integration, lookup, usesConnection, usesLookup } from '../test/support/estate.js'

const INTEGRATIONS = 5_000
const CALLS = 8
const OTHERS = 2

const code = (number: number) => `FLOW_${number}|01.00.0000`

/** The same numbers on every machine. */
let seed = 1
const random = (below: number): number => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed % below
}

function archives() {
  return Array.from({ length: INTEGRATIONS }, (_, number) => {
    const calls = new Set<number>()
    while (number > CALLS * 2 && calls.size < CALLS) calls.add(random(number))
    const used = Array.from({ length: OTHERS }, (__, at) => `PART_${(number * OTHERS + at) % 997}`)
    const references = [...[...calls].map((child) => call(code(child))), ...used.slice(1).map(usesLookup)]
    return archive(`FLOW_${number}.iar`, {
      integrations: [integration(code(number), [...references, ...used.slice(0, 1).map(usesConnection)])],
      connections: used.slice(0, 1).map((name) => connection(name)),
      lookups: used.slice(1).map((name) => lookup(name)),
    })
  })
}

function timed<T>(what: string, work: () => T): T {
  const before = performance.now()
  const cpuBefore = process.cpuUsage()
  const result = work()
  const took = Math.round(performance.now() - before)
  const cpu = process.cpuUsage(cpuBefore)
  const busy = Math.round((cpu.user + cpu.system) / 1_000)
  const { rss, heapUsed } = process.memoryUsage()
  process.stdout.write(
    `${what.padEnd(44)} ${String(took).padStart(6)} ms (processor ${busy} ms)  heap ${mb(heapUsed)}  resident ${mb(rss)}\n`,
  )
  return result
}

const mb = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`

const given = timed('archives made up', archives)
globalThis.gc?.()
const graph = timed('built', () => buildGraph(given))
process.stdout.write(`${graph.nodes.length} nodes, ${graph.edges.length} edges\n`)
timed('ordered', () => graph.activation())
timed('cycles', () => graph.cycles())
timed('call depth of all', () => graph.nodes.map(({ id }) => graph.callDepth(id)))
timed('impact of one', () => graph.impactOf('integration:FLOW_0|01.00.0000'))
timed('100 paths', () => graph.pathsBetween(`integration:${code(INTEGRATIONS - 1)}`, `integration:${code(0)}`))
