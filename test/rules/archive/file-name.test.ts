import { describe, expect, it } from 'vitest'
import type { Archive } from '../../../src/model/index.js'
import { fileName } from '../../../src/rules/archive/file-name.js'
import type { RuleContext } from '../../../src/rules/types.js'

const ONE = { id: 'integration:ORDER|01.00.0000', code: 'ORDER', version: '01.00.0000' }

async function findings(file: string, more: object = {}) {
  const archive = { file, kind: 'integration', zipped: true, integrations: [ONE], ...more } as unknown as Archive
  const found = []
  for await (const finding of fileName.check({ archives: [archive] } as unknown as RuleContext<never>))
    found.push(finding)
  return found
}

describe('file-name', () => {
  it.each([
    'ORDER_01.00.0000.iar',
    'exports/dev/ORDER_01.00.0000.iar',
    'C:\\exports\\ORDER_01.00.0000.iar',
    'ORDER_01.00.0000.IAR',
    'OTHER.iar.zip',
  ])('has nothing against %s', async (file) => {
    expect(await findings(file)).toEqual([])
  })

  it.each([
    ['exports/ORDER_01.00.0001.iar', 'ORDER_01.00.0001.iar'],
    ['ORDER.iar', 'ORDER.iar'],
    ['ORDER_01.00.0000.iar.iar', 'ORDER_01.00.0000.iar.iar'],
    ['new\nfolder/x.iar', 'x.iar'],
  ])('says of %j what it should be called', async (file, shown) => {
    expect(await findings(file)).toEqual([
      {
        archive: file,
        entry: '',
        line: null,
        column: null,
        message: `The file is named ${shown} and holds ORDER 01.00.0000: rename it to ORDER_01.00.0000.iar, from which deployment scripts derive code and version.`,
        artifact: ONE.id,
        step: '',
        key: '',
      },
    ])
  })

  it.each([
    ['an exploded folder', { zipped: false }],
    ['a package', { kind: 'package' }],
    ['an archive of two integrations', { integrations: [ONE, ONE] }],
    ['an archive without an integration', { integrations: [] }],
  ])('does not ask for the name of %s', async (_, more) => {
    expect(await findings('other.iar', more)).toEqual([])
  })
})
