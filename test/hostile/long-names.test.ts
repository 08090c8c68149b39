/** Names stand in ids, references and findings: one of a megabyte is cut where it is read, and a diagnostic says so. */
import { expect, it } from 'vitest'
import { keptName, NAME_LENGTH } from '../../src/base/location.js'
import { type Archive, inspectJson, lint, readArchive } from '../../src/index.js'
import { changedFixture, fixture } from '../support/fixture.js'
import { tree } from '../support/zip.js'

const LONG = 'x'.repeat(100_000)

it('is kept up to its length, and never cut within a character', () => {
  expect(keptName('x'.repeat(NAME_LENGTH))).toEqual({ name: 'x'.repeat(NAME_LENGTH), cut: null })
  const { name, cut } = keptName(`${'x'.repeat(NAME_LENGTH - 2)}😀y`)
  expect(name).toBe(`${'x'.repeat(NAME_LENGTH - 2)}…`)
  expect(cut).toBe(`A name has ${NAME_LENGTH + 1} characters, which no export has: it was cut to ${NAME_LENGTH}.`)
})

/** A fixture with a text of one of its files replaced. */
function withName(of: string, end: string, before: string | RegExp, after: string): Uint8Array {
  const [path = ''] = Object.keys(tree(of)).filter((name) => name.endsWith(end))
  const text = new TextDecoder().decode(tree(of)[path])
  if (text.search(before) === -1) throw new Error(`${path} has no ${before}`)
  return changedFixture(of, { [path]: text.replace(before, () => after) })
}

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const PROJECT = 'retail-dev/RETURNS_PROJECT'

it.each<[string, string, string, string | RegExp, string]>([
  ['an integration', INTAKE, 'project.xml', 'ORDER_INTAKE</', `${LONG}</`],
  ['an integration in its attributes', INTAKE, 'attributes.properties', 'project_code=', `project_code=${LONG}`],
  ['a step', INTAKE, 'project.xml', /<ns2:processorName>/, `<ns2:processorName>${LONG}`],
  ['a lookup', INTAKE, '.dvm', 'name="STORE_REGIONS"', `name="${LONG}"`],
  ['a column', INTAKE, '.dvm', '<column name="', `<column name="${LONG}`],
  ['a library', INTAKE, 'PriceTools.xml', /<(\w+:)?code>/, `<code>${LONG}`],
  ['a project', PROJECT, 'project.yaml', /^code: /m, `code: ${LONG}`],
])('of %s is cut with a diagnostic', async (_, of, end, before, after) => {
  const archive = await readArchive(withName(of, end, before, after), { name: 'a.iar' })
  expect(archive.diagnostics.filter(({ message }) => message.startsWith('A name has 100'))).not.toEqual([])
  expect(longest(archive)).toBeLessThanOrEqual(3 * NAME_LENGTH)
  expect(JSON.stringify((await lint([archive])).findings).length).toBeLessThan(200_000)
})

it('says nothing of names as they are', async () => {
  const archive = await readArchive(fixture(INTAKE), { name: 'a.iar' })
  expect(archive.diagnostics.filter(({ message }) => message.startsWith('A name has'))).toEqual([])
})

/** Length of the longest word without a blank in what `inspect` tells of an archive. */
function longest(archive: Archive): number {
  const words = inspectJson({ archives: [archive], failed: [] }).split(/[\s"]+/)
  return words.reduce((most, { length }) => Math.max(most, length), 0)
}
