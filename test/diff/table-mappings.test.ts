/** What a database endpoint does with tables, which stands in a file beside its .jca. */
import { describe, expect, it } from 'vitest'
import type { NormalContext } from '../../src/diff/normal/context.js'
import { tableFacts } from '../../src/diff/normal/table-mappings.js'
import { diffArchives, fingerprintsOf, readArchive } from '../../src/index.js'
import type { AdapterConfiguration, Entry } from '../../src/model/index.js'
import { changedFixture } from '../support/fixture.js'
import { growth, SUPERLINEAR } from '../support/growth.js'
import { tree } from '../support/zip.js'

const NAME = 'retail-dev/retail-package'
const JCA = Object.keys(tree(NAME)).find((path) => path.endsWith('/readStoreRow_REQUEST.jca')) ?? ''
const FILE = JCA.replace(/[^/]+$/, 'readStoreRow-or-mappings.xml')

const MAPPINGS = `<?xml version="1.0" encoding="UTF-8"?>
<object-persistence xmlns="http://www.eclipse.org/eclipselink/xsds/persistence" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="Eclipse Persistence Services - 2.6.9">
  <name>readStoreRow-OR</name>
  <class-mapping-descriptors>
    <class-mapping-descriptor xsi:type="object-relational-class-mapping-descriptor">
      <class>readStoreRow.Stores</class>
      <alias>RETAIL.STORES</alias>
      <primary-key>
        <field table="STORES" name="STORE_ID" xsi:type="column"/>
      </primary-key>
      <querying>
        <queries>
          <query name="readStoreRowSelect" xsi:type="read-all-query">
            <call xsi:type="sql-call">
              <sql>SELECT STORE_ID FROM RETAIL.STORES WHERE (STORE_ID = #id)</sql>
            </call>
            <max-rows>1</max-rows>
            <reference-class>readStoreRow.Stores</reference-class>
          </query>
        </queries>
      </querying>
      <attribute-mappings>
        <attribute-mapping xsi:type="direct-mapping">
          <attribute-name>storeId</attribute-name>
          <field table="STORES" name="STORE_ID" xsi:type="column"/>
        </attribute-mapping>
        <attribute-mapping xsi:type="direct-mapping">
          <attribute-name>region</attribute-name>
          <properties><property name="enabled"><value>false</value></property></properties>
          <field table="STORES" name="REGION" xsi:type="column"/>
        </attribute-mapping>
      </attribute-mappings>
      <caching><cache-size>-1</cache-size></caching>
    </class-mapping-descriptor>
  </class-mapping-descriptors>
  <login xsi:type="database-login"><password>Winter-9912</password></login>
</object-persistence>`

const withFile = async (text: string) => readArchive(changedFixture(NAME, { [FILE]: text }), { name: 'retail.par' })
const reading = async (from: string, to: string) => withFile(MAPPINGS.replace(from, to))

async function changes(text: string): Promise<(string | null)[][]> {
  const { artifacts } = await diffArchives(await withFile(MAPPINGS), await withFile(text))
  return artifacts.flatMap((artifact) =>
    artifact.changes.map(({ what, path, change, old, new: now }) => [change, what, path, old, now]),
  )
}

describe('the tables of a database endpoint', () => {
  it('are told where their SQL changes, by the lines that did', async () => {
    expect(await changes(MAPPINGS.replace('(STORE_ID = #id)', '(REGION = #id)'))).toEqual([
      [
        'changed',
        'query',
        expect.stringMatching(/Invoke readStoreRow > readStoreRowSelect$/),
        '  sql: SELECT STORE_ID FROM RETAIL.STORES WHERE (STORE_ID = #id)',
        '  sql: SELECT STORE_ID FROM RETAIL.STORES WHERE (REGION = #id)',
      ],
    ])
  })

  it('are told where a column comes in, and where the key changes', async () => {
    expect(await changes(MAPPINGS.replace('<value>false', '<value>true'))).toMatchObject([
      ['changed', 'column', expect.stringMatching(/ > RETAIL\.STORES\.region$/), /value: false/, /value: true/].map(
        (one) => (one instanceof RegExp ? expect.stringMatching(one) : one),
      ),
    ])
    expect(await changes(MAPPINGS.replace('name="STORE_ID"', 'name="STORE_NO"'))).toMatchObject([
      ['changed', 'table', expect.stringMatching(/ > RETAIL\.STORES$/), expect.anything(), expect.anything()],
    ])
  })

  it('are the same whoever wrote the file, and however', async () => {
    expect(
      await changes(
        MAPPINGS.replace('2.6.9', '2.7.0')
          .replace('<cache-size>-1', '<cache-size>100')
          .replace('Winter-9912', 'Summer-9912')
          .replace(/>\s+</g, '><')
          .replace('table="STORES" name="REGION"', "name='REGION' table='STORES'"),
      ),
    ).toEqual([])
  })

  it('are compared by their bytes where they cannot be read', async () => {
    const told = await changes(`${MAPPINGS}<`)
    expect(told).toContainEqual([
      'added',
      'tables',
      expect.anything(),
      null,
      expect.stringMatching(/ bytes, .*not read$/),
    ])
    expect(JSON.stringify(told)).not.toContain('Winter')
  })

  it('count in the fingerprint of the integration', async () => {
    const prints = async (archive: Awaited<ReturnType<typeof withFile>>) => [
      ...(await fingerprintsOf([archive])).values(),
    ]
    const before = await prints(await withFile(MAPPINGS))
    const after = await prints(await reading('= #id', '> #id'))
    expect(after.filter((print, index) => print !== before[index])).toHaveLength(1)
  })

  // What the long file leaves to collect falls on a measurement at times: what grows with the square fails each time.
  it('cost in proportion to the length of the file, however deep it is', { retry: 2 }, async () => {
    const told = async (depth: number) => {
      const query = `${'<a>'.repeat(depth)}${'<b>t</b>'.repeat(200 * depth)}${'</a>'.repeat(depth)}`
      const file = MAPPINGS.replace('<max-rows>1</max-rows>', query)
      const entry = { path: 'x/f.xml', bytes: async () => new TextEncoder().encode(file) } as unknown as Entry
      const properties = [{ name: 'MappingsMetaDataURL', value: 'f.xml' }]
      const configuration = { path: 'x/e.jca', properties } as unknown as AdapterConfiguration
      const context = { entries: new Map([[entry.path, entry]]) } as unknown as NormalContext
      const facts = await tableFacts(configuration, context)
      expect(facts.find(({ what }) => what === 'query')?.value.split('\n').length).toBeGreaterThan(200 * depth)
    }
    expect(await growth(told, 110)).toBeLessThan(SUPERLINEAR)
  })
})
