/** Archives with very many of one thing: they are read or refused, and the work grows with their number, not its square. */
import { describe, expect, it } from 'vitest'
import { readProperties } from '../../src/formats/properties.js'
import { parseXml } from '../../src/formats/xml.js'
import {
  type Archive,
  diffArchives,
  flowchart,
  flowMermaid,
  IarkitError,
  inspectText,
  type Limits,
  readArchives,
} from '../../src/index.js'
import { openWithZlib } from '../../src/node/zlib-source.js'
import { everyReport, strictLint } from '../support/every-report.js'
import { growth, SUPERLINEAR } from '../support/growth.js'
import { LARGE } from '../support/large-archives.js'
import { workOf } from '../support/work.js'

/** How many of each, and what comes of so many with default limits: an error, a diagnostic, or nothing to say. */
const MANY: Readonly<Record<keyof typeof LARGE, readonly [count: number, outcome: string]>> = {
  'rows of a lookup': [200_000, 'Raise maxTextSize to read it.'],
  'columns of a lookup': [10_000, ''],
  'cells of a row': [120_000, ''],
  'global scopes with handlers': [25_000, ''],
  'event types of a trigger': [20_000, 'more than the 1000 that are read'],
  'connections that OIC lists': [50_000, ''],
  'integrations without a flow': [15_000, ''],
  'processors, each a step': [100_000, 'Raise maxTextSize to read it.'],
  'routers one in the other': [400, 'Tags are nested more than 500 deep.'],
  'literals of an expression': [100_000, ''],
  'assigns of a stitch': [50_000, 'Raise maxDenseTextSize to read it.'],
  'integrations of a project': [5000, 'Raise maxTotalTextSize to read it.'],
  'archives of a package': [2000, ''],
  'archives of a package, too many': [60_000, 'limit-entries'],
  'paths of one folder, each in the other': [30_000, ''],
}

/** For what the growth of is to be seen, large texts are read. */
const RAISED: Partial<Limits> = { maxTextSize: 2 ** 26, maxDenseTextSize: 2 ** 26, maxTotalTextSize: 2 ** 30 }

async function read(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Archive[]> {
  return readArchives(bytes, { name: 'a', limits, open: openWithZlib })
}

describe('as many of one thing as there can be', { timeout: 300_000 }, () => {
  it.each(Object.entries(MANY))('%s', async (name, [count, outcome]) => {
    const bytes = LARGE[name.replace(/, too many$/, '')]?.(count) ?? new Uint8Array()
    try {
      const archives = await read(bytes)
      const messages = archives.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message))
      expect(archives.length).toBeGreaterThan(0)
      const limits = messages.filter((message) => /Raise|deep|that are read/.test(message))
      if (outcome === '') expect(limits).toEqual([])
      else expect(limits).toContainEqual(expect.stringContaining(outcome))
    } catch (error) {
      if (!(error instanceof IarkitError)) throw error
      expect(error.code).toBe(outcome)
    }
  })
})

/** Of a square there would be sixteen times the work; of what is once for each archive, less than four. */
const MOST = 5

/** So many that a square would show; fewer of what is large itself, more of what is small. */
const SOME: Readonly<Record<string, number>> = {
  'processors, each a step': 500,
  'routers one in the other': 40,
  'integrations of a project': 60,
  'archives of a package': 60,
}

type Step = (archives: readonly Archive[], least: readonly Archive[]) => Promise<unknown>

/** What is done with archives, beside one that has next to nothing of what they have much of. */
const STEPS: Readonly<Record<string, Step>> = {
  lint: (archives) => strictLint(archives),
  'compare with itself': (archives) => diffArchives(archives, archives),
  'compare with less': (archives, least) => diffArchives(archives, least),
  'compare with more': (archives, least) => diffArchives(least, archives),
  report: (archives) => everyReport(archives),
}

describe('four times as much of one thing is four times the work', { timeout: 300_000 }, () => {
  it.each(Object.entries(LARGE))('to read, lint, compare and report: %s', async (name, make) => {
    const few = SOME[name] ?? 120
    const ratios: Record<string, number> = {}
    const [some, more] = [make(few), make(4 * few)]
    await read(some, RAISED)
    ratios['read'] = (await workOf(() => read(more, RAISED))) / (await workOf(() => read(some, RAISED)))
    const archives = [await read(some, RAISED), await read(more, RAISED)] as const
    const least = await read(make(2), RAISED)
    for (const [step, run] of Object.entries(STEPS)) {
      // What is made once and kept is made before.
      await run(archives[0], least)
      ratios[step] = (await workOf(() => run(archives[1], least))) / (await workOf(() => run(archives[0], least)))
    }
    expect(Object.entries(ratios).filter(([, ratio]) => ratio > MOST)).toEqual([])
  })
})

/** What V8 does not count: work within built-ins, and of loops that it has optimised. */
describe('four times as much of one thing does not take sixteen times as long', { timeout: 300_000 }, () => {
  it.each([
    ['cells of a row', 4000],
    ['global scopes with handlers', 1200],
    ['connections that OIC lists', 5000],
    ['integrations without a flow', 1000],
  ])('to read, lint and report: %s', async (name, length) => {
    const run = async (count: number): Promise<void> => {
      const archives = await read(LARGE[name]?.(count) ?? new Uint8Array(), RAISED)
      await strictLint(archives)
      inspectText({ archives, failed: [] })
      flowMermaid(archives.flatMap(({ integrations }) => integrations.map((flow) => flowchart(flow))))
    }
    expect(await growth(run, length)).toBeLessThan(SUPERLINEAR)
  })

  it('to read prefixes that are not bound', async () => {
    const element = (count: number) => `<a ${Array.from({ length: count }, (_, at) => `p${at}:b=""`).join(' ')}/>`
    expect(parseXml(element(300)).problems).toHaveLength(300)
    expect(await growth((count) => parseXml(element(count)), 30_000)).toBeLessThan(SUPERLINEAR)
  })

  it('to read properties without an escape', async () => {
    expect(await growth((count) => readProperties('a', 'a=b\n'.repeat(count)), 60_000)).toBeLessThan(SUPERLINEAR)
  })
})
