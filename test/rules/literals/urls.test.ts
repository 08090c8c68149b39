import { describe, expect, it } from 'vitest'
import { findUrls, shownUrl, wholeUrl } from '../../../src/rules/literals/urls.js'

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
