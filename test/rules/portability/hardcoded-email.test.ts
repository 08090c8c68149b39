import { describe, expect, it } from 'vitest'
import { hardcodedEmail } from '../../../src/rules/portability/hardcoded-email.js'
import { archiveWith, expression, foundWith, mapping, notification, stitch } from '../../literals/places/made-places.js'

const find = (actions: object[], more: object = {}, archive: object = {}) =>
  foundWith(hardcodedEmail, archiveWith({ actions }, archive), { allow: [], freeMail: [], places: {}, ...more })
const freeMail = ['mail.example.com']

describe('hardcoded-email, by the part of the mail', () => {
  it.each([
    ['to', 'The recipients of the notification in INTEGRATION, step “step” are fixed to', 'warning', 'error'],
    ['cc', 'The copy recipients of the notification in INTEGRATION, step “step” are fixed to', 'warning', 'error'],
    [
      'bcc',
      'The blind copy recipients of the notification in INTEGRATION, step “step” are fixed to',
      'warning',
      'error',
    ],
    ['from', 'The sender of the notification in INTEGRATION, step “step” is fixed to', 'info', 'info'],
  ])('says of %s: %s', async (part, words, severity, atFreeMail) => {
    const advice = 'pass it in as a parameter from an integration property or a lookup.'
    expect(await find([notification({ [part]: 'ann@example.com' })])).toMatchObject([
      { severity, message: `${words} ann@example.com: ${advice}`, key: `notification ${part} ann@example.com` },
    ])
    expect(await find([notification({ [part]: 'ann@mail.example.com' })], { freeMail })).toMatchObject([
      {
        severity: atFreeMail,
        message: `${words} ann@mail.example.com, at a free-mail provider (mail.example.com): ${advice}`,
      },
    ])
  })

  it('does not look at what the mail says', async () => {
    expect(await find([notification({ subject: 'ann@example.com', body: 'ann@example.com' })])).toEqual([])
  })

  it.each([
    ['subject', 'info', 'holds'],
    ['body', 'info', 'holds'],
    ['to', 'warning', 'are fixed to'],
    ['bcc', 'warning', 'are fixed to'],
  ])('looks at what an expression gives to its %s', async (part, severity, verb) => {
    const given = expression("'ann@example.com'", '', { role: `${part.toUpperCase()}_PARAM_1` })
    const mail = { ...notification({ [part]: '{P}' }), expressions: (given as { expressions: unknown }).expressions }
    const message = expect.stringContaining(`, step “step” ${verb} ann@example.com: `)
    expect(await find([mail])).toMatchObject([{ severity, message }])
  })

  it('takes OIC’s own address for the sender alone', async () => {
    const own = 'no-reply@oracle.com'
    const [sender] = await find([notification({ from: own })])
    expect(sender).toBeUndefined()
    expect(await find([notification({ to: own })])).toHaveLength(1)
  })
})

describe('hardcoded-email elsewhere', () => {
  it.each([
    ['an expression', expression("'ann@example.com'", 'x'), 'The expression for x in INTEGRATION, step “step” holds'],
    ['a mapper', mapping('/a/x', 'ann@example.com'), 'The mapping to x in INTEGRATION, step “step” holds'],
    ['a stitch', stitch('$a/x', "'ann@example.com'"), 'The data stitch to x in INTEGRATION, step “step” holds'],
  ])('finds the one in %s, which is no more than a warning', async (_, action, words) => {
    expect(await find([action])).toMatchObject([
      { severity: 'warning', message: `${words} ann@example.com: take it from an integration property or a lookup.` },
    ])
    expect(await find([expression("'ann@mail.example.com'")], { freeMail })).toMatchObject([{ severity: 'warning' }])
  })

  it('takes no directory of the File Server for one, whose name is a login', async () => {
    const rows = [
      { cells: ['/home/users/svc@example.com/in'], line: 1 },
      { cells: ['/home/users/svc@example.com'], line: 2 },
    ]
    const lookups = [{ id: 'lookup:FOLDERS', name: 'FOLDERS', columns: ['folder'], rows, location: {} }]
    expect(await find([expression("'/home/users/svc@example.com/in'")], {}, { lookups })).toEqual([])
    expect(await find([mapping('/a/directory', '/home/users/svc@example.com/out')])).toEqual([])
  })

  it('takes what is set in each environment anyway for information', async () => {
    const typed = (type: string) => ({ ...expression("'ann@example.com'", 'x', { name: "'bob@example.com'" }), type })
    expect(await find([typed('integrationProperties')])).toMatchObject([{ severity: 'info' }])
    expect((await find([typed('scheduleReceive')])).map(({ key }) => key)).toContain(
      'schedule-parameter x bob@example.com',
    )
  })

  it('does not look into scripts, prompts and properties', async () => {
    const promptTemplates = [{ code: 'P', project: null, location: {}, content: { text: 'ann@example.com' } }]
    expect(await find([], {}, { promptTemplates })).toEqual([])
  })

  it('lists all addresses of a place once, each as written, and tells them apart by them', async () => {
    expect(await find([expression("'ann@example.com; bob@example.com, ann@example.com'", 'x')])).toMatchObject([
      {
        message: expect.stringContaining(' holds ann@example.com and bob@example.com: '),
        key: 'expression x ann@example.com bob@example.com ann@example.com',
      },
    ])
  })
})

describe('hardcoded-email, as it is asked to', () => {
  const actions = [expression("'Ann@Example.com'", 'x')]

  it('takes severities by the kind of place', async () => {
    expect(await find(actions, { places: { expression: 'error' } })).toMatchObject([{ severity: 'error' }])
    expect(await find(actions, { places: { expression: 'off' } })).toEqual([])
    expect(await find(actions, { places: { mapper: 'off' } })).toHaveLength(1)
  })

  it('lets addresses pass that are allowed, in any case', async () => {
    expect(await find(actions, { allow: ['*@EXAMPLE.com'] })).toEqual([])
    expect(await find(actions, { allow: ['bob@example.com'] })).toHaveLength(1)
  })

  it('takes further free-mail providers in any case', async () => {
    expect(
      await find([notification({ to: 'ann@mail.example.com' })], { freeMail: ['MAIL.example.com'] }),
    ).toMatchObject([{ severity: 'error' }])
  })
})
