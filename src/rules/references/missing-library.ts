import { groupBy } from '../../base/group.js'
import { fitsVersion } from '../../base/version.js'
import { isWhole } from '../../inventory/index.js'
import type { TargetInventory, TargetLibrary } from '../../inventory/types.js'
import type { Archive, Library, LibraryReference } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { isLeftover, placedFlows, runningFirst, stepNameOf } from '../flows.js'
import { inScope, notListed } from '../in-target.js'
import { place } from '../place.js'
import type { RuleContext } from '../types.js'
import { environmentOf, inStep, listed, named, nowhere } from '../words.js'

/** A JavaScript library, or a function of one, that an integration calls is nowhere. */
export const missingLibrary = defineRule({
  id: 'missing-library',
  severity: 'error',
  category: 'references',
  summary: 'A JavaScript library or function that an integration calls is not there',
  options: noOptions,
  needs: [],
  async *check(context) {
    const libraries = librariesIn(context.archives)
    for (const { archive, flow } of placedFlows(context.archives)) {
      const seen = new Set<string>()
      for (const reference of runningFirst(flow)) {
        if (reference.kind !== 'library') continue
        const fault = faultOf(reference, flow.project, libraries(flow.project, archive), context)
        if (fault === null || seen.has(fault.key)) continue
        seen.add(fault.key)
        const step = stepNameOf(flow, reference.at)
        yield {
          ...place(archive, reference.evidence),
          message: `${named(flow)}${inStep(step)} calls ${fault.words}`,
          artifact: flow.id,
          step,
          key: fault.key,
          ...(isLeftover(flow, reference.at) ? { leftover: true } : {}),
        }
      }
    }
  },
})

interface Fault {
  /** What is called and what is wrong with it, after `calls`. */
  readonly words: string
  readonly key: string
}

function faultOf(
  reference: LibraryReference,
  project: string | null,
  libraries: Callable,
  context: RuleContext<unknown>,
): Fault | null {
  if (reference.code === '') return unnamed(reference, project, libraries.all(), context)
  const versions = libraries.ofCode(reference.code)
  const library = versions.find(({ version }) => fitsVersion(version, reference.version))
  if (library === undefined) return elsewhere(reference, project, versions, context)
  return undeclared(
    reference,
    library.functions.flatMap(({ name, apiId }) => [name, apiId.split(':')[3] ?? '']),
    named(library),
  )
}

/** The libraries that a flow can call: its project's, or the global ones; the archive's own first. */
interface Callable {
  readonly all: () => readonly Library[]
  readonly ofCode: (code: string) => readonly Library[]
}

function librariesIn(archives: readonly Archive[]): (project: string | null, own: Archive) => Callable {
  const all = archives.flatMap(({ libraries }) => libraries)
  // An estate bundles a library with each of its users: of one version the first that holds it speaks for all.
  const first = [
    ...groupBy(all, ({ project, code, version }) => JSON.stringify([project, code, version])).values(),
  ].flatMap(([library]) => library ?? [])
  const byCode = groupBy(first, ({ code }) => code)
  return (project, own) => {
    const reachable = (libraries: readonly Library[]) =>
      libraries.filter((library) => library.project === project || library.project === null)
    return {
      all: () => reachable([...own.libraries, ...first]),
      ofCode: (code) =>
        reachable([...own.libraries.filter((library) => library.code === code), ...(byCode.get(code) ?? [])]),
    }
  }
}

function targetLibraries(inventory: TargetInventory, project: string | null): TargetLibrary[] {
  return [...new Set([project, null])].flatMap((scope) => inScope(inventory, 'libraries', scope))
}

/** A library without metadata declares nothing: what it offers cannot be told. */
function undeclared(
  { function: wanted }: LibraryReference,
  declared: readonly string[],
  library: string,
): Fault | null {
  if (wanted === '' || declared.length === 0 || declared.includes(wanted)) return null
  return {
    words: `the function ${wanted} of the library ${library}, whose metadata does not declare it: register the function anew in the library, or correct the call.`,
    key: `${library.split(' ')[0] ?? library}/${wanted}`,
  }
}

/** No archive holds that version: the target may. */
function elsewhere(
  reference: LibraryReference,
  project: string | null,
  versions: readonly Library[],
  { inventory, couldNotCheck }: RuleContext<unknown>,
): Fault | null {
  const inTarget = inventory === null ? [] : targetLibraries(inventory, project)
  const target = inTarget.find(
    ({ code, version }) => code === reference.code && fitsVersion(version, reference.version),
  )
  if (target !== undefined) {
    if (target.functions !== undefined) return undeclared(reference, target.functions, named(target))
    couldNotCheck(`the inventory does not hold the functions of the library ${named(target)}`)
    return null
  }
  const known = inventory !== null && isWhole(inventory, 'libraries', project)
  if (inventory !== null && !known) couldNotCheck(notListed('libraries', project))
  const others = [...versions, ...inTarget.filter(({ code }) => code === reference.code)].map(({ version }) => version)
  const instead = others.length === 0 ? '' : ` (there is ${listed([...new Set(others)])})`
  return {
    words: `the library ${named(reference)}, which ${nowhere(inventory, known)}${instead}: export the integration anew, or import that version of the library first.`,
    key: reference.code,
  }
}

/** Newer style sheets name a function by a number that means nothing outside OIC: any library may offer it. */
function unnamed(
  { function: wanted }: LibraryReference,
  project: string | null,
  libraries: readonly Library[],
  { inventory, couldNotCheck }: RuleContext<unknown>,
): Fault | null {
  if (wanted === '' || libraries.some(({ functions }) => functions.some(({ name }) => name === wanted))) return null
  // A library without metadata may offer it.
  if (libraries.some(({ functions }) => functions.length === 0)) return null
  const targets = inventory === null ? [] : targetLibraries(inventory, project)
  if (targets.some(({ functions }) => functions?.includes(wanted))) return null
  if (
    inventory !== null &&
    (!isWhole(inventory, 'libraries', project) || targets.some(({ functions }) => functions === undefined))
  ) {
    couldNotCheck(`the inventory does not tell which library of ${environmentOf(inventory)} has the function ${wanted}`)
  }
  return {
    words: `the JavaScript function ${wanted}, which no library in the archives declares: export the integration anew, so that it carries the library.`,
    key: wanted,
  }
}
