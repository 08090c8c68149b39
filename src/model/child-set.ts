import { parseVersion } from '../base/version.js'
import type { IntegrationReference } from './types.js'

type Child = Pick<IntegrationReference, 'code' | 'version' | 'project'>

/** Children that calls reach. A version that is not said is any; versions are compared by their numbers. */
export class ChildSet {
  readonly #versions = new Map<string, Set<string>>()

  constructor(children: Iterable<Child> = []) {
    for (const child of children) this.add(child)
  }

  add(child: Child): void {
    const key = keyOf(child)
    const versions = this.#versions.get(key) ?? new Set<string>()
    this.#versions.set(key, versions.add(numbersOf(child.version)))
  }

  has(child: Child): boolean {
    const versions = this.#versions.get(keyOf(child))
    if (versions === undefined) return false
    return child.version === null || versions.has(ANY) || versions.has(numbersOf(child.version))
  }
}

const ANY = ''

const keyOf = ({ code, project }: Child): string => JSON.stringify([project, code])

function numbersOf(version: string | null): string {
  if (version === null) return ANY
  const numbers = parseVersion(version)
  return numbers === null ? `as written: ${version}` : `${numbers.major}.${numbers.minor}.${numbers.patch}`
}
