import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64, measureBase64 } from '../../src/formats/base64.js'

const encode = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))

describe('base64', () => {
  it('decodes what was encoded, and is measured right beforehand', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = encode(bytes)
        expect(measureBase64(text)).toEqual({ size: bytes.length, valid: true })
        expect(decodeBase64(text)).toEqual(bytes)
      }),
    )
  })

  it('gives as many bytes as it measured, for any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeBase64(text)).toHaveLength(measureBase64(text).size)
      }),
    )
  })

  it('need not be padded, but is not valid when cut off, badly padded or continued', () => {
    expect(measureBase64('aGk')).toEqual({ size: 2, valid: true })
    for (const text of ['aGkxx', 'aGk==', 'aGk=aGk=', 'aé==']) expect(measureBase64(text).valid).toBe(false)
  })

  it('may be written in the alphabet of addresses', () => {
    expect(measureBase64('-_-_')).toEqual({ size: 3, valid: true })
    expect(decodeBase64('-_-_')).toEqual(decodeBase64('+/+/'))
  })
})
