import { expect, it } from 'vitest'
import { stillIn } from '../../src/node/read-paths.js'

it('an archive that is read again is told by its kind from another of the same folder', () => {
  const integration = { file: 'exports', kind: 'integration' } as const
  const project = { file: 'exports', kind: 'project' } as const
  expect(stillIn([integration, project], { ...project })).toBe(project)
  expect(() => stillIn([integration], project)).toThrow(/exports is no longer what it was when the run began/)
})
