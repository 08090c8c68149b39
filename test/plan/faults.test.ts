import { describe, expect, it } from 'vitest'
import { inventoryFromArchives } from '../../src/inventory/index.js'
import { type Archive, readArchive, readArchives } from '../../src/model/index.js'
import { type ImportPlan, planImport } from '../../src/plan/index.js'
import { archive, integration } from '../support/estate.js'
import { changedFixture, fixture } from '../support/fixture.js'
import { tree, zip } from '../support/zip.js'

const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const PACKAGE = 'retail-dev/retail-package'

/** A target that holds the very same, and says so in full. */
function again(held: Archive): ImportPlan {
  const { incomplete: _, ...inventory } = inventoryFromArchives([held])
  const lists = { certificates: [], eventTypes: [], agentGroups: [{ name: 'STORES_AGENTS', id: '' }] }
  return planImport([held], { ...lists, ...inventory })
}

const details = ({ risks }: ImportPlan) => risks.map(({ label, detail }) => `${label} ${detail}`)

describe('an archive that OIC may refuse', () => {
  it('was packed by another hand', async () => {
    const name = 'ORDER_FULFIL_01.00.0000.iar'
    expect(details(again(await readArchive(fixture(FULFIL), { name })))).toEqual([])
    const risks = details(again(await readArchive(fixture(FULFIL, '7-zip'), { name })))
    expect(risks).toEqual([
      expect.stringMatching(
        /^ORDER_FULFIL 01\.00\.0000 was not packed by OIC \(.*made by version 6\.3.*\): an import fails if anything in it was edited; export it from OIC again$/,
      ),
    ])
  })

  it('holds others that were packed so, which is said once', async () => {
    const risks = details(again(await readArchive(fixture(PACKAGE, '7-zip'), { name: 'retail.stores.par' })))
    expect(risks).toEqual([
      expect.stringMatching(/^retail\.stores was not packed by OIC \(.*\), nor were 2 archives more/),
    ])
  })

  it('lacks a mapper that its project.xml names', async () => {
    const files = Object.fromEntries(
      (await readArchive(fixture(FULFIL), { name: 'x.iar' })).entries
        .filter(({ path }) => path.endsWith('.xsl'))
        .map(({ path }) => [path, null]),
    )
    const [path = ''] = Object.keys(files)
    const held = await readArchive(changedFixture(FULFIL, { [path]: null }), { name: 'ORDER_FULFIL_01.00.0000.iar' })
    expect(details(again(held))).toEqual([
      `ORDER_FULFIL 01.00.0000 lacks 1 file that its project.xml names (${path.slice(path.indexOf('resources/'))}): its import or activation may fail; export it anew`,
    ])
  })

  it('holds an AI agent that was a draft', async () => {
    const car = await readArchive(fixture('retail-dev/RETURNS_PROJECT'), { name: 'RETURNS.car' })
    const draft = { ...car, agents: car.agents.map((agent) => ({ ...agent, percentComplete: 40 })) }
    const text = 'RETURNS_HELPER 01.00.0000 was not complete when it was exported (40 %): it cannot be activated'
    expect(details(again(car))).not.toContain(text)
    expect(details(again(draft))).toContain(text)
    const toActivate = ({ steps }: ImportPlan) => steps.filter(({ artifact }) => artifact.startsWith('agent:'))
    expect(toActivate(planImport([car], inventoryFromArchives([])))).toHaveLength(1)
    expect(toActivate(planImport([draft], inventoryFromArchives([])))).toEqual([])
  })

  it.each([
    ['The archive has no project/project.yaml.', 'the archive has no project/project.yaml'],
    ['HELPER_01.00.0000 has no content.json.', 'HELPER_01.00.0000 has no content.json'],
  ])('lacks a file of which the reader says so: %s', (message, said) => {
    const held = archive('A.iar', { integrations: [integration('A|01.00.0000')] })
    const problem = { code: 'missing-file' as const, severity: 'error' as const, message }
    const lacking = { ...held, diagnostics: [{ ...problem, entry: 'A_01.00.0000/x', line: null, column: null }] }
    expect(details(again(lacking))).toEqual([`A 01.00.0000 lacks a file: ${said}`])
  })

  it('is of a project that is not known, by what comes in it', async () => {
    const tree = changedFixture('retail-dev/RETURNS_PROJECT', { 'project/project.yaml': null })
    const held = await readArchive(tree, { name: 'RETURNS.car' })
    expect(details(again(held))).toContain(
      'RETURN_DIGEST 01.00.0000 comes in an archive that lacks a file: the project has no project.yaml that can be read: its code and what it should hold cannot be told',
    )
  })

  it('is a lookup with semicolons where OIC has commas', async () => {
    const csv = (separator: string) =>
      new TextEncoder().encode(['DVM,COLOURS,', 'EN,DE', 'red,rot'].join('\n').replaceAll(',', separator))
    const plan = async (separator: string, more = {}) =>
      planImport([await readArchive(csv(separator), { name: 'COLOURS.csv' })], {
        ...inventoryFromArchives([]),
        lookups: [],
        incomplete: [],
        ...more,
      })
    expect(details(await plan(','))).toEqual([])
    const made = await plan(';')
    expect(details(made)).toEqual([
      'COLOURS may be refused or read otherwise by OIC: the cells are not separated by commas, as OIC separates them; a spreadsheet program may have saved the file anew',
    ])
    const same = {
      name: 'COLOURS',
      project: null,
      status: '',
      locked: false,
      columns: ['EN', 'DE'],
      rows: [['red', 'rot']],
    }
    expect(details(await plan(';', { lookups: [same] }))).toEqual([])
  })
})

