import { describe, expect, it } from 'vitest'
import { sourceLines } from '../../src/rules/source-lines.js'
import type { Finding, RuleCategory } from '../../src/rules/types.js'
import { type Example, prepare } from '../support/examples.js'

const FIXTURE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const EXPRESSION = 'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_40/resourcegroup_41/expr.properties'

function at(entry: string, line: number, column = 1, category: RuleCategory = 'flow'): Finding {
  return {
    rule: 'r',
    category,
    severity: 'warning',
    message: '',
    archive: 'ORDER_INTAKE_01.00.0000.iar',
    entry,
    line,
    column,
    artifact: '',
    step: '',
    fingerprint: '',
    help: '',
  }
}

/** The line shown for the first finding, beside the others. */
async function shown(change: NonNullable<Example['change']>, ...findings: [Finding, ...Finding[]]) {
  const { archives } = await prepare({ fixture: FIXTURE, change })
  const [first, ...suppressed] = findings
  return (await sourceLines(archives, { findings: [first], suppressed }))(first)
}

const text = (content: string) => [{ path: EXPRESSION, content }]

describe('the line of a finding', () => {
  it('is handed out as one line of plain text', async () => {
    expect(await shown(text('a\r\n  \tXpath :   1 + 2\r\n'), at(EXPRESSION, 2))).toBe('Xpath : 1 + 2')
  })

  it('is cut, from the column on, where it is long', async () => {
    const line = `${'ab '.repeat(200)}HERE${' cd'.repeat(200)}`
    const piece = await shown(text(line), at(EXPRESSION, 1, 601))
    expect(piece).toMatch(/^HERE cd .*…$/)
    expect(piece?.length).toBeLessThanOrEqual(121)
  })

  it('is the element alone where a file is one line', async () => {
    const line = `${'<a/>'.repeat(100)}<wait name="x"/>${'<b/>'.repeat(100)}`
    expect(await shown(text(line), at(EXPRESSION, 1, 401))).toBe('<wait name="x"/>')
  })

  it('is none where the file has no such line, or the finding none', async () => {
    expect(await shown(text('a'), at(EXPRESSION, 9))).toBeNull()
    expect(await shown(text('a'), { ...at(EXPRESSION, 1), line: null })).toBeNull()
    expect(await shown(text('\n\n'), at(EXPRESSION, 1))).toBeNull()
  })

  it('is withheld where a finding of the security family stands, suppressed or not', async () => {
    expect(await shown(text('1 + 2'), at(EXPRESSION, 1, 1, 'security'))).toBeNull()
    expect(await shown(text('1 + 2'), at(EXPRESSION, 1), at(EXPRESSION, 1, 4, 'security'))).toBeNull()
    expect(await shown(text('1 + 2'), at(EXPRESSION, 1), at(EXPRESSION, 2, 4, 'security'))).toBe('1 + 2')
  })

  it.each([
    'user="x" Password="hunter2"',
    'concat("client_secret=", "abc")',
    'Authorization: Basic eDp5',
    '"Bearer abc"',
    'apiKey := 1',
    'https://user:hunter2@example.com/x',
    'AKfycbwZ0123456789abcdefABCDEF0123456789xyz',
    '-----BEGIN PRIVATE KEY-----',
    "'https://hooks.example.com/in/8f2c9a7b1d3e4f5061728394'",
    "'https://a.example.com/orders?key=hunter2'",
    "'https://a.example.com/orders;id=hunter2'",
    "'ann/hunter2@(DESCRIPTION=(ADDRESS=(HOST=db.example.com)))'",
    `${'x '.repeat(54)}ann/hunter2@(DESCRIPTION=(ADDRESS=(HOST=db.example.com)))`,
  ])('is withheld where its words say that a secret may stand there: %s', async (line) => {
    expect(await shown(text(line), at(EXPRESSION, 1))).toBeNull()
  })

  it('is shown with the addresses in it that messages show', async () => {
    const line = "'https://a.example.com/orders?wsdl'"
    expect(await shown(text(line), at(EXPRESSION, 1))).toBe(line)
  })

  it('of a connection or lookup is never handed out', async () => {
    expect(await shown([], at('icspackage/dvms/STORE_REGIONS.dvm', 3))).toBeNull()
    expect(await shown([], at('icspackage/appinstances/RETAIL_REST_TRIGGER.xml', 2))).toBeNull()
  })
})

describe('the lines of findings that a report leaves out', () => {
  it('are not looked for, and none is withheld for it', async () => {
    const { archives } = await prepare({ fixture: FIXTURE, change: text('1 + 2\n3 + 4') })
    const [told, untold] = [at(EXPRESSION, 1), at(EXPRESSION, 2)]
    const isTold = (finding: Finding) => finding === told
    const lineOf = await sourceLines(archives, { findings: [told, untold], suppressed: [] }, undefined, isTold)
    expect([lineOf(told), lineOf(untold)]).toEqual(['1 + 2', null])
  })
})
