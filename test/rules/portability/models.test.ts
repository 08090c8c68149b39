import { describe, expect, it } from 'vitest'
import { environmentBoundValue } from '../../../src/rules/portability/environment-bound-value.js'
import { environmentInName } from '../../../src/rules/portability/environment-in-name.js'
import { environmentMix } from '../../../src/rules/portability/environment-mix.js'
import { hardcodedEmail } from '../../../src/rules/portability/hardcoded-email.js'
import { hardcodedHost } from '../../../src/rules/portability/hardcoded-host.js'
import { hardcodedUrl } from '../../../src/rules/portability/hardcoded-url.js'
import type { OptionsSchema, Rule } from '../../../src/rules/types.js'
import { archiveOf, flowOf, foundIn, HERE } from '../../support/model.js'

const lists = { tools: [], patterns: [], promptTemplates: [] }
const action = (parts: object) => ({
  id: 'p1',
  type: 'transformer',
  name: 'Map',
  properties: {},
  expressions: [],
  stitches: [],
  mappers: [],
  notification: null,
  configuration: null,
  ...parts,
})
/** A text that a mapper gives to a target. */
const mapped = (target: string, text: string) =>
  archiveOf({
    ...lists,
    integrations: [
      flowOf({
        actions: [action({ mappers: [{ mappings: [{ target, text, expressions: [], settings: [], ...HERE }] }] })],
      }),
    ],
  })
/** A property of an endpoint of the trigger or an invoke. */
const configured = (name: string, value: string, parts: object = {}) =>
  archiveOf({
    ...lists,
    integrations: [
      flowOf({
        endpoints: [
          {
            id: 'a1',
            name: 'send',
            connection: 'SHIP',
            adapterType: 'ftp',
            role: 'invoke',
            resources: [],
            configuration: { adapter: 'FTP', properties: [{ name, value, ...HERE }] },
            ...parts,
          },
        ],
      }),
    ],
  })
const connection = (parts: object = {}) => ({
  id: 'connection:SHIP',
  code: 'SHIP',
  name: 'Shipping',
  preseeded: false,
  adapterType: 'ftp',
  properties: [],
  attachments: [],
  location: HERE,
  ...parts,
})
/** A property of a connection. */
const property = (name: string, value: string) =>
  archiveOf({ ...lists, connections: [connection({ properties: [{ name, value, placeholder: false, ...HERE }] })] })
const count = async <Schema extends OptionsSchema>(
  rule: Rule<Schema>,
  archive: ReturnType<typeof archiveOf>,
  options = {},
) => (await foundIn(rule, [archive], options)).length

