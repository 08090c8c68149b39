import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS, type Limits, readArchive } from '../../src/index.js'
import { changedFixture } from '../support/fixture.js'

const FIXTURE = 'retail-dev/ORDER_INTAKE_01.00.0000'

const connection = (code: string, size: number) =>
  `<ApplicationInstance xmlns="http://xmlns.oracle.com/adapters/cloud"><instanceCode>${code}</instanceCode><description>${'x'.repeat(size)}</description></ApplicationInstance>`

const { maxTextSize: MAX_TEXT, maxDenseTextSize: MAX_DENSE_TEXT, maxTotalTextSize: MAX_TEXTS } = DEFAULT_LIMITS

const read = async (files: Readonly<Record<string, string>>, limits: Partial<Limits> = {}) =>
  readArchive(changedFixture(FIXTURE, files), { limits })

describe('how much text is parsed', () => {
  it('a file beyond the limit is left unread, and a problem says so; the others are read', async () => {
    const path = 'icspackage/appinstances/LARGE.xml'
    const archive = await read({ [path]: connection('LARGE', MAX_TEXT) })
    expect(archive.connections.map(({ code }) => code)).not.toContain('LARGE')
    expect(archive.integrations[0]?.code).toBe('ORDER_INTAKE')
    const [problem] = archive.diagnostics.filter(({ entry }) => entry === path)
    expect(problem).toMatchObject({ code: 'malformed-content', severity: 'error' })
    expect(problem?.message).toContain(`more than the ${MAX_TEXT} that are parsed`)
  })

  it('a file at the limit is read', async () => {
    const archive = await read({ 'icspackage/appinstances/LARGE.xml': connection('LARGE', MAX_TEXT - 1000) })
    expect(archive.connections.map(({ code }) => code)).toContain('LARGE')
    expect(archive.diagnostics.filter(({ entry }) => entry.endsWith('LARGE.xml'))).toEqual([])
  })

  it.each(["'", '"'])('an expression weighs what its literals in %s cost', async (quote) => {
    const path = 'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_40/resourcegroup_41/expr.properties'
    const expression = (count: number) => `XpathExpression : concat('b'${`,${quote}a${quote}`.repeat(count)})\n`
    const unread = async (count: number) =>
      (await read({ [path]: expression(count) })).diagnostics.filter(({ message }) => message.includes('left unread'))
    expect(await unread(100_000)).toEqual([])
    expect((await unread(260_000)).length).toBeGreaterThan(0)
  })

  it.each([',', ';', '\t'])(
    'a CSV weighs what its cells cost, separated by %j, also after blank lines',
    async (mark) => {
      const path = 'icspackage/dvms/LARGE.csv'
      const table = (count: number) =>
        `${'\n'.repeat(20)}DVM${mark}LARGE${mark}\nA${mark}B\n${`1${mark}2\n`.repeat(count)}`
      const unread = async (count: number) =>
        (await read({ [path]: table(count) }, { maxTotalTextSize: 5_000_000 })).diagnostics.filter(({ message }) =>
          message.includes('left unread'),
        )
      expect(await unread(1000)).toEqual([])
      expect((await unread(20_000)).length).toBeGreaterThan(0)
    },
  )

  it('JSON has a smaller limit', async () => {
    const path = 'icspackage/eventtypes/LARGE_1.0.json'
    const archive = await read({ [path]: `{"code":"LARGE","description":"${'x'.repeat(MAX_DENSE_TEXT)}"}` })
    expect(archive.diagnostics.filter(({ entry }) => entry === path)).toHaveLength(1)
  })

  it('many files together have a limit, and those beyond it are named one by one', async () => {
    const count = Math.ceil(MAX_TEXTS / MAX_TEXT) + 2
    const names = Array.from({ length: count }, (_, at) => `LARGE_${at}`)
    const files = names.map((code) => [`icspackage/appinstances/${code}.xml`, connection(code, MAX_TEXT - 1000)])
    const archive = await read(Object.fromEntries(files))
    const known = archive.connections.map(({ code }) => code).filter((code) => code.startsWith('LARGE'))
    expect(known.length).toBeGreaterThan(5)
    expect(known.length).toBeLessThan(count)
    const unread = archive.diagnostics.filter(({ message }) => message.includes('more text than is parsed'))
    expect(unread.length).toBeGreaterThanOrEqual(count - known.length)
  })

  it.each<[string, keyof Limits, Readonly<Record<string, string>>]>([
    ['a file', 'maxTextSize', { 'icspackage/appinstances/LARGE.xml': connection('LARGE', MAX_TEXT) }],
    [
      'JSON',
      'maxDenseTextSize',
      { 'icspackage/eventtypes/LARGE_1.0.json': `{"code":"LARGE","description":"${'x'.repeat(MAX_DENSE_TEXT)}"}` },
    ],
    [
      'an archive',
      'maxTotalTextSize',
      Object.fromEntries(
        Array.from({ length: 10 }, (_, at) => [
          `icspackage/appinstances/LARGE_${at}.xml`,
          connection(`LARGE_${at}`, MAX_TEXT - 1000),
        ]),
      ),
    ],
  ])('the limit of %s is named where it is met, and read to where it is raised', async (_, limit, files) => {
    const refused = (await read(files)).diagnostics.filter(({ message }) => message.includes('left unread. Raise'))
    expect(refused.length).toBeGreaterThan(0)
    for (const { message } of refused) expect(message).toContain(`Raise ${limit} to read it.`)
    const raised = await read(files, { [limit]: 2 * DEFAULT_LIMITS[limit] })
    expect(raised.diagnostics.filter(({ message }) => message.includes('left unread'))).toEqual([])
    const lowered = await read(files, { [limit]: 100 })
    expect(lowered.diagnostics.filter(({ message }) => message.includes(`Raise ${limit}`)).length).toBeGreaterThan(3)
  })
})

it('tags nested beyond all reason are told without a stack of them', async () => {
  const archive = await read({ 'icspackage/appinstances/DEEP.xml': '<a>'.repeat(400_000) })
  const [problem] = archive.diagnostics.filter(({ entry }) => entry.endsWith('DEEP.xml'))
  expect(problem?.message).toBe('Tags are nested more than 500 deep.')
})
