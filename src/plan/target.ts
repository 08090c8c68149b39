import { addTo } from '../base/group.js'
import { compareVersions, sameMajor, sameVersion } from '../base/version.js'
import {
  type InventoryList,
  isWhole,
  type TargetConnection,
  type TargetIntegration,
  type TargetInventory,
  type TargetLibrary,
} from '../inventory/index.js'
import { LIST_WORDS } from '../inventory/known.js'
import { isPreseeded } from '../model/ids.js'
import type { NotChecked } from './types.js'

/** Whether something is in the target. */
export type Found<T> =
  | { readonly state: 'there'; readonly item: T }
  | { readonly state: 'missing' }
  | { readonly state: 'unknown'; readonly why: string }

type Item<List extends InventoryList> = NonNullable<TargetInventory[List]>[number]

/** Answers questions of an inventory, and remembers which lists it would have needed and did not have. */
export class Target {
  readonly inventory: TargetInventory
  readonly #notChecked = new Map<string, NotChecked>()
  /** Items by name, list by list: estates have thousands, and each is asked for several times. */
  readonly #index = new Map<string, Map<string, unknown[]>>()

  constructor(inventory: TargetInventory) {
    this.inventory = inventory
  }

  /** Lists that were asked for and do not tell. */
  notChecked(): NotChecked[] {
    return [...this.#notChecked.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
  }

  /** The item of a list with a name and a property of it. */
  find<List extends InventoryList>(
    list: List,
    name: string,
    project: string | null,
    fits?: (item: Item<List>) => boolean,
  ): Found<Item<List>> {
    return this.#firstIn([project], list, name, fits)
  }

  /**
   * What a flow of a project reaches by a name that no archive holds: the project's own, or else a global one, as the graph
   * has it for archives.
   */
  reach<List extends InventoryList>(
    list: List,
    name: string,
    project: string | null,
    fits?: (item: Item<List>) => boolean,
  ): Found<Item<List>> {
    return this.#firstIn([project, null], list, name, fits)
  }

  /** What is in none of the scopes is missing, or not known, in the first. */
  #firstIn<List extends InventoryList>(
    scopes: readonly [string | null, ...null[]],
    list: List,
    name: string,
    fits: (item: Item<List>) => boolean = () => true,
  ): Found<Item<List>> {
    const items = this.named(list, name).filter(fits)
    for (const scope of scopes) {
      const item = items.find((candidate) => !('project' in candidate) || candidate.project === scope)
      if (item !== undefined) return { state: 'there', item }
    }
    const [project] = scopes
    if (isWhole(this.inventory, list, project)) return { state: 'missing' }
    return { state: 'unknown', why: this.#doesNotTell(list, project) }
  }

  /** Items of a list by name, code or alias, in any version and any project. */
  named<List extends InventoryList>(list: List, name: string): readonly Item<List>[] {
    let index = this.#index.get(list)
    if (index === undefined) {
      index = new Map()
      for (const item of this.inventory[list] ?? []) {
        const key = 'code' in item ? item.code : 'alias' in item ? item.alias : item.name
        addTo(index, key, item)
      }
      this.#index.set(list, index)
    }
    return (index.get(name) ?? []) as Item<List>[]
  }

  integration(code: string, version: string, project: string | null): Found<TargetIntegration> {
    return this.find('integrations', code, project, (item) => sameVersion(item.version, version))
  }

  library(code: string, version: string, project: string | null): Found<TargetLibrary> {
    return this.find('libraries', code, project, (item) => sameVersion(item.version, version))
  }

  connection(code: string, project: string | null): Found<TargetConnection> {
    const found = this.find('connections', code, isPreseeded(code) ? null : project)
    // OIC lists none of its own connections.
    return found.state === 'missing' && isPreseeded(code)
      ? { state: 'unknown', why: 'it comes with a feature or licence, which no list tells' }
      : found
  }

  /** Other versions of the same major version in the same place, newest first. */
  sameMajor(code: string, version: string, project: string | null): TargetIntegration[] {
    return this.named('integrations', code)
      .filter((item) => item.project === project)
      .filter((item) => !sameVersion(item.version, version) && sameMajor(item.version, version))
      .sort((a, b) => compareVersions(b.version, a.version))
  }

  #doesNotTell(list: InventoryList, project: string | null): string {
    const { incomplete = [] } = this.inventory
    const absent = this.inventory[list] === undefined
    const cutOff = incomplete.includes(list)
    const what = !absent && !cutOff && project !== null ? `${LIST_WORDS[list]} of project ${project}` : LIST_WORDS[list]
    const why = absent
      ? 'the inventory has no list of them'
      : cutOff
        ? 'the inventory does not list all of them'
        : 'the inventory does not tell them'
    this.#notChecked.set(what, { what, why })
    return absent
      ? `the inventory has no list of ${what}`
      : cutOff
        ? `the inventory does not list all ${what}`
        : `the inventory does not tell the ${what}`
  }
}

/** `there`, with what may surprise: a flow of a project takes a global artifact where its project has none. */
export function thereFor(project: string | null, item: { readonly project: string | null }): string {
  return item.project === project ? 'there' : 'there, outside the project'
}
