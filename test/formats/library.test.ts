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

  it('takes code, version and names from its own fields before the apiid', () => {
    const { value, problems } = library(
      '<code>OWN</code><version>03.00.0000</version><description> Pads texts </description>',
      `<api apiid=" ${ID} "><name>padLeft</name></api>`,
    )
    expect(problems).toEqual([])
    expect(value).toMatchObject({
      code: 'OWN',
      version: '03.00.0000',
      description: 'Pads texts',
      functions: [{ name: 'padLeft', file: 'text.js', apiId: ID, classifications: [], inputs: [], outputs: [] }],
    })
  })

  it('may write the apiid as apiId or as an element', () => {
    for (const api of [`<api apiId="${ID}"/>`, `<api><apiid>${ID}</apiid></api>`])
      expect(library('', api)).toMatchObject({
        value: { code: 'TEXT_TOOLS', version: '01.00.0000', functions: [{ name: 'pad', apiId: ID }] },
        problems: [],
      })
  })

  it('is named by the first of its functions that has an apiid', () => {
    const apis = `<api><name>plain</name></api><api apiid="${ID}"/><api apiid="OTHER:02.00.0000:b.js:cut"/>`
    expect(library('', apis).value).toMatchObject({ code: 'TEXT_TOOLS', version: '01.00.0000' })
  })

  it('takes the file of a function from the apiid where its source names none', () => {
    const read = (sources: string) =>
      readLibrary('l.xml', `<api-library>${HEAD}<sources>${sources}</sources></api-library>`).value?.functions
    expect(read('<source><api apiid="A:1:tools.js:cut"/></source>')).toMatchObject([{ file: 'tools.js', name: 'cut' }])
    expect(read('<source><fileName>text.js</fileName><api apiid="A:1:tools.js:cut"/></source>')).toMatchObject([
      { file: 'text.js' },
    ])
    expect(read('<source><api><name>cut</name></api></source>')).toMatchObject([{ file: '', apiId: '' }])
  })

  it('leaves out empty classifications, and reports a function without a name at its place', () => {
    const { value, problems } = library(HEAD, '<api><classification/><classification>XPATH</classification></api>')
    expect(value?.functions).toMatchObject([{ name: '', classifications: ['XPATH'] }])
    expect(problems).toEqual([
      {
        code: 'malformed-content',
        severity: 'error',
        message: 'A function of the library has no name.',
        entry: 'l.xml',
        line: 2,
        column: 1,
      },
    ])
  })

  it('is no other file', () => {
    expect(readLibrary('l.xml', '<package/>').problems).toMatchObject([
      { severity: 'error', message: 'The root element is package, which is not that of a library.' },
    ])
  })
})
