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
  /** One text for all that say the same; null where a copy cannot be read: it is in no group then. */
  contentOf(copy: Held<T>): Promise<string | null>
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
    const group = await this.#groupOf(copy)
    if (group === null) return
    group.copies.push(copy)
    this.#last = group
  }

  async #groupOf(copy: Held<T>): Promise<ContentGroup<T> | null> {
    const [first] = this.groups
    if (first === undefined) return this.#newGroup(null)
    for (const group of new Set([first, this.#last ?? first])) {
      const [one] = group.copies
      if (one !== undefined && (await this.#ways.isSame(one, copy))) return group
    }
    if (first.content === null && !(await this.#isReadable(first))) {
      this.groups.shift()
      this.#last = null
      return this.#newGroup(null)
    }
    const content = await this.#ways.contentOf(copy)
    return content === null ? null : (this.#byContent.get(content) ?? this.#newGroup(content))
  }

  /** Asks for the content of the first group, which nobody needs as long as there is no other. */
  async #isReadable(first: ContentGroup<T>): Promise<boolean> {
    const [one] = first.copies
    first.content = one === undefined ? null : await this.#ways.contentOf(one)
    if (first.content !== null) this.#byContent.set(first.content, first)
    return first.content !== null
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
