import { describe, expect, it } from 'vitest'
import { bundledCopiesDiffer } from '../../../src/rules/target/bundled-copies-differ.js'
import { check } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'
const PACKAGE = 'retail-dev/retail-package'

describe('bundled-copies-differ', () => {
  it('names rows by their key, connections by their parts, and no values', async () => {
    const findings = await check(bundledCopiesDiffer, {
      fixture: INTAKE,
      with: [
        {
          fixture: PACKAGE,
          change: [
            { path: '**/STORE_REGIONS.dvm', replace: ['<cell>W001</cell>', '<cell>W009</cell>'] },
            { path: '**/RETAIL_REST_TRIGGER.xml', replace: ['MULTI_TOKEN_INBOUND', 'BASIC_AUTH'] },
          ],
        },
      ],
    })
    const messages = findings.map(({ message }) => message).join('\n')
    expect(findings).toHaveLength(2)
    expect(messages).toContain('1 row added (W009); 1 row removed (W001)')
    expect(messages).toContain('The connection RETAIL_REST_TRIGGER is not the same here as in')
    expect(messages).toContain('security policy')
    expect(messages).not.toContain('BASIC_AUTH')
  })

  it('finds a library whose script differs', async () => {
    const findings = await check(bundledCopiesDiffer, {
      fixture: INTAKE,
      with: [
        {
          fixture: INTAKE,
          file: 'b.iar',
          change: [{ path: '**/PriceTools.xml', replace: ['<type>double</type>', '<type>string</type>'] }],
        },
      ],
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('The library PRICE_TOOLS 01.00.0000')
  })

  it('passes on what differs within one package, once', async () => {
    const findings = await check(bundledCopiesDiffer, {
      fixture: PACKAGE,
      change: [{ path: '*Cleanup*/**/WAREHOUSE_DB.xml', replace: ['JDBC_OVER_SSL', 'USERNAME_PASSWORD'] }],
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.artifact).toBe('connection:WAREHOUSE_DB')
  })

  it('does not mind who saved a copy, and when', async () => {
    const findings = await check(bundledCopiesDiffer, {
      fixture: INTAKE,
      with: [
        {
          fixture: PACKAGE,
          change: [{ path: '**/RETAIL_REST_TRIGGER.xml', replace: ['integration.builder@', 'someone.else@'] }],
        },
      ],
    })
    expect(findings).toEqual([])
  })

  it('does not mind search keywords', async () => {
    const change = [{ path: '**/ICS_DVM_keywords.properties', remove: true as const }]
    expect(
      await check(bundledCopiesDiffer, { fixture: INTAKE, with: [{ fixture: INTAKE, file: 'b.iar', change }] }),
    ).toEqual([])
  })

  it('does not compare a lookup of a project with a global one', async () => {
    const findings = await check(bundledCopiesDiffer, {
      fixture: INTAKE,
      with: [
        {
          fixture: RETURNS,
          change: [{ path: '**/RETURN_REASONS.dvm', replace: ['name="RETURN_REASONS"', 'name="STORE_REGIONS"'] }],
        },
      ],
    })
    expect(findings).toEqual([])
  })
})

describe('what bundled-copies-differ names', () => {
  const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
  const END = ': the order of import would decide which copy stays, so settle on one.'
  const between = async (name: string, path: string, ...replace: [string, string][]) =>
    (
      await check(bundledCopiesDiffer, {
        fixture: name,
        file: 'a.iar',
        with: [{ fixture: name, file: 'b.iar', change: [{ path, replace }] }],
      })
    ).map(({ message }) => message)

  it.each([
    ['name', '<displayName>Carrier SFTP<', '<displayName>Carrier files<'],
    ['description', '<description>Labels', '<description>Files'],
    ['adapter', '<applicationTypeRef>ftp<', '<applicationTypeRef>rest<'],
    ['role', '<integrationRole>TARGET<', '<integrationRole>SOURCE<'],
    ['security policy', '<securityPolicy>CUSTOM<', '<securityPolicy>NONE<'],
    ['agent group', '<agentDefinition>STORES_AGENTS<', '<agentDefinition>OTHER_AGENTS<'],
    [
      'connection it stands for',
      '<attachments/>',
      '<attachments/><remoteResource><code>CARRIER_SFTP</code><projectCode>LOGISTICS</projectCode></remoteResource>',
    ],
    ['property Port', '<value>%%CARRIER_SFTP_Port<', '<value>2222<'],
    [
      'attachment PrivateKeyFile',
      '<attachments/>',
      '<attachments><attachment><propertyName>PrivateKeyFile</propertyName><content>aGVsbG8=</content></attachment></attachments>',
    ],
  ])('is the %s of a connection', async (part, old, now) => {
    expect(await between(FULFIL, '**/CARRIER_SFTP.xml', [old, now])).toEqual([
      `The connection CARRIER_SFTP is not the same here as in a.iar (${part})${END}`,
    ])
  })

  it.each([
    ['name', '<name>PriceTools<', '<name>Price tools<'],
    ['description', '<description><', '<description>Prices<'],
    ['function addTax', '<classification>ORCHESTRATION<', '<classification>NONE<'],
  ])('is the %s of a library', async (part, old, now) => {
    const [message, ...more] = await between(INTAKE, '**/PriceTools.xml', [old, now])
    expect(more).toEqual([])
    expect(message).toContain('The library PRICE_TOOLS 01.00.0000 is not the same here as in a.iar (')
    expect(message).toContain(part.split(' ')[0] ?? '')
  })

  it('is the description of a lookup beside its rows and columns', async () => {
    const changes: [string, string][] = [
      ['<description>', '<description>New: '],
      ['<cell>W001</cell>', '<cell>W009</cell>'],
      ['<column name="REGION"', '<column name="AREA"'],
    ]
    const [message] = await between(INTAKE, '**/STORE_REGIONS.dvm', ...changes)
    expect(message).toContain(
      'The lookup STORE_REGIONS is not the same here as in a.iar (columns added: AREA; columns removed: REGION; 1 row added (W009); 1 row removed (W001); description)',
    )
  })

  it('is none of OIC’s own connections', async () => {
    const rename: [string, string] = ['<instanceCode>CARRIER_SFTP<', '<instanceCode>PRESEEDED_CARRIER_SFTP<']
    const own = (more: [string, string][]) => ({
      fixture: FULFIL,
      change: [{ path: '**/CARRIER_SFTP.xml', replace: [rename, ...more] }],
    })
    expect(
      await check(bundledCopiesDiffer, {
        ...own([]),
        file: 'a.iar',
        with: [{ ...own([['CUSTOM', 'NONE']]), file: 'b.iar' }],
      }),
    ).toEqual([])
  })
})
