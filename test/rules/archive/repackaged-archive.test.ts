import { describe, expect, it } from 'vitest'
import { readArchive } from '../../../src/model/index.js'
import { repackagedArchive } from '../../../src/rules/archive/repackaged-archive.js'
import { runRule } from '../../../src/rules/run-rule.js'
import { check } from '../../support/rules.js'
import { tree, type ZipPart, zip } from '../../support/zip.js'

const FIXTURE = 'retail-dev/ORDER_INTAKE_01.00.0000'

/** Packs as OIC does, but for one oddity in the first entry, or of the zip. */
async function oddity(part: Partial<ZipPart>, options: Parameters<typeof zip>[1] = {}): Promise<string[]> {
  const parts = Object.entries(tree(FIXTURE)).map(([name, content]) => ({ name, content }))
  const [first, ...others] = parts
  if (first === undefined) throw new Error('no entries')
  const archive = await readArchive(zip([{ ...first, ...part }, ...others], options), {
    name: 'ORDER_INTAKE_01.00.0000.iar',
  })
  return (await runRule(repackagedArchive, [archive])).findings.map(({ message }) => message)
}

/** 2024-03-01 12:00:00, as the other entries have it. */
const NOON = (((2024 - 1980) << 25) | (3 << 21) | (1 << 16) | (12 << 11)) >>> 0

describe('repackaged-archive', () => {
  it('names the signs of Info-ZIP', async () => {
    const [finding, ...others] = await check(repackagedArchive, { fixture: FIXTURE, like: 'info-zip' })
    expect(others).toEqual([])
    expect(finding?.message).toMatch(
      /folders are entries; .* are stored, not deflated; flags 0x0, not 0x808; made by version 3\.0 on Unix; entry times/,
    )
    expect(finding?.artifact).toBe('integration:ORDER_INTAKE|01.00.0000')
  })

  it('names the signs of 7-Zip', async () => {
    const [finding] = await check(repackagedArchive, { fixture: FIXTURE, like: '7-zip' })
    expect(finding?.message).toContain('made by version 6.3 on DOS or Windows')
  })

  it('takes a folder above the folders of OIC for a sign, however the rest was packed', async () => {
    const parts = Object.entries(tree(FIXTURE)).map(([name, content]) => ({ name: `export/${name}`, content }))
    const archive = await readArchive(zip(parts), { name: 'ORDER_INTAKE_01.00.0000.iar' })
    const { findings } = await runRule(repackagedArchive, [archive])
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('(its files lie below the folder export/, where an import does not look for them)'),
    ])
  })

  it('looks at each archive in a package', async () => {
    const findings = await check(repackagedArchive, { fixture: 'retail-dev/retail-package', like: '7-zip' })
    expect(findings.map(({ entry }) => entry.replace(/_0.*/, ''))).toEqual([
      '',
      'icspackage_Store_Cleanup',
      'icspackage_Store_Sync',
    ])
    expect(findings[1]?.message).toContain('The nested archive')
  })

  it.each([
    ['one stored entry', { method: 0 }, {}, '1 of '],
    ['flags of another packer', { flags: 0x800, method: 8 }, {}, 'flags 0x800'],
    ['a packer on Unix', { madeBy: 0x0314 }, {}, 'made by version 2.0 on Unix'],
    ['a packer on an unknown system', { madeBy: 0x6314 }, {}, 'on system 99'],
    ['a comment', {}, { comment: 'x' }, 'it has a comment'],
    ['bytes before the zip', {}, { prefix: new Uint8Array(7) }, '7 bytes stand before'],
  ])('takes %s for a sign', async (_, part, options, expected) => {
    const found = await oddity(part, options)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(expected)
  })

  it('does not take times apart alone for a sign: a large export takes its time', async () => {
    expect(await oddity({ modified: NOON + 0x1000 })).toEqual([])
  })

  it.each([
    [NOON + 5, null],
    [NOON + 6, '12 seconds apart'],
    [NOON + (2 << 5), '2 minutes apart'],
    [NOON + (3 << 11), '3 hours apart'],
    [NOON + (4 << 16), '4 days apart'],
  ])('tells how far times are apart beside another sign (%i)', async (modified, expected) => {
    const [message = ''] = await oddity({ modified }, { comment: 'x' })
    if (expected === null) expect(message).not.toContain('apart')
    else expect(message).toContain(expected)
  })

  it('leaves library jars alone, which have a signature of their own', async () => {
    expect(await check(repackagedArchive, { fixture: FIXTURE })).toEqual([])
  })

  it('leaves exploded trees alone', async () => {
    expect(await check(repackagedArchive, { fixture: FIXTURE, like: 'tree' })).toEqual([])
  })
})
