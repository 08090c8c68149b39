import { describe, expect, it } from 'vitest'
import { scriptLiterals } from '../../../src/literals/places/script-literals.js'
import { wsdlAddresses } from '../../../src/literals/places/wsdl-addresses.js'
import { growth, SUPERLINEAR } from '../../support/growth.js'

// By themselves, because `npm run mutation` leaves them out: seconds for each mutant.
describe('scriptLiterals', () => {
  it.each(['"', "'", '`', '/', '/*', '//', '\\', 'a=', '[/', '"a",', '\n'])(
    'takes time linear in the length for %j repeated',
    async (piece) => {
      expect(await growth((length) => scriptLiterals(piece.repeat(length)), 8_000)).toBeLessThan(SUPERLINEAR)
    },
  )
})

describe('wsdlAddresses', () => {
  it.each(['<soap:address ', '<!--', '<', '<soap:address location="', '<soap:address a="b" ', '-->'])(
    'takes time linear in the length for %j repeated',
    async (piece) => {
      expect(await growth((length) => wsdlAddresses(piece.repeat(length)), 8_000)).toBeLessThan(SUPERLINEAR)
    },
  )
})
