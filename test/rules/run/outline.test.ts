import { describe, expect, it } from 'vitest'
import { IarkitError } from '../../../src/base/errors.js'
import type { Archive, Connection, Entry } from '../../../src/model/index.js'
import { fromPlain, toPlain } from '../../../src/model/plain.js'
import { stepNameOf } from '../../../src/rules/flows.js'
import { isOutlined, outlineOf, wholeOf } from '../../../src/rules/outline.js'
import { prepare } from '../../support/examples.js'

const { archives } = await prepare({ estate: true })

const ATTACHMENT =
  '<attachments><attachment><propertyName>wsdl</propertyName><attachmentName>a.bin</attachmentName><content>QUJD</content></attachment></attachments>'
const { archives: carrying } = await prepare({
  fixture: 'flow/PARCEL_DESK_01.00.0000',
  change: [{ path: '**/CARRIER_REST.xml', replace: ['<attachments/>', ATTACHMENT] }],
})

describe.each([...archives, ...carrying].map((archive) => [archive.file, archive] as const))(
  'the outline of %s',
  (_, archive) => {
    const outline = outlineOf(archive)

    it('keeps identities and references of flows, and none of their content', () => {
      const flows = [...archive.integrations, ...archive.agents]
      const outlined = [...outline.integrations, ...outline.agents]
      expect(outlined.map(({ id }) => id)).toEqual(flows.map(({ id }) => id))
      for (const [at, flow] of outlined.entries()) {
        const whole = flows[at]
        const referring = new Set(whole?.references.map((reference) => reference.at))
        expect(flow).toMatchObject({
          code: whole?.code,
          version: whole?.version,
          references: whole?.references,
          location: whole?.location,
        })
        expect(flow.endpoints.map(({ id }) => id)).toEqual(
          whole?.endpoints.map(({ id }) => id).filter((id) => referring.has(id)),
        )
        expect(flow.actions.map(({ id }) => id)).toEqual(
          whole?.actions.map(({ id }) => id).filter((id) => referring.has(id)),
        )
        expect(flow).toMatchObject({
          description: whole?.description,
          businessIdentifiers: [],
          steps: [],
          wires: [],
          messages: [],
          actionCounts: {},
          unknownElements: [],
        })
        expect(flow.recorded).toEqual({ ...whole?.recorded, processorCount: null })
        for (const endpoint of flow.endpoints) {
          const full = whole?.endpoints.find(({ id }) => id === endpoint.id)
          expect(endpoint).toEqual({
            ...full,
            name: whole === undefined ? '' : stepNameOf(whole, endpoint.id),
            description: '',
            configuration: null,
            eventTypes: [],
            resources: [],
            properties: {},
            propertiesAt: {},
          })
        }
        for (const { name, ...action } of flow.actions) {
          const full = whole?.actions.find(({ id }) => id === action.id)
          const kept = { id: full?.id, type: full?.type, role: full?.role, location: full?.location }
          const lists = {
            expressions: [],
            mappers: [],
            stitches: [],
            trackingVariables: [],
            resources: [],
            outputs: [],
          }
          expect(action).toEqual({
            ...kept,
            ...lists,
            description: '',
            properties: {},
            propertiesAt: {},
            notification: null,
            configuration: null,
          })
          expect(typeof name).toBe('string')
        }
      }
    })

    it('keeps connections without their bytes, lookups and libraries whole, and no files', async () => {
      expect(outline.lookups).toEqual(archive.lookups)
      expect(outline.libraries).toEqual(archive.libraries)
      expect(outline.b2bArtifacts).toEqual([])
      expect(outline.recordings).toEqual([])
      expect(outline.containers).toEqual([])
      for (const [at, connection] of outline.connections.entries()) {
        const whole = archive.connections[at]
        const names = whole?.attachments.map(({ bytes: _bytes, ...attachment }) => attachment)
        expect(connection.attachments.map(({ bytes: _bytes, ...attachment }) => attachment)).toEqual(names)
        expect({ ...connection, attachments: [] }).toEqual({ ...whole, audit: [], attachments: [] })
        for (const { bytes } of connection.attachments) expect(() => bytes()).toThrow(IarkitError)
      }
      for (const kind of ['tools', 'patterns', 'promptTemplates'] as const)
        expect(outline[kind]).toEqual(archive[kind].map((item) => ({ ...item, content: null })))
    })

    it('is the same when it has been plain data', () => {
      expect(fromPlain(structuredClone(toPlain(outline)))).toEqual(outline)
    })
  },
)

