/** An item of a list answer, with the path at which it stands in the JSON. */
export interface AnsweredItem {
  readonly value: unknown
  /** `integrations[3]`, `integrations[1].items[3]`. */
  readonly path: string
}

/** One page of a list answer. */
interface Page {
  /** Number of items on it. */
  readonly count: number
  /** Null where it does not say. */
  readonly hasMore: boolean | null
  /** Null where it does not say. */
  readonly offset: number | null
  /** Number of the file that it came in (`integrations-2.json`); null where its name has none. */
  readonly number: number | null
  /** `totalResults`; null where it does not say. */
  readonly total: number | null
  /** The page as it came; null for an array without a head. */
  readonly head: AnsweredItem | null
}

/** A list as OIC's REST API answers it, unwrapped. */
export interface Answer {
  readonly items: readonly AnsweredItem[]
  /** The pages that the items came on; none for items fetched one by one. */
  readonly pages: readonly Page[]
}

type Fields = Readonly<Record<string, unknown>>

/** Deepest level of an answer whose names are of interest: `integrations[].endPoints[].connection.id`. */
const DEPTH = 6

/**
 * The same value with names in camel case, as OIC's payloads have them: Oracle's pages print `has-more` and `adapter-type`.
 * A name that is there in both ways is taken as camel case writes it.
 */
export function camelNames(value: unknown, depth: number = DEPTH): unknown {
  if (depth === 0 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item: unknown) => camelNames(item, depth - 1))
  const fields: Record<string, unknown> = Object.create(null)
  for (const [name, inner] of Object.entries(value)) {
    const camel = camelName(name)
    if (camel === name || fields[camel] === undefined) fields[camel] = camelNames(inner, depth - 1)
  }
  return fields
}

/** `has-more`, `has_more` and `hasMore` as `hasMore`. */
export function camelName(name: string): string {
  return name.replace(/[-_]([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Unwraps a list answer: an envelope with `items`, an array of envelopes (pages), a bare array of items, or one item alone
 * (the answer of a single GET), which tells nothing of the rest of its list.
 * @param path where the answer stands, for messages
 * @returns null where it is none of these
 */
export function unwrapAnswer(answer: unknown, path: string): Answer | null {
  if (Array.isArray(answer)) {
    const values: readonly unknown[] = answer
    const pages = values.flatMap((value, at) => pageOf(value, `${path}[${at}]`) ?? [])
    if (pages.length > 0 && pages.length === values.length) return joinAnswers(pages)
    const items = values.map((value, at) => ({ value, path: `${path}[${at}]` }))
    return {
      items,
      pages: [{ count: items.length, hasMore: null, offset: null, number: null, total: null, head: null }],
    }
  }
  if (!isFields(answer)) return null
  return pageOf(answer, path) ?? { items: [{ value: answer, path }], pages: [] }
}

/** What is to be said of the answer of a call that failed, where it was saved like any other; null where it is none. */
export function refusalIn(answer: unknown): string | null {
  if (!isFields(answer) || 'items' in answer) return null
  const { status } = answer
  // What OIC lists has its state in words.
  if (typeof status !== 'number' && !('o:errorCode' in answer)) return null
  const what = typeof status === 'number' ? ` (status ${status})` : ''
  return `OIC refused this call${what}, so that it holds no list: save its answer anew.`
}

/** Several answers for one list as one. */
export function joinAnswers(answers: readonly Answer[]): Answer {
  return { items: answers.flatMap(({ items }) => items), pages: answers.flatMap(({ pages }) => pages) }
}

/** An answer as what came in the file of a number. */
export function numbered({ items, pages }: Answer, number: number | null): Answer {
  return { items, pages: pages.map((page) => ({ ...page, number })) }
}

/**
 * Whether pages, in any order, leave out part of their list: it goes on behind the last, begins before the first, has a hole,
 * holds more items than came, or goes on behind a page that says it is the last, and so is not of one run. Items fetched one
 * by one tell nothing of the rest of their list.
 */
export function isCutOff({ pages }: Answer): boolean {
  if (pages.length === 0) return true
  const total = Math.max(...pages.map((page) => page.total ?? 0))
  if (pages.some(({ offset }) => offset === null)) {
    const came = pages.reduce((sum, { count }) => sum + count, 0)
    const inOrder = [...pages].sort((a, b) => (a.number ?? -1) - (b.number ?? -1))
    return came < total || inOrder.at(-1)?.hasMore === true || areNumbersOff(inOrder)
  }
  let covered = 0
  let hasMore: boolean | null = null
  for (const page of [...pages].sort((a, b) => (a.offset ?? 0) - (b.offset ?? 0))) {
    if ((page.offset ?? 0) > covered) return true
    // Lists that were asked for in parts, by status say, all begin at 0: none of them stands behind another.
    if (page.offset === covered && covered > 0 && page.count > 0 && hasMore === false) return true
    const end = (page.offset ?? 0) + page.count
    if (end >= covered) hasMore = page.hasMore
    covered = Math.max(covered, end)
  }
  return hasMore === true || covered < total
}

/** Whether a number is missing among those of the files, from 0 or 1 on, or a file stands behind one that is the last. */
function areNumbersOff(inOrder: readonly Page[]): boolean {
  const own = inOrder.filter(({ number }) => number !== null)
  return own.some(({ number }, at) => {
    const before = own[at - 1]
    if (before?.number === number) return false
    return (number ?? 0) > (before?.number ?? 0) + 1 || before?.hasMore === false
  })
}

function pageOf(value: unknown, path: string): Answer | null {
  if (!isFields(value) || !Array.isArray(value['items'])) return null
  const head = camelNames({ ...value, items: [] }, 1)
  if (!isFields(head)) return null
  const items: readonly unknown[] = value['items']
  return {
    items: items.map((item, at) => ({ value: item, path: `${path}.items[${at}]` })),
    pages: [
      {
        count: items.length,
        hasMore: booleanOf(head['hasMore']),
        offset: numberOf(head['offset']),
        number: null,
        total: numberOf(head['totalResults']),
        head: { value: { ...value, items: [] }, path },
      },
    ],
  }
}

function booleanOf(value: unknown): boolean | null {
  if (value === true || value === 'true') return true
  return value === false || value === 'false' ? false : null
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}
