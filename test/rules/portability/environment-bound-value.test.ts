import { describe, expect, it } from 'vitest'
import { environmentBoundValue } from '../../../src/rules/portability/environment-bound-value.js'
import { archiveWith, endpoint, expression, foundWith, mapping } from '../../literals/places/made-places.js'

const values = async (parts: Parameters<typeof archiveWith>[0], options: object = {}) => {
  const found = await foundWith(environmentBoundValue, archiveWith(parts), { allow: [], properties: [], ...options })
  return found.map(({ message }) => / endpoints: (.*)\. Check/s.exec(message)?.[1])
}
const inEndpoint = (name: string, value = 'ORDERS', more: object = {}) =>
  values({ endpoints: [endpoint({ [name]: value }, more)] })
const inMapper = (target: string, text: string, source?: string) => values({ actions: [mapping(target, text, source)] })

describe('environment-bound-value, by the name of a property', () => {
  it.each([
    [
      'directory',
      [
        'Directory',
        'OutputDirectories',
        'folder',
        'FolderName',
        'folder_name',
        'FolderPath',
        'folder_path',
        'UploadDir',
      ],
    ],
    ['schema', ['SchemaName', 'schema_name']],
    ['report', ['reportPath', 'report_path', 'reportAbsolutePath', 'report_absolute_path', 'MyReport_absolutePath']],
    [
      'bucket',
      [
        'bucket',
        'bucketName',
        'bucket_name',
        's3Bucket',
        's3_bucket',
        'containerName',
        'container_name',
        'compartment',
        'compartmentId',
        'compartment_name',
        'objectStorageNamespace',
        'object_storage_namespace',
      ],
    ],
    [
      'queue',
      [
        'queue',
        'Topic',
        'queueName',
        'queue_name',
        'topicName',
        'topic_name',
        'destinationName',
        'destination_name',
        'exchangeName',
        'exchange_name',
        'subscriptionName',
        'subscription_name',
        'queueManager',
        'queue_manager',
      ],
    ],
    [
      'share',
      [
        'driveId',
        'drive_id',
        'siteId',
        'site_id',
        'shareName',
        'share_name',
        'streamId',
        'stream_pool',
        'vaultId',
        'vault_name',
        'projectId',
        'project_id',
        'dataset',
      ],
    ],
  ])('finds each %s', async (what, names) => {
    for (const name of names) expect(await inEndpoint(name), name).toEqual([`${what} ORDERS (“call”)`])
  })

  it.each([
    'directoryMode',
    'folderSeparator',
    'mySchemaName',
    'schemaNames',
    'reportPathName',
    'reports',
    'myBucket',
    'bucketNames',
    'compartmentIds',
    'jmsQueue',
    'queueNames',
    'myDataset',
    'projectIds',
    'driveIdentity',
    'DownloadLogicalDirectory',
  ])('finds nothing in %s', async (name) => {
    expect(await inEndpoint(name)).toEqual([])
  })

  it('finds the topic that a streaming adapter notes among its metadata', async () => {
    const noted = async (value: string) => inEndpoint('TopicMetadata', value)
    expect(await noted('[TopicName=shop-orders,Partitions={}]')).toEqual(['queue shop-orders (“call”)'])
    expect(await noted('[Partitions={0,1},TopicName=shop-orders]')).toEqual(['queue shop-orders (“call”)'])
    expect(await noted('[TopicName=,Partitions={}]')).toEqual([])
    expect(await noted('[TopicName=%%topic,Partitions={}]')).toEqual([])
  })

  it('goes by the name behind the operation of a trigger', async () => {
    expect(await inEndpoint('start.SchemaName')).toEqual(['schema ORDERS (“call”)'])
  })

  it.each([
    '.',
    '/',
    'tmp',
    '/tmp',
    '/tmp/stage',
    'tmp/x',
    'TBD',
    'na',
    'N/A',
    'none',
    'null',
    'true',
    'Upload',
    'download',
    '*',
    ' ',
  ])('takes %j for a value that is the same everywhere', async (value) => {
    expect(await inEndpoint('directory', value)).toEqual([])
  })

  it.each(['x/tmp', '/tmpfiles', 'upload/orders', '..', 'nota', 'x true'])(
    'does not take %j for one',
    async (value) => {
      expect(await inEndpoint('directory', value)).toHaveLength(1)
    },
  )

  it('shows the value without quotes and white space around it', async () => {
    expect(await inEndpoint('directory', ` '/out/a' `)).toEqual(['directory /out/a (“call”)'])
    expect(await inEndpoint('directory', `"/out\n/a"`)).toEqual(['directory /out\n/a (“call”)'])
    expect(await inEndpoint('directory', `'/out"`)).toEqual([`directory '/out" (“call”)`])
    expect(await inEndpoint('directory', `'a' or 'b'x`)).toEqual([`directory 'a' or 'b'x (“call”)`])
    expect(await inEndpoint('directory', `x'a'`)).toEqual([`directory x'a' (“call”)`])
    expect(await inEndpoint('directory', `'/tmp'`)).toEqual([])
  })

  it.each(['{directory}', '$dir', '<dir>', 'a%%b', 'x'.repeat(301)])(
    'takes %j for no value of its own',
    async (value) => {
      expect(await inEndpoint('directory', value)).toEqual([])
    },
  )

  it('takes a value of 300 characters', async () => {
    expect(await inEndpoint('directory', 'x'.repeat(300))).toHaveLength(1)
  })

  it('leaves out OIC’s own endpoints, and samples', async () => {
    expect(await inEndpoint('directory', 'ORDERS', { adapterType: 'collocatedics' })).toEqual([])
    expect(await inEndpoint('directory', 'ORDERS', { adapterType: 'stagefile' })).toEqual([])
    expect(await inEndpoint('directory', 'ORDERS', { role: null })).toEqual([])
    expect(await inEndpoint('directory', 'ORDERS', { role: 'trigger', adapterType: 'ftp' })).toHaveLength(1)
    expect(
      await values({ endpoints: [endpoint({ directorySample: 'ORDERS' })] }, { properties: ['directorySample'] }),
    ).toEqual([])
  })

  it('looks at further properties, in any case', async () => {
    const further = (options: object) => values({ endpoints: [endpoint({ FileMask: 'ORDERS' })] }, options)
    expect(await further({ properties: ['filemask'] })).toEqual(['FileMask ORDERS (“call”)'])
    expect(await further({ properties: ['FILEMASK'] })).toEqual(['FileMask ORDERS (“call”)'])
    expect(await further({})).toEqual([])
  })

  it('lets values pass that are allowed, and lists each of the others once', async () => {
    const endpoints = [endpoint({ directory: '/in', folder: '/out' }), endpoint({ directory: '/in' })]
    expect(await values({ endpoints })).toEqual(['directory /in (“call”) and directory /out (“call”)'])
    expect(await values({ endpoints }, { allow: ['/in'] })).toEqual(['directory /out (“call”)'])
    expect(await values({ endpoints: [endpoint({ directory: '/in' }, { name: '' })] })).toEqual(['directory /in'])
  })

  it('is one finding an integration, under no key of its own', async () => {
    const found = await foundWith(environmentBoundValue, archiveWith({ endpoints: [endpoint({ directory: '/in' })] }), {
      allow: [],
      properties: [],
    })
    expect(found).toEqual([
      {
        archive: 'made.iar',
        entry: 'made.xml',
        line: 1,
        column: 1,
        message:
          'INTEGRATION has values of one environment in its endpoints: directory /in (“call”). Check that they hold in the target.',
        artifact: 'integration:INTEGRATION|01.00.0000',
        step: '',
        key: '',
      },
    ])
  })
})

