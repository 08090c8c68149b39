/** A pick: triggers that share one adapter configuration, in which the name of each stands before what is its own. */
import { describe, expect, it } from 'vitest'
import { diffArchives } from '../../src/diff/index.js'
import { contentOf } from '../../src/model/content.js'
import { type Archive, readArchive } from '../../src/model/index.js'
import { changedFixture } from '../support/fixture.js'
import { tree } from '../support/zip.js'

const DESK = 'flow/PARCEL_DESK_01.00.0000'
const FOLDER = 'icspackage/project/PARCEL_DESK_01.00.0000/'
const PROJECT = `${FOLDER}PROJECT-INF/project.xml`
const JCA = 'resources/processor_30/resourcegroup_31/request_REQUEST.jca'

const property = (name: string, value: string) => `<property name="${name}" value="${value}"/>`
const operation = (name: string, verb: string, path: string) =>
  property(`${name}.targetOperation`, 'execute') +
  property(`${name}.HttpVerb`, verb) +
  property(`${name}.RequestMediaType`, 'application/json') +
  property(`${name}.ResourceURI`, path) +
  property(`${name}.operations`, name)

const QUOTE = operation('quoteParcel', 'POST', '/quotes')
const BOOK = operation('bookParcel', 'PATCH', '/bookings')
const SHARED =
  property('operations', 'quoteParcel,bookParcel') +
  property('targetOperation', 'execute') +
  property('RequestMediaType', 'application/xml')

const GROUP = `<ns2:resourceGroup name="resourcegroup_31"><ns2:resource name="resource_32" location="../${JCA}" type="jca"/></ns2:resourceGroup>`

/** The parcel desk with an adapter configuration at its pick. */
async function desk(
  properties: string,
  edit = (project: string) => project,
  policy = 'BASIC',
  adapter = 'REST',
): Promise<Archive> {
  const project = Buffer.from(tree(DESK)[PROJECT] ?? '').toString()
  const named = '<ns2:processorName>request</ns2:processorName>'
  if (!project.includes(named)) throw new Error('no pick')
  return readArchive(
    changedFixture(DESK, {
      [PROJECT]: edit(project.replace(named, GROUP + named)),
      [`${FOLDER}${JCA}`]: `<adapter-config name="requestPortType" adapter="${adapter}" xmlns="http://platform.integration.oracle/blocks/adapter/fw/metadata"><connection-factory location="cloud/CloudAdapter"><non-managed-connection>${property('securityPolicy', policy)}</non-managed-connection></connection-factory><endpoint-activation portType="requestPortType" operation="execute"><activation-spec className="oracle.tip.adapter.cloud.CloudActivationSpec">${properties}</activation-spec></endpoint-activation></adapter-config>`,
    }),
  )
}

/** Without the second trigger. */
const quoteOnly = (project: string) =>
  project
    .replace(/<ns2:(application) name="application_1[13]0">[\s\S]*?<\/ns2:\1>/g, '')
    .replace(/<ns2:(processor) name="processor_(?:20|35)">[\s\S]*?<\/ns2:\1>/g, '')
    .replace(/<ns2:pickReceive id="pr1"[\s\S]*?<\/ns2:pickReceive>/, '')

async function said(old: Archive, new_: Archive) {
  const { artifacts } = await diffArchives(old, new_)
  return artifacts.map(({ contract, suggestedVersion, changes }) => ({
    contract,
    suggestedVersion,
    changes: changes.map((one) => `${one.change} ${one.what} ${one.path} ${one.effect}`),
  }))
}

const telling = (...changes: string[]) => ({ contract: 'breaking', suggestedVersion: '02.00.0000', changes })

