import { beforeAll, describe, expect, it } from 'vitest'
import { type Archive, readArchive } from '../../src/index.js'
import { everyReport, type Report, strictLint } from '../support/every-report.js'
import { changedFixture, fixture } from '../support/fixture.js'
import { tree } from '../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const RESOURCES = 'icspackage/project/ORDER_INTAKE_01.00.0000/resources'
const MAPPER = `${RESOURCES}/processor_80/resourcegroup_81/req_d339396e803a6f5226b1c26343b5fd24.xsl`
const ROUTE = `${RESOURCES}/processor_56/output_58/resourcegroup_59/expr.properties`
const BODY = `${RESOURCES}/processor_90/resourcegroup_91/notification_body.data`
const LOOKUP = 'icspackage/dvms/STORE_REGIONS.dvm'
const JCA = `${RESOURCES}/application_8/outbound_9/resourcegroup_10/placeOrder_REQUEST.jca`

/** Made up, each found in a way of its own. */
const SECRETS = {
  pair: 'Sesame7opens',
  basic: btoa('ann:Willow4tree'),
  token: 'q7Rt2Lx9Wm4Zs8KdVb6Nc',
  body: 'Harbour5gate',
  cell: 'Meadow9lark',
  address: 'Copper3kettle',
}

const text = (path: string) => new TextDecoder().decode(tree(INTAKE)[path])

/** The fixture with a replacement in each of some files; throws where there is nothing to replace. */
function planted(changes: readonly (readonly [path: string, from: string, to: string])[]): Uint8Array {
  const files: Record<string, string> = {}
  for (const [path, from, to] of changes) {
    const before = files[path] ?? text(path)
    if (!before.includes(from)) throw new Error(`${path} does not hold ${from}`)
    files[path] = before.replaceAll(from, to)
  }
  return changedFixture(INTAKE, files)
}

describe('secrets that stand in an archive', () => {
  let clean: Archive
  let holding: Archive
  let reports: readonly Report[]

  beforeAll(async () => {
    clean = await readArchive(fixture(INTAKE), { name: 'intake.iar' })
    const bytes = planted([
      [MAPPER, 'select="/nssrcmpr:execute/nssrcmpr:orderNumber"', `select="concat('password=', '${SECRETS.pair}')"`],
      [MAPPER, '&quot;NONE&quot;', `&quot;Basic ${SECRETS.basic}&quot;`],
      [ROUTE, "$region = 'NORTH'", `$region = 'Bearer ${SECRETS.token}'`],
      [BODY, 'The order', `Sign in with password=${SECRETS.body}; the order`],
      [LOOKUP, 'WAREHOUSE', 'PASSWORD'],
      [LOOKUP, 'WH-2', SECRETS.cell],
      [JCA, 'value="/orders"', `value="https://ann:${SECRETS.address}@shop.example.com/orders"`],
    ])
    holding = await readArchive(bytes, { name: 'intake.iar' })
    reports = [
      ...(await everyReport([holding], { before: [clean] })),
      ...(await everyReport([clean], { before: [holding] })),
    ]
  })

  it('are found', async () => {
    const { findings } = await strictLint([holding])
    const places = findings.filter(({ rule }) => rule === 'hardcoded-credential').map(({ entry }) => entry)
    expect([...new Set(places)].sort()).toEqual([BODY, JCA, LOOKUP, MAPPER, ROUTE].sort())
  })

  it.each(Object.entries(SECRETS))('are in no report: %s', (_, secret) => {
    expect(reports.filter((report) => report.text.includes(secret)).map(({ name }) => name)).toEqual([])
  })

  it('are told to have changed', async () => {
    const other = planted([[LOOKUP, 'WAREHOUSE', 'PASSWORD']])
    const another = planted([
      [LOOKUP, 'WAREHOUSE', 'PASSWORD'],
      [LOOKUP, 'WH-2', SECRETS.cell],
    ])
    const [before, after] = [await readArchive(other, { name: 'a.iar' }), await readArchive(another, { name: 'b.iar' })]
    const diff = (await everyReport([after], { before: [before] })).find(({ name }) => name === 'diff text')
    expect(diff?.text).toContain('PASSWORD (cell): (secret) → (secret), another')
  })
})
