import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brokenSchema } from '../../../src/formats/schema-check.js'
import { looksWhole } from '../../../src/rules/archive/whole-xml.js'
import { tree } from '../../support/zip.js'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('looksWhole', () => {
  it.each([
    '<a></a>',
    '\ufeff<?xml version="1.0"?>\n<!-- by - the -- wizard? -->\n<xs:schema\n x="1">\n</xs:schema >\n\n',
    '<?xml version="1.0"?><?oracle-x y?><a><b/></a>',
  ])('is true of %j', (text) => {
    expect(looksWhole(bytes(text))).toBe(true)
  })

  it.each([
    '',
    'version https://git-lfs.github.com/spec/v1',
    '<a>',
    '<a/>',
    '<a><b></b>',
    '<a><b></b></',
    '<a></a><!-- end -->',
    'x<a></a>',
    '<!-- <a> --><b></a>',
    '<a>\n<<<<<<< HEAD\n=======\n>>>>>>> b\n</a>',
    '<!DOCTYPE a><a></a>',
  ])('is false of %j, which is then parsed', (text) => {
    expect(looksWhole(bytes(text))).toBe(false)
  })

  it('is false of a schema that is cut off, wherever', () => {
    for (const [path, content] of Object.entries(tree('retail-dev/ORDER_INTAKE_01.00.0000'))) {
      if (!/\.(?:wsdl|xsd)$/.test(path)) continue
      const whole = new TextDecoder().decode(content).trimEnd()
      expect(looksWhole(bytes(whole)), path).toBe(true)
      fc.assert(
        fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
          const cut = whole.slice(0, length)
          expect(looksWhole(bytes(cut))).toBe(false)
          expect(brokenSchema(path, cut)).not.toBeNull()
        }),
        { numRuns: 30 },
      )
    }
  })
})