describe('environment-bound-value of an endpoint', () => {
  const what = async (name: string, value = 'x/y', parts: object = {}, options: object = {}) =>
    (await foundIn(environmentBoundValue, [configured(name, value, parts)], options)).map(
      ({ message }) => /endpoints: (.*)\. Check/.exec(message)?.[1],
    )

  it.each([
    ['Directory', 'directory'],
    ['PhysicalDirectory', 'directory'],
    ['sourceDirectories', 'directory'],
    ['folder', 'directory'],
    ['FolderName', 'directory'],
    ['folder_name', 'directory'],
    ['folderPath', 'directory'],
    ['folder_path', 'directory'],
    ['outDir', 'directory'],
    ['SchemaName', 'schema'],
    ['schema_name', 'schema'],
    ['reportPath', 'report'],
    ['report_absolute_path', 'report'],
    ['reportAbsolutePath', 'report'],
    ['bucket', 'bucket'],
    ['bucketName', 'bucket'],
    ['bucket_name', 'bucket'],
    ['s3Bucket', 'bucket'],
    ['s3_bucket', 'bucket'],
    ['containerName', 'bucket'],
    ['compartment', 'bucket'],
    ['compartmentId', 'bucket'],
    ['compartment_name', 'bucket'],
    ['objectStorageNamespace', 'bucket'],
    ['queue', 'queue'],
    ['topic', 'queue'],
    ['queueName', 'queue'],
    ['topic_name', 'queue'],
    ['destinationName', 'queue'],
    ['exchangeName', 'queue'],
    ['subscriptionName', 'queue'],
    ['queueManager', 'queue'],
    ['driveId', 'share'],
    ['site_id', 'share'],
    ['shareName', 'share'],
    ['streamId', 'share'],
    ['stream_pool', 'share'],
    ['vaultName', 'share'],
    ['vault_id', 'share'],
    ['projectId', 'share'],
    ['dataset', 'share'],
    ['op1.Directory', 'directory'],
  ])('takes %s for a %s', async (name, expected) => {
    expect(await what(name)).toEqual([`${expected} x/y (“send”)`])
  })

  it.each([
    'directoryMode',
    'dirty',
    'mySchemaName',
    'schemaNames',
    'reportPaths',
    'myBucket',
    'bucketNames',
    'compartmentKey',
    'queues',
    'myQueue',
    'queueNames',
    'streamName',
    'projectIds',
    'datasets',
    'subject',
    'DownloadLogicalDirectory',
    'DirectorySample',
  ])('takes %s for nothing', async (name) => {
    expect(await what(name)).toEqual([])
  })

  it.each([
    ['/', 0],
    ['.', 0],
    ['tmp', 0],
    ['/tmp', 0],
    ['/tmp/a', 0],
    ['/tmps', 1],
    ['/a/tmp', 1],
    ['TBD', 0],
    ['n/a', 0],
    ['NA', 0],
    ['none', 0],
    ['null', 0],
    ['true', 0],
    ['false', 0],
    ['upload', 0],
    ['Download', 0],
    ['uploads', 1],
    ['*', 0],
    ["'tbd'", 0],
    ['"/"', 0],
    ['\'/"', 1],
    [' / ', 0],
    ['{dir}', 0],
    [`\${dir}`, 0],
    ['$dir', 0],
    ['<dir>', 0],
    ['a%%b', 0],
    ['50%', 1],
    ['x'.repeat(300), 1],
    ['x'.repeat(301), 0],
  ])('counts a directory %j %i times', async (value, times) => {
    expect(await what('Directory', value)).toHaveLength(times)
  })

  it.each([{ role: null }, { adapterType: 'collocatedics' }, { adapterType: 'stagefile' }])(
    'passes over endpoints with %j',
    async (parts) => {
      expect(await what('Directory', 'x', parts)).toEqual([])
      expect(await what('Directory', 'x', { role: 'trigger' })).toHaveLength(1)
    },
  )

  it('goes by the options', async () => {
    expect(await what('mode', 'fast', {}, { properties: ['MODE'] })).toEqual(['mode fast (“send”)'])
    expect(await what('Directory', 'x/y', {}, { allow: ['x/*'] })).toEqual([])
  })
})

describe('environment-bound-value of a mapper', () => {
  it.each([
    ['/a/reportAbsolutePath', '/Custom/R.xdo', 1],
    ['/a/folder', '/in/box', 1],
    ['/a/folder', 'inbox', 0],
    ['/a/bucketName', 'orders', 1],
    ['/a/schemaName', 'a/b', 0],
    ['/a/queueName', 'a/b', 0],
    ['/a/status', 'a/b', 0],
  ])('to %s of %s counts %i times', async (target, text, times) => {
    expect(await count(environmentBoundValue, mapped(target, text))).toBe(times)
  })

  it('goes by further names, too', async () => {
    expect(await count(environmentBoundValue, mapped('/a/ns:Plant', 'P1'), { properties: ['plant'] })).toBe(1)
  })
})

