import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readArchive } from '../../src/model/index.js'
import { changedFixture } from '../support/fixture.js'
import { tree } from '../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const CONNECTION = 'icspackage/appinstances/RETAIL_REST_TRIGGER.xml'
const CORPUS = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url))

async function notes(changes: Record<string, (text: string) => string>) {
  const files = tree(INTAKE)
  const changed = Object.entries(files).flatMap(([path, bytes]) => {
    const change = Object.entries(changes).find(([end]) => path.endsWith(end))?.[1]
    return change === undefined ? [] : [[path, change(new TextDecoder().decode(bytes))] as const]
  })
  expect(changed).not.toEqual([])
  const { diagnostics } = await readArchive(changedFixture(INTAKE, Object.fromEntries(changed)))
  return diagnostics.filter(({ code, message }) => code === 'unrecognised-entry' && message.startsWith('The adapter'))
}

describe('an adapter that nobody knows', () => {
  const connection = (text: string) => text.replace('<applicationTypeRef>rest<', '<applicationTypeRef>quantum<')
  const configuration = (text: string) => text.replace(/(<adapter-config[^>]*\badapter=")REST"/, '$1quantum"')

  it('is a note at the connection', async () => {
    expect(await notes({ [CONNECTION]: connection })).toMatchObject([
      {
        severity: 'info',
        entry: CONNECTION,
        message:
          'The adapter quantum is not one that this version knows: its properties were kept, and what it calls was read from those that adapters share.',
      },
    ])
  })

  it('is a note at an adapter configuration, and one for both', async () => {
    const found = await notes({ '.jca': configuration })
    expect(found.map(({ entry }) => entry.endsWith('.jca'))).toEqual([true])
    expect(await notes({ '.jca': configuration, [CONNECTION]: connection })).toHaveLength(1)
  })

  it('is none of the Rapid Adapter Builder’s, whose names say their publisher', async () => {
    const named = (adapter: string) => notes({ [CONNECTION]: (text) => connection(text).replace('quantum', adapter) })
    expect(await named('acme-parts:tracker')).toEqual([])
    expect(await named('acme:t')).toHaveLength(1)
    expect(await named('quantum:')).toHaveLength(1)
  })

  // Real archives are not part of a clone.
  it.skipIf(!existsSync(CORPUS))('is none that a real archive names, in whatever case', async () => {
    const names = readdirSync(CORPUS).filter((name) => /\.(?:iar|par|car)$/.test(name))
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) {
      const { diagnostics } = await readArchive(readFileSync(CORPUS + name), { name })
      expect(diagnostics.filter(({ message }) => message.startsWith('The adapter'))).toEqual([])
    }
  })
})
