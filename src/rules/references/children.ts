/** The children that a flow calls, and the versions of them that the archives hold. */
import { groupBy } from '../../base/group.js'
import { compareVersions, sameMajor, sameVersion, sortedUnique } from '../../base/version.js'
import type { Agent, Archive, Integration, IntegrationReference } from '../../model/index.js'
import { Patterns } from '../../model/patterns.js'
import { type PlacedFlow, placedFlows } from '../flows.js'

/** A child integration that a flow calls, with every place that says so. */
export interface Child {
  readonly code: string
  /** As written; null where the caller does not say, so that any will do. */
  readonly version: string | null
  /** Code of the project that it lives in; null for a global one. */
  readonly project: string | null
  readonly references: readonly IntegrationReference[]
}

/** The children of a flow, one for each code, project and version; a version written short is the same version. */
export function childrenOf({ references }: Pick<Integration, 'references'>): Child[] {
  const children: (Child & { references: IntegrationReference[] })[] = []
  for (const reference of references) {
    if (reference.kind !== 'integration' || reference.code === null || reference.code === '') continue
    const { code, version, project } = reference
    const known = children.find(
      (child) =>
        child.code === code &&
        child.project === project &&
        (child.version === version ||
          (child.version !== null && version !== null && sameVersion(child.version, version))),
    )
    if (known === undefined) children.push({ code, version, project, references: [reference] })
    else known.references.push(reference)
  }
  return children
}

/** The one place that speaks best for a child: where it was designed, else where it may be chosen. */
export function evidenceOf({ references }: Child): IntegrationReference | null {
  return references.find(({ dynamic }) => !dynamic) ?? references[0] ?? null
}

/** Whether a version is one that a call may reach: the address holds the major number only. */
export function reaches({ version }: Pick<Child, 'version'>, other: string): boolean {
  return version === null || version === '' || sameMajor(version, other)
}

/** What of a run may be called, by code. */
export class Callable {
  readonly #byCode: ReadonlyMap<string, readonly PlacedFlow[]>
  readonly #patterns: Patterns

  constructor(archives: readonly Archive[]) {
    this.#byCode = groupBy(placedFlows(archives), ({ flow }) => flow.code)
    this.#patterns = new Patterns(archives)
  }

  /** Every version of a child in the archives, lowest first. */
  versionsOf({ code, project }: Pick<Child, 'code' | 'project'>): (Integration | Agent)[] {
    return (this.#byCode.get(code) ?? [])
      .map(({ flow }) => flow)
      .filter((flow) => flow.project === project)
      .sort((a, b) => compareVersions(a.version, b.version))
  }

  /** In words, where else integrations of its code live: the call goes to none of them. Without project.yaml none can say. */
  homesOf({ code, project }: Pick<Child, 'code' | 'project'>): string[] {
    const all = (this.#byCode.get(code) ?? []).map(({ flow }) => flow.project)
    const homes = all.filter((home) => home !== project && home !== '')
    return sortedUnique(homes.map((home) => (home === null ? 'that is global' : `in the project ${home}`)))
  }

  /** Whether it is a pattern of AI agents, which is called like an integration. */
  isPattern({ code, project }: Pick<Child, 'code' | 'project'>): boolean {
    return this.#patterns.copiesOf(code, project) !== null
  }
}