describe('hardcoded-host', () => {
  const hosts = async (archive: ReturnType<typeof archiveOf>, options: object = {}) =>
    (await foundIn(hardcodedHost, [archive], options)).map(({ message }) => / holds the (.*?): /.exec(message)?.[1])

  it.each([
    ['Host', 'db.example.com', ['host db.example.com']],
    ['host', 'DB.Example.com', ['host db.example.com']],
    ['hostName', 'db', ['host db']],
    ['hostname', 'db_1', ['host db_1']],
    ['hosts', 'db', ['host db']],
    ['Hostnames', 'db', ['host db']],
    ['HOST', 'db', ['host db']],
    ['HOST_NAME', 'db', ['host db']],
    ['HOSTNAME', 'db', ['host db']],
    ['dbHost', 'db', ['host db']],
    ['db_HOST', 'db', ['host db']],
    ['ghost', 'db', ['host db']],
    ['hostMode', 'db.example.com', []],
    ['Host', 'db-', []],
    ['Host', '-db', []],
    ['Host', 'd', ['host d']],
    ['Host', 'two words', []],
    ['Host', 'a'.repeat(63), [`host ${'a'.repeat(63)}`]],
    ['Host', 'a'.repeat(64), []],
    ['Host', 'true', []],
    ['Host', 'No', []],
    ['Host', 'yes', []],
    ['Host', 'false', []],
    ['Host', 'none', []],
    ['Host', 'null', []],
    ['Host', '12345', []],
    ['Host', '123456', ['host 123456']],
    ['Host', '192.0.2.7', ['IP address 192.0.2.7']],
    ['Host', '192.0.2.7:80', ['IP address 192.0.2.7']],
    ['Host', 'db.example.com:15210', ['host db.example.com']],
    ['Host', 'db.example.com:152100', []],
    ['Host', 'a opc-proxy', []],
    ['Host', 'opc-proxy', []],
    ['Host', 'x.opc-proxy.example.com', []],
    ['Host', 'ch-opc-proxy', []],
    ['Host', 'xopc-proxy.example.com', ['host xopc-proxy.example.com']],
    ['Host', 'opc-proxys.example.com', ['host opc-proxys.example.com']],
    ['server', 'db.example.com', ['host db.example.com']],
    ['serverName', 'db.example.com', ['host db.example.com']],
    ['server_name', 'db.example.com', ['host db.example.com']],
    ['server', 'db', []],
    ['ip', '192.0.2.7', ['IP address 192.0.2.7']],
    ['ipAddress', '192.0.2.7', ['IP address 192.0.2.7']],
    ['ip_address', '192.0.2.7', ['IP address 192.0.2.7']],
    ['fqdn', 'db.example.com', ['host db.example.com']],
    ['broker', 'db.example.com', ['host db.example.com']],
    ['brokers', 'db.example.com', ['host db.example.com']],
    ['bootstrapServers', 'db.example.com', ['host db.example.com']],
    ['serverMode', 'db.example.com', []],
    ['port', '192.0.2.7', []],
    ['op1.Host', 'db', ['host db']],
    ['Host', '127.0.0.1', []],
    ['Host', 'https://db.example.com', []],
    ['url', 'jdbc:oracle:thin:@db.example.com:1521/X', ['host db.example.com']],
    ['url', 'jdbc:oracle:thin:@//DB.example.com:1521/X', ['host db.example.com']],
    ['url', 'jdbc:mysql:@db/x', ['host db']],
    ['url', 'JDBC:Oracle:db/x', []],
    ['url', 'x jdbc:oracle:db/x', []],
    ['url', 'jdbc:o:db/x', []],
    ['url', 'jdbc:oracle:db', []],
    ['url', '(ADDRESS=(HOST=db.example.com)(PORT=1))', ['host db.example.com']],
    ['url', '( host = DB )', ['host db']],
    ['url', '(HOST=db', []],
    ['url', 'HOST=db)', []],
    ['url', '(HOSTS=db)', []],
  ])('of a property %s = %s finds %j', async (name, value, expected) => {
    expect(await hosts(property(name, value))).toEqual(expected)
  })

  it('reads no value that is longer than any host', async () => {
    const long = (length: number) => `(HOST=db)${' '.repeat(length - 10)}.`
    expect(await hosts(property('url', long(300)))).toEqual(['host db'])
    expect(await hosts(property('url', long(301)))).toEqual([])
  })

  it('looks at endpoints, and at no sample of theirs', async () => {
    expect(await hosts(configured('proxyHost', 'db.example.com'))).toEqual(['host db.example.com'])
    expect(await hosts(configured('hostSample', 'db.example.com'))).toEqual([])
  })

  it.each([
    ['/a/host', 'db.example.com', ['host db.example.com']],
    ['/a/ns:dbHostName', 'db.example.com', ['host db.example.com']],
    ['/a/server', 'db.example.com', ['host db.example.com']],
    ['/a/serverName', 'db.example.com', ['host db.example.com']],
    ['/a/ipAddress', 'db.example.com', ['host db.example.com']],
    ['/a/fqdn', 'db.example.com', ['host db.example.com']],
    ['/a/servers', 'db.example.com', []],
    ['/a/myserver', 'db.example.com', []],
    ['/a/host', 'db', []],
    ['/a/status', 'db.example.com', []],
    ['/a/status', '192.0.2.7', ['IP address 192.0.2.7']],
    ['/a/softwareVersion', '192.0.2.7', []],
    ['/a/release', '192.0.2.7', []],
    ['/a/OID', '192.0.2.7', []],
    ['/a/serialNumber', '192.0.2.7', []],
    ['/a/build', '192.0.2.7', []],
    ['/a/revision', '192.0.2.7', []],
    ['/a/status', 'jdbc:oracle:db/x', []],
  ])('of a mapping to %s of %s finds %j', async (target, text, expected) => {
    expect(await hosts(mapped(target, text))).toEqual(expected)
  })

  it('goes by the options', async () => {
    expect(await hosts(property('Host', 'db.example.com'), { allow: ['*.example.com'] })).toEqual([])
    expect(await hosts(property('Host', 'db.example.com'), { places: { connection: 'off' } })).toEqual([])
    expect(await foundIn(hardcodedHost, [property('Host', 'db')], { places: { connection: 'error' } })).toMatchObject([
      { severity: 'error' },
    ])
  })
})

