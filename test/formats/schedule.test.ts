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
})
