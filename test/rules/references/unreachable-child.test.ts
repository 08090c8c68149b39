import { describe, expect, it } from 'vitest'
import { unreachableChild } from '../../../src/rules/references/unreachable-child.js'
import { check, run } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'

describe('unreachable-child', () => {
  it('does not run on one archive alone', async () => {
    const { notRun } = await run(unreachableChild, { fixture: INTAKE })
    expect(notRun).toHaveLength(1)
  })

  it('lets an integration of a project call into its own project, private or not', async () => {
    const { findings } = await run(unreachableChild, { fixture: RETURNS })
    expect(findings).toEqual([])
  })

  it('says that it could not check a child of which the inventory does not tell the scope', async () => {
    const { findings, notRun } = await run(unreachableChild, { fixture: RETURNS, inventory: true })
    expect(findings).toEqual([])
    expect(notRun.map(({ why }) => why).join()).toContain('public')
  })

  it('finds a private child in another archive of the run', async () => {
    const findings = await check(unreachableChild, {
      fixture: RETURNS,
      with: [
        {
          fixture: RETURNS,
          file: 'FINANCE.car',
          change: [
            { path: 'project/project.yaml', replace: ['code: RETURNS', 'code: FINANCE'] },
            {
              path: 'project/integrations/RETURN_DIGEST_01.00.0000/info.json',
              replace: ['"RETURN_DIGEST","mod"', '"REFUND","mod"'],
            },
            {
              path: 'project/integrations/RETURN_DIGEST_01.00.0000/PROJECT-INF/project.xml',
              replace: ['>RETURN_DIGEST<', '>REFUND<'],
            },
          ],
        },
      ],
    })
    expect(
      findings.filter(({ artifact }) => artifact === 'integration:RETURNS/RETURN_REQUEST|01.00.0000'),
    ).toHaveLength(1)
    expect(findings[0]?.message).toContain('private')
  })
})
