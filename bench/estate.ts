/**
 * An estate of any size, made out of the fixtures: every copy bears codes of its own, and the copies call one another in
 * chains. The same number gives the same bytes on every machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packed } from '../test/support/fixture.js'
import { type Content, tree, zip } from '../test/support/zip.js'

/** How many copies of ORDER_INTAKE call the next one, before the last of them calls an ORDER_FULFIL. */
const CHAIN = 5

/** Fixtures that are copied, in turn; `codes` are made unique for each copy. */
const PATTERNS = [
  { fixture: 'retail-dev/ORDER_INTAKE_01.00.0000', codes: ['ORDER_INTAKE'] },
  { fixture: 'retail-dev/ORDER_FULFIL_01.00.0000', codes: ['ORDER_FULFIL'] },
  { fixture: 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000', codes: ['STOCK_REPORT_NIGHTLY'] },
  { fixture: 'retail-dev/ORDER_INTAKE_01.00.0000', codes: ['ORDER_INTAKE'] },
  { fixture: 'flow/PARCEL_DESK_01.00.0000', codes: ['PARCEL_DESK'] },
  { fixture: 'flow/PARCEL_EXPORT_01.00.0000', codes: ['PARCEL_EXPORT'] },
] as const

/** Every third pattern is an ORDER_INTAKE. */
const INTAKES = 3

/** Writes `count` archives into a folder, numbered from `first`. Gives their paths. */
export function writeEstate(folder: string, count: number, first = 0): string[] {
  mkdirSync(folder, { recursive: true })
  const trees = new Map(PATTERNS.map(({ fixture }) => [fixture, tree(fixture)]))
  return Array.from({ length: count }, (_, at) => {
    const number = first + at
    const pattern = PATTERNS[number % PATTERNS.length] ?? PATTERNS[0]
    const renames = new Map<string, string>(pattern.codes.map((code) => [code, numbered(code, number)]))
    if (renames.has('ORDER_INTAKE')) renames.set('ORDER_FULFIL', child(number))
    const files = renamed(trees.get(pattern.fixture) ?? {}, renames)
    const path = join(folder, `${[...renames.values()][0] ?? ''}_01.00.0000.iar`)
    writeFileSync(path, zip(packed(files, 'oic')))
    return path
  })
}

function numbered(code: string, number: number): string {
  return `${code}_${String(number).padStart(5, '0')}`
}

/** What the ORDER_INTAKE of a number calls: the next ORDER_INTAKE, at the end of a chain the nearest ORDER_FULFIL. */
function child(number: number): string {
  const ordinal = Math.floor(number / INTAKES)
  return ordinal % CHAIN === CHAIN - 1
    ? numbered('ORDER_FULFIL', number - (number % PATTERNS.length) + 1)
    : numbered('ORDER_INTAKE', number + INTAKES)
}

/** Names and texts with other codes. Bytes count as Latin-1 on the way, so that every other byte stays as it is. */
function renamed(
  files: Readonly<Record<string, Content>>,
  codes: ReadonlyMap<string, string>,
): Record<string, Content> {
  const apply = (text: string): string => {
    let result = text
    for (const [from, to] of codes) result = result.replaceAll(from, to)
    return result
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [
      apply(name),
      Buffer.from(apply(Buffer.from(content).toString('latin1')), 'latin1'),
    ]),
  )
}
