import { describe, expect, it } from 'vitest'
import { hardcodedHost } from '../../../src/rules/portability/hardcoded-host.js'
import {
  archiveWith,
  connection,
  endpoint,
  expression,
  foundWith,
  mapping,
  stitch,
} from '../../literals/places/made-places.js'

const options = (more: object = {}) => ({ allow: [], places: {}, ...more })
const hosts = async (parts: Parameters<typeof archiveWith>[0], more: object = {}) =>
  (await foundWith(hardcodedHost, archiveWith(parts), options(more))).map(
    ({ message }) => / holds the (.*): [a-z]/.exec(message)?.[1],
  )
const inEndpoint = (name: string, value = 'db.example.com') => hosts({ endpoints: [endpoint({ [name]: value })] })
const assigned = (source: string, variable = '') => hosts({ actions: [expression(source, variable)] })

describe('hardcoded-host, by the name of a property', () => {
  it.each([
    'host',
    'Host',
    'dbHost',
    'SFTPHost',
    'db_host',
    'hostName',
    'hostname',
    'hostNames',
    'hosts',
    'HOST',
    'DB_HOST',
    'HOSTNAME',
    'HOST_NAME',
    'start.Host',
  ])('finds a host in %s, also one of a single word', async (name) => {
    expect(await inEndpoint(name)).toEqual(['host db.example.com'])
    expect(await inEndpoint(name, 'warehouse')).toEqual(['host warehouse'])
  })

  it.each([
    'server',
    'ftpServer',
    'serverName',
    'server_name',
    'ip',
    'ipAddress',
    'ip_address',
    'fqdn',
    'broker',
    'brokers',
    'bootstrapServers',
  ])('finds a host in %s, but not one of a single word', async (name) => {
    expect(await inEndpoint(name)).toEqual(['host db.example.com'])
    expect(await inEndpoint(name, '192.0.2.7')).toEqual(['IP address 192.0.2.7'])
    expect(await inEndpoint(name, 'warehouse')).toEqual([])
  })

  it.each(['hostess', 'hostile', 'serverMode', 'brokerType', 'other'])('finds no host in %s', async (name) => {
    expect(await inEndpoint(name)).toEqual([])
    expect(await inEndpoint(name, '192.0.2.7')).toEqual([])
  })

  it.each([
    'true',
    'FALSE',
    'yes',
    'no',
    'none',
    'null',
    '1',
    '12345',
    '-x',
    'x-',
    'two words',
    'opc-proxy',
    'opc-proxy.example.com',
    'a.opc-proxy-1.example.com',
  ])('takes %j for no host', async (value) => {
    expect(await inEndpoint('host', value)).toEqual([])
  })

  it.each(['truest', 'xtrue', '123456', 'a', 'popc-proxy', 'opc-proxys'])('takes %j for a host', async (value) => {
    expect(await inEndpoint('host', value)).toEqual([`host ${value}`])
  })

  it('leaves the port out, and writes small letters', async () => {
    expect(await inEndpoint('host', ' DB.Example.com:1521 ')).toEqual(['host db.example.com'])
    expect(await inEndpoint('host', 'db.example.com:1521:ORCL')).toEqual([])
  })

  it.each(['https://db.example.com', `${'a.'.repeat(150)}com`, ' '])('leaves %j to others', async (value) => {
    expect(await inEndpoint('host', value)).toEqual([])
  })

  it('does not look at samples, and does at connections', async () => {
    expect(
      await hosts({ endpoints: [endpoint({ hostSample: 'db.example.com', RequestSample: '(HOST=db.example.com)' })] }),
    ).toEqual([])
    const archive = archiveWith({}, { connections: [connection({ host: 'db.example.com' })] })
    expect(await foundWith(hardcodedHost, archive, options())).toMatchObject([
      { key: 'connection host db.example.com', step: '', artifact: 'connection:CONN' },
    ])
  })
})

describe('hardcoded-host in addresses of databases', () => {
  it.each([
    'jdbc:oracle:thin:@db.example.com:1521/ORDERS',
    'jdbc:oracle:thin:@//db.example.com/ORDERS',
    'jdbc:mysql://DB.example.com:3306/orders',
    '(DESCRIPTION=(ADDRESS=(HOST=db.example.com)(PORT=1521)))',
    '( host = DB.example.com )',
  ])('finds the one in %s', async (value) => {
    const found = value.includes('://') ? [] : ['host db.example.com']
    expect(await inEndpoint('other', value)).toEqual(found)
    expect(await assigned(`'${value}'`)).toEqual(found)
  })

  it.each([
    'jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=db.example.com)(PORT=1521)))',
    'jdbc:oracle:oci:@db.example.com:1521:ORDERS',
    'jdbc:oracle:thin:ann@db.example.com:1521/ORDERS',
    'jdbc:oracle:thin:ann/blue-horse@db.example.com:1521/ORDERS',
  ])('finds the host in %s, and takes neither the driver nor a user for it', async (value) => {
    expect(await inEndpoint('other', value)).toEqual(['host db.example.com'])
  })

  it.each(['jdbc:oracle:thin:@ORDERS_HIGH', 'jdbc:oracle:thin:ann/blue-horse@ORDERS'])(
    'finds none in %s, which names an alias',
    async (value) => {
      expect(await inEndpoint('other', value)).toEqual([])
    },
  )

  it.each(['jdbc:oracle:thin:@db.example.com', 'xjdbc:oracle:thin:@db.example.com:1521/X', '(HOST db.example.com)'])(
    'finds none in %s',
    async (value) => {
      expect(await inEndpoint('other', value)).toEqual([])
    },
  )
})

