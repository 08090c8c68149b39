import { expect, it } from 'vitest'
import { readDeployment } from '../../src/formats/deployment.js'

it('lists integrations and agents as CODE|VERSION', () => {
  const { value, problems } = readDeployment(
    'NIGHTLY.json',
    JSON.stringify({
      name: 'Nightly',
      code: 'NIGHTLY',
      revision: 3,
      integrations: [{ code: 'ORDER_SYNC', version: '01.00.0000' }, 'STOCK|02.00.0000', { id: 'PRICES|01.00.0000' }],
      agents: [{ code: 'HELPER', version: '01.00.0000' }],
    }),
  )
  expect(problems).toEqual([])
  expect(value).toMatchObject({
    code: 'NIGHTLY',
    name: 'Nightly',
    revision: '3',
    integrations: ['ORDER_SYNC|01.00.0000', 'STOCK|02.00.0000', 'PRICES|01.00.0000'],
    agents: ['HELPER|01.00.0000'],
  })
})

it('lists robots, decisions, trading partners and whatever else goes with it', () => {
  const { value, problems } = readDeployment(
    'NIGHTLY.json',
    JSON.stringify({
      code: 'NIGHTLY',
      robots: [{ identifier: 'MATCH_SLIPS', version: '01.00.0000' }],
      decisions: [{ identifier: 'REFUND_RULES', version: '02.00.0000' }],
      b2btradingpartners: [{ code: 'NORTH_STORES', version: '01.00.0000' }],
      integrations: [],
      shields: [{ id: 'S|1' }, {}],
      smartTags: ['style:scheduled'],
      origin: { code: 'X' },
    }),
  )
  expect(problems).toEqual([])
  expect(value?.others).toEqual([
    { kind: 'robots', id: 'MATCH_SLIPS|01.00.0000' },
    { kind: 'decisions', id: 'REFUND_RULES|02.00.0000' },
    { kind: 'b2btradingpartners', id: 'NORTH_STORES|01.00.0000' },
    { kind: 'shields', id: 'S|1' },
  ])
})

it('may list nothing, but has a code', () => {
  expect(readDeployment('a', '{"code":"A"}')).toMatchObject({ value: { integrations: [], agents: [] }, problems: [] })
  expect(readDeployment('a', '{}').problems).toMatchObject([{ severity: 'error' }])
  expect(readDeployment('a', '[]').value).toBeNull()
})

it('is known by its id where it has no code', () => {
  expect(readDeployment('a', '{"id":"NIGHTLY"}')).toMatchObject({ value: { code: 'NIGHTLY' }, problems: [] })
})

it('says in words what is wrong with it, once', () => {
  const said = (text: string) =>
    readDeployment('a', text).problems.map(({ line, column, message }) => [line, column, message])
  expect(said('\n {}')).toEqual([[2, 2, 'The deployment has no code.']])
  expect(said(' []')).toEqual([[1, 2, 'The deployment is not an object.']])
  expect(readDeployment('a', ' ')).toMatchObject({ value: null, problems: [{ message: 'The file is empty.' }] })
})
