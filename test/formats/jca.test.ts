import { describe, expect, it } from 'vitest'
import { readJca } from '../../src/formats/jca.js'

const NAMESPACE = 'http://platform.integration.oracle/blocks/adapter/fw/metadata'

const ORDERS = `<adapter-config name="ordersPortType" adapter="REST" wsdlLocation="orders.wsdl" xmlns="${NAMESPACE}">
  <connection-factory location="cloud/CloudAdapter">
    <non-managed-connection managedConnectionFactoryClassName="example.Factory">
      <property name="securityPolicy" value="NONE"/>
    </non-managed-connection>
  </connection-factory>
  <endpoint-activation portType="ordersPortType" operation="execute">
    <activation-spec className="example.Spec">
      <property name="targetOperation" value="execute"/>
      <property value="POST &amp; more" name="HttpVerb"/>
      <property name="targetOperation" value="second"/>
      <property name="spare"/>
    </activation-spec>
  </endpoint-activation>
</adapter-config>`

describe('an adapter configuration', () => {
  it('has its properties in order, repeated names too, with the places of their values', () => {
    const { value, problems } = readJca('orders.jca', ORDERS)
    expect(problems).toEqual([])
    expect(value?.adapter).toBe('REST')
    expect(value?.agentGroup).toBeNull()
    expect(value?.properties).toEqual([
      { name: 'securityPolicy', value: 'NONE', part: 'connection', entry: 'orders.jca', line: 4, column: 46 },
      { name: 'targetOperation', value: 'execute', part: 'interaction', entry: 'orders.jca', line: 9, column: 47 },
      { name: 'HttpVerb', value: 'POST & more', part: 'interaction', entry: 'orders.jca', line: 10, column: 24 },
      { name: 'targetOperation', value: 'second', part: 'interaction', entry: 'orders.jca', line: 11, column: 47 },
      { name: 'spare', value: '', part: 'interaction', entry: 'orders.jca', line: 12, column: 7 },
    ])
  })

  it('reads the same without a namespace, or with a prefix', () => {
    const bare = ORDERS.replace(` xmlns="${NAMESPACE}"`, '')
    const prefixed = ORDERS.replace('xmlns=', 'xmlns:j=').replaceAll(/<(\/?)([a-z])/g, '<$1j:$2')
    const values = (text: string) =>
      readJca('a.jca', text).value?.properties.map(({ name, value, part }) => [name, value, part])
    expect(values(bare)).toEqual(values(ORDERS))
    expect(values(prefixed)).toEqual(values(ORDERS))
    expect(readJca('a.jca', prefixed).problems).toEqual([])
  })

  it('names the agent group of an endpoint behind a firewall', () => {
    const text = ORDERS.replace('operation="execute">', 'operation="execute" onpremise="true" agent="STORES_AGENTS">')
    expect(readJca('a.jca', text).value?.agentGroup).toBe('STORES_AGENTS')
  })

  it('keeps an adapter that nobody knows', () => {
    expect(readJca('a.jca', '<adapter-config adapter="oracle:teleporter"/>')).toEqual({
      value: { adapter: 'oracle:teleporter', path: 'a.jca', properties: [], agentGroup: null },
      problems: [],
    })
  })

  it('says so where no adapter or no property name is given', () => {
    const { value, problems } = readJca('a.jca', '<adapter-config><property value="secret-1"/></adapter-config>')
    expect(value?.properties).toEqual([])
    expect(problems.map(({ severity }) => severity)).toEqual(['warning', 'warning'])
    expect(JSON.stringify(problems)).not.toContain('secret-1')
  })

  it.each([
    ['', 'an empty file'],
    ['<definitions/>', 'another document'],
    ['no markup', 'plain text'],
  ])('gives nothing for %j (%s), and says why', (text) => {
    const { value, problems } = readJca('a.jca', text)
    expect(value).toBeNull()
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true)
  })
})

describe('what is wrong with an adapter configuration', () => {
  const said = (text: string) =>
    readJca('a.jca', text).problems.map(({ code, severity, message }) => [code, severity, message])

  it('is said in words', () => {
    expect(said('<adapter-config><property value="1"/></adapter-config>')).toEqual([
      ['malformed-content', 'warning', 'The adapter configuration names no adapter.'],
      ['malformed-content', 'warning', 'A property has no name; it was left out.'],
    ])
    expect(said('<definitions/>')).toEqual([
      ['malformed-content', 'error', 'The root element is definitions; a .jca file has adapter-config.'],
    ])
    expect(said('<adapter-config adapter=" "/>')).toHaveLength(1)
  })
})

it('an agent group is the endpoint’s, without blanks around it, and of no other element', () => {
  const { value } = readJca(
    'a.jca',
    '<adapter-config adapter=" REST "><connection-factory agent="NOT_THIS"/><endpoint-interaction agent=" STORES "/></adapter-config>',
  )
  expect(value).toMatchObject({ adapter: 'REST', agentGroup: 'STORES' })
})