describe('environment-bound-value, of what mappers fill', () => {
  it('finds paths of directories and reports, and buckets', async () => {
    expect(await inMapper('/ns1:request/ns1:directory', '/out/labels')).toEqual(['directory /out/labels (“step”)'])
    expect(await inMapper('/request/reportPath', '/Custom/A.xdo')).toEqual(['report /Custom/A.xdo (“step”)'])
    expect(await inMapper('/request/bucketName', 'orders')).toEqual(['bucket orders (“step”)'])
    expect(await inMapper('/request/bucketName', '', "'orders'")).toEqual(['bucket orders (“step”)'])
  })

  it('takes what is no path, and other names, for data', async () => {
    expect(await inMapper('/request/directory', 'labels')).toEqual([])
    expect(await inMapper('/request/schemaName', 'a/b')).toEqual([])
    expect(await inMapper('/request/queueName', 'a/b')).toEqual([])
    expect(await inMapper('/request/other', 'a/b')).toEqual([])
  })

  it('takes no literal of a comparison or of a function for the value', async () => {
    expect(await inMapper('/request/bucketName', '', "$a = 'orders'")).toEqual([])
    expect(await inMapper('/request/bucketName', '', "concat('orders', $a)")).toEqual([])
  })

  it('looks at further names when asked to', async () => {
    expect(await values({ actions: [mapping('/a/Mask', 'x')] }, { properties: ['mask'] })).toEqual(['Mask x (“step”)'])
  })

  it('does not look at other expressions', async () => {
    expect(await values({ actions: [expression("'/out/labels'", 'directory')] })).toEqual([])
  })
})

describe('environment-bound-value, of what other rules are for', () => {
  it('shows no address and no credential', async () => {
    expect(await inMapper('Folder', 'https://files.example.com/in?key=blue-horse1')).toEqual([])
    expect(await inEndpoint('bucket', 'https://ann:blue-horse1@files.example.com/orders')).toEqual([])
    expect(await inMapper('Folder', 'jdbc:oracle:thin:ann/blue-horse1@db.example.com:1521/ORDERS')).toEqual([])
    expect(await inMapper('Folder', 's3://ann:blue-horse1@orders/in')).toEqual([])
    expect(await inMapper('Folder', '/orders/in')).toHaveLength(1)
  })

  it('shows what is no address to hardcoded-url', async () => {
    expect(await inMapper('Folder', 's3://orders/in')).toHaveLength(1)
    expect(await inEndpoint('bucket', 'oci://orders@blue')).toEqual([])
    expect(await inEndpoint('bucket', 'oci://orders')).toHaveLength(1)
    expect(await inEndpoint('directory', 'http://files.example.com/in')).toHaveLength(1)
    expect(await inEndpoint('directory', 'https://files.example.com/in')).toEqual([])
  })
})
