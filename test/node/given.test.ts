import { beforeAll, describe, expect, it } from 'vitest'
import * as iarkit from '../../src/node/index.js'
import { fixture } from '../support/fixture.js'

const FIXTURE = 'fixtures/retail-dev/ORDER_INTAKE_01.00.0000'

/** What programs without types give by mistake; a promise is what somebody forgot to await. */
const MISTAKES: readonly unknown[] = [undefined, null, 7, true, 'no such thing', {}, [], () => 0, Promise.resolve({})]

/** No functions of ours: a class, and what a rule is made with. */
const NO_FUNCTIONS = ['IarkitError']

/** Right arguments of each function, to be spoilt one after another. */
async function rightArguments(): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const archive = await iarkit.readArchive(fixture('retail-dev/ORDER_INTAKE_01.00.0000'), { name: 'INTAKE.iar' })
  const [integration] = archive.integrations
  const [connection] = archive.connections
  if (integration === undefined || connection === undefined) throw new Error('the fixture lost its parts')
  const archives = [archive]
  const files = [{ name: 'a.txt', size: 1, read: async () => new Uint8Array(1) }]
  const source = iarkit.treeSource(files)
  const graph = iarkit.buildGraph(archives)
  const inventory = iarkit.readInventory({ formatVersion: 1, connections: [] })
  const plan = iarkit.planImport(archives, inventory)
  const diff = await iarkit.diffArchives(archive, archive)
  const result = await iarkit.lint(archives)
  const form = await iarkit.archiveForm(archive)
  const diagram = iarkit.flowchart(integration)
  const inspection = { archives, failed: [] }
  const rule = iarkit.rules['missing-lookup']
  const held = { artifact: integration, archive }
  const bytes = fixture('retail-dev/ORDER_INTAKE_01.00.0000')
  const root = iarkit.treeSource([])
  return {
    allSteps: [integration.steps],
    allXPaths: [integration.actions],
    archiveForm: [archive, {}],
    artifactId: ['lookup', 'REGIONS', null],
    baselineJson: [iarkit.baselineOf(result.findings)],
    baselineOf: [result.findings],
    buildGraph: [archives],
    compareVersions: ['1.0.0', '2.0.0'],
    connectionNeeds: [connection],
    copiesDiffer: [[held, held]],
    defineRule: [rule],
    diffArchives: [archive, archive, {}],
    diffHtml: [diff, {}],
    diffJson: [diff, {}],
    diffMarkdown: [diff, {}],
    diffText: [diff, {}],
    expandInput: [FIXTURE],
    filterGraph: [graph, {}],
    findConfig: [[FIXTURE]],
    findNode: [graph, integration.id],
    fingerprint: [integration, archive, {}],
    fingerprintsOf: [archives],
    flowJson: [[diagram], []],
    flowMermaid: [[diagram]],
    flowSvg: [diagram],
    flowchart: [integration, {}],
    graphDot: [graph],
    graphJson: [graph, []],
    graphMermaid: [graph],
    graphSvg: [graph],
    graphText: [graph, {}],
    inspectJson: [inspection],
    inspectText: [inspection, {}],
    inventoryFromArchives: [archives, {}],
    inventoryFromRest: [[{ name: 'lookups.json', json: [] }], {}],
    inventoryJson: [inventory, []],
    inventoryText: [inventory, {}],
    isLintFormat: ['json'],
    isPreseeded: ['STOCK_DB'],
    isWhole: [inventory, 'connections', null],
    lint: [archives, {}],
    lintJson: [result],
    lintPaths: [[FIXTURE], {}],
    lintText: [result, {}],
    listArchives: [bytes, {}],
    listSource: [root, {}],
    loadConfig: ['package.json'],
    loadModule: ['stryker.config.mjs'],
    mergeInventories: [inventory, inventory],
    openTree: [{ 'a.txt': 'x' }, iarkit.DEFAULT_LIMITS],
    openWithZlib: [bytes, iarkit.DEFAULT_LIMITS],
    parseBaseline: [iarkit.baselineOf([])],
    parseConfig: [{}],
    parseVersion: ['1.0.0'],
    place: [archive, integration.location],
    planImport: [archives, inventory, {}],
    planJson: [plan, []],
    planMarkdown: [plan, []],
    planSh: [plan, []],
    planText: [plan, {}],
    readArchive: [bytes, {}],
    readArchives: [bytes, {}],
    readInventory: [inventory],
    readInventoryFiles: [['fixtures/retail-test-inventory.json']],
    readPath: [FIXTURE, {}],
    readPaths: [[FIXTURE], {}],
    readRestFolder: ['fixtures', {}],
    readSource: [source, {}],
    rulesOf: [{ rule }, 'rules.js'],
    runRule: [rule, archives, {}],
    sameMajor: ['1.0.0', '1.1.0'],
    sequenceDiagram: [integration, {}],
    sourceLines: [archives, result],
    textconv: [form],
    treeSource: [files, iarkit.DEFAULT_LIMITS],
    versioned: ['CODE', '1.0.0'],
    wholeArchive: [archive],
  }
}

