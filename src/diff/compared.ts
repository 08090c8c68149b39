/** Archives of a comparison, which may be in memory or on disk. */

import { IarkitError } from '../base/errors.js'
import { secretsOf } from '../literals/hide.js'
import { flowsOf } from '../model/flows.js'
import type { Archive, Integration } from '../model/types.js'
import { unreadFiles } from '../model/unread.js'
import { sha256 } from './hash.js'
import type { Side } from './pairing.js'
import { canonical, type Part } from './part.js'
import { type BareSide, sidesOf } from './sides.js'
import type { NormalFormOptions } from './types.js'

/** What a comparison asks of an archive when it looks at all of them together. */
export interface Compared {
  readonly file: string
  readonly kind: Archive['kind']
  readonly integrations: readonly Pick<Integration, 'code' | 'version' | 'dependencies'>[]
  /** Paths of files that could not be read. */
  readonly unread: readonly string[]
  /** For each look-up in an expression the lookup and the column that it searches. */
  readonly searched: readonly (readonly [lookup: string, column: string])[]
  /** @param unread paths of files that could not be read in any archive of the comparison */
  sides(options: NormalFormOptions, unread: ReadonlySet<string>): Promise<readonly Side[]>
  /** What the rules on credentials find in it. */
  secrets(): Promise<readonly string[]>
}

/** An archive that stays in memory; each normal form is made once. */
export function inMemory(archive: Archive): Compared {
  return {
    ...factsOf(archive),
    sides: (options, unread) => digested(sidesOf(archive, options, unread).map(madeOnce)),
    secrets: () => secretsOf(archive),
  }
}

/**
 * An archive that need not stay in memory: of its artifacts nothing but digests is kept, so that an estate takes no more
 * memory than its codes and names.
 * @param again reads it once more, for artifacts that differ
 * @param options those that the comparison will most likely have: with others all is read again
 */
export async function onDisk(
  archive: Archive,
  again: () => Promise<Archive>,
  options: NormalFormOptions,
): Promise<Compared> {
  const sides = plain(await digested(sidesOf(archive, options)))
  // A clone, so that no name holds on to the text of a file that it was cut from.
  const kept = structuredClone({ ...factsOf(archive), sides, secrets: await secretsOf(archive) })
  return {
    ...kept,
    sides: async (wanted, unread) => {
      const asGuessed = unread.size === 0 && (wanted.acrossKinds === true) === (options.acrossKinds === true)
      const known = asGuessed
        ? kept.sides
        : structuredClone(plain(await digested(sidesOf(await again(), wanted, unread))))
      return known.map((side, at) => ({
        ...side,
        form: async () => formAt(sidesOf(await again(), wanted, unread), at, kept.file),
      }))
    },
    secrets: async () => kept.secrets,
  }
}

function factsOf(archive: Archive): Omit<Compared, 'sides' | 'secrets'> {
  return {
    file: archive.file,
    kind: archive.kind,
    integrations: archive.integrations.map(({ code, version, dependencies }) => ({ code, version, dependencies })),
    unread: [...unreadFiles(archive).keys()],
    searched: flowsOf(archive).flatMap(({ references }) =>
      references.flatMap((one): [string, string][] =>
        one.kind === 'lookup' && one.name !== null && one.sourceColumn !== null ? [[one.name, one.sourceColumn]] : [],
      ),
    ),
  }
}

async function digested(sides: readonly BareSide[]): Promise<Side[]> {
  const done: Side[] = []
  for (const side of sides) {
    const form = await side.form()
    const nameless = side.kind === 'connection' ? await sha256(canonical(withoutName(form))) : ''
    done.push({ ...side, digest: await sha256(canonical(form)), nameless })
  }
  return done
}

function withoutName(connection: Part): Part {
  return { ...connection, key: '', facts: connection.facts.filter(({ what }) => what !== 'name') }
}

function madeOnce(side: BareSide): BareSide {
  let form: Promise<Part> | undefined
  return { ...side, form: () => (form ??= side.form()) }
}

function plain(sides: readonly Side[]): Omit<Side, 'form'>[] {
  return sides.map(({ form: _, ...side }) => side)
}

function formAt(sides: readonly BareSide[], at: number, file: string): Promise<Part> {
  const side = sides[at]
  if (side !== undefined) return side.form()
  throw new IarkitError('unreadable', `${file} is no longer what it was when the run began: run again.`, { file })
}
