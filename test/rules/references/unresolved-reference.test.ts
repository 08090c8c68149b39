import { describe, expect, it } from 'vitest'
import { unresolvedReference } from '../../../src/rules/references/unresolved-reference.js'
import { check } from '../../support/rules.js'
import { choosingMapper, chosenByLookup } from './chosen-child.js'
import { archive, calls, flow, made } from './made-run.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'

describe('unresolved-reference', () => {
  it('quotes the expression that chooses', async () => {
    const findings = await check(unresolvedReference, {
      fixture: INTAKE,
      change: [
        { path: '**/processor_40/**/expr.properties', replace: ["lookupValue('STORE_REGIONS'", 'lookupValue($table'] },
      ],
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('lookupValue($table')
    expect(findings[0]).toMatchObject({ severity: 'info', artifact: 'integration:ORDER_INTAKE|01.00.0000' })
  })

  it('does not quote the value for rows that are not there, which may be a password', async () => {
    const [finding] = await check(unresolvedReference, {
      fixture: INTAKE,
      change: [
        {
          path: '**/processor_40/**/expr.properties',
          replace: [
            ["lookupValue('STORE_REGIONS'", "lookupValue(concat('A,', $table)"],
            ["'UNKNOWN'", "'blue-horse1'"],
          ],
        },
      ],
    })
    expect(finding?.message).toContain(
      "by dvm:lookupValue(concat('A,', $table), 'STORE', /ns1:execute/ns1:storeId, 'REGION', …): check",
    )
  })

  it('names what the cells of a lookup allow, in one finding', async () => {
    const findings = await check(unresolvedReference, { fixture: INTAKE, change: chosenByLookup('1.2.0') })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain(
      'by the lookup CARRIERS, which names ORDER_FULFIL 1.0.0 (row 1) and CARRIER_B 1.2.0 (row 2)',
    )
    expect(findings[0]?.step).toBe('fulfilOrder')
  })

  it('says which child the call was drawn with where nothing tells the choice', async () => {
    const findings = await check(unresolvedReference, {
      fixture: INTAKE,
      change: [choosingMapper('<xsl:value-of select="/a/child"/>')],
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('drawn with ORDER_FULFIL 01.00.0000')
  })

  it('does not take a constant for a choice', async () => {
    expect(await check(unresolvedReference, { fixture: INTAKE, change: [choosingMapper('ORDER_FULFIL')] })).toEqual([])
  })
})

describe('unresolved-reference, of made flows', () => {
  const run = (...references: object[]) =>
    made(unresolvedReference, { archives: [archive({ integrations: [flow('CALLER', references)] })] })
  const lookup = (name: string | null, at = 'a1') => ({ kind: 'lookup', name, at })
  const chosen = (code: string | null, more: object = {}) => calls(code, { dynamic: true, at: 'a1', ...more })

  it('says of a lookup by what it is chosen, once a step', async () => {
    const { found } = await run(lookup(null), lookup(null), lookup('REGIONS'), lookup(null, 'a2'))
    expect(found.map(({ message, key, step }) => [message, key, step])).toEqual([
      [
        'In CALLER 01.00.0000 the lookup is chosen at run time by text: check by hand that each one it may be is there.',
        'lookup',
        '',
      ],
      [
        'In CALLER 01.00.0000 the lookup is chosen at run time by text: check by hand that each one it may be is there.',
        'lookup',
        '',
      ],
    ])
  })

  it('names each call of a step that computes a name', async () => {
    const by = (text: string) => ({ ...lookup(null), evidence: { entry: 'req.xsl', line: 3, column: 4, text } })
    const { messages } = await run(by('$first'), by('$second'), by('$first'))
    expect(messages.map((message) => message.split(': ')[0])).toEqual([
      'In CALLER 01.00.0000 the lookup is chosen at run time by $first and $second',
    ])
  })

  it('says of a child by what it is chosen', async () => {
    const end = 'check by hand that each one it may be is in the target.'
    const start = 'In CALLER 01.00.0000 the child integration is chosen at run time by'
    expect((await run(chosen(null))).messages).toEqual([`${start} text: ${end}`])
    expect((await run(chosen(null, { lookup: 'ROUTES' }))).messages).toEqual([
      `${start} the lookup ROUTES, which is not in the archive: ${end}`,
    ])
  })

  it('names the rows that choose it, those of the step alone', async () => {
    const { found } = await run(
      chosen('A', { lookup: 'ROUTES', lookupRow: 1 }),
      chosen(null, { lookup: 'ROUTES' }),
      chosen('B', { lookup: 'ROUTES', version: null }),
      chosen('C', { lookup: 'ROUTES', lookupRow: 3, at: 'a2' }),
    )
    expect(found.map(({ message, key }) => [message, key])).toEqual([
      [
        'In CALLER 01.00.0000 the child integration is chosen at run time by the lookup ROUTES, which names A 01.00.0000 (row 1) and B (row ?): each of them must be in the target.',
        'integration',
      ],
      [
        'In CALLER 01.00.0000 the child integration is chosen at run time by the lookup ROUTES, which names C 01.00.0000 (row 3): each of them must be in the target.',
        'integration',
      ],
    ])
  })

  it('says with which child the step was drawn', async () => {
    const drawn = await run(chosen(null), calls('OTHER', { at: 'a2' }), calls('A', { at: 'a1' }))
    expect(drawn.messages).toEqual([expect.stringMatching(/is in the target \(it was drawn with A 01\.00\.0000\)\.$/)])
    const without = await run(chosen(null), calls('A', { at: 'a1', version: null }))
    expect(without.messages).toEqual([expect.stringMatching(/ \(it was drawn with A\)\.$/)])
    const another = await run(chosen(null), chosen('B'), calls('OTHER', { at: 'a2' }))
    expect(another.messages).toEqual([expect.not.stringContaining('drawn')])
    expect((await run(lookup(null), calls('A', { at: 'a1' }))).messages).toEqual([expect.not.stringContaining('drawn')])
  })

  it('takes a constant in a mapper for no choice, and a child that is drawn for none', async () => {
    expect((await run(chosen('A'), calls('B', { at: 'a1' }), calls(null))).found).toEqual([])
  })
})

describe('unresolved-reference, of integrations that are called at their address', () => {
  const REST = '/ic/api/integration/v1/flows/rest'
  const endpoint = (value: string, more: object = {}, adapter = 'rest') => ({
    id: 'application_1',
    role: 'invoke',
    connection: 'HOME_REST',
    name: 'sendOn',
    configuration: {
      adapter,
      properties: [
        { name: 'HttpVerb', value: 'POST', entry: 'send.jca', line: 3, column: 5 },
        { name: 'ResourceURI', value, entry: 'send.jca', line: 4, column: 7 },
      ],
    },
    ...more,
  })
  const of = (...endpoints: object[]) =>
    made(unresolvedReference, { archives: [archive({ integrations: [flow('CALLER', [], { endpoints })] })] })

  it.each([
    [`${REST}/SEND_ON/1.0/parcels/{id}`, 'SEND_ON 1.0'],
    [`https://oic.example.com:443${REST}/SEND_ON/1.0`, 'SEND_ON 1.0'],
    [`${REST}/project/PARCELS/SEND_ON/2.1/parcels`, 'PARCELS/SEND_ON 2.1'],
    ['https://oic.example.com/ic/ws/integration/v1/flows/soap/SEND_ON/1.0/?wsdl', 'SEND_ON 1.0'],
    ['/integration/flowapi/rest/SEND_ON/v01/parcels', 'SEND_ON v01'],
    ['https://ics.example.com/integration/flowsvc/soap/SEND_ON/v01/?wsdl', 'SEND_ON v01'],
  ])('names the integration behind %s', async (address, child) => {
    const { found } = await of(endpoint(address))
    expect(found).toMatchObject([
      {
        message: `In CALLER 01.00.0000, step “sendOn”, the integration ${child} is called at its address, which OIC notes as no dependency: see that it is active where the connection HOME_REST leads to.`,
        entry: 'send.jca',
        line: 4,
        column: 7,
        step: 'sendOn',
        key: `address ${child}`,
      },
    ])
  })

  it.each([
    '/parcels/v1/flows/rest/SEND_ON/1.0',
    '/ic/api/integration/v1/integrations/SEND_ON%7C01.00.0000/activate',
    `${REST}/SEND_ON/latest/parcels`,
    `${REST}/SEND_ON/1.0x`,
  ])('says nothing of %s', async (address) => {
    expect((await of(endpoint(address))).found).toEqual([])
  })

  it('says nothing of a trigger, of a local call, and of what has no configuration', async () => {
    const address = `${REST}/SEND_ON/1.0`
    const local = endpoint(address, {}, 'collocatedics')
    local.configuration.properties.push({ name: 'integration_code', value: 'SEND_ON', entry: 'e', line: 1, column: 1 })
    expect(
      (await of(endpoint(address, { role: 'trigger' }), local, endpoint(address, { configuration: null }))).found,
    ).toEqual([])
  })
})
