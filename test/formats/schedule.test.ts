import { describe, expect, it } from 'vitest'
import { readSchedule } from '../../src/formats/schedule.js'

const schedule = (inside: string) =>
  readSchedule(
    's.xml',
    `<?xml version = '1.0' encoding = 'UTF-8'?><schedule name="Run_ORDERS" xmlns="http://xmlns.oracle.com/scheduler"><description/><display-name>Run ORDERS</display-name>${inside}</schedule>`,
  )
const recurrence = (inside: string) => schedule(inside).value?.recurrence

describe('a schedule', () => {
  it('has a name, a display name and a time zone', () => {
    expect(schedule('<time-zone>Europe/Vienna</time-zone>')).toMatchObject({
      value: { name: 'Run_ORDERS', displayName: 'Run ORDERS', timeZone: 'Europe/Vienna', recurrence: { kind: 'none' } },
      problems: [],
    })
  })

  it('may be an iCal expression', () => {
    expect(recurrence('<recurrence><ical-expression>FREQ=DAILY;BYHOUR=5</ical-expression></recurrence>')).toEqual({
      kind: 'ical',
      expression: 'FREQ=DAILY;BYHOUR=5',
    })
  })

  it('may repeat, with everything else that has a text as details', () => {
    expect(
      recurrence(
        '<recurrence><start>2024-01-01 08:00:00 UTC</start><count>0</count><frequency>WEEKLY</frequency><interval>1</interval><months-of-year/><days-of-week><day>MON</day><day>FRI</day></days-of-week><constructor>x</constructor></recurrence>',
      ),
    ).toEqual({
      kind: 'recurring',
      frequency: 'WEEKLY',
      interval: '1',
      start: '2024-01-01 08:00:00 UTC',
      details: { count: '0', 'days-of-week/day': 'MON, FRI', constructor: 'x' },
    })
  })

  const date = (time: string) =>
    `<include-date><year>2024</year><month>3</month><day>4</day><time>${time}</time></include-date>`

  it('may run on single dates, written in full', () => {
    expect(recurrence(date('7:39:0') + date('18:05'))).toEqual({
      kind: 'once',
      dates: ['2024-03-04 07:39:00', '2024-03-04 18:05:00'],
    })
    expect(recurrence(`<recurrence/>${date('7:39:0')}`)).toMatchObject({ kind: 'once' })
    expect(recurrence('<include-date>2024-03-04 07:39:00</include-date>')).toMatchObject({
      dates: ['2024-03-04 07:39:00'],
    })
  })

  it('that repeats and has dates, repeats', () => {
    expect(recurrence(`<recurrence><frequency>DAILY</frequency></recurrence>${date('7:00:00')}`)).toMatchObject({
      kind: 'recurring',
      frequency: 'DAILY',
      details: { 'include-date': '2024-03-04 07:00:00' },
    })
  })

  it('may say nothing', () => {
    expect(recurrence('')).toEqual({ kind: 'none' })
    expect(recurrence('<recurrence><ical-expression/><count>0</count></recurrence>')).toEqual({ kind: 'none' })
  })

  it('warns of half a date, and keeps what is there', () => {
    const { value, problems } = schedule('<include-date><year>2024</year><month>3</month></include-date>')
    expect(problems).toMatchObject([{ severity: 'warning' }])
    expect(value?.recurrence).toEqual({ kind: 'once', dates: ['2024 3'] })
  })

  it('without a name, or of another root, is a problem', () => {
    expect(readSchedule('s.xml', '<x:schedule xmlns:x="http://xmlns.oracle.com/scheduler"/>')).toMatchObject({
      value: { name: '' },
      problems: [{ severity: 'error' }],
    })
    expect(readSchedule('s.xml', '<scheduler/>').value).toBeNull()
  })

  it('may have its name in an element, and its time zone under another name', () => {
    const { value, problems } = readSchedule(
      's.xml',
      '\n<schedule name=" "><name>Run</name><timezone>UTC</timezone></schedule>',
    )
    expect(problems).toEqual([])
    expect(value).toMatchObject({ name: 'Run', timeZone: 'UTC', location: { line: 2, column: 1 } })
    expect(readSchedule('s.xml', '<schedule><name>Run</name></schedule>').value?.nameAt).toMatchObject({ column: 1 })
  })

  it('has its name where the attribute stands, without the blanks around it', () => {
    expect(readSchedule('s.xml', '<schedule name=" Run "/>').value).toMatchObject({
      name: 'Run',
      nameAt: { entry: 's.xml', line: 1, column: 17 },
    })
  })

  it('says in words what is wrong', () => {
    const said = (text: string) =>
      readSchedule('s.xml', text).problems.map(({ code, severity, message }) => [code, severity, message])
    expect(said('<schedule/>')).toEqual([['malformed-content', 'error', 'The schedule has no name.']])
    expect(said('<scheduler/>')).toEqual([
      ['malformed-content', 'error', 'The root element is scheduler, which is not that of a schedule.'],
    ])
    expect(said('<schedule name="a"><include-date><year>1</year><month>2</month></include-date></schedule>')).toEqual([
      ['malformed-content', 'warning', 'A date of the schedule is not complete.'],
    ])
  })

  it('may be several iCal expressions, one a line', () => {
    expect(
      recurrence('<ical-expression>FREQ=DAILY</ical-expression><ical-expression>FREQ=HOURLY</ical-expression>'),
    ).toEqual({ kind: 'ical', expression: 'FREQ=DAILY\nFREQ=HOURLY' })
  })

  it('repeats if it has an interval, or a start without single dates', () => {
    expect(recurrence('<recurrence><interval>2</interval></recurrence>')).toMatchObject({
      kind: 'recurring',
      interval: '2',
    })
    const start = '<recurrence><start>2024-01-01</start></recurrence>'
    expect(recurrence(start)).toMatchObject({ kind: 'recurring', start: '2024-01-01' })
    expect(recurrence(start + date('7:00:00'))).toEqual({ kind: 'once', dates: ['2024-03-04 07:00:00'] })
  })

  it('has a date inside its repetition once among the details, without its parts', () => {
    expect(recurrence(`<recurrence><frequency>DAILY</frequency>${date('7:00:00')}</recurrence>`)).toEqual({
      kind: 'recurring',
      frequency: 'DAILY',
      interval: '',
      start: '',
      details: { 'include-date': '2024-03-04 07:00:00' },
    })
  })

  it('has no date where an element for one is empty', () => {
    const { value, problems } = schedule('<include-date/>')
    expect(value?.recurrence).toEqual({ kind: 'none' })
    expect(problems).toMatchObject([{ message: 'A date of the schedule is not complete.' }])
  })

  it.each([
    ['2024-03-04 07:39:00', '2024-03-04 07:39:00', 0],
    ['\n <year>2024</year>\n <month/>\n <day>4</day>\n', '2024 4', 1],
    ['odd <year>2024</year><month>3</month>', '2024 3', 1],
    ['<year>2024x</year><month>3</month><day>4</day><time>7:00</time>', '2024x 3 4 7:00', 1],
    ['<year>x2024</year><month>3</month><day>4</day><time>7:00</time>', 'x2024 3 4 7:00', 1],
    ['<year>20240</year><month>3</month><day>4</day><time>7:00</time>', '20240 3 4 7:00', 1],
    ['<year>2024</year><month>3</month><day>4</day><time>7</time>', '2024-03-04 07:00:00', 0],
  ])('reads the date %j as %j', (inside, expected, count) => {
    const { value, problems } = schedule(`<include-date>${inside}</include-date>`)
    expect(value?.recurrence).toEqual({ kind: 'once', dates: [expected] })
    expect(problems).toHaveLength(count)
  })
})
