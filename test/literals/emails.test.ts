import { describe, expect, it } from 'vitest'
import { findEmails, isFreeMail, isOracleSender } from '../../src/literals/emails.js'

const found = (text: string) => findEmails(text).map(({ address }) => address)

describe('findEmails', () => {
  it('finds addresses in lists, sentences and links', () => {
    expect(
      found('a.b@example.com,c+d@mail.example.com; To:e@example.com. <f@example.com> mailto:g@example.com'),
    ).toEqual(['a.b@example.com', 'c+d@mail.example.com', 'e@example.com', 'f@example.com', 'g@example.com'])
  })

  it('takes nothing else for one', () => {
    expect(found("@type a@b x@ @y user@localhost $doc/@id 'a@'")).toEqual([])
    expect(found('https://user@example.com/x https://ann:s3cret@example.com/x')).toEqual([])
  })

  it('takes no folder of a path for one, whose name is a login', () => {
    expect(found('/home/users/svc@example.com/in')).toEqual([])
    expect(found('/home/users/svc@example.com')).toEqual([])
    expect(found('concat(/home/users/svc.in@example.com/, x)')).toEqual([])
  })

  it('finds those beside a stroke', () => {
    expect(found('ann@example.com/bob@mail.example.com')).toEqual(['ann@example.com', 'bob@mail.example.com'])
    expect(found('to/ann@example.com, /bob@example.com;')).toEqual(['ann@example.com', 'bob@example.com'])
    expect(found('mailto:ann@example.com/x')).toEqual(['ann@example.com'])
  })

  it('knows free mail, and the sender that OIC has of itself', () => {
    expect(isFreeMail('gmail.com')).toBe(true)
    expect(isFreeMail('notgmail.com')).toBe(false)
    const sender = (text: string) => findEmails(text).map(isOracleSender)
    expect(sender('no-reply@oracle.com noreply@mail.oracle.com')).toEqual([true, true])
    expect(sender('ann@oracle.com no-reply@notoracle.com')).toEqual([false, false])
  })
})

describe('isFreeMail', () => {
  it.each(
    `gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.co.in yahoo.fr yahoo.de ymail.com hotmail.com hotmail.co.uk
    hotmail.fr outlook.com live.com msn.com aol.com icloud.com me.com mac.com gmx.de gmx.net gmx.com web.de mail.com
    mail.ru yandex.ru yandex.com proton.me protonmail.com zoho.com rediffmail.com qq.com 163.com 126.com orange.fr
    free.fr libero.it uol.com.br bol.com.br`.split(/\s+/),
  )('knows %s', (domain) => {
    expect(isFreeMail(domain)).toBe(true)
  })

  it('knows no other domain', () => {
    expect(['example.com', '', 'mail.example.com'].map(isFreeMail)).toEqual([false, false, false])
  })
})

describe('isOracleSender', () => {
  const sender = (address: string) => findEmails(address).map(isOracleSender)

  it.each([
    'no-reply',
    'noreply',
    'no_reply',
    'no.reply',
    'No-Reply',
    'donotreply',
    'do-not-reply',
    'oic',
    'noreply-acme',
  ])('knows %s at a domain of Oracle', (local) => {
    for (const domain of ['oracle.com', 'mail.oracle.com', 'mail.us2.oraclecloud.com'])
      expect(sender(`${local}@${domain}`), domain).toEqual([true])
    for (const domain of ['example.com', 'notoracle.com', 'oraclecloud.com', 'oracle.com.example.com'])
      expect(sender(`${local}@${domain}`), domain).toEqual([false])
  })

  it.each(['ann', 'xno-reply', 'no-replyx', 'oics', 'myoic', 'donotreplyx', 'noreply-'])(
    'does not know %s',
    (local) => {
      expect(sender(`${local}@oracle.com`)).toEqual([false])
    },
  )
})

describe('findEmails, at the edges of an address', () => {
  it.each([
    ['.ann@example.com', 'ann@example.com'],
    ["'ann@example.com'", 'ann@example.com'],
    ['-.ann@example.com', 'ann@example.com'],
    ['ann@example.com.', 'ann@example.com'],
    ['ann@example.com-', 'ann@example.com'],
    ['ann@Example.COM', 'ann@Example.COM'],
    [`${'x'.repeat(64)}@example.com`, `${'x'.repeat(64)}@example.com`],
    [`${'x'.repeat(65)}@example.com`, `${'x'.repeat(64)}@example.com`],
    ["o'neil_%+-1@a-b.example.com", "o'neil_%+-1@a-b.example.com"],
    ['see://x/to:ann@example.com', 'ann@example.com'],
    ['https://x.example.com/?a=ann@example.com', 'ann@example.com'],
    [`https://${'a'.repeat(90)} ann@example.com`, 'ann@example.com'],
  ])('of %j is %s', (text, address) => {
    const [first, ...others] = findEmails(text)
    expect(others).toEqual([])
    expect(first?.address).toBe(address)
    expect(text.slice(first?.start)).toMatch(address)
    expect(first?.domain).toBe(address.slice(address.indexOf('@') + 1).toLowerCase())
  })

  it.each([
    'ann@example',
    'ann@example.c',
    'ann@.com',
    `ann@example.${'c'.repeat(25)}`,
    `ann@${'x'.repeat(64)}.com`,
    `ann@${'x.'.repeat(12)}com`,
    'ann@example.c0m',
    '.@example.com',
    'ann@exa_mple.com',
    'https://ann@example.com',
    'https://ann:pass@example.com/x',
    'https://ann:p@ssword@example.com/x',
    'jdbc:oracle:thin:ann/blue7horse@db.example.com:1521:ORCL',
  ])('is none in %j', (text) => {
    expect(findEmails(text)).toEqual([])
  })

  it('takes a label of 63 letters, and an ending of 24', () => {
    expect(findEmails(`ann@${'x'.repeat(63)}.${'c'.repeat(24)}`)).toHaveLength(1)
    expect(findEmails(`ann@${'x.'.repeat(11)}com`)).toHaveLength(1)
  })

  it('begins the next address behind the last one', () => {
    expect(findEmails('a@example.com@b.example.com').map(({ address }) => address)).toEqual(['a@example.com'])
  })
})
