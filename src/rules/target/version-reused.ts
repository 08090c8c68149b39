import { IarkitError } from '../../base/errors.js'
import { addTo } from '../../base/group.js'
import { sameVersion } from '../../base/version.js'
import { diffArchives, fingerprint, type Held } from '../../diff/index.js'
import { outerFingerprint, sameFlowFiles } from '../../diff/normal-form.js'
import { type Archive, type Artifacts, artifactId, type Integration } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { inScope, notListed } from '../in-target.js'
import { wholeOf } from '../outline.js'
import { place } from '../place.js'
import type { RuleContext, RuleFinding } from '../types.js'
import { counted, environmentOf, listed, named } from '../words.js'
import { type ContentGroup, ContentGroups, namedCopy, usualOf } from './content-groups.js'

/** Two different things bear one code and version. */
export const versionReused = defineRule({
  id: 'version-reused',
  severity: 'error',
  category: 'target',
  summary: 'One code and version stands for two different integrations',
  options: noOptions,
  needs: [['set'], ['inventory']],
  async *check(context) {
    const names = new Map<string, NamedGroups[]>()
    for (const archive of context.archives) {
      for (const integration of archive.integrations) {
        // Without a flow there is nothing to compare.
        if (integration.schemaVersion !== '')
          await groupsOf(integration, names, context).add({ artifact: integration, archive })
      }
    }
    const unlike = new Map<Integration, Difference>()
    for (const { groups } of [...names.values()].flat()) {
      for (const [integration, difference] of await differencesOf(groups.groups, context))
        unlike.set(integration, difference)
    }
    for (const archive of context.archives) {
      for (const integration of archive.integrations) {
        const difference = unlike.get(integration)
        if (difference !== undefined) yield finding({ artifact: integration, archive }, difference)
      }
    }
  },
})

type Group = ContentGroup<Integration>

/** All that bear one code and version, which may be written in several ways. */
interface NamedGroups {
  readonly name: Name
  readonly groups: ContentGroups<Integration>
}

function groupsOf(
  integration: Integration,
  names: Map<string, NamedGroups[]>,
  context: RuleContext<unknown>,
): ContentGroups<Integration> {
  const code = artifactId('integration', integration.code, integration.project)
  const known = names.get(code)?.find(({ name }) => isSameName(name, integration))
  if (known !== undefined) return known.groups
  const groups = new ContentGroups<Integration>({
    isSame: (a, b) => sureSame(a, b, context),
    contentOf: (copy) =>
      readable(copy, context, ({ artifact, archive }) => outerFingerprint(artifact, archive, COPIES)),
  })
  addTo(names, code, { name: integration, groups })
  return groups
}

/** By what the zips say of their files; what cannot be listed is not surely the same. */
async function sureSame(a: Held<Integration>, b: Held<Integration>, context: RuleContext<unknown>): Promise<boolean> {
  try {
    return sameFlowFiles(await withEntries(a, context), await withEntries(b, context))
  } catch (error) {
    if (error instanceof IarkitError) return false
    throw error
  }
}

/** Which kind of archive holds a copy does not count. */
const COPIES = { acrossKinds: true }

/** What is made of a copy in its whole archive; null, and said, where that cannot be read. */
async function readable<T>(
  copy: Held<Integration>,
  { whole, couldNotCheck }: RuleContext<unknown>,
  make: (copy: Held<Integration>) => Promise<T>,
): Promise<T | null> {
  try {
    return await make(await wholeOf(copy, whole))
  } catch (error) {
    // A schema that only a comparison reads may not be what its zip declares.
    if (!(error instanceof IarkitError)) throw error
    couldNotCheck(`${named(copy.artifact)} of ${copy.archive.file} cannot be compared: ${error.message}`)
    return null
  }
}

/** How a copy differs from what its name stands for, and where that is. */
interface Difference {
  readonly where: string
  /** What differs, in words; empty where that is not known. */
  readonly changes: readonly string[]
}

/** What differs from the target, where its content is known; else from what most archives have. */
async function differencesOf(
  groups: readonly Group[],
  context: RuleContext<unknown>,
): Promise<[Integration, Difference][]> {
  const [one] = groups[0]?.copies ?? []
  const wanted = one === undefined ? null : printInTarget(one.artifact, context)
  if (wanted === null && groups.length < 2) return []
  const contents = await byContent(groups, context)
  const usual = wanted === null ? usualOf(contents) : (contents.find(({ content }) => content === wanted) ?? null)
  const differences: [Integration, Difference][] = []
  for (const group of contents) {
    const difference = group === usual ? null : await differenceOf(group, usual, context)
    if (difference === null) continue
    for (const { artifact } of group.copies) differences.push([artifact, difference])
  }
  return differences
}

