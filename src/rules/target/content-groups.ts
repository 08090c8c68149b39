import { compareText } from '../../base/version.js'
import type { Comparable, Held } from '../../diff/index.js'

/** Copies of one artifact that say the same. */
export interface ContentGroup<T extends Comparable> {
  readonly copies: Held<T>[]
  /** What {@link CopyWays.contentOf} gives for each of them; null while there is but one group. */
  content: string | null
}

/** How copies are told apart. */
export interface CopyWays<T extends Comparable> {
  /** Whether two copies are surely the same, which costs little; false says nothing. */
  isSame(a: Held<T>, b: Held<T>): boolean | Promise<boolean>
  /** One text for all that say the same. */
  contentOf(copy: Held<T>): Promise<string>
}

/**
 * The copies of one artifact by their content, in time that grows with their number: most are the same as the first or
 * as the one before, which nobody has to read for.
 */
export class ContentGroups<T extends Comparable> {
  readonly groups: ContentGroup<T>[] = []
  readonly #ways: CopyWays<T>
  readonly #byContent = new Map<string, ContentGroup<T>>()
  #last: ContentGroup<T> | null = null

  constructor(ways: CopyWays<T>) {
    this.#ways = ways
  }

  async add(copy: Held<T>): Promise<void> {
    this.#last = await this.#groupOf(copy)
    this.#last.copies.push(copy)
  }

  async #groupOf(copy: Held<T>): Promise<ContentGroup<T>> {
    const [first] = this.groups
    if (first === undefined) return this.#newGroup(null)
    for (const group of new Set([first, this.#last ?? first])) {
      const [one] = group.copies
      if (one !== undefined && (await this.#ways.isSame(one, copy))) return group
    }
    const [one] = first.copies
    if (first.content === null && one !== undefined) {
      first.content = await this.#ways.contentOf(one)
      this.#byContent.set(first.content, first)
    }
    const content = await this.#ways.contentOf(copy)
    return this.#byContent.get(content) ?? this.#newGroup(content)
  }

  #newGroup(content: string | null): ContentGroup<T> {
    const group: ContentGroup<T> = { copies: [], content }
    this.groups.push(group)
    if (content !== null) this.#byContent.set(content, group)
    return group
  }
}

/**
 * The group that the others are told to differ from: the largest, and of several such the one whose content comes first,
 * so that neither the order nor the names of archives decide which copies are reported.
 */
export function usualOf<T extends Comparable>(groups: readonly ContentGroup<T>[]): ContentGroup<T> | null {
  const [usual = null] = [...groups].sort(
    (a, b) => b.copies.length - a.copies.length || compareText(a.content ?? '', b.content ?? ''),
  )
  return usual
}

/** The copy that stands for a group: that of the archive whose name comes first. */
export function namedCopy<T extends Comparable>({ copies }: ContentGroup<T>): Held<T> | null {
  const [first = null] = [...copies].sort((a, b) => compareText(a.archive.file, b.archive.file))
  return first
}
