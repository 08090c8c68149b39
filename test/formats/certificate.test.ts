import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../src/formats/certificate.js'

describe('a certificate that a project names', () => {
  it('is known by its name', () => {
    const { value, problems } = readCertificate('c.json', '{"id":"1","name":"CARRIER_TRUST","category":"TRUST"}')
    expect(problems).toEqual([])
    expect(value).toMatchObject({ alias: 'CARRIER_TRUST', category: 'TRUST', location: { entry: 'c.json', line: 1 } })
  })

  it('is known by its id where it has no name', () => {
    expect(readCertificate('c.json', '{"id":"CARRIER_TRUST"}').value?.alias).toBe('CARRIER_TRUST')
  })

  it('is known by its alias before its id, and may have no category', () => {
    expect(readCertificate('c.json', '{"id":"1","alias":"CARRIER_TRUST"}').value).toMatchObject({
      alias: 'CARRIER_TRUST',
      category: '',
    })
  })

  it('is known by the last part of a key’s id', () => {
    expect(readCertificate('c.json', '{"id":"USER|PGP|PUBLIC|PARTNER_KEY"}').value?.alias).toBe('PARTNER_KEY')
  })

  it('is a problem where nothing names it, or where it is no JSON', () => {
    expect(readCertificate('c.json', '{}').problems[0]?.message).toContain('names no certificate')
    expect(readCertificate('c.json', '{').value).toBeNull()
  })
})
