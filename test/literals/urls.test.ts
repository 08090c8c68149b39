import { describe, expect, it } from 'vitest'
import { findUrls, shownUrl, wholeUrl } from '../../src/literals/urls.js'

const shown = (text: string) => findUrls(text).map(shownUrl)

describe('findUrls', () => {
  it('finds the URLs of a text, without the sentence around them', () => {
    expect(shown('See https://a.example.com/x, (http://b.example.com:8080/y?z=1). Or ftp://c.example.com!')).toEqual([
      'https://a.example.com/x',
      'http://b.example.com:8080/y?…',
      'ftp://c.example.com',
    ])
  })

  it('says where they stand', () => {
    const text = 'at https://a.example.com/x now'
    const [url] = findUrls(text)
    expect(text.slice(url?.start, url?.end)).toBe('https://a.example.com/x')
  })

  it('keeps placeholders in a path, and tells those in a host', () => {
    expect(shown('https://a.example.com/orders/{id}')).toEqual(['https://a.example.com/orders/{id}'])
    const hosts = ['https://{host}/x', 'http://\u0024{env}.example.com/x', 'http://<host>/x', 'http://%%HOST/x']
    for (const text of [...hosts, 'http://localhost:MANAGED_PORT/x', 'https://orders-<env>.example.com/'])
      expect(findUrls(text)[0]?.placeholder, text).toBe(true)
  })

  it('reads user, port, IPv6 hosts and queries apart', () => {
    const [url] = findUrls('https://ann:s3cret@[2001:db8::1]:8443/a?b=c#d')
    expect(url).toMatchObject({ userInfo: 'ann:s3cret', host: '[2001:db8::1]', port: '8443', path: '/a', query: 'b=c' })
  })

  it('is not taken in by other schemes', () => {
    expect(findUrls('urn:a:b jdbc:x file:///etc x://y abc://d')).toEqual([])
  })

  it('takes a text as a whole or not at all', () => {
    expect(wholeUrl(' https://a.example.com/x ')?.host).toBe('a.example.com')
    expect(wholeUrl('{http://a.example.com/x}b')).toBeNull()
    expect(wholeUrl('see http://a.example.com')).toBeNull()
  })

  it('shows neither user nor password, query nor long random segments', () => {
    const text = 'https://ann:s3cret@hooks.example.com/services/T0AB12CD34EF56GH78IJ90KL/x?key=abc'
    expect(shown(text)).toEqual(['https://hooks.example.com/services/…/x?…'])
    expect(shown('https://a.example.com/s?wsdl')).toEqual(['https://a.example.com/s?wsdl'])
  })
})

describe('findUrls, by the scheme', () => {
  it.each(
    `http https ftp ftps sftp ws wss tcp tcps ssl ldap ldaps smtp smtps imap imaps jms t3 t3s iiop amqp amqps mqtt mqtts
    kafka mysql postgresql sqlserver mongodb redis`.split(/\s+/),
  )('knows %s', (scheme) => {
    expect(findUrls(`see ${scheme.toUpperCase()}://a.example.com:1/x`)).toMatchObject([{ scheme, start: 4 }])
    expect(findUrls(`x${scheme}y://a.example.com`)).toEqual([])
  })

  it('ends a namespace in braces at its brace: an address may stand behind it', () => {
    const noted = '{{http://xmlns.example.com/app}Orders=https://a.example.com:443/orders, {http://b.example.com}c=d}'
    expect(shown(noted)).toEqual([
      'http://xmlns.example.com/app',
      'https://a.example.com:443/orders',
      'http://b.example.com',
    ])
    expect(shown('{https://a.example.com/{id}/lines}')).toEqual(['https://a.example.com/{id}/lines}'])
    expect(shown('{https://a.example.com/x y}')).toEqual(['https://a.example.com/x'])
  })

  it('shows no parameters behind a semicolon: connection strings carry the password there', () => {
    expect(shown('jdbc:sqlserver://db.example.com:1433;databaseName=ORDERS;user=ann;password=blue/horse;x=1')).toEqual([
      'sqlserver://db.example.com:1433;…',
    ])
    expect(shown('https://a.example.com/orders;token=blue-horse/lines?x=1')).toEqual([
      'https://a.example.com/orders;…/lines?…',
    ])
    expect(shown('https://a.example.com/orders; and more')).toEqual(['https://a.example.com/orders'])
  })

  it('goes on behind what is no URL', () => {
    expect(findUrls('urn://a http://b.example.com').map(({ host }) => host)).toEqual(['b.example.com'])
    expect(findUrls('http://a.example.comhttp://b.example.com')).toHaveLength(1)
  })
})

describe('findUrls, part by part', () => {
  const one = (text: string) => {
    const [url] = findUrls(text)
    return url
  }

  it.each([
    [
      'http://A.example.com',
      { host: 'a.example.com', port: '', path: '', query: '', userInfo: '', placeholder: false },
    ],
    ['http://a.example.com:80', { host: 'a.example.com', port: '80' }],
    ['http://a.example.com:/x', { host: 'a.example.com', port: '', path: '/x', placeholder: false }],
    ['http://a.example.com:123456/x', { port: '', placeholder: true }],
    ['http://a.example.com/x?y=1#z?', { path: '/x', query: 'y=1' }],
    ['http://a.example.com/x#y?z', { path: '/x', query: '' }],
    ['http://a.example.com?y', { path: '', query: 'y' }],
    ['http://a.example.com#y', { path: '', query: '' }],
    ['http://ann@a.example.com/x@y', { userInfo: 'ann', host: 'a.example.com', path: '/x@y' }],
    ['http://a@b@c.example.com', { userInfo: 'a@b', host: 'c.example.com' }],
    ['http://[2001:DB8::1]/x', { host: '[2001:db8::1]', port: '', path: '/x' }],
    ['http://[2001:db8::1]:80/x', { host: '[2001:db8::1]', port: '80' }],
    ['http://[nonsense]/x', { host: '', placeholder: true }],
    ['http://a_b.example.com/x', { host: 'a_b.example.com', placeholder: false }],
    ['http://-a.example.com/x', { host: '', placeholder: true }],
    ['http://a.example.com./x', { host: 'a.example.com', placeholder: false }],
    ['http:///x', { host: '', placeholder: true, path: '/x' }],
  ])('of %s', (text, parts) => {
    expect(one(text)).toMatchObject(parts)
  })

  it.each([' ', '"', "'", '<', '>', '`', '\\', '|', '^', '\u0007', '\n'])('ends at %j', (character) => {
    expect(one(`http://a.example.com/x${character}y`)).toMatchObject({ path: '/x' })
  })

  it.each([',', ';', '(', ')'])('has a host that ends at %j', (character) => {
    expect(one(`http://a.example.com${character}y`)?.host).toBe('a.example.com')
  })

  it.each(['http://a.example.com<x', 'http://a.example.com:<port>', 'http://a.example.com:"'])(
    'takes %s for one that is filled later',
    (text) => {
      expect(one(text)?.placeholder).toBe(true)
    },
  )
})
