import type { Statement } from './normal/mapper.js'
import type { Fact } from './part.js'

/** What two facts show; what they are compared by where that looks the same. */
export function shownApart(before: Fact | null, after: Fact | null): readonly [string | null, string | null] {
  if (before === null || after === null || before.shown !== after.shown)
    return [before?.shown ?? null, after?.shown ?? null]
  if (isHidden(before) || isHidden(after)) return [before.shown, another(after.shown)]
  return [spelledOut(before), spelledOut(after)]
}

/** What is told of a value that changed and shows as before. */
export function another(shown: string): string {
  return `${shown}, another`
}

/** Secrets, and what is known by its hash only. */
function isHidden({ value }: Fact): boolean {
  return value.startsWith('sha256:')
}

function spelledOut({ what, value }: Fact): string {
  if (what !== 'mapping' && what !== 'condition' && !value.startsWith('[')) return value
  try {
    const statements = JSON.parse(value) as readonly (Statement | string)[]
    return statements
      .map((one) => (typeof one === 'string' ? one : [...one.within.map(([label]) => label), one.value].join(' > ')))
      .join('\n')
  } catch {
    // A value that merely opens with a bracket.
    return value
  }
}
