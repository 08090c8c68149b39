import { describe, expect, it } from 'vitest'
import { limitProblems } from '../../src/formats/problem-limit.js'
import type { Problem } from '../../src/formats/types.js'

const problem = (line: number, severity: Problem['severity'] = 'warning'): Problem => ({
  code: 'malformed-content',
  severity,
  message: `Problem ${line}.`,
  entry: 'a.properties',
  line,
  column: 1,
})
const problems = (count: number, severity?: Problem['severity']) =>
  Array.from({ length: count }, (_, at) => problem(at + 1, severity))

describe('the problems of one file', () => {
  it.each([0, 1, 99, 100, 101])('stay as they are where there are %i', (count) => {
    expect(limitProblems(problems(count))).toEqual(problems(count))
  })

  it('are counted from the hundred and first on, at its place', () => {
    expect(limitProblems(problems(102))).toEqual([
      ...problems(100),
      { ...problem(101), message: '2 more problems follow from here on.' },
    ])
  })

  it('are as severe together as the worst that was left out', () => {
    const severityOf = (all: readonly Problem[]) => limitProblems(all)[100]?.severity
    expect(severityOf([...problems(100, 'error'), ...problems(5)])).toBe('warning')
    expect(severityOf([...problems(100), problem(101, 'error'), problem(102)])).toBe('error')
    expect(severityOf([...problems(104), problem(105, 'error')])).toBe('error')
    expect(severityOf(problems(105, 'info'))).toBe('warning')
  })
})
