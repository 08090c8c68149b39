import { IarkitError } from '../../base/errors.js'
import { sameVersion } from '../../base/version.js'
import { copiesDiffer, diffArchives, fingerprint, type Held, sameFlowFiles } from '../../diff/index.js'
import { type Archive, type Artifacts, artifactId, type Integration } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { inScope, notListed } from '../in-target.js'
import { wholeOf } from '../outline.js'
import { place } from '../place.js'
import type { RuleContext, RuleFinding } from '../types.js'
import { counted, environmentOf, listed, named } from '../words.js'

/** Two different things bear one code and version. */
export const versionReused = defineRule({
  id: 'version-reused',
  severity: 'error',
  category: 'target',
  summary: 'One code and version stands for two different integrations',
  options: noOptions,
  needs: [['set'], ['inventory']],
  async *check(context) {
    const firsts = new Map<string, Held<Integration>[]>()
    for (const archive of context.archives) {
      for (const integration of archive.integrations) {
        // Without a flow there is nothing to compare.
        if (integration.schemaVersion === '') continue
        const held = { artifact: integration, archive }
        const code = artifactId('integration', integration.code, integration.project)
        const versions = firsts.get(code) ?? []
        const first = versions.find(({ artifact }) => isSameName(artifact, integration))
        if (first === undefined) firsts.set(code, [...versions, held])
        const found = await compared(held, first, context)
        if (found !== null) yield found
      }
    }
  },
})

/** With the first of its name, or with the target where it is the first. */
async function compared(
  held: Held<Integration>,
  first: Held<Integration> | undefined,
  context: RuleContext<unknown>,
): Promise<RuleFinding | null> {
  try {
    if (first === undefined) {
      const differs = await differsFromTarget(held, context)
      return differs ? finding(held, environmentOf(context.inventory ?? { environment: '' }), []) : null
    }
    if (sameFlowFiles(await withEntries(first, context), await withEntries(held, context))) return null
    const both = [await wholeOf(first, context.whole), await wholeOf(held, context.whole)] as const
    return (await copiesDiffer(both)) ? finding(held, first.archive.file, await changesBetween(...both)) : null
  } catch (error) {
    // A schema that only a comparison reads may not be what its zip declares.
    if (!(error instanceof IarkitError)) throw error
    context.couldNotCheck(`${named(held.artifact)} of ${held.archive.file} cannot be compared: ${error.message}`)
    return null
  }
}

/** An outline with the files of its archive. */
async function withEntries(
  { artifact, archive }: Held<Integration>,
  { entriesOf }: RuleContext<unknown>,
): Promise<Held<Integration>> {
  return { artifact, archive: { ...archive, entries: await entriesOf(archive) } }
}

/** @param changes what differs, in words; empty where that is not known */
function finding({ artifact, archive }: Held<Integration>, where: string, changes: readonly string[]): RuleFinding {
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

/** Only an inventory that was made from archives holds fingerprints. */
async function differsFromTarget(
  held: Held<Integration>,
  { inventory, couldNotCheck, whole }: Pick<RuleContext<unknown>, 'inventory' | 'couldNotCheck' | 'whole'>,
): Promise<boolean> {
  if (inventory === null) return false
  const { artifact } = held
  if (inventory.integrations === undefined) couldNotCheck(notListed('integrations', artifact.project))
  const target = inScope(inventory, 'integrations', artifact.project).find((other) => isSameName(artifact, other))
  if (target === undefined) return false
  if (target.fingerprint !== undefined) {
    const content = await wholeOf(held, whole)
    return target.fingerprint !== (await fingerprint(content.artifact, content.archive, { acrossKinds: true }))
  }
  couldNotCheck('the inventory does not hold the content of integrations: only archives were compared with one another')
  return false
}

type Name = Pick<Integration, 'code' | 'version' | 'project'>

function isSameName(a: Name, b: Name): boolean {
  return a.code === b.code && a.project === b.project && sameVersion(a.version, b.version)
}
