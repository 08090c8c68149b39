import { describe, expect, it } from 'vitest'
import { diffArchives } from '../../src/diff/index.js'
import { type Archive, allSteps, readArchive } from '../../src/model/index.js'
import { stepNameOf } from '../../src/rules/flows.js'
import { outlineOf } from '../../src/rules/outline.js'
import { changedFixture } from '../support/fixture.js'
import { tree } from '../support/zip.js'

const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const PROJECT_XML = 'icspackage/project/ORDER_FULFIL_01.00.0000/PROJECT-INF/project.xml'
const WRITTEN = 'name="ORDERSHIPPED" displayName="Order shipped"'

/** The flow whose step that publishes has these attributes. */
async function publishing(attributes: string): Promise<Archive> {
  const xml = Buffer.from(tree(FULFIL)[PROJECT_XML] ?? '').toString('utf8')
  if (!xml.includes(WRITTEN)) throw new Error('the fixture has changed')
  const changed = { [PROJECT_XML]: xml.replace(WRITTEN, attributes) }
  return readArchive(changedFixture(FULFIL, changed), { name: 'ORDER_FULFIL_01.00.0000.iar' })
}

function publishStep({ integrations }: Archive) {
  return allSteps(integrations[0]?.steps ?? []).find(({ kind }) => kind === 'publish')
}

describe('a step that publishes', () => {
  it('is named as the canvas shows it, not as OIC named its endpoint', async () => {
    expect(publishStep(await publishing(WRITTEN))?.name).toBe('Order shipped')
    expect(publishStep(await publishing('name="ERREVENT1" displayName="ErrEvent2"'))?.name).toBe('ErrEvent2')
  })

  it('goes by its endpoint where nobody named it', async () => {
    expect(publishStep(await publishing('name="ORDERSHIPPED" displayName=""'))?.name).toBe('orderShipped')
    expect(publishStep(await publishing('name="ORDERSHIPPED"'))?.name).toBe('orderShipped')
  })

  it('gives its name to what is said of its endpoint, in an outline too', async () => {
    const archive = await publishing(WRITTEN)
    for (const { integrations } of [archive, outlineOf(archive)]) {
      const [flow] = integrations
      if (flow === undefined) throw new Error('no flow')
      expect(stepNameOf(flow, 'application_51')).toBe('Order shipped')
    }
  })

  it('is renamed where its display name is another', async () => {
    const result = await diffArchives(await publishing(WRITTEN), await publishing(WRITTEN.replace('shipped"', 'sent"')))
    expect(result.identical).toBe(false)
    expect(result.artifacts.flatMap(({ changes }) => changes)).toMatchObject([
      { what: 'step', change: 'renamed', old: 'Order shipped', new: 'Order sent' },
    ])
  })
})
