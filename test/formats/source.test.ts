import { expect, it } from 'vitest'
import { parseJson } from '../../src/formats/json.js'
import { unfinishedMerge } from '../../src/formats/merge-marks.js'
import { Source } from '../../src/formats/source.js'
import { parseXml } from '../../src/formats/xml.js'

it('a file’s problems are errors in its content at their places, if nothing else is said', () => {
  const source = new Source('a.xml', '\ufeffone\r\ntwo')
  expect(source.text).toBe('one\ntwo')
  source.problem(5, 'Odd.')
  source.problem(0, 'Unknown.', 'unrecognised-entry', 'info')
  expect(source.problems).toEqual([
    { code: 'malformed-content', severity: 'error', message: 'Odd.', entry: 'a.xml', line: 2, column: 2 },
    { code: 'unrecognised-entry', severity: 'info', message: 'Unknown.', entry: 'a.xml', line: 1, column: 1 },
  ])
  expect(source.evidence(4, '  two \n words ')).toEqual({ entry: 'a.xml', line: 2, column: 1, text: 'two words' })
})

const SIDES = (ours: string, theirs: string): string => `<<<<<<< HEAD\n${ours}\n=======\n${theirs}\n>>>>>>> other\n`

it.each([
  ['XML', (source: Source) => source.take(parseXml(source.text)), `<r>\n${SIDES('<a/>', '<b/>')}</r>`],
  ['JSON', (source: Source) => parseJson(source), `{\n${SIDES('"a": 1', '"a": 2')}}`],
])('a merge that was not finished is what is wrong with a file of %s, where it begins', (_, read, text) => {
  const source = new Source('a', text)
  read(source)
  expect(source.problems).toEqual([
    {
      code: 'malformed-content',
      severity: 'error',
      message: 'The file holds both sides of a merge that was not finished.',
      entry: 'a',
      line: 2,
      column: 1,
    },
  ])
})

it('marks of one side alone, or within a line, are no merge', () => {
  for (const text of ['<r>\n<<<<<<< a\n</r>', '<r> <<<<<<< a\n>>>>>>> b\n</r>', '<r>\n<<<<<<<\n>>>>>>>\n</r>'])
    expect(unfinishedMerge(text)).toBeNull()
})

it('what the XML reader warns of stays a warning, and what it does not is an error', () => {
  const source = new Source('a.xml', '<r><p:a/></r><s/>')
  source.take(parseXml(source.text))
  expect(source.problems.map(({ code, severity, column }) => [code, severity, column])).toEqual(
    expect.arrayContaining([
      ['malformed-content', 'warning', 4],
      ['malformed-content', 'error', 14],
    ]),
  )
})
