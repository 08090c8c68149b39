/** What is told of changes that are too long or too many. */
import { describe, expect, it } from 'vitest'
import { compareForms, type Room } from '../../src/diff/compare.js'
import { describe as described, lines } from '../../src/diff/describe.js'
import { fact, type Part, part } from '../../src/diff/part.js'

function flow(...steps: Part[]): Part {
  return part({ what: 'integration', key: '', label: '', steps })
}

const step = (kind: string, name: string, says: string, ...steps: Part[]) =>
  part({
    what: 'step',
    key: kind,
    label: name,
    facts: [...fact('name', '', name), ...fact('expression', '', says)],
    steps,
  })

const logs = (says: string) => Array.from({ length: 10 }, (_, at) => step('log', `Log ${at}`, `${says} ${at}`))

async function compared(old: Part, new_: Part, room: Room) {
  return compareForms(old, new_, { searched: [], renamedConnections: new Map(), room })
}

describe('changes that there is no room for', () => {
  const size = 'Log 0'.length + 3 + 'old 0'.length + 'new 0'.length

  it('are counted in a change of their own, behind those that are told', async () => {
    const room = { left: 3 * size }
    const found = await compared(flow(...logs('old')), flow(...logs('new')), room)
    expect(found.map(({ path }) => path)).toEqual(['Log 0', 'Log 1', 'Log 2', ''])
    expect(found.at(-1)).toEqual({
      what: 'changes',
      path: '',
      change: 'changed',
      old: null,
      new: '7 more changes, which are too long to be told: compare the two archives part by part',
      effect: null,
      own: true,
    })
    expect(room.left).toBe(0)
  })

  it('are as grave as they are', async () => {
    const old = flow(step('receive', 'Receive', 'x'), ...logs('old'))
    const [told, ...others] = await compared(old, flow(...logs('old')), { left: 5 })
    expect(others).toEqual([])
    expect(told).toMatchObject({ what: 'changes', effect: 'breaking', own: true })
  })

  it('are none where there is room', async () => {
    const found = await compared(flow(...logs('old')), flow(...logs('new')), { left: 10 * size })
    expect(found.map(({ what }) => what)).toEqual(Array.from({ length: 10 }, () => 'expression'))
  })
})

it('what is nested hundreds deep is not indented further and further', () => {
  let inner = step('log', 'last', '')
  for (let at = 0; at < 400; at++) inner = step('scope', 'scope', '', inner)
  expect(lines(inner).map(({ depth }) => depth)).toEqual(Array.from({ length: 401 }, (_, at) => Math.min(at, 40)))
  expect(described(inner).split('\n').at(-1)).toBe(`${' '.repeat(80)}last`)
})
