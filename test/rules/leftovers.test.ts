/** Findings about actions that are not in the flow. */
import { describe, expect, it } from 'vitest'
import { lint } from '../../src/rules/lint.js'
import { outlineOf } from '../../src/rules/outline.js'
import { missingLibrary } from '../../src/rules/references/missing-library.js'
import { missingLookup } from '../../src/rules/references/missing-lookup.js'
import { runRule } from '../../src/rules/run-rule.js'
import { type Example, prepare } from '../support/examples.js'
import { check } from '../support/rules.js'

const XPATH =
  "concat('https://old.example.com/log', '192.0.2.7', 'old@example.com', dvm:lookupValue('OLD_CODES', 'OLD', $x, 'NEW', ''))"
const STEP = '<ns2:activityStreamLogger id="lg0" refUri="processor_77"/>'

/** A logger that is left over, or still in the flow; other changes beside. */
function logging(inFlow: boolean, ...more: NonNullable<Example['change']>): Example {
  const change: NonNullable<Example['change']> = [
    {
      path: '**/processor_77/**/expr.properties',
      replace: ['XpathExpression : ', `XpathExpression : ${XPATH} = `],
    },
  ]
  if (!inFlow) change.push({ path: '**/PROJECT-INF/project.xml', replace: [STEP, ''] })
  return { fixture: 'retail-dev/ORDER_INTAKE_01.00.0000', change: [...change, ...more] }
}

const SAYS = /left over and not in the flow/

async function about(example: Example, config?: object) {
  const { archives } = await prepare(example)
  const { findings } = await lint(archives, config === undefined ? {} : { config })
  return findings.filter(({ step, category }) => step === 'unknownRegion' && category !== 'archive')
}

describe('findings about an action that no step refers to', () => {
  it('are information, and say that it never runs', async () => {
    const found = await about(logging(false))
    const rules = found.map(({ rule }) => rule)
    expect(rules).toEqual(expect.arrayContaining(['missing-lookup', 'hardcoded-url', 'hardcoded-email']))
    for (const { severity, message } of found) {
      expect(severity).toBe('info')
      expect(message).toMatch(SAYS)
    }
    expect(found.find(({ rule }) => rule === 'missing-lookup')?.message).toBe(
      'ORDER_INTAKE 01.00.0000 looks up in OLD_CODES, which is not in the archives; but the action is left over and not in the flow, so that it never runs.',
    )
  })

  it('are as grave as ever where a step refers to it', async () => {
    const found = await about(logging(true))
    expect(found.find(({ rule }) => rule === 'missing-lookup')?.severity).toBe('error')
    expect(found.find(({ rule }) => rule === 'hardcoded-url')?.severity).toBe('warning')
    for (const { message } of found) expect(message).not.toMatch(SAYS)
  })

  it('have the same fingerprint either way', async () => {
    const prints = async (inFlow: boolean) => (await about(logging(inFlow))).map(({ fingerprint }) => fingerprint)
    expect(await prints(false)).toEqual(await prints(true))
  })

  it('are no more than information whatever severity is configured, and none where the rule is off', async () => {
    const severities = async (level: string) =>
      (await about(logging(false), { rules: { 'missing-lookup': level } }))
        .filter(({ rule }) => rule === 'missing-lookup')
        .map(({ severity }) => severity)
    expect(await severities('error')).toEqual(['info'])
    expect(await severities('off')).toEqual([])
  })

  it('are told of the action that runs where there is one too', async () => {
    const both = logging(false, {
      path: '**/processor_45/**/expr.properties',
      replace: ["XpathExpression : 'NORMAL'", `XpathExpression : ${XPATH}`],
    })
    const [finding, ...others] = await check(missingLookup, both)
    expect(others).toEqual([])
    expect(finding).toMatchObject({ severity: 'error' })
    expect(finding?.entry).toContain('processor_45')
  })

  it('are the same from an outline', async () => {
    const { archives } = await prepare(logging(false))
    const whole = await runRule(missingLookup, archives)
    expect(await runRule(missingLookup, archives.map(outlineOf))).toEqual(whole)
    expect(whole.findings.map(({ severity }) => severity)).toEqual(['info'])
  })

  it('keep their severity where they are about a secret, which the archive carries all the same', async () => {
    const secret = logging(false, {
      path: '**/processor_77/**/expr.properties',
      replace: ["'old@example.com'", "'Authorization: Bearer 9fK2mQ7xLp4TzR8wVb3NcY6d'"],
    })
    const found = await about(secret)
    const credential = found.find(({ rule }) => rule === 'hardcoded-credential')
    expect(credential?.severity).toBe('error')
    expect(credential?.message).toMatch(/in an action that is left over and not in the flow: replace it/)
  })
})

describe('missing-lookup-column and missing-library', () => {
  const FIXTURE = 'retail-dev/ORDER_INTAKE_01.00.0000'
  const CALLOUT = '<ns2:callout id="co0" refUri="processor_50"/>'

  it('are information likewise', async () => {
    const wrong = "dvm:lookupValue('STORE_REGIONS', 'NO_SUCH', $x, 'REGION', '')"
    const found = await about({
      fixture: FIXTURE,
      change: [
        {
          path: '**/processor_77/**/expr.properties',
          replace: ['XpathExpression : ', `XpathExpression : ${wrong} = `],
        },
        { path: '**/PROJECT-INF/project.xml', replace: [STEP, ''] },
      ],
    })
    expect(found.filter(({ rule }) => rule === 'missing-lookup-column')).toMatchObject([
      { severity: 'info', message: expect.stringMatching(SAYS) },
    ])
    const called = (step: string, to: string) =>
      check(missingLibrary, {
        fixture: FIXTURE,
        change: [
          {
            path: '**/PROJECT-INF/project.xml',
            replace: [
              [step, to],
              ['name="apiid" value="', 'name="apiid" value="OLD_'],
            ],
          },
        ],
      })
    expect(await called(CALLOUT, CALLOUT)).toMatchObject([{ severity: 'error' }])
    expect(await called(CALLOUT, '')).toMatchObject([{ severity: 'info', message: expect.stringMatching(SAYS) }])
  })

  it('are told of the action that runs where there is one too', async () => {
    const found = await check(missingLibrary, {
      fixture: FIXTURE,
      change: [
        { path: '**/apilibrary/**', remove: true },
        { path: '**/PROJECT-INF/project.xml', replace: [CALLOUT, ''] },
      ],
    })
    expect(found.filter(({ entry }) => entry.endsWith('.xsl'))).toMatchObject([{ severity: 'error' }])
  })
})