const entry = (path: string, role: Entry['role']): Entry => ({
  path,
  role,
  size: 1,
  zip: null,
  bytes: async () => new Uint8Array(),
})

describe('an outline', () => {
  const [first] = archives as [Archive, ...Archive[]]
  const location = { entry: 'bad.xml', line: 1, column: 1, offset: 0 }
  const diagnostic = (code: string, at: string) =>
    ({
      code,
      severity: 'warning',
      message: 'm',
      ...location,
      entry: at,
      file: first.file,
    }) as unknown as Archive['diagnostics'][number]
  const strange: Archive = {
    ...first,
    entries: [
      entry('p', 'process-automation'),
      entry('r', 'rpa'),
      entry('bad.xml', 'mapper'),
      entry('good.xml', 'mapper'),
      entry('odd.xml', 'mapper'),
    ],
    diagnostics: [
      diagnostic('malformed-content', 'bad.xml'),
      diagnostic('bundled-copies-differ', 'good.xml'),
      diagnostic('junk', 'odd.xml'),
    ],
    tools: [{ id: 'tool:T', content: 'x' }] as unknown as Archive['tools'],
    patterns: [{ id: 'pattern:P', content: 'x' }] as unknown as Archive['patterns'],
    promptTemplates: [{ id: 'prompt:T', content: 'x' }] as unknown as Archive['promptTemplates'],
  }
  const outline = outlineOf(strange)

  it('keeps the files that tell something by being there, or could not be read', () => {
    expect(outline.entries.map(({ path, role, size, zip }) => [path, role, size, zip])).toEqual([
      ['p', 'process-automation', 1, null],
      ['r', 'rpa', 1, null],
      ['bad.xml', 'mapper', 1, null],
    ])
  })

  it('keeps the diagnostics that rules of a run go by', () => {
    expect(outline.diagnostics.map(({ code }) => code)).toEqual(['malformed-content', 'bundled-copies-differ'])
  })

  it('keeps what projects hold, without its content', () => {
    expect(outline.tools).toEqual([{ id: 'tool:T', content: null }])
    expect(outline.patterns).toEqual([{ id: 'pattern:P', content: null }])
    expect(outline.promptTemplates).toEqual([{ id: 'prompt:T', content: null }])
  })

  it('gives no bytes, before and after it was plain data', async () => {
    for (const { entries } of [outline, fromPlain(structuredClone(toPlain(outline)))]) {
      const error = await entries[0]?.bytes().catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(IarkitError)
      expect(error).toMatchObject({
        code: 'usage',
        message: 'An outline of an archive holds no files: ask for the whole archive.',
      })
    }
  })
})

describe('a connection with an attachment', () => {
  const [held] = carrying.flatMap((archive) =>
    archive.connections.flatMap((artifact) => (artifact.attachments.length > 0 ? [{ archive, artifact }] : [])),
  )
  if (held === undefined) throw new Error('No connection of the fixtures has an attachment.')
  const { archive, artifact } = held
  const outlined = outlineOf(archive).connections.find(({ id }) => id === artifact.id)

  it('is known as outlined, and only as a connection', () => {
    expect(isOutlined(outlined ?? { kind: '' })).toBe(true)
    expect(isOutlined(artifact)).toBe(false)
    const without: Connection = { ...artifact, attachments: [] }
    expect(isOutlined(without)).toBe(false)
    expect(isOutlined({ kind: 'lookup' })).toBe(false)
    expect(() => outlined?.attachments[0]?.bytes()).toThrow('ask for the whole archive')
  })

  it('is found again in the whole archive', async () => {
    const outline = outlineOf(archive)
    const again = await wholeOf({ archive: outline, artifact: outlined ?? artifact }, async () => archive)
    expect(again.archive).toBe(archive)
    expect(again.artifact).toBe(artifact)
    const elsewhere = { ...artifact, id: 'connection:ELSEWHERE' }
    expect((await wholeOf({ archive: outline, artifact: elsewhere }, async () => archive)).artifact).toBe(elsewhere)
  })
})
