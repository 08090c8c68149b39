import { describe, expect, it } from 'vitest'
import { outlineOf } from '../../../src/rules/outline.js'
import { bundledCopiesDiffer } from '../../../src/rules/target/bundled-copies-differ.js'
import { prepare } from '../../support/examples.js'
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

describe('which copies bundled-copies-differ reports', () => {
  /** What is found in copies of an archive by their files: some with a row of their own. */
  const found = async (files: Readonly<Record<string, string>>) => {
    const [first, ...others] = Object.entries(files).map(([file, row]) => ({
      fixture: INTAKE,
      file,
      change: [{ path: '**/STORE_REGIONS.dvm', replace: ['W001', row] as [string, string] }],
    }))
    if (first === undefined) throw new Error('no archive')
    return check(bundledCopiesDiffer, { ...first, with: others })
  }
  const archivesOf = async (files: Readonly<Record<string, string>>) =>
    (await found(files)).map(({ archive }) => archive).sort()

  it('are those that are not as most copies are, in whatever order the archives come', async () => {
    const expected = ['odd.iar']
    expect(await archivesOf({ 'a.iar': 'W001', 'b.iar': 'W001', 'odd.iar': 'W009' })).toEqual(expected)
    expect(await archivesOf({ 'odd.iar': 'W009', 'b.iar': 'W001', 'a.iar': 'W001' })).toEqual(expected)
    expect(await archivesOf({ 'b.iar': 'W001', 'odd.iar': 'W009', 'a.iar': 'W001' })).toEqual(expected)
  })

  it('are the same of two, whichever comes first and whatever they are called', async () => {
    const messages = await Promise.all([
      found({ 'a.iar': 'W001', 'b.iar': 'W009' }),
      found({ 'b.iar': 'W009', 'a.iar': 'W001' }),
    ])
    expect(messages[0]).toHaveLength(1)
    expect(messages[1]).toEqual(messages[0])
    const [odd, other] = messages[0][0]?.archive === 'a.iar' ? ['W001', 'W009'] : ['W009', 'W001']
    expect(await archivesOf({ 'z.iar': odd, 'b.iar': other })).toEqual(['z.iar'])
    expect(await archivesOf({ 'b.iar': odd, 'z.iar': other })).toEqual(['b.iar'])
  })

  it('keep their fingerprints when an archive comes in or has another name', async () => {
    const prints = async (files: Readonly<Record<string, string>>) =>
      (await found(files)).map(({ fingerprint }) => fingerprint)
    const before = await prints({ 'a.iar': 'W001', 'b.iar': 'W001', 'odd.iar': 'W009' })
    expect(before).toHaveLength(1)
    expect(await prints({ 'new.iar': 'W001', 'odd.iar': 'W009', 'b.iar': 'W001', 'a.iar': 'W001' })).toEqual(before)
    expect(await prints({ 'y.iar': 'W001', 'z.iar': 'W001', 'other.iar': 'W009' })).toEqual(before)
  })

  it('are told to differ from the first by name of the usual ones', async () => {
    const [finding] = await found({ 'c.iar': 'W001', 'odd.iar': 'W009', 'b.iar': 'W001' })
    expect(finding?.message).toContain('The lookup STORE_REGIONS is not the same here as in b.iar (1 row added (W009)')
  })

  it('are found by what is attached to connections in the whole archives, where only outlines are given', async () => {
    const attached = (content: string) => {
      const attachment = `<attachment><propertyName>PrivateKeyFile</propertyName><content>${content}</content></attachment>`
      return [
        {
          path: '**/CARRIER_SFTP.xml',
          replace: ['<attachments/>', `<attachments>${attachment}</attachments>`] as [string, string],
        },
      ]
    }
    const name = 'retail-dev/ORDER_FULFIL_01.00.0000'
    const { archives } = await prepare({
      ...{ fixture: name, file: 'a.iar', change: attached('aGVsbG8=') },
      with: [
        { fixture: name, file: 'b.iar', change: attached('aGVsbGE=') },
        { fixture: name, file: 'c.iar', change: attached('aGVsbG8=') },
      ],
    })
    const whole = async ({ file }: { readonly file: string }) => archives.find((archive) => archive.file === file)
    const found: string[] = []
    for await (const { message } of bundledCopiesDiffer.check({ archives: archives.map(outlineOf), whole } as never))
      found.push(message)
    expect(found).toEqual([
      'The connection CARRIER_SFTP is not the same here as in a.iar (its content): the order of import would decide which copy stays, so settle on one.',
    ])
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
        with: [
          { fixture: name, file: 'b.iar', change: [{ path, replace }] },
          { fixture: name, file: 'c.iar' },
        ],
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