describe('hardcoded-host in expressions, mappers and stitches', () => {
  it('finds an IP address anywhere, and a host where the name says so', async () => {
    expect(await assigned("'192.0.2.7'", 'x')).toEqual(['IP address 192.0.2.7'])
    expect(await assigned("'192.0.2.7:8080'")).toEqual(['IP address 192.0.2.7'])
    expect(await assigned("'db.example.com'", 'x')).toEqual([])
    for (const name of ['dbHost', 'server', 'serverName', 'IPAddress', 'fqdn'])
      expect(await assigned("'db.example.com'", name), name).toEqual(['host db.example.com'])
    for (const name of ['myServer', 'servers', 'fqdns'])
      expect(await assigned("'db.example.com'", name), name).toEqual([])
    expect(await assigned("'warehouse'", 'dbHost')).toEqual([])
    expect(await assigned("$a/host = 'db.example.com'", 'x')).toEqual(['host db.example.com'])
    expect(await assigned("$a/other = 'db.example.com'", 'dbHost')).toEqual([])
  })

  it('finds the host behind a scheme of its own', async () => {
    expect(await assigned("concat('https://', 'erp.example.com', '/orders')")).toEqual(['host erp.example.com'])
    expect(await assigned("concat('https://', 'erp.example.com:8443/orders')")).toEqual(['host erp.example.com'])
    expect(await assigned("concat('https://', $host, '/erp.example.com')")).toEqual([])
    expect(await assigned("concat('https://', 'erp')")).toEqual([])
  })

  it.each(['11.13.18.05', '11.13.17.11', '11.12.1.0'])(
    'takes the version %s of Fusion for no address',
    async (version) => {
      expect(await assigned(`concat('/fscmRestApi/resources/', '${version}', '/invoices')`)).toEqual([])
    },
  )

  it.each(['version', 'ReleaseNo', 'oid', 'serialNumber', 'build', 'docRevision'])(
    'takes what is assigned to %s for no address',
    async (name) => {
      expect(await assigned("'192.0.2.7'", name)).toEqual([])
    },
  )

  it.each(['lookupValue', 'format-dateTime', 'format-number', 'replace', 'matches', 'tokenize'])(
    'takes an argument of %s for no address',
    async (name) => {
      expect(await assigned(`${name}($a, '192.0.2.7')`)).toEqual([])
      expect(await assigned(`concat(${name}($a, '192.0.2.7'))`)).toEqual([])
    },
  )

  it.each(['concat', 'dolookupValue', 'replaceAll', 'informat-x'])('takes an argument of %s for one', async (name) => {
    expect(await assigned(`${name}($a, '192.0.2.7')`)).toEqual(['IP address 192.0.2.7'])
  })

  it('looks into mappers, stitches, properties and parameters', async () => {
    expect(await hosts({ actions: [mapping('/a/host', 'db.example.com')] })).toEqual(['host db.example.com'])
    expect(await hosts({ actions: [stitch('$a/host', "'db.example.com'")] })).toEqual(['host db.example.com'])
    const typed = (type: string, more: object) => {
      const made = expression("'db.example.com'", 'host', more)
      return hosts({ actions: [{ ...made, type }] })
    }
    expect(await typed('integrationProperties', {})).toEqual(['host db.example.com'])
    expect(await typed('scheduleReceive', { name: '"db2.example.com"' })).toEqual([
      'host db.example.com',
      'host db2.example.com',
    ])
  })
})

describe('hardcoded-host, as it is asked to', () => {
  const parts = { actions: [expression("'192.0.2.7'", 'x')] }
  const severities = async (places: object) =>
    (await foundWith(hardcodedHost, archiveWith(parts), options({ places }))).map(({ severity }) => severity)

  it('takes severities by the kind of place', async () => {
    expect(await severities({})).toEqual([undefined])
    expect(await severities({ expression: 'error' })).toEqual(['error'])
    expect(await severities({ expression: 'off' })).toEqual([])
    expect(await severities({ mapper: 'off' })).toEqual([undefined])
  })

  it('lets hosts pass that are allowed, and OIC’s own machine', async () => {
    expect(await hosts(parts, { allow: ['192.0.2.*'] })).toEqual([])
    expect(await hosts(parts, { allow: ['192.0.3.*'] })).toHaveLength(1)
    expect(await assigned("'127.0.0.1'")).toEqual([])
  })

  it('finds a value under a key of place and host', async () => {
    expect(await foundWith(hardcodedHost, archiveWith(parts), options())).toEqual([
      {
        archive: 'made.iar',
        entry: 'made.xml',
        line: 1,
        column: 1,
        message:
          'The expression for x in INTEGRATION, step “step” holds the IP address 192.0.2.7: take it from an integration property or a lookup.',
        artifact: 'integration:INTEGRATION|01.00.0000',
        step: 'step',
        key: 'expression x 192.0.2.7',
      },
    ])
  })
})
