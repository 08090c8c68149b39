import { describe, expect, it } from 'vitest'
import { buildGraph } from '../../src/graph/index.js'
import type { Archive } from '../../src/model/index.js'
import { type Example, prepare } from '../support/examples.js'

const KEY = 'USER|PGP|PUBLIC|PARTNER_KEY'
const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const PROJECT_XML = '**/ORDER_FULFIL_01.00.0000/PROJECT-INF/project.xml'
const NAME = '<ns2:processorName>writeLabel</ns2:processorName>'
const FILE = '<property name="Append" value="false"/>'

const noted = (id: string) => ({
  path: PROJECT_XML,
  replace: [NAME, `<ns2:property name="dependent-pgp-key" value="${id}"/>${NAME}`] as [string, string],
})
const configured = (...properties: readonly (readonly [name: string, value: string])[]) => ({
  path: '**/writeLabel_REQUEST.jca',
  replace: [FILE, properties.map(([name, value]) => `<property name="${name}" value="${value}"/>`).join('')] as [
    string,
    string,
  ],
})
const encrypting = configured(['encryptContent', 'true'], ['encryptPGPKey', KEY])

async function read(example: Example): Promise<Archive> {
  const [archive] = (await prepare(example)).archives
  if (archive === undefined) throw new Error('no archive')
  return archive
}

async function keysOf(...change: NonNullable<Example['change']>) {
  const [flow] = (await read({ fixture: FULFIL, change })).integrations
  const references = (flow?.references ?? []).flatMap((each) => (each.kind === 'certificate' ? [each] : []))
  return references.filter(({ connection }) => connection === '')
}

describe('a key that a stage file encrypts with', () => {
  it('is named where OIC notes it, and in the configuration', async () => {
    const found = await keysOf(noted(KEY), encrypting)
    expect(found).toMatchObject([
      { alias: 'PARTNER_KEY', at: 'processor_87', evidence: { line: 274, text: 'PARTNER_KEY' } },
      { alias: 'PARTNER_KEY', at: 'processor_87', evidence: { line: 8, text: 'PARTNER_KEY' } },
    ])
    expect(found.map(({ evidence }) => evidence.entry.slice(evidence.entry.lastIndexOf('/') + 1))).toEqual([
      'project.xml',
      'writeLabel_REQUEST.jca',
    ])
    expect(found.every(({ evidence }) => evidence.column !== null && evidence.column > 1)).toBe(true)
  })

  it('is one dependency, and one edge of the graph with both places', async () => {
    const archive = await read({ fixture: FULFIL, change: [noted(KEY), encrypting] })
    expect(archive.integrations[0]?.dependencies.certificates).toEqual(['CARRIER_HOST_KEY', 'PARTNER_KEY'])
    const edges = buildGraph([archive]).edgesTo('certificate:PARTNER_KEY')
    expect(edges).toMatchObject([{ from: 'integration:ORDER_FULFIL|01.00.0000', kind: 'uses-certificate' }])
    expect(edges[0]?.evidence).toHaveLength(2)
  })

  it('is its alias where the id has no parts', async () => {
    expect(await keysOf(noted('PARTNER_KEY'))).toMatchObject([{ alias: 'PARTNER_KEY' }])
  })

  it('is each of a list', async () => {
    expect(await keysOf(noted(`${KEY},USER|PGP|PRIVATE|OWN_KEY`))).toMatchObject([
      { alias: 'PARTNER_KEY' },
      { alias: 'OWN_KEY' },
    ])
  })

  it('is none where nothing is encrypted, and where a placeholder or no value stands', async () => {
    expect(await keysOf(configured(['encryptContent', 'false'], ['encryptPGPKey', KEY]))).toEqual([])
    expect(await keysOf(configured(['encryptPGPKey', '%%x_key']))).toEqual([])
    expect(await keysOf(configured(['encryptPGPKey', '']), noted(''))).toEqual([])
  })

  it('is one for another use too', async () => {
    expect(await keysOf(configured(['verifyContent', 'true'], ['verifyPGPKey', KEY]))).toHaveLength(1)
  })
})

describe('a key of an endpoint', () => {
  it('is named where OIC notes it', async () => {
    const own = '<ns2:property name="hasAttachment" value="false"/>'
    const found = await keysOf({
      path: PROJECT_XML,
      replace: [own, `${own}<ns2:property name="dependent-pgp-key" value="${KEY}"/>`],
    })
    expect(found[0]).toMatchObject({ alias: 'PARTNER_KEY', at: 'application_8' })
    expect(found[0]?.evidence.line).toBeGreaterThan(1)
  })
})

describe('keys, compared with what info.json lists', () => {
  const RETURNS = 'retail-dev/RETURNS_PROJECT'
  const SUBSCRIBES = '<ns2:property name="hasAttachment" value="false"/>'
  const watcher = async (keys: readonly string[], listed: readonly string[] | null) => {
    const properties = keys.map((key) => `<ns2:property name="dependent-pgp-key" value="${key}"/>`).join('')
    const change = [
      { path: '**/RETURN_WATCHER_01.00.0000/PROJECT-INF/project.xml', replace: [SUBSCRIBES, SUBSCRIBES + properties] },
      {
        path: '**/RETURN_WATCHER_01.00.0000/info.json',
        replace: [
          '"dependencies":{',
          `"dependencies":{${listed === null ? '' : `"certificates":${JSON.stringify(listed)},`}`,
        ],
      },
    ] as NonNullable<Example['change']>
    const { diagnostics } = await read({ fixture: RETURNS, change })
    return diagnostics.filter(({ code }) => code === 'self-check').map(({ message }) => message)
  }

  it('agree where both name one', async () => {
    expect(await watcher([KEY], [KEY])).toEqual([])
  })

  it('are a disagreement where only one does', async () => {
    expect(await watcher([], [KEY])).toMatchObject([
      expect.stringContaining('OIC lists PARTNER_KEY among the certificates'),
    ])
    expect(await watcher([KEY], ['USER|PGP|PUBLIC|OTHER'])).toHaveLength(2)
  })

  it('are none where OIC lists no certificates at all', async () => {
    expect(await watcher([KEY], null)).toEqual([])
  })

  it('leave out what connections name', async () => {
    const named = (listed: string) => ({
      fixture: RETURNS,
      change: [
        {
          path: '**/connections/APPLICATION_EVENT_CONNECTION.xml',
          replace: [
            '</connectionProperties>',
            '<connectionProperty><name>keyStore</name><value>EVENT_KEY</value></connectionProperty></connectionProperties>',
          ] as [string, string],
        },
        {
          path: '**/RETURN_WATCHER_01.00.0000/info.json',
          replace: ['"dependencies":{', `"dependencies":{"certificates":${listed},`] as [string, string],
        },
      ],
    })
    for (const listed of ['[]', '["EVENT_KEY"]']) {
      const archive = await read(named(listed))
      const watcherFlow = archive.integrations.find(({ code }) => code === 'RETURN_WATCHER')
      expect(watcherFlow?.dependencies.certificates).toEqual(['EVENT_KEY'])
      expect(archive.diagnostics.filter(({ code }) => code === 'self-check')).toEqual([])
    }
  })
})
