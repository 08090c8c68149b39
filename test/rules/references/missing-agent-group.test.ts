import { describe, expect, it } from 'vitest'
import { missingAgentGroup } from '../../../src/rules/references/missing-agent-group.js'
import { check, run } from '../../support/rules.js'

const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'

describe('missing-agent-group', () => {
  it('says where the group is named', async () => {
    const [finding] = await check(missingAgentGroup, {
      fixture: FULFIL,
      inventory: true,
      inventoryChange: { agentGroups: [] },
    })
    expect(finding).toMatchObject({ artifact: 'connection:CARRIER_SFTP', severity: 'error' })
    expect(finding?.message).toContain('STORES_AGENTS, which is not in TEST')
  })

  it('takes a group by its identifier too', async () => {
    const agentGroups = [{ id: 'STORES_AGENTS', name: 'Agents of the stores' }]
    expect(
      await check(missingAgentGroup, { fixture: FULFIL, inventory: true, inventoryChange: { agentGroups } }),
    ).toEqual([])
  })

  it('says that it could not check where groups are not listed', async () => {
    const { findings, notRun } = await run(missingAgentGroup, {
      fixture: FULFIL,
      inventory: true,
      inventoryChange: { agentGroups: null },
    })
    expect(findings).toEqual([])
    expect(notRun.map(({ why }) => why)).toEqual(['the inventory does not tell all agent groups'])
  })
})
