import { describe, expect, it } from 'vitest'
import { incompleteIntegration } from '../../../src/rules/quality/incomplete-integration.js'
import { missingDescription } from '../../../src/rules/quality/missing-description.js'
import { namingConvention } from '../../../src/rules/quality/naming-convention.js'
import { oicWarning } from '../../../src/rules/quality/oic-warning.js'
import { prepare } from '../../support/examples.js'
import { check, run } from '../../support/rules.js'
import { foundIn } from '../flow/made-flow.js'

const fixture = 'retail-dev/ORDER_INTAKE_01.00.0000'
const project = '**/project.xml'

describe('incomplete-integration', () => {
  const change = (from: string, to: string) => [{ path: project, replace: [from, to] as [string, string] }]

  it('says how complete it is', async () => {
    const findings = await check(incompleteIntegration, {
      fixture,
      change: change('percentComplete>100<', 'percentComplete>99<'),
    })
    expect(findings).toMatchObject([{ severity: 'error', artifact: 'integration:ORDER_INTAKE|01.00.0000' }])
    expect(findings[0]?.message).toBe(
      'ORDER_INTAKE 01.00.0000 is 99% complete: it cannot be activated; finish it in OIC and export it again.',
    )
  })

  it('says both in one finding', async () => {
    const findings = await check(incompleteIntegration, {
      fixture,
      change: [
        ...change('percentComplete>100<', 'percentComplete>0<'),
        ...change('projectHasErrors>false<', 'projectHasErrors>true<'),
      ],
    })
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('is 0% complete and has errors')])
  })

  it('finds a draft by its state, where it does not say how complete it is', async () => {
    const findings = await check(incompleteIntegration, {
      fixture,
      change: [
        ...change('percentComplete>100<', 'percentComplete><'),
        {
          path: '**/ics_project_attributes.properties',
          replace: ['project_persisted_state=ACTIVATED', 'project_persisted_state=INPROGRESS'],
        },
      ],
    })
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('ORDER_INTAKE 01.00.0000 was a draft when it was exported (INPROGRESS): it cannot'),
    ])
  })

  it('takes warnings for no errors, and 100% for complete', async () => {
    expect(
      await check(incompleteIntegration, {
        fixture,
        change: change('projectHasWarnings>false<', 'projectHasWarnings>true<'),
      }),
    ).toEqual([])
  })

  it('does not judge where nothing is said of it', async () => {
    expect(
      await check(incompleteIntegration, {
        fixture: 'old-style/TILL_UPLOAD_01.00.0000',
        change: [{ path: project, replace: ['percentComplete>100<', 'percentComplete><'] }],
      }),
    ).toEqual([])
  })

  it('looks at AI agents too', async () => {
    const findings = await check(incompleteIntegration, {
      fixture: 'retail-dev/RETURNS_PROJECT',
      change: [
        {
          path: '**/RETURNS_HELPER_01.00.0000/PROJECT-INF/project.xml',
          replace: ['percentComplete>100<', 'percentComplete>10<'],
        },
      ],
    })
    expect(findings.map(({ artifact }) => artifact)).toEqual(['agent:RETURNS/RETURNS_HELPER|01.00.0000'])
  })
})

