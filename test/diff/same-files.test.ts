import { describe, expect, it } from 'vitest'
import { type Held, sameFlowFiles } from '../../src/diff/normal-form.js'
import type { Integration } from '../../src/model/index.js'
import { readArchive } from '../../src/model/index.js'
import { changedFixture } from '../support/fixture.js'
import { tree } from '../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FOLDER = 'icspackage/project/ORDER_INTAKE_01.00.0000/'

async function intake(changes: Parameters<typeof changedFixture>[1] = {}): Promise<Held<Integration>> {
  return held(changedFixture(INTAKE, changes, '7-zip'))
}

async function held(source: Parameters<typeof readArchive>[0]): Promise<Held<Integration>> {
  const archive = await readArchive(source, { name: 'a.iar' })
  const [artifact] = archive.integrations
  if (artifact === undefined) throw new Error('no integration')
  return { artifact, archive }
}

describe('the files of two flows', () => {
  it('are the same whatever lies beside the flow, and however it was zipped', async () => {
    const other = await held(changedFixture(INTAKE, { 'icspackage/dvms/STORE_REGIONS.dvm': '<dvm/>' }, 'info-zip'))
    expect(sameFlowFiles(await intake(), other)).toBe(true)
  })

  it('are the same with other positions on the canvas and other counts', async () => {
    const [layout, analysis] = ['layout.json', 'analysis.json'].map((name) => `${FOLDER}PROJECT-INF/${name}`)
    const other = await intake({ [`${layout}`]: '{"x": 1}', [`${analysis}`]: '{}' })
    expect(sameFlowFiles(await intake(), other)).toBe(true)
  })

  it.each(['resources/new.xsd', 'PROJECT-INF/project.xml'])('are not where %s is another', async (path) => {
    const bytes = tree(INTAKE)[FOLDER + path]
    const text = bytes === undefined ? '' : new TextDecoder().decode(bytes)
    expect(sameFlowFiles(await intake(), await intake({ [FOLDER + path]: `${text}\n` }))).toBe(false)
  })

  it('say nothing where the flow says something else of itself', async () => {
    const { artifact, archive } = await intake()
    const other = { artifact: { ...artifact, description: 'Another.' }, archive }
    expect(sameFlowFiles({ artifact, archive }, other)).toBe(false)
  })

  it('say nothing in a tree, whose files have no checksums', async () => {
    const one = await held(new Map(Object.entries(tree(INTAKE))))
    expect(sameFlowFiles(one, one)).toBe(false)
  })
})