describe('an archive that no call of OIC takes', () => {
  const nothing = inventoryFromArchives([])
  const decided = (archives: readonly Archive[], inventory = nothing) => {
    const plan = planImport(archives, inventory)
    return [plan.verdict, plan.archives.map(({ action, why }) => `${action}: ${why}`), importsOf(plan)]
  }
  const importsOf = ({ steps }: ImportPlan) => steps.filter(({ phase }) => phase === 'import').map(({ text }) => text)

  it('is each of several in one zip', async () => {
    const files = Object.fromEntries(
      ['ORDER_FULFIL', 'ORDER_INTAKE'].flatMap((code) =>
        Object.entries(tree(`retail-dev/${code}_01.00.0000`)).map(([path, content]) => [`${code}/${path}`, content]),
      ),
    )
    const archives = await readArchives(zip(files), { name: 'BOTH.zip' })
    const why =
      'blocked: one of several archives in one zip, which OIC imports one by one: give each as OIC exported it'
    expect(decided(archives)).toEqual(['blocked', [why, why], []])
  })

  it('is none of several that came in a zip each', async () => {
    const read = async (code: string) =>
      readArchive(
        zip({
          [`${code}.iar`]: fixture(`retail-dev/${code}_01.00.0000`),
          'ics_package_attributes.properties': 'name=p',
        }),
        { name: `${code}.par` },
      )
    const archives = [await read('ORDER_FULFIL'), await read('ORDER_INTAKE')]
    expect(planImport(archives, nothing).archives.filter(({ action }) => action === 'blocked')).toEqual([])
  })

  it('is a zip of exports, and no package without its attributes', async () => {
    const exports = zip({ 'FULFIL.iar': fixture(FULFIL), 'INTAKE.iar': fixture('retail-dev/ORDER_INTAKE_01.00.0000') })
    expect(decided([await readArchive(exports, { name: 'EXPORTS.zip' })])).toEqual([
      'blocked',
      [
        'blocked: no package as OIC exports one, without ics_package_attributes.properties: unzip it and give the archives in it',
      ],
      [],
    ])
    const cut = await readArchive(changedFixture(PACKAGE, { 'ics_package_attributes.properties': '' }), {
      name: 'P.par',
    })
    expect(importsOf(planImport([cut], nothing))).toHaveLength(1)
  })

  it('is a lookup that is no CSV, or in a zip; where it is there with the same rows, nothing is asked for', async () => {
    const csv = 'DVM,Regions,\nCODE\nN\n'
    const dvm =
      '<dvm name="Regions" xmlns="http://xmlns.oracle.com/dvm"><columns><column name="CODE"/></columns><rows><row><cell>N</cell></row></rows></dvm>'
    const [plain, packed, other] = [
      await readArchive(Buffer.from(csv), { name: 'Regions.csv' }),
      await readArchive(zip({ 'Regions.csv': csv }), { name: 'Regions.zip' }),
      await readArchive(Buffer.from(dvm), { name: 'Regions.dvm' }),
    ]
    expect(decided([plain])[2]).toHaveLength(1)
    expect(decided([packed])).toEqual([
      'blocked',
      ['blocked: in a zip, and OIC takes a lookup as the CSV itself: unzip it and give that'],
      [],
    ])
    expect(decided([other])).toEqual([
      'blocked',
      ['blocked: no CSV, and OIC takes no other file of a lookup: export it as one'],
      [],
    ])
    const kept = ['ready', ['keep: there with the same rows: nothing to import'], []]
    for (const held of [packed, other]) expect(decided([held], inventoryFromArchives([plain]))).toEqual(kept)
  })
})
