import { describe, expect, it } from 'vitest'
import { missingDescription } from '../../../src/rules/quality/missing-description.js'
import { namingConvention } from '../../../src/rules/quality/naming-convention.js'
import { archiveOf, flowOf, foundIn, HERE, stepOf } from '../../support/model.js'

const connection = (parts: object = {}) => ({
  kind: 'connection',
  id: 'connection:SHOP',
  code: 'SHOP',
  name: 'Shop',
  description: '',
  preseeded: false,
  remote: null,
  location: HERE,
  ...parts,
})

describe('naming-convention', () => {
  const actions = [
    { id: 'p1', name: 'Round' },
    { id: 'p2', name: '' },
  ]
  const named = async (...steps: ReturnType<typeof stepOf>[]) =>
    foundIn(namingConvention, [archiveOf({ integrations: [flowOf({ steps, actions })] })], { actionName: 'x' })

  it('judges the action behind a step, at the step', async () => {
    expect(await named(stepOf('callout', { name: 'Shown', action: 'p1' }))).toEqual([
      {
        archive: 'a.iar',
        ...HERE,
        artifact: 'integration:ORDERS|01.00.0000',
        step: 'Shown',
        message: 'The action name in ORDERS Round does not match x: rename it.',
        key: 'actionName Round',
      },
    ])
  })

  it.each([
    ['has no action', stepOf('invoke', { endpoint: 'a' })],
    ['names no action', stepOf('callout', { action: '' })],
    ['names one that is not there', stepOf('callout', { action: 'p7' })],
    ['names one without a name', stepOf('callout', { action: 'p2' })],
  ])('passes over a step that %s', async (_, step) => {
    expect(await named(step)).toEqual([])
  })

  it('judges codes, names and versions of integrations alone, and actions of agents too', async () => {
    const agent = { ...flowOf({ kind: 'agent', steps: [stepOf('callout', { action: 'p1' })], actions }) }
    const options = { integrationCode: 'x', integrationName: 'x', integrationVersion: 'x', actionName: 'x' }
    const found = await foundIn(namingConvention, [archiveOf({ agents: [agent] })], options)
    expect(found.map(({ key }) => key)).toEqual(['actionName Round'])
  })

  it('passes over OIC’s own connections and those of other projects', async () => {
    const connections = [connection({ preseeded: true }), connection({ remote: 'OTHER' })]
    expect(await foundIn(namingConvention, [archiveOf({ connections })], { connectionCode: 'x' })).toEqual([])
  })

  it.each([
    ['Sh', 1],
    ['.hop', 0],
    ['hop', 1],
    ['Shop|Till', 0],
    ['\\p{Lu}\\p{Ll}+', 0],
  ])('takes %s for %i faults', async (pattern, count) => {
    const archive = archiveOf({ connections: [connection()] })
    expect(await foundIn(namingConvention, [archive], { connectionName: pattern })).toHaveLength(count)
  })

  it('refuses what is no regular expression', async () => {
    await expect(foundIn(namingConvention, [], { connectionName: '(' })).rejects.toThrow(
      'options.connectionName: expected a regular expression',
    )
  })
})

describe('missing-description', () => {
  const found = async (parts: object, options: object = {}) =>
    (await foundIn(missingDescription, [archiveOf(parts)], options)).map(({ message }) => message)

  it('calls an integration and a connection by code, a lookup by name', async () => {
    const lookup = { kind: 'lookup', name: 'REGIONS', code: 'no', id: 'l', description: '\t', location: HERE }
    expect(
      await found({ integrations: [flowOf({})], connections: [connection({ description: '  ' })], lookups: [lookup] }),
    ).toEqual([
      'The integration ORDERS has no description: say what it is for.',
      'The lookup REGIONS has no description: say what it is for.',
      'The connection SHOP has no description: say what it is for.',
    ])
  })

  it('passes over OIC’s own connections, those of other projects, and described ones', async () => {
    const connections = [
      connection({ preseeded: true }),
      connection({ remote: 'OTHER' }),
      connection({ description: 'The shop' }),
    ]
    expect(await found({ connections })).toEqual([])
  })

  it('looks at the kinds that are asked for', async () => {
    const parts = { integrations: [flowOf({})], connections: [connection()] }
    expect(await found(parts, { kinds: ['connection'] })).toEqual([
      'The connection SHOP has no description: say what it is for.',
    ])
  })
})
