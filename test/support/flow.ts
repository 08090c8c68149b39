/**
 * Integrations to draw.
 *
 * - `integration(name, code?)`: one of a fixture
 * - `orchestrated(xml, processors?)`: the old TILL_UPLOAD with another orchestration; its trigger is `application_3`, its
 *   invoke `application_14`
 * - `everyFlow()`: all of the fixtures, and of the corpus where that is there
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Agent, type Integration, readArchive, readPaths } from '../../src/node/index.js'
import { changedFixture, fixture } from './fixture.js'
import { tree } from './zip.js'

const TILL_UPLOAD = 'old-style/TILL_UPLOAD_01.00.0000'
const PROJECT_XML = 'icspackage/project/TILL_UPLOAD_01.00.0000/PROJECT-INF/project.xml'

export async function integration(name: string, code?: string): Promise<Integration> {
  const { integrations } = await readArchive(fixture(name))
  const found = integrations.find((each) => code === undefined || each.code === code)
  if (found === undefined) throw new Error(`${name} has no integration ${code ?? ''}`)
  return found
}

export async function orchestrated(xml: string, processors = ''): Promise<Integration> {
  const text = new TextDecoder().decode(tree(TILL_UPLOAD)[PROJECT_XML])
  const start = text.indexOf('<orchestration>')
  const end = text.indexOf('</orchestration>')
  const changed = `${text.slice(0, start)}${processors}<orchestration>${xml}${text.slice(end)}`
  const [found] = (await readArchive(changedFixture(TILL_UPLOAD, { [PROJECT_XML]: changed }))).integrations
  if (found === undefined) throw new Error('the changed fixture has no integration')
  return found
}

/** Folders of fixtures that hold exploded archives, which no glob finds. */
const FLOWS = ['flow', 'old-style', 'retail-dev']

export async function everyFlow(): Promise<(Integration | Agent)[]> {
  const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))
  const corpus = process.env['IARKIT_CORPUS'] ?? fileURLToPath(new URL('../../../shared/corpus', import.meta.url))
  const { archives } = await readPaths([
    ...FLOWS.map((name) => `${fixtures}/${name}`),
    ...(existsSync(corpus) ? [corpus] : []),
  ])
  return archives.flatMap(({ integrations, agents }) => [...integrations, ...agents])
}