type AnyFunction = (...given: readonly unknown[]) => unknown

/** What comes of a call, generators read to their end: what it throws, or null. */
async function thrownBy(name: string, given: readonly unknown[]): Promise<unknown> {
  try {
    const called = (Reflect.get(iarkit, name) as AnyFunction)(...given)
    const made: unknown = await called
    if (typeof made === 'object' && made !== null && Symbol.iterator in made) Array.from(made as Iterable<unknown>)
    return null
  } catch (error) {
    return error
  }
}

const names = Object.entries(iarkit).flatMap(([name, value]) =>
  typeof value === 'function' && !NO_FUNCTIONS.includes(name) ? [name] : [],
)

describe('a function of the library that is given something else than it asks for', () => {
  let right: Readonly<Record<string, readonly unknown[]>> = {}
  beforeAll(async () => {
    right = await rightArguments()
  })

  it.each(names)('%s says so with a code', async (name) => {
    const given = right[name]
    if (given === undefined) throw new Error(`say in this test what ${name} takes`)
    const strange: string[] = []
    for (const at of given.keys()) {
      for (const mistake of MISTAKES) {
        const error = await thrownBy(name, given.with(at, mistake))
        if (error !== null && !(error instanceof iarkit.IarkitError))
          strange.push(`argument ${at + 1}, ${typeof mistake} ${String(mistake)}: ${String(error)}`)
      }
    }
    expect(strange).toEqual([])
  })

  it.each([
    ['lint', [[], { failed: 7 }], 'Expected a list as failed, found one of type number.'],
    ['lint', [[], null], 'Expected an object as options, found null.'],
    ['lint', [null], 'Expected a list of archives, each as readArchive gives it when it is awaited.'],
    ['lintPaths', [[], { cache: {} }], 'Expected a text as cache, found one of type object.'],
    ['readPaths', [[], { onProgress: 'bar' }], 'Expected a function as onProgress, found one of type string.'],
    ['readPaths', [[], { limits: [] }], 'Expected an object as limits, found a list.'],
    ['planText', [Promise.resolve()], 'Expected a plan, as planImport gives it.'],
    ['lintJson', [Promise.resolve()], 'Expected a result, as lint gives it when it is awaited.'],
  ])('%s is told what was expected: %j', async (name, given, message) => {
    expect(await thrownBy(name, given)).toMatchObject({ code: 'usage', message })
  })

  it.each([['planImport'], ['isWhole'], ['inventoryText'], ['inventoryJson'], ['mergeInventories']])(
    '%s calls what is no inventory so',
    async (name) => {
      const given = name === 'planImport' ? [[]] : []
      expect(await thrownBy(name, given.length === 0 ? [null] : given)).toMatchObject({ code: 'invalid-inventory' })
    },
  )
})
