import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { outputSchemas, schemas } from '../../.ci/schemas/index.js'
import {
  type Archive,
  allRules,
  buildGraph,
  diffArchives,
  diffJson,
  type Failed,
  flowchart,
  flowJson,
  graphJson,
  inspectJson,
  inventoryFromArchives,
  inventoryJson,
  lint,
  lintJson,
  planImport,
  planJson,
  readInventory,
  sequenceDiagram,
} from '../../src/index.js'
import { readPaths } from '../../src/node/index.js'
import { rulesJson } from '../../src/report/rules-list.js'
import { iarkit } from '../cli/run.js'

type Json = Readonly<Record<string, unknown>>

const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const corpus = process.env['IARKIT_CORPUS'] ?? inProject('../shared/corpus')
const published = (name: string): Json => JSON.parse(readFileSync(inProject(`schemas/${name}.schema.json`), 'utf8'))
const target = readInventory(JSON.parse(readFileSync(inProject('fixtures/retail-test-inventory.json'), 'utf8')))

const RETURNS = inProject('fixtures/retail-dev/RETURNS_PROJECT')

const validators = new Map<string, ValidateFunction>(
  Object.keys(schemas).map((name) => [name, new Ajv2020({ allowUnionTypes: true }).compile(published(name))]),
)

function faults(name: string, value: unknown): unknown {
  const validate = validators.get(name)
  if (validate === undefined) throw new Error(`no schema ${name}`)
  return validate(value) ? [] : validate.errors
}

/** Every JSON output over some archives: schema, text. */
async function outputs(archives: readonly Archive[], failed: readonly Failed[]): Promise<[string, string][]> {
  const flows = archives.flatMap(({ integrations, agents }) => [...integrations, ...agents])
  const result = await lint(archives, { config: { preset: 'strict' }, inventory: target, failed })
  const alone = await lint(archives, { failed })
  const half = Math.ceil(archives.length / 2)
  const own = inventoryFromArchives(archives)
  return [
    ['inspect', inspectJson({ archives, failed })],
    ['graph', graphJson(buildGraph(archives), failed)],
    [
      'flow',
      flowJson(
        flows.map((flow) => flowchart(flow, { all: true })),
        failed,
      ),
    ],
    [
      'flow',
      flowJson(
        flows.map((flow) => flowchart(flow)),
        failed,
      ),
    ],
    [
      'flow',
      flowJson(
        flows.map((flow) => sequenceDiagram(flow, { all: true })),
        failed,
      ),
    ],
    ['lint', lintJson(result)],
    ['lint', lintJson(alone)],
    ['diff', diffJson(await diffArchives(archives.slice(0, half), archives.slice(half)), { failed })],
    ['diff', diffJson(await diffArchives(archives, archives))],
    ['plan', planJson(planImport(archives, target), failed)],
    ['plan', planJson(planImport(archives, readInventory({ connections: [] }), { unknown: 'block' }))],
    ['plan', planJson(planImport(archives, own, { conflict: 'skip' }))],
    ['inventory', inventoryJson(own, failed)],
    ['inventory', inventoryJson(target)],
    ['rules', rulesJson(allRules, () => '')],
  ]
}

/** Every schema within a schema, with its path. */
function* parts(schema: unknown, path = ''): Generator<[path: string, schema: Json]> {
  if (typeof schema !== 'object' || schema === null) return
  const { type } = schema as Json
  // A field may be called "properties": only what has a type is a schema.
  if (type !== undefined && 'properties' in schema) yield [path, schema as Json]
  for (const [name, part] of Object.entries(schema)) yield* parts(part, `${path}/${name}`)
}

describe('the schemas of the outputs', () => {
  it.each(Object.keys(schemas))('%s: describes every field', (name) => {
    for (const [path, { properties }] of parts(published(name))) {
      for (const [field, schema] of Object.entries(properties as Record<string, Json>)) {
        expect(schema['description'], `${name}${path}/${field}`).toMatch(/\w/)
      }
    }
  })

  it.each(Object.keys(outputSchemas))('%s: knows every name, and no other', (name) => {
    for (const [path, { additionalProperties, properties, required }] of parts(published(name))) {
      expect(additionalProperties, `${name}${path}`).toBe(false)
      const optional = Object.keys(properties as Json).filter((field) => !(required as string[]).includes(field))
      expect(['rows', 'needs']).toEqual(expect.arrayContaining(optional))
    }
  })

  it('are what the code says', () => {
    for (const [name, schema] of Object.entries(schemas)) {
      expect(published(name), name).toEqual(JSON.parse(JSON.stringify(schema)))
    }
  })
})

/** The names that are promised: a schema may require more, never less. */
const PROMISED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  inspect: {
    '': 'formatVersion archives failed',
    archive: `file kind generation integrations connections lookups libraries schedules eventTypes agents deployments
      entries diagnostics`,
    'archive.lookups': 'name columns rowCount',
    'archive.libraries': 'code version name functions',
    'archive.entries': 'total unrecognised',
    'archive.diagnostics': 'code severity message entry line column',
    integration: 'id code version name style status package project actionCounts endpoints dependencies',
    endpoint: 'name role connection adapterType operation',
    dependencies: `connections lookups libraries integrations dynamicIntegrations schedules eventTypes certificates`,
    connection: 'code name adapterType role securityPolicy status',
    failed: 'file code message',
  },
  graph: {
    '': 'formatVersion nodes edges cycles activationOrder activationWaves failed',
    node: 'id kind label present',
    edge: 'from to kind dynamic evidence',
    evidence: 'archive entry line column text',
  },
  flow: { '': 'formatVersion failed' },
  lint: {
    '': 'formatVersion summary notRun findings failed',
    '.summary': 'errors warnings infos suppressed',
    '.notRun': 'rule why',
    finding: 'rule severity message archive entry line column artifact step fingerprint help',
  },
  diff: {
    '': 'formatVersion identical artifacts failed',
    artifact: 'id kind change oldId newId contract suggestedVersion changes',
    change: 'what path change old new',
  },
  plan: {
    '': 'formatVersion environment actions activationOrder manualSteps risks failed',
    action: 'artifact action why',
    '.manualSteps': 'artifact step detail',
    '.risks': 'artifact detail',
  },
  rules: { '': 'formatVersion rules failed' },
}

