import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildGraph } from '../../src/graph/index.js'
import { readPaths } from '../../src/node/read-paths.js'
import { readReduced } from '../../src/node/read-reduced.js'
import { graphJson } from '../../src/report/graph-json.js'
import { inspectJson } from '../../src/report/inspect-json.js'
import { inspectOutline } from '../../src/report/inspect-outline.js'
import { inspectText } from '../../src/report/inspect-text.js'
import type { Inspection } from '../../src/report/types.js'
import { outlineOf } from '../../src/rules/outline.js'
import { corpusArchives } from '../support/edits.js'

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))
// One by one, as a glob finds files and no exploded archives.
const exploded = ['flow', 'old-style', 'retail-dev', 'retail-dev-v2'].flatMap((folder) =>
  readdirSync(join(fixtures, folder)).map((name) => join(fixtures, folder, name)),
)
const paths = [...exploded, ...corpusArchives()]

describe('what is kept of many archives', () => {
  let whole: Inspection = { archives: [], failed: [] }
  beforeAll(async () => {
    whole = await readPaths(paths)
  })

  it('is enough for both reports of inspect', async () => {
    const reduced = await readReduced(paths, {}, inspectOutline)
    expect(reduced.archives.length).toBeGreaterThan(8)
    expect(inspectJson(reduced)).toBe(inspectJson(whole))
    expect(inspectText(reduced, { verbose: true })).toBe(inspectText(whole, { verbose: true }))
  })

  it('is enough for the graph', async () => {
    const { archives } = await readReduced(paths, {}, outlineOf)
    expect(graphJson(buildGraph(archives), [])).toBe(graphJson(buildGraph(whole.archives), []))
  })

  it('holds no flows, rows, scripts or bytes', async () => {
    const { archives } = await readReduced(paths, {}, inspectOutline)
    expect(archives.flatMap(({ integrations }) => integrations.flatMap(({ steps }) => steps))).toEqual([])
    expect(
      archives.flatMap(({ lookups }) => lookups.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))),
    ).toEqual([])
    await expect(archives[0]?.entries[0]?.bytes()).rejects.toThrow('ask for the whole archive')
  })
})
