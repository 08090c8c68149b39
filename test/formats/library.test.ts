import { describe, expect, it } from 'vitest'
import { readLibrary } from '../../src/formats/library.js'

const library = (head: string, api: string) =>
  readLibrary(
    'l.xml',
    `<api-library>${head}<sources><source><fileName>text.js</fileName><apiDefinitions>\n${api}</apiDefinitions></source></sources></api-library>`,
  )
const HEAD = '<name>Text Tools</name><code>TEXT_TOOLS</code><version>01.00.0000</version><description/>'
const ID = 'TEXT_TOOLS:01.00.0000:text.js:pad:value:length'

describe('a library', () => {
  it('gives its functions with parameters and sorted classifications', () => {
    const { value, problems } = library(
      HEAD,
      `<api apiid="${ID}"><classification>XPATH</classification><name>pad</name><inputParameters><input><name>value</name><type>string</type></input><input><name>length</name></input></inputParameters>` +
        '<classification>ORCHESTRATION</classification><classification>XPATH</classification><outputParameters><output><icon>x</icon><name>result</name><type>string</type></output></outputParameters></api>',
    )
    expect(problems).toEqual([])
    expect(value).toMatchObject({ code: 'TEXT_TOOLS', version: '01.00.0000', name: 'Text Tools' })
    expect(value?.functions).toEqual([
      {
        name: 'pad',
        file: 'text.js',
        apiId: ID,
        classifications: ['ORCHESTRATION', 'XPATH'],
        inputs: [
          { name: 'value', type: 'string' },
          { name: 'length', type: '' },
        ],
        outputs: [{ name: 'result', type: 'string' }],
        entry: 'l.xml',
        line: 2,
        column: 1,
      },
    ])
  })

  it('takes what is missing from the apiid', () => {
    const { value, problems } = library('<name>T</name>', `<api apiid="${ID}"/>`)
    expect(problems).toEqual([])
    expect(value).toMatchObject({ code: 'TEXT_TOOLS', version: '01.00.0000', functions: [{ name: 'pad' }] })
  })

  it('without code and version is a problem', () => {
    expect(library('', '').problems.map(({ message }) => message)).toEqual([
      'The library has no code.',
      'The library has no version.',
    ])
    expect(readLibrary('l.xml', '<package/>').value).toBeNull()
  })
})
