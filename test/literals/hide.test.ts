import { describe, expect, it } from 'vitest'
import { hideIn, hideLookingLikeSecrets, hideSecretsOf, hideSecretsOfTables } from '../../src/literals/hide.js'
import { readArchive } from '../../src/model/index.js'
import { fixture } from '../support/fixture.js'
import { growth, SUPERLINEAR } from '../support/growth.js'

const table = (...cells: readonly string[]) => ({
  columns: ['KEY', 'PASSWORD'],
  rows: cells.map((cell, at) => [`K${at}`, cell]),
})
const hide = (...secrets: readonly string[]) => hideSecretsOfTables([table(...secrets)])

describe('hiding', () => {
  it.each([
    ['Sesame7opens', '(secret)'],
    [' Sesame7opens ', '(secret)'],
    ['KEY=K1, PASSWORD=Sesame7opens', 'KEY=K1, PASSWORD=(secret)'],
    ['concat("a", "Sesame7opens")', 'concat("a", "(secret)")'],
    ['Sesame7opens\nSesame7opens', '(secret)\n(secret)'],
    ['Sesame7opensX', 'Sesame7opensX'],
    ['xSesame7opens', 'xSesame7opens'],
    ['Sesame', 'Sesame'],
  ])('knows a secret that is a word of its own: %j', (text, shown) => {
    expect(hide('Sesame7opens')(text)).toBe(shown)
  })

  it('takes the longest of several that begin alike, and signs for what they are', () => {
    expect(hide('Sesame7', 'Sesame7+opens', 'a.c*9x')('Sesame7+opens, Sesame7, a.c*9x, abc*9x')).toBe(
      '(secret), (secret), (secret), abc*9x',
    )
  })

  it('hides whole words where there are very many', () => {
    const many = Array.from({ length: 500 }, (_, at) => `Sesame${at}opens`)
    expect(hide(...many)('KEY=K1, PASSWORD=Sesame499opens; Sesame500opens')).toBe(
      'KEY=K1, PASSWORD=(secret); Sesame500opens',
    )
  })

  it('hides of a text that says more only what is secret', () => {
    const { columns } = table()
    const said = 'Sign in with password=Harbour5gate; then go on, or send {"apiKey": "q7Rt2Lx9Wm4Zs8KdVb6Nc"}'
    const hideSaid = hideSecretsOfTables([{ columns: columns.slice(0, 1), rows: [[said]] }])
    expect(hideSaid(said)).toBe('Sign in with password=(secret); then go on, or send {"apiKey": "(secret)"}')
    expect(hideSaid('then go on')).toBe('then go on')
  })

  it('leaves everything as it is where nothing is secret', async () => {
    const archive = await readArchive(fixture('retail-dev/ORDER_INTAKE_01.00.0000'), { name: 'a.iar' })
    const hideNothing = await hideSecretsOf(archive)
    const data = { a: ['Order intake', { b: 1, c: null }] }
    expect(hideIn(data, hideNothing)).toBe(data)
    expect(hideIn(data, hide('intake'))).toEqual({ a: ['Order (secret)', { b: 1, c: null }] })
  })

  it('looks at a call by itself, where nobody knows what its literals are for', () => {
    const token = 'q7Rt2Lx9Wm4Zs8KdVb6Nc'
    expect(
      hideLookingLikeSecrets(`dvm:lookupValue("tenant/resources/dvms/REGIONS", 'KEY', $x, "VALUE", "${token}")`),
    ).toBe(`dvm:lookupValue("tenant/resources/dvms/REGIONS", 'KEY', $x, "VALUE", "(secret)")`)
    expect(hideLookingLikeSecrets(`f('Basic ${btoa('ann:Willow4tree')}')`)).toBe("f('(secret)')")
  })

  it('takes time in proportion to texts and secrets', async () => {
    const secrets = (length: number) => Array.from({ length }, (_, at) => `Sesame${at}opens`)
    const work = (length: number) => hide(...secrets(length))(`${secrets(length).join(' and ')} `.repeat(3))
    expect(await growth(work, 5000)).toBeLessThan(SUPERLINEAR)
  })
})
