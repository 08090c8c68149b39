import { everyBelow, fieldText, isLeaf, openMetadataXml } from './metadata-xml.js'
import type { Source } from './source.js'
import type { Read, ScheduleFile, ScheduleRecurrence } from './types.js'
import { attribute, attributeNode, child, descendants, text as textOf, type XmlElement } from './xml.js'

/** Reads a schedule: `schedule/*.xml` of an `.iar`, `schedules/*.xml` of a project. */
export function readSchedule(path: string, text: string): Read<ScheduleFile> {
  const { source, root } = openMetadataXml(path, text, (local) => local === 'schedule', 'a schedule')
  if (root === null) return { value: null, problems: source.problems }
  const name = (attribute(root, 'name') ?? '').trim() || fieldText(root, 'name')
  if (name === '') source.problem(root.offset, 'The schedule has no name.')
  const written = attributeNode(root, 'name')
  const value = {
    name,
    nameAt: source.at(written?.offset ?? root.offset),
    displayName: fieldText(root, 'display-name'),
    timeZone: fieldText(root, 'time-zone', 'timezone'),
    recurrence: recurrenceOf(source, root),
    location: source.at(root.offset),
  }
  return { value, problems: source.problems }
}

/** A repetition says more than single dates: where a schedule has both, the dates are details of the repetition. */
function recurrenceOf(source: Source, root: XmlElement): ScheduleRecurrence {
  const expressions = [...everyBelow(root, 'ical-expression')].map(textOf).filter((each) => each !== '')
  if (expressions.length > 0) return { kind: 'ical', expression: expressions.join('\n') }
  const dates = [...everyBelow(root, 'include-date')]
    .map((element) => dateOf(source, element))
    .filter((date) => date !== '')
  const recurrence = child(root, 'recurrence')
  const frequency = fieldText(recurrence, 'frequency')
  const interval = fieldText(recurrence, 'interval')
  const start = fieldText(recurrence, 'start')
  if (recurrence !== null && (frequency !== '' || interval !== '' || (start !== '' && dates.length === 0)))
    return { kind: 'recurring', frequency, interval, start, details: detailsOf(recurrence, dates) }
  return dates.length > 0 ? { kind: 'once', dates } : { kind: 'none' }
}

const OWN_FIELDS = ['frequency', 'interval', 'start']

/** Elements with a text below `recurrence`, by their path in it: `count`, `days-of-week/day`; repeated ones joined. */
function detailsOf(recurrence: XmlElement, dates: readonly string[]): Readonly<Record<string, string>> {
  const details: Record<string, string> = Object.create(null)
  const add = (name: string, value: string) => {
    details[name] = details[name] === undefined ? value : `${details[name]}, ${value}`
  }
  // The XML reader bounds the depth.
  const walk = (parent: XmlElement, path: string) => {
    for (const node of parent.children) {
      if (node.kind === 'text' || node.local === 'include-date') continue
      const name = path === '' ? node.local : `${path}/${node.local}`
      const value = textOf(node)
      if (value !== '' && !OWN_FIELDS.includes(name)) add(name, value)
      walk(node, name)
    }
  }
  walk(recurrence, '')
  for (const date of dates) add('include-date', date)
  return details
}

const NUMBER = /^\d{1,4}$/

/** `YYYY-MM-DD HH:MM:SS` from year, month, day and a time written short (`7:39:0`); other forms as they stand. */
function dateOf(source: Source, element: XmlElement): string {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => fieldText(element, part))
  const time = fieldText(element, 'time').split(':')
  if (![year, month, day, ...time].every((part) => part !== undefined && NUMBER.test(part))) {
    const words = [...descendants(element)]
      .filter(isLeaf)
      .map(textOf)
      .filter((each) => each !== '')
    const whole = words.join(' ')
    // A lone text is a date in another form; several are parts of which one is amiss.
    if (words.length !== 1)
      source.problem(element.offset, 'A date of the schedule is not complete.', 'malformed-content', 'warning')
    return whole
  }
  const two = (part: string | undefined) => (part ?? '').padStart(2, '0')
  return `${year}-${two(month)}-${two(day)} ${two(time[0])}:${two(time[1])}:${two(time[2])}`
}