describe('hardcoded-email', () => {
  const notified = (part: string, text: string) =>
    archiveOf({
      ...lists,
      integrations: [
        flowOf({
          actions: [
            action({
              notification: {
                to: null,
                cc: null,
                bcc: null,
                from: null,
                subject: null,
                body: null,
                [part]: { path: 'n', text, parameters: [] },
              },
            }),
          ],
        }),
      ],
    })
  const mails = async (archive: ReturnType<typeof archiveOf>, options: object = {}) =>
    (await foundIn(hardcodedEmail, [archive], options)).map(({ message, severity, key }) => [
      severity,
      key,
      message.replace(/: pass.*|: take.*/, ''),
    ])
  const IN = 'of the notification in ORDERS, step “Map”'

  it.each([
    ['to', [['warning', 'notification to a@example.com', `The recipients ${IN} are fixed to a@example.com`]]],
    ['cc', [['warning', 'notification cc a@example.com', `The copy recipients ${IN} are fixed to a@example.com`]]],
    [
      'bcc',
      [['warning', 'notification bcc a@example.com', `The blind copy recipients ${IN} are fixed to a@example.com`]],
    ],
    ['from', [['info', 'notification from a@example.com', `The sender ${IN} is fixed to a@example.com`]]],
    ['subject', []],
    ['body', []],
  ])('judges the %s of a notification', async (part, expected) => {
    expect(await mails(notified(part, 'a@example.com'))).toEqual(expected)
  })

  it.each([
    ['to', 'error'],
    ['cc', 'error'],
    ['bcc', 'error'],
    ['from', 'info'],
  ])('judges a free-mail provider in %s as %s', async (part, severity) => {
    expect(await mails(notified(part, 'a@gmail.com'))).toMatchObject([
      [severity, `notification ${part} a@gmail.com`, expect.any(String)],
    ])
    expect(await mails(notified(part, 'a@mail.example.com'), { freeMail: ['MAIL.example.com'] })).toMatchObject([
      [severity, expect.anything(), expect.stringContaining(', at a free-mail provider (mail.example.com)')],
    ])
  })

  it('lists what it finds once, and judges no mapping as a recipient', async () => {
    expect(await mails(mapped('/a/mail', 'a@gmail.com;b@example.com;a@gmail.com'))).toEqual([
      [
        'warning',
        'mapper /a/mail a@gmail.com b@example.com a@gmail.com',
        'The mapping to mail in ORDERS, step “Map” holds a@gmail.com and b@example.com, at a free-mail provider (gmail.com)',
      ],
    ])
  })

  it('passes over texts of connections', async () => {
    expect(await mails(property('contact', 'a@example.com'))).toEqual([])
  })

  it('goes by the options', async () => {
    expect(await mails(notified('to', 'A@example.com'), { allow: ['a@EXAMPLE.com'] })).toEqual([])
    expect(await mails(notified('to', 'a@example.com'), { places: { notification: 'off' } })).toEqual([])
    expect(await mails(notified('to', 'a@example.com'), { places: { notification: 'info' } })).toMatchObject([
      ['info', expect.any(String), expect.any(String)],
    ])
  })
})