describe.each(Object.entries(PROMISED))('the contract of %s', (name, places) => {
  it.each(Object.entries(places))('requires what is promised at "%s"', (place, names) => {
    const [part = '', field] = place.split('.')
    const schema = published(name)
    let at = part === '' ? schema : ((schema['$defs'] as Record<string, Json>)[part] ?? {})
    if (field !== undefined) at = (at['properties'] as Record<string, Json>)[field] ?? {}
    if (at['items'] !== undefined) at = at['items'] as Json
    expect(at['required']).toEqual(expect.arrayContaining(names.split(/\s+/)))
  })
})

describe('what iarkit writes', () => {
  let written: [name: string, value: Json][] = []

  beforeAll(async () => {
    const { archives, failed } = await readPaths([inProject('fixtures'), inProject('no/such.iar')])
    expect(failed).toHaveLength(1)
    written = (await outputs(archives, failed)).map(([name, text]) => [name, JSON.parse(text)])
  })

  it('has a schema for each output', () => {
    expect(new Set(written.map(([name]) => name))).toEqual(new Set(Object.keys(schemas)))
  })

  it('fits its schema', () => {
    for (const [name, value] of written) expect(faults(name, value), name).toEqual([])
  })

  it('says its version, and what could not be read', () => {
    for (const [name, value] of written) expect([name, value['formatVersion']]).toEqual([name, 1])
    const named = written.filter(([, { failed }]) => (failed as unknown[]).length === 1).map(([name]) => name)
    expect(new Set(named)).toEqual(new Set(Object.keys(schemas).filter((name) => name !== 'rules')))
    for (const [name, { failed }] of written) expect(failed, name).toBeInstanceOf(Array)
  })

  it('would no longer fit with a name more or less', () => {
    for (const [name, value] of written) {
      if (name === 'inventory') continue
      expect(faults(name, { ...value, more: 1 }), name).not.toEqual([])
      for (const gone of Object.keys(value)) {
        const { [gone]: _, ...rest } = value
        expect(faults(name, rest), `${name} without ${gone}`).not.toEqual([])
      }
    }
  })

  it('has in an inventory only names that the schema and the page know', () => {
    const closed = JSON.parse(JSON.stringify(published('inventory')), (_, value) =>
      value?.type !== 'object' || value.properties === undefined ? value : { ...value, additionalProperties: false },
    )
    const validate = new Ajv2020({ allowUnionTypes: true, strict: false }).compile(closed)
    const page = readFileSync(inProject('docs/json.md'), 'utf8').split('\n## inventory\n')[1] ?? ''
    for (const [name, value] of written) {
      if (name !== 'inventory') continue
      expect([validate(value), validate.errors]).toEqual([true, null])
      for (const [list, items] of Object.entries(value)) {
        expect(page).toContain(`\`${list}`)
        if (list === 'failed' || list === 'incomplete' || !Array.isArray(items)) continue
        const row = page.split('\n').find((line) => line.startsWith(`| \`${list}[]\``))
        for (const field of new Set(items.flatMap((item: object) => Object.keys(item)))) {
          expect(row, list).toContain(`\`${field}\``)
        }
      }
    }
  })

  it('fits its schema for real archives', async (context) => {
    if (!existsSync(corpus)) context.skip()
    const { archives, failed } = await readPaths([corpus])
    for (const [name, text] of await outputs(archives, failed)) {
      expect(faults(name, JSON.parse(text)), name).toEqual([])
    }
  })

  it('by the command inventory fits its schema, and names the archive that could not be read', async () => {
    const missing = inProject('no/such.iar')
    const { stdout, code } = await iarkit(['inventory', 'from-archives', RETURNS, missing])
    expect(code).toBe(2)
    const value: Json = JSON.parse(stdout)
    expect(faults('inventory', value)).toEqual([])
    expect(value['failed']).toMatchObject([{ file: missing, code: 'not-found' }])
    expect(readInventory(value).projects).toHaveLength(1)
  })

  it.each([
    ['inspect', []],
    ['graph', []],
    ['flow', []],
    ['flow', ['--type', 'sequence']],
    ['lint', []],
    ['diff', []],
    ['plan', ['--inventory', inProject('fixtures/retail-test-inventory.json')]],
  ])('by the command %s %j fits its schema, an input that cannot be read among the others', async (name, options) => {
    const paths = [RETURNS, inProject('no/such.iar')]
    const { stdout, code } = await iarkit([name, ...paths, '--format', 'json', ...options])
    expect(code).toBe(2)
    const value: Json = JSON.parse(stdout)
    expect(faults(name, value)).toEqual([])
    expect(value['failed']).toMatchObject([{ file: paths[1], code: 'not-found' }])
  })
})