describe('oic-warning', () => {
  const messages = (text: string) => ({ path: '**/project_messages.json', content: text })
  const flag = { path: project, replace: ['projectHasWarnings>false<', 'projectHasWarnings>true<'] as [string, string] }
  const one = (message: object, step = 'i0') =>
    JSON.stringify({ messages: { [step]: ['java.util.ArrayList', [message]] } })

  it('gives a message its step by its name on the canvas', async () => {
    const findings = await check(oicWarning, {
      fixture,
      change: [messages(one({ messageCode: 'EMPTY_WARNING_ROUTE' }))],
    })
    expect(findings).toMatchObject([{ severity: 'warning', artifact: 'integration:ORDER_INTAKE|01.00.0000', line: 1 }])
    expect(findings[0]?.step).not.toBe('')
    expect(findings[0]?.message).toBe(
      `OIC warns in ORDER_INTAKE at ${findings[0]?.step}: a route of a switch is empty (EMPTY_WARNING_ROUTE).`,
    )
  })

  it.each([
    ['ERROR', 'error', 'OIC found an error in'],
    ['fatal', 'error', 'OIC found an error in'],
    ['INFO', 'info', 'OIC warns in'],
    ['WARNING', 'warning', 'OIC warns in'],
    ['', 'warning', 'OIC warns in'],
  ])('takes OIC’s severity %j as %s', async (given, severity, words) => {
    const change = [
      messages(one({ severity: given, messageCode: 'SOME_NEW_CODE', message: 'Something  new.' }, 'none')),
    ]
    const findings = await check(oicWarning, { fixture, change })
    expect(findings).toMatchObject([{ severity, message: `${words} ORDER_INTAKE: Something new. (SOME_NEW_CODE).` }])
  })

  it.each([
    ['ERRORS', 'warning'],
    ['NO_ERROR', 'warning'],
    ['critical', 'error'],
    ['INFORMATION', 'info'],
    ['NO_INFO', 'warning'],
  ])('takes the severity %j for %s', async (given, severity) => {
    const change = [messages(one({ severity: given, messageCode: 'SOME_NEW_CODE', message: 'New' }, 'none'))]
    expect(await check(oicWarning, { fixture, change })).toMatchObject([{ severity }])
  })

  it.each([
    ['EMPTY_WARNING_ROUTE', 'x', 'a route of a switch is empty (EMPTY_WARNING_ROUTE)'],
    [
      'SYNC_WITH_STAGEFILE_CHUNKING_ANTIPATTERN',
      'x',
      'a synchronous integration reads a file in segments and may time out (SYNC_WITH_STAGEFILE_CHUNKING_ANTIPATTERN)',
    ],
    [
      'STAGEFILE_PARALLEL_PROCESSING_DISABLED',
      'x',
      'segments of a file are not read in parallel (STAGEFILE_PARALLEL_PROCESSING_DISABLED)',
    ],
    ['SOME_CODE', '', 'SOME_CODE'],
    ['SOME_CODE', 'SOME_CODE', 'SOME_CODE'],
    ['SOME_CODE.', '', 'SOME_CODE'],
    ['.CODE', '', '.CODE'],
    ['SOME_CODE', ' What  is\nwrong', 'What is wrong (SOME_CODE)'],
    ['SOME_CODE', 'x'.repeat(400), 'x'.repeat(300)],
  ])('says of the code %s with the text %j: %s', async (code, text, words) => {
    const message = { code, text, step: '', severity: '', entry: 'm.json', line: 4, column: 2 }
    expect((await foundIn(oicWarning, { messages: [message] })).map((finding) => finding.message)).toEqual([
      `OIC warns in MADE: ${words}.`,
    ])
  })

  it('finds the step by what stands behind it: an element, an action, an endpoint', async () => {
    const step = async (named: string) => {
      const message = { code: 'C', text: '', step: named, severity: '', entry: 'm.json', line: 4, column: 2 }
      const [finding] = await foundIn(oicWarning, {
        messages: [message],
        steps: [{ id: 'i0', ref: '', name: 'call', kind: 'invoke', children: [] }],
        actions: [{ id: 'processor_1', name: 'An action' }],
        endpoints: [{ id: 'application_2', name: 'An endpoint' }],
      } as never)
      return finding?.step
    }
    expect([await step('i0'), await step('processor_1'), await step('application_2')]).toEqual([
      'call',
      'An action',
      'An endpoint',
    ])
    expect([await step(''), await step('processor_9')]).toEqual(['', ''])
  })

  it('finds the flag in words of its own, under a key of its own', async () => {
    const found = await foundIn(oicWarning, { hasWarnings: true, messages: [] })
    expect(found).toMatchObject([
      {
        message: 'OIC flags MADE 01.00.0000 as having warnings and recorded none: open it in OIC to read them.',
        step: '',
        key: 'flag',
      },
    ])
  })

  it('finds the flag where no message spells it out', async () => {
    const findings = await check(oicWarning, { fixture, change: [flag] })
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('recorded none')])
  })

  it('reports the flag and its message as the one fact that they are', async () => {
    const findings = await check(oicWarning, {
      fixture,
      change: [flag, messages(one({ messageCode: 'EMPTY_WARNING_ROUTE' }))],
    })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('EMPTY_WARNING_ROUTE')
  })

  it('tells two messages of one code at two steps apart', async () => {
    const text = JSON.stringify({ messages: { i0: [{ code: 'A_B' }], rt0: [{ code: 'A_B' }] } })
    const findings = await check(oicWarning, { fixture, change: [messages(text)] })
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2)
  })

  it('has nothing to say where OIC had nothing', async () => {
    expect(
      await check(oicWarning, { fixture, change: [messages('{"messages": {"s0": ["java.util.ArrayList", []]}}')] }),
    ).toEqual([])
  })
})

describe('missing-description', () => {
  const change = [
    { path: '**/STORE_REGIONS.dvm', replace: ['Which region and warehouse serve a store', ' '] as [string, string] },
  ]

  it('finds a lookup, an integration and a connection', async () => {
    const findings = await check(missingDescription, { estate: true, change })
    const kinds = findings.map(({ artifact }) => artifact.split(':')[0])
    expect(new Set(kinds)).toEqual(new Set(['lookup', 'integration', 'connection']))
    expect(findings.find(({ artifact }) => artifact.startsWith('lookup'))?.message).toBe(
      'The lookup STORE_REGIONS has no description: say what it is for.',
    )
  })

  it('leaves OIC’s own connections and those of other projects alone', async () => {
    const findings = await check(missingDescription, { estate: true })
    expect(findings.filter(({ artifact }) => /PRESEEDED|APPLICATION_EVENT/.test(artifact))).toEqual([])
  })

  it('takes white space for no description, and the name of each kind as it goes by', async () => {
    const findings = await check(missingDescription, { fixture, change })
    expect(findings).toMatchObject([{ artifact: 'lookup:STORE_REGIONS', step: '' }])
    const connection = {
      path: '**/RETAIL_REST_TRIGGER.xml',
      replace: ['<description>', '<description/><oldDescription>'] as [string, string],
    }
    expect((await check(missingDescription, { fixture, change: [connection] })).map(({ message }) => message)).toEqual([
      'The connection RETAIL_REST_TRIGGER has no description: say what it is for.',
    ])
  })

  it('looks only at the kinds that are asked for', async () => {
    expect(await check(missingDescription, { fixture, change, options: { kinds: ['integration'] } })).toEqual([])
  })
})

