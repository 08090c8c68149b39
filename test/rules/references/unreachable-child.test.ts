import { describe, expect, it } from 'vitest'
import { unreachableChild } from '../../../src/rules/references/unreachable-child.js'
import { check, run } from '../../support/rules.js'
import { archive, calls, flow, made } from './made-run.js'

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

describe('unreachable-child, of made runs', () => {
  const reach = (caller: object, child: object[], inventory?: object) =>
    made(unreachableChild, {
      archives: [archive({ integrations: [flow('CALLER', [calls('CHILD', { project: 'P' })], caller), ...child] })],
      ...(inventory === undefined ? {} : { inventory }),
    })
  const child = (scope: string, version = '01.00.0000') => flow('CHILD', [], { project: 'P', scope, version })
  const target = (...scopes: string[]) => ({
    integrations: scopes.map((scope, at) => ({
      code: 'CHILD',
      version: `01.0${at}.0000`,
      project: 'P',
      status: '',
      scope,
    })),
  })

  it('finds a private child of another project, where all that may be reached are private', async () => {
    expect((await reach({ project: 'Q' }, [child('Private')])).found).toMatchObject([
      {
        message:
          'CALLER 01.00.0000 calls CHILD 01.00.0000 of the project P, which is private to that project: make it public there.',
        key: 'P/CHILD',
      },
    ])
    expect((await reach({ project: 'Q' }, [child('Public')])).found).toEqual([])
    expect((await reach({ project: 'Q' }, [child('Private'), child('Public', '01.01.0000')])).found).toEqual([])
    expect((await reach({ project: 'Q' }, [child('Private'), child('Public', '02.00.0000')])).found).toHaveLength(1)
  })

  it('finds nothing within one project, nor of global children', async () => {
    expect((await reach({ project: 'P' }, [child('Private')])).found).toEqual([])
    const global = [flow('CALLER', [calls('CHILD')], { project: 'Q' }), flow('CHILD', [], { scope: 'Private' })]
    expect((await made(unreachableChild, { archives: [archive({ integrations: global })] })).found).toEqual([])
  })

  it('goes by the target where no archive has the child', async () => {
    expect((await reach({ project: 'Q' }, [])).found).toEqual([])
    expect((await reach({ project: 'Q' }, [], target())).found).toEqual([])
    expect((await reach({ project: 'Q' }, [], target('private'))).messages).toEqual([
      expect.stringContaining('make it public there (in TEST).'),
    ])
    expect((await reach({ project: 'Q' }, [], target('Private', 'Public'))).found).toEqual([])
    const unsaid = await reach({ project: 'Q' }, [], target('Private', ''))
    expect([unsaid.found, unsaid.notRun]).toEqual([
      [],
      ['the inventory does not say which integrations of projects are public'],
    ])
  })
})
