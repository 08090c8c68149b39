import { describe, expect, it } from 'vitest'
import { missingFromDeployments } from '../../src/model/deployments.js'
import type { Deployment, Integration } from '../../src/model/index.js'
import { growth, SUPERLINEAR } from '../support/growth.js'

describe('what deployments name and an archive does not hold', () => {
  it('is found in proportion to what there is', async () => {
    const run = (length: number) => {
      const ids = Array.from({ length }, (_, at) => `RETURNS_${at}|01.00.0000`)
      const integrations = ids.map((id) => ({ code: id.split('|')[0], version: '01.00.0000' }) as Integration)
      const deployment = { code: 'SPRING', integrations: [...ids, 'LOST|01.00.0000'], agents: [] as string[] }
      const found = missingFromDeployments({
        integrations,
        agents: [],
        deployments: [deployment as unknown as Deployment],
      })
      expect(found).toMatchObject([{ ids: ['LOST|01.00.0000'] }])
    }
    expect(await growth(run, 1800)).toBeLessThan(SUPERLINEAR)
  })
})