describe('naming-convention', () => {
  it.each([
    ['integrationCode', 'STORE_.*', 'integration code ORDER_INTAKE'],
    ['integrationName', '[a-z]+', 'integration name Order intake'],
    ['integrationVersion', '02\\..*', 'version of ORDER_INTAKE 01.00.0000'],
    ['connectionCode', '.*_DB', 'connection code RETAIL_REST_TRIGGER'],
    ['connectionName', '[A-Z_]+', 'connection name '],
    ['lookupName', '[a-z]+', 'lookup name STORE_REGIONS'],
    ['libraryCode', 'LIB_.*', 'library code PRICE_TOOLS'],
    ['libraryName', 'Lib.*', 'library name '],
    ['actionName', 'x+', 'action name in ORDER_INTAKE '],
  ])('judges by %s', async (option, pattern, expected) => {
    const findings = await check(namingConvention, { fixture, options: { [option]: pattern } })
    expect(findings[0]?.message).toContain(`The ${expected}`)
    expect(findings[0]?.message).toContain(`does not match ${pattern}: rename it.`)
    expect(findings.every(({ artifact }) => artifact !== '')).toBe(true)
  })

  it('wants the whole name to match', async () => {
    expect(await check(namingConvention, { fixture, options: { lookupName: 'STORE' } })).toHaveLength(1)
    expect(await check(namingConvention, { fixture, options: { lookupName: 'STORE|STORE_REGIONS' } })).toEqual([])
  })

  it('leaves OIC’s own connections alone', async () => {
    const findings = await check(namingConvention, { fixture, options: { connectionCode: 'x' } })
    expect(findings.map(({ artifact }) => artifact)).toEqual(['connection:RETAIL_REST_TRIGGER'])
  })

  it('names the step of an action', async () => {
    const findings = await check(namingConvention, { fixture, options: { actionName: 'x' } })
    expect(findings.every(({ step }) => step !== '')).toBe(true)
  })

  it('says that it could not check where nothing is configured', async () => {
    const { findings, notRun } = await run(namingConvention, { fixture })
    expect(findings).toEqual([])
    expect(notRun).toEqual([{ rule: 'naming-convention', why: 'no patterns configured', partly: true }])
  })

  it('refuses what is no regular expression', async () => {
    await expect(run(namingConvention, { fixture, options: { lookupName: '(' } })).rejects.toThrow(
      'expected a regular expression',
    )
    // Valid in the old syntax of JavaScript, not in that of Unicode.
    await expect(run(namingConvention, { fixture, options: { lookupName: '\\-' } })).rejects.toThrow(
      'expected a regular expression',
    )
  })

  it('says which name does not match, and where it stands', async () => {
    const findings = await check(namingConvention, { fixture, options: { lookupName: 'x', libraryCode: 'y' } })
    expect(findings.map(({ message, artifact, step }) => [message, artifact, step])).toEqual([
      ['The library code PRICE_TOOLS does not match y: rename it.', 'library:PRICE_TOOLS|01.00.0000', ''],
      ['The lookup name STORE_REGIONS does not match x: rename it.', 'lookup:STORE_REGIONS', ''],
    ])
  })

  it('tells findings apart by what does not match', async () => {
    const options = { libraryCode: 'x', libraryName: 'x' }
    const findings = await check(namingConvention, { fixture, options })
    const again = await check(namingConvention, { fixture, options: { libraryName: 'x' } })
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2)
    expect(findings.map(({ fingerprint }) => fingerprint)).toContain(again[0]?.fingerprint)
  })

  it('judges the names that somebody chose: of actions that have one, and of integrations, not of agents', async () => {
    const project = { fixture: 'retail-dev/RETURNS_PROJECT' }
    const codes = await check(namingConvention, { ...project, options: { integrationCode: 'x' } })
    expect(codes.map(({ artifact }) => artifact).filter((id) => !id.startsWith('integration:'))).toEqual([])
    const actions = await check(namingConvention, { fixture, options: { actionName: 'x' } })
    expect(actions.map(({ message }) => /action name in ORDER_INTAKE (.*) does not/.exec(message)?.[1])).not.toContain(
      '',
    )
  })

  it('leaves connections of other projects alone', async () => {
    const findings = await check(namingConvention, {
      fixture: 'retail-dev/RETURNS_PROJECT',
      options: { connectionCode: 'x' },
    })
    const { archives } = await prepare({ fixture: 'retail-dev/RETURNS_PROJECT' })
    const own = archives
      .flatMap(({ connections }) => connections)
      .filter(({ preseeded, remote }) => !preseeded && remote === null)
    expect(findings.map(({ artifact }) => artifact).sort()).toEqual(own.map(({ id }) => id).sort())
  })
})