/** Groups that differ in their schemas' bytes may say the same. */
async function byContent(groups: readonly Group[], context: RuleContext<unknown>): Promise<Group[]> {
  const contents = new Map<string, Group>()
  for (const { copies } of groups) {
    const [one] = copies
    const print = (copy: Held<Integration>) => fingerprint(copy.artifact, copy.archive, COPIES)
    const content = one === undefined ? null : await readable(one, context, print)
    if (content === null) continue
    const known = contents.get(content)
    if (known === undefined) contents.set(content, { content, copies: [...copies] })
    else for (const copy of copies) known.copies.push(copy)
  }
  return [...contents.values()]
}

async function differenceOf(
  group: Group,
  usual: Group | null,
  context: RuleContext<unknown>,
): Promise<Difference | null> {
  const known = usual && namedCopy(usual)
  const copy = namedCopy(group)
  if (known === null || copy === null)
    return { where: environmentOf(context.inventory ?? { environment: '' }), changes: [] }
  const changes = await readable(copy, context, async (held) =>
    changesBetween(await wholeOf(known, context.whole), held),
  )
  return changes === null ? null : { where: known.archive.file, changes }
}

/** An outline with the files of its archive. */
async function withEntries(
  { artifact, archive }: Held<Integration>,
  { entriesOf }: RuleContext<unknown>,
): Promise<Held<Integration>> {
  return { artifact, archive: { ...archive, entries: await entriesOf(archive) } }
}

function finding({ artifact, archive }: Held<Integration>, { where, changes }: Difference): RuleFinding {
  const what = changes.length === 0 ? '' : ` (${counted(changes.length, 'difference')}: ${listed(changes, 3)})`
  return {
    ...place(archive, artifact.location),
    message: `${named(artifact)} is not the same here as in ${where}${what}: one code and version must stand for one thing, so raise the version of one of the two.`,
    artifact: artifact.id,
    step: '',
    key: '',
  }
}

/** What differs, by kind and place, never by value: `property Invoke fulfilOrder > ResourceURI`. */
async function changesBetween(a: Held<Integration>, b: Held<Integration>): Promise<string[]> {
  const { artifacts } = await diffArchives(alone(a), alone(b), { acrossKinds: true })
  const words = artifacts.flatMap(({ changes }) =>
    changes.map(({ what, path }) => `${what} ${path.split(' > ').slice(-2).join(' > ')}`.trim()),
  )
  return [...new Set(words)]
}

/** The archive as if it held that integration only: what else differs is not about its version. */
function alone({ artifact, archive }: Held<Integration>): Archive {
  return {
    ...archive,
    ...NOTHING,
    integrations: [artifact],
    entries: archive.entries.filter(({ path }) => path.startsWith(artifact.folder)),
    project: null,
    package: null,
  }
}

const NOTHING: Omit<Artifacts, 'integrations'> = {
  agents: [],
  connections: [],
  lookups: [],
  libraries: [],
  schedules: [],
  eventTypes: [],
  deployments: [],
  tools: [],
  patterns: [],
  promptTemplates: [],
  b2bArtifacts: [],
  recordings: [],
  certificates: [],
}

/** The fingerprint of what bears the name in the target; only an inventory that was made from archives holds it. */
function printInTarget(
  artifact: Integration,
  { inventory, couldNotCheck }: Pick<RuleContext<unknown>, 'inventory' | 'couldNotCheck'>,
): string | null {
  if (inventory === null) return null
  if (inventory.integrations === undefined) couldNotCheck(notListed('integrations', artifact.project))
  const target = inScope(inventory, 'integrations', artifact.project).find((other) => isSameName(artifact, other))
  if (target !== undefined && target.fingerprint === undefined)
    couldNotCheck(
      'the inventory does not hold the content of integrations: only archives were compared with one another',
    )
  return target?.fingerprint ?? null
}

type Name = Pick<Integration, 'code' | 'version' | 'project'>

function isSameName(a: Name, b: Name): boolean {
  return a.code === b.code && a.project === b.project && sameVersion(a.version, b.version)
}
