import { expect, it } from 'vitest'
import { withGraphviz } from '../../src/report/graphviz.js'

const DOT = 'digraph { a -> b }'

it('small pictures share an instance, larger ones have their own', async () => {
  const seen = await Promise.all([10, 10, 5000].map((boxes) => withGraphviz(boxes, (viz) => viz)))
  expect(seen[0]).toBe(seen[1])
  expect(seen[2]).not.toBe(seen[0])
})

it('a picture that fails in the shared instance is drawn by one of its own', async () => {
  const broken = await withGraphviz(10, (viz) => viz)
  const draw = (viz: typeof broken) => {
    if (viz === broken) throw new Error('Aborted')
    return viz.renderString(DOT, { format: 'svg' })
  }
  expect(await withGraphviz(10, draw)).toContain('<svg')
  expect(await withGraphviz(10, (viz) => viz)).not.toBe(broken)
})

it('what fails there as well is the caller’s to say', async () => {
  const fails = () => {
    throw new Error('too large')
  }
  await expect(withGraphviz(10, fails)).rejects.toThrow('too large')
  await expect(withGraphviz(5000, fails)).rejects.toThrow('too large')
})