describe('environment-in-name', () => {
  const named = async (parts: object, options: object = {}) =>
    (await foundIn(environmentInName, [archiveOf({ connections: [connection(parts)] })], options)).map(
      ({ message, key }) => [key, /says (.*?) in its (.*?) though/.exec(message)?.slice(1)],
    )

  it.each([
    [{ code: 'SHIP_TEST' }, [['TEST', ['TEST', 'code']]]],
    [{ name: 'Ship test' }, [['TEST', ['TEST', 'name, “Ship test”,']]]],
    [{ code: 'SHIP_TEST', name: 'Ship Test Dev' }, [['TEST DEV', ['TEST and DEV', 'code']]]],
    [{ code: 'SHIP_TEST', preseeded: true }, []],
    [{ code: 'SHIP' }, []],
  ])('judges %j', async (parts, expected) => {
    expect(await named(parts)).toEqual(expected)
  })

  it.each([
    'dev',
    'development',
    'devl',
    'sandbox',
    'sbx',
    'test',
    'tst',
    'qa',
    'sit',
    'uat',
    'stage',
    'staging',
    'stg',
    'preprod',
    'nonprod',
    'nprd',
    'prod',
    'prd',
    'production',
  ])('knows %s', async (word) => {
    expect(await named({ name: `Ship ${word}` })).toEqual([
      [word.toUpperCase(), [word.toUpperCase(), `name, “Ship ${word}”,`]],
    ])
  })

  it('goes by the options', async () => {
    expect(await named({ code: 'SHIP_TEST' }, { allow: ['SHIP_TEST'] })).toEqual([])
    expect(await named({ code: 'SHIP_BLUE' }, { words: ['Blue'] })).toEqual([['BLUE', ['BLUE', 'code']]])
  })
})

describe('environment-mix', () => {
  const addressed = (...urls: string[]) =>
    archiveOf({
      ...lists,
      connections: [
        connection({
          properties: urls.map((value, at) => ({ name: 'url', value, placeholder: false, ...HERE, line: at + 1 })),
        }),
      ],
    })
  const [dev, test] = ['https://a-dev.example.com/x', 'https://a-test.example.com/x']

  it('points to the environment with the fewest addresses, of two alike to the first by name', async () => {
    expect(await foundIn(environmentMix, [addressed(dev, dev, test)])).toEqual([
      {
        archive: 'a.iar',
        entry: 'e',
        line: 3,
        column: 2,
        message:
          'Addresses of dev (a-dev.example.com) and test (a-test.example.com) stand in one archive: whatever it is imported into, some lead elsewhere.',
        artifact: '',
        step: '',
        key: 'dev test',
      },
    ])
    expect(await foundIn(environmentMix, [addressed(test, dev)])).toMatchObject([{ line: 2 }])
  })

  it('does not mix the archives of a run', async () => {
    expect(await foundIn(environmentMix, [addressed(dev), addressed(test)])).toEqual([])
  })

  it('goes by the options', async () => {
    expect(await count(environmentMix, addressed(dev, test), { ignore: ['a-dev.*'] })).toBe(0)
    expect(await count(environmentMix, addressed(dev, test), { groups: { test: ['a-*'] } })).toBe(0)
    const plain = addressed('https://a.example.com/x', 'https://b.example.com/x')
    expect(await count(environmentMix, plain)).toBe(0)
    expect(await foundIn(environmentMix, [plain], { groups: { north: ['a.*'], south: ['b.*'] } })).toMatchObject([
      { key: 'north south' },
    ])
  })
})

describe('hardcoded-url', () => {
  it('goes by the options', async () => {
    const archive = property('url', 'https://a.example.com/x')
    expect(await foundIn(hardcodedUrl, [archive])).toMatchObject([
      { key: 'connection url https://a.example.com/x', step: '', artifact: 'connection:SHIP' },
    ])
    expect(await count(hardcodedUrl, archive, { allow: ['a.example.com'] })).toBe(0)
    expect(await count(hardcodedUrl, archive, { allow: ['https://a.example.com/*'] })).toBe(0)
    expect(await count(hardcodedUrl, archive, { places: { connection: 'off' } })).toBe(0)
    expect(await foundIn(hardcodedUrl, [archive], { places: { connection: 'error' } })).toMatchObject([
      { severity: 'error' },
    ])
    expect((await foundIn(hardcodedUrl, [archive]))[0]).not.toHaveProperty('severity')
  })

  it('looks into samples when asked to', async () => {
    const archive = configured('requestSample', 'https://a.example.com/x')
    expect(await count(hardcodedUrl, archive)).toBe(0)
    expect(await count(hardcodedUrl, archive, { samples: true })).toBe(1)
  })
})
