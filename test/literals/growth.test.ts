import { describe, expect, it } from 'vitest'
import { findEmails } from '../../src/literals/emails.js'
import { hiddenKeys } from '../../src/literals/hidden-keys.js'
import { sqlTexts } from '../../src/literals/places/sql-texts.js'
import { secretByForm, secretInPairs } from '../../src/literals/secrets.js'
import { findUrls } from '../../src/literals/urls.js'
import { growth, SUPERLINEAR } from '../support/growth.js'

// By themselves, because `npm run mutation` leaves them out: seconds for each mutant.
const utf8 = (text: string) => new TextEncoder().encode(text)

describe('hiddenKeys', () => {
  it.each(['-----BEGIN ', 'LS0tLS1CRUdJTi', '-----BEGIN PRIVATE KEY-----'])(
    'takes time linear in the length for %j repeated',
    async (piece) => {
      expect(await growth((length) => hiddenKeys(utf8(piece.repeat(length))), 8_000)).toBeLessThan(SUPERLINEAR)
    },
  )
})

describe('secretInPairs and secretByForm', () => {
  it.each(['password ', 'password=', 'a-', 'eyJ', 'eyJ-', 'Basic ', 'token  ', 'secret<', '_password', '"password" '])(
    'takes time linear in the length for %j repeated',
    async (piece) => {
      const search = (length: number) => [secretInPairs(piece.repeat(length)), secretByForm(piece.repeat(length))]
      expect(await growth(search, 8_000)).toBeLessThan(SUPERLINEAR)
    },
  )
})

describe('sqlTexts', () => {
  it.each(['<sql>', '<sql><![CDATA[', '<sql>   ', '<sql>a</sql>'])(
    'takes time linear in the length for %j repeated',
    async (piece) => {
      expect(await growth((length) => sqlTexts(piece.repeat(length)), 20_000)).toBeLessThan(SUPERLINEAR)
      expect(await growth((length) => sqlTexts(`${piece.repeat(length)}]]>`), 20_000)).toBeLessThan(SUPERLINEAR)
    },
  )
})

describe('findUrls', () => {
  it.each(['http://', '://', 'a@', 'http://a@', 'http://}', 'http://a.b/}', '{', 'xmlns="http://', 'http://a:'])(
    'takes time linear in the length for %j repeated',
    async (piece) => {
      expect(await growth((length) => findUrls(piece.repeat(length)), 15_000)).toBeLessThan(SUPERLINEAR)
    },
  )
})

describe('findEmails', () => {
  it.each(['@', 'a@', 'a@a', 'a@a.b', '://a@', '.@.'])(
    'takes time linear in the length for %j repeated',
    async (piece) => {
      expect(await growth((length) => findEmails(piece.repeat(length)), 8_000)).toBeLessThan(SUPERLINEAR)
    },
  )
})