describe('the triggers of a pick', () => {
  it('are added one by one, without harm to the others', async () => {
    const [one, both] = [
      await desk(QUOTE + SHARED.replace(',bookParcel', ''), quoteOnly),
      await desk(QUOTE + BOOK + SHARED),
    ]
    expect(await said(one, both)).toEqual([
      {
        contract: 'compatible',
        suggestedVersion: '01.01.0000',
        changes: ['added step Pick request > Trigger bookParcel compatible'],
      },
    ])
    expect(await said(both, one)).toEqual([telling('removed step Pick request > Trigger bookParcel breaking')])
  })

  it('tell a change of their own once, where it is', async () => {
    const old = await desk(QUOTE + BOOK + SHARED)
    expect(await said(old, await desk(QUOTE + BOOK.replace('/bookings', '/orders') + SHARED))).toEqual([
      telling('changed property Pick request > Trigger bookParcel > ResourceURI breaking'),
    ])
    expect(await said(old, await desk(QUOTE.replace('POST', 'PUT') + BOOK + SHARED))).toEqual([
      telling('changed property Pick request > Trigger quoteParcel > HttpVerb breaking'),
    ])
  })

  it('leave what they share to the pick', async () => {
    const old = await desk(QUOTE + BOOK + SHARED)
    expect(await said(old, await desk(QUOTE + BOOK + SHARED, undefined, 'OAUTH'))).toEqual([
      telling('changed property Pick request > securityPolicy breaking'),
    ])
  })

  it('leave their adapter and their connection to the pick', async () => {
    const old = await desk(QUOTE + BOOK + SHARED)
    const soap = await desk(QUOTE + BOOK + SHARED, undefined, undefined, 'SOAP')
    expect(await said(old, soap)).toEqual([telling('changed adapter Pick request breaking')])
    const other = (project: string) => project.replace(/<ns2:code>RETAIL_REST_TRIGGER</g, '<ns2:code>COUNTER_REST<')
    expect(await said(old, await desk(QUOTE + BOOK + SHARED, other))).toEqual([
      {
        contract: 'unchanged',
        suggestedVersion: '01.00.0001',
        changes: ['changed connection Pick request null'],
      },
    ])
    const first = (project: string) => project.replace('<ns2:code>RETAIL_REST_TRIGGER<', '<ns2:code>COUNTER_REST<')
    expect((await said(old, await desk(QUOTE + BOOK + SHARED, first)))[0]?.changes).toEqual([
      'removed connection Pick request null',
      'added connection Pick request > Trigger quoteParcel null',
      'added connection Pick request > Trigger bookParcel null',
    ])
  })

  it('tell an address once, where project.xml repeats what the adapter configuration says', async () => {
    const repeating = (quotes: string, verb = 'POST') =>
      desk(QUOTE.replace('/quotes', quotes).replace('POST', verb) + BOOK + SHARED, (project) =>
        project.replace(
          /(<ns2:name>quoteParcel<\/ns2:name>)/,
          `$1${`${property('verb', verb)}${property('resourceUrl', quotes)}`.replaceAll('<property', '<ns2:property')}`,
        ),
      )
    const old = await repeating('/quotes')
    expect(await said(old, await repeating('/offers'))).toEqual([
      telling('changed property Pick request > Trigger quoteParcel > ResourceURI breaking'),
    ])
    expect(await said(old, await repeating('/quotes', 'PUT'))).toEqual([
      telling('changed property Pick request > Trigger quoteParcel > HttpVerb breaking'),
    ])
    expect(await said(old, await desk(QUOTE + BOOK + SHARED))).toEqual([])
  })

  it('leave to the pick what stands there under the name of none of them', async () => {
    const old = await desk(QUOTE + BOOK + SHARED)
    const stray = operation('track', 'GET', '/parcels')
    const told = await said(old, await desk(QUOTE + BOOK + stray + SHARED.replace('bookParcel', 'bookParcel,track')))
    expect(told[0]?.changes).toContain('added property Pick request > track.ResourceURI breaking')
    expect(told[0]?.changes).toContain('added property Pick request > operations null')
  })

  it('do not go by the order in which they are listed', async () => {
    const old = await desk(QUOTE + BOOK + SHARED)
    const new_ = await desk(BOOK + QUOTE + SHARED.replace('quoteParcel,bookParcel', 'bookParcel, quoteParcel'))
    expect(await said(old, new_)).toEqual([])
    expect(old.integrations.map(contentOf)).toEqual(new_.integrations.map(contentOf))
  })

  it('say what their file says, to whoever asks whether two copies are the same', async () => {
    const old = await desk(QUOTE + BOOK + SHARED)
    const swapped = BOOK.replace('/bookings', '/quotes') + QUOTE.replace('/quotes', '/bookings')
    const new_ = await desk(swapped + SHARED)
    expect(old.integrations.map(contentOf)).not.toEqual(new_.integrations.map(contentOf))
  })
})
