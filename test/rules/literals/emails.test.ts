import { describe, expect, it } from 'vitest'
import { findEmails, isFreeMail, isOracleSender } from '../../../src/rules/literals/emails.js'

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

  it('knows free mail, and the sender that OIC has of itself', () => {
    expect(isFreeMail('gmail.com')).toBe(true)
    expect(isFreeMail('notgmail.com')).toBe(false)
    const sender = (text: string) => findEmails(text).map(isOracleSender)
    expect(sender('no-reply@oracle.com noreply@mail.oracle.com')).toEqual([true, true])
    expect(sender('ann@oracle.com no-reply@notoracle.com')).toEqual([false, false])
  })
})
