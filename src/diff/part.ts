/**
 * The normal form: an artifact as a tree of parts, each with facts. Whatever says the same has the same tree, whatever
 * OIC renumbered or renamed in between.
 */
import { compareText } from '../base/version.js'

/** One property of a part. */
export interface Fact {
  /** What changes when it changes: `property`, `expression`, `description` … */
  readonly what: string
  /** Unique among the facts of one `what`; empty where the part has but one. */
  readonly name: string
  /** What is compared. */
  readonly value: string
  /** What is shown: the same for people, without namespaces, and without secrets. */
  readonly shown: string
}

/** Fields that are read only when two sides of a part differ in their digests. */
export interface Structure {
  /** Equal digests: the same files. */
  readonly digest: string
  /** The messages as parts. */
  load(): Promise<readonly Part[]>
}

export interface Part {
  /** `step`, `mapper`, `mapping`, `field`, `row`, `function` … */
  readonly what: string
  /** Tells it from siblings of the same `what`; for steps their kind. */
  readonly key: string
  /** Its piece of a path; empty for parts that a path passes over. */
  readonly label: string
  /** OIC's own id where it has one: a hint for pairing, neither compared nor shown. */
  readonly id: string
  /** True where the order of `parts` means something. */
  readonly ordered: boolean
  readonly facts: readonly Fact[]
  /** Paired by `what` and `key`. */
  readonly parts: readonly Part[]
  /** Steps of a flow: paired as a tree. */
  readonly steps: readonly Part[]
  readonly structure: Structure | null
}

/** Leaves to the defaults what most parts have not. */
export function part(given: Pick<Part, 'what' | 'key'> & Partial<Part>): Part {
  const { what, key, label = key, id = '', ordered = false, steps = [], structure = null } = given
  const facts = unique(given.facts ?? [], (fact) => `${fact.what}\n${fact.name}`, renamedFact)
  const parts = unique(given.parts ?? [], (one) => `${one.what}\n${one.key}`, renamedPart)
  return {
    what,
    key,
    label,
    id,
    ordered,
    facts: [...facts].sort(byFact),
    parts: ordered ? parts : [...parts].sort(byPart),
    steps,
    structure,
  }
}

/** A fact, or none where the value is empty: what OIC leaves out and what it writes empty are the same. */
export function fact(what: string, name: string, value: string, shown = value): Fact[] {
  return value === '' ? [] : [{ what, name, value, shown }]
}

export function factOf(of: Part, what: string, name = ''): Fact | null {
  return of.facts.find((one) => one.what === what && one.name === name) ?? null
}

/** Labels as one path. Those of routes are conditions at times, in which the sign that stands between labels means more than. */
export function joinedPath(labels: readonly string[]): string {
  return labels.map((label) => label.replaceAll(' > ', '>')).join(' > ')
}

/** Everything that counts, as one text. A structure counts by its digest. */
export function canonical(of: Part): string {
  return JSON.stringify(plain(of))
}

/** The same without the steps below. */
export function canonicalOwn(of: Part): string {
  return JSON.stringify(plain({ ...of, steps: [] }))
}

/** The same tree with every structure read. */
export async function withStructures(of: Part): Promise<Part> {
  const own = of.structure === null ? [] : await of.structure.load()
  const parts = await all(of.parts)
  const steps = await all(of.steps)
  return { ...of, parts: [...parts, ...own], steps, structure: null }
}

async function all(parts: readonly Part[]): Promise<Part[]> {
  const done: Part[] = []
  for (const one of parts) done.push(await withStructures(one))
  return done
}

type Plain = readonly (string | readonly Plain[])[]

function plain(of: Part): Plain {
  return [
    of.what,
    of.key,
    of.facts.map(({ what, name, value }) => [what, name, value]),
    of.parts.map(plain),
    of.steps.map(plain),
    of.structure?.digest ?? '',
  ]
}

/** Numbers what would have the same key, in order. */
function unique<T>(values: readonly T[], keyOf: (value: T) => string, renamed: (value: T, nth: number) => T): T[] {
  const counts = new Map<string, number>()
  return values.map((value) => {
    const nth = (counts.get(keyOf(value)) ?? 0) + 1
    counts.set(keyOf(value), nth)
    return nth === 1 ? value : renamed(value, nth)
  })
}

function renamedFact(one: Fact, nth: number): Fact {
  return { ...one, name: `${one.name} (${nth})`.trimStart() }
}

function renamedPart(one: Part, nth: number): Part {
  return { ...one, key: `${one.key} (${nth})`, label: one.label === '' ? '' : `${one.label} (${nth})` }
}

function byFact(a: Fact, b: Fact): number {
  return compareText(a.what, b.what) || compareText(a.name, b.name)
}

function byPart(a: Part, b: Part): number {
  return compareText(a.what, b.what) || compareText(a.key, b.key)
}
