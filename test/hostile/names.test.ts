import { describe, expect, it } from 'vitest'
import { buildGraph, inspectJson, lint, planImport, readArchive, readInventory } from '../../src/index.js'
import { everyReport, strictLint, testInventory } from '../support/every-report.js'
import { renamedFixture } from '../support/hostile-archive.js'
import { tree, zip } from '../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const NAMES = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf']

/** The connection, the lookup, a column of it and a function bear the name, in files and in the names of files. */
async function archiveOf(name: string) {
  const words = Object.fromEntries(
    ['RETAIL_REST_TRIGGER', 'STORE_REGIONS', 'REGION', 'addTax'].map((word) => [word, name]),
  )
  return readArchive(renamedFixture(INTAKE, words), { name: `${name}.iar` })
}

async function archiveWithPaths(name: string) {
  const parts = Object.entries(tree(INTAKE)).map(([path, content]) => ({
    name: path.replace('RETAIL_REST_TRIGGER', name).replace('STORE_REGIONS', name).replaceAll('ORDER_INTAKE', name),
    content,
  }))
  return readArchive(zip(parts), { name: `${name}.iar` })
}

describe.each(NAMES)('an archive in which things are called %s', (name) => {
  it('has its connection, lookup, column and function under that name', async () => {
    const archive = await archiveOf(name)
    expect(archive.connections.map(({ code }) => code)).toContain(name)
    expect(archive.lookups.map(({ name }) => name)).toEqual([name])
    expect(archive.lookups[0]?.columns).toContain(name)
    expect(archive.libraries[0]?.functions.map(({ name }) => name)).toContain(name)
    const [integration] = archive.integrations
    expect(integration?.dependencies.connections).toContain(name)
    expect(integration?.dependencies.lookups).toEqual([name])
    const json = JSON.parse(inspectJson({ archives: [archive], failed: [] }))
    expect(json.archives[0].lookups[0].name).toBe(name)
  })

  it('has them in the graph, in findings and in the plan', async () => {
    const archive = await archiveOf(name)
    const graph = buildGraph([archive])
    expect(graph.node(`connection:${name}`)).toMatchObject({ present: true })
    expect(graph.node(`lookup:${name}`)).toMatchObject({ present: true })
    expect(graph.dependenciesOf('integration:ORDER_INTAKE|01.00.0000')).toContain(`lookup:${name}`)
    const { actions } = planImport([archive], testInventory())
    expect(actions.map(({ artifact }) => artifact)).toEqual(
      expect.arrayContaining([`connection:${name}`, `lookup:${name}`]),
    )
    const { findings } = await strictLint([archive])
    expect(findings.filter(({ message }) => message.startsWith('The rule failed'))).toEqual([])
    expect(findings.filter(({ rule }) => rule === 'missing-lookup' || rule === 'missing-connection')).toEqual([])
  })

  it('is found missing under that name where it is', async () => {
    const words = { STORE_REGIONS: name, RETAIL_REST_TRIGGER: name }
    const bytes = renamedFixture(INTAKE, words, (path) => !/STORE_REGIONS\.dvm$|RETAIL_REST_TRIGGER\.xml$/.test(path))
    const archive = await readArchive(bytes, { name: 'a.iar' })
    const empty = readInventory({ environment: 'EMPTY', connections: [], lookups: [] })
    const { findings } = await lint([archive], { inventory: empty })
    const missing = findings.filter(({ rule }) => rule === 'missing-lookup' || rule === 'missing-connection')
    expect(missing.map(({ rule }) => rule).sort()).toEqual(
      expect.arrayContaining(['missing-connection', 'missing-lookup']),
    )
    expect(missing.every(({ message }) => message.includes(name))).toBe(true)
  })

  it('may be the name of an integration, and of files', async () => {
    const archive = await archiveWithPaths(name)
    expect(archive.integrations).toHaveLength(1)
    expect((await everyReport([archive])).length).toBeGreaterThan(20)
  })

  it('may stand in an inventory', () => {
    const inventory = readInventory({
      environment: name,
      lookups: [{ name, columns: [name], rows: [[name]] }],
      connections: [{ id: name, status: 'CONFIGURED' }],
    })
    expect(inventory.lookups?.[0]).toMatchObject({ name })
    expect(inventory.connections?.[0]).toMatchObject({ code: name })
  })
})
