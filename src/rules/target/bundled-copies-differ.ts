import { fingerprint } from '../../diff/index.js'
import { sameData } from '../../diff/normal-form.js'
import { contentOf } from '../../model/content.js'
import type { Archive, Connection, Library, Lookup } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { isOutlined, wholeOf } from '../outline.js'
import { place } from '../place.js'
import { listed, named } from '../words.js'
import { type ContentGroup, ContentGroups, type CopyWays, namedCopy, usualOf } from './content-groups.js'
import { columnWords, rowWords, tableDifference } from './lookup-difference.js'

/** Two archives carry the same lookup, connection or library with other content. */
export const bundledCopiesDiffer = defineRule({
  id: 'bundled-copies-differ',
  severity: 'warning',
  category: 'target',
  summary: 'Two archives carry the same lookup, connection or library with other content',
  options: noOptions,
  needs: [['set']],
  async *check({ archives, whole }) {
    const groupsOf = new Map<string, ContentGroups<Artifact>>()
    for (const archive of archives) {
      for (const artifact of artifactsOf(archive)) {
        const groups = groupsOf.get(artifact.id) ?? new ContentGroups(waysOf(whole))
        groupsOf.set(artifact.id, groups)
        await groups.add({ archive, artifact })
      }
    }
    const unlike = new Map([...groupsOf.values()].flatMap(({ groups }) => differencesOf(groups)))
    for (const archive of archives) {
      for (const artifact of artifactsOf(archive)) {
        const difference = unlike.get(artifact)
        if (difference === undefined) continue
        yield {
          ...place(archive, artifact.location),
          message: `The ${artifact.kind} ${nameOf(artifact)} is not the same here as in ${difference.file} (${difference.what}): the order of import would decide which copy stays, so settle on one.`,
          artifact: artifact.id,
          step: '',
          key: '',
        }
      }
      // Copies within one package: the reader has compared them.
      for (const diagnostic of archive.diagnostics) {
        if (diagnostic.code !== 'bundled-copies-differ') continue
        yield {
          ...place(archive, diagnostic),
          message: diagnostic.message,
          artifact: diagnostic.message.slice(0, Math.max(0, diagnostic.message.indexOf(' is bundled here'))),
          step: '',
          key: 'package',
        }
      }
    }
  },
})

type Artifact = Lookup | Connection | Library

/** What may be bundled more than once; OIC's own connections are everywhere the same. */
function artifactsOf({ lookups, connections, libraries }: Archive): Artifact[] {
  return [...lookups, ...connections.filter(({ preseeded }) => !preseeded), ...libraries]
}

function waysOf(whole: (archive: Archive) => Promise<Archive>): CopyWays<Artifact> {
  return {
    isSame: (a, b) => sameData(a.artifact, b.artifact),
    contentOf: async (copy) => {
      // What is attached to a connection is in the whole archive only.
      const { artifact, archive } = isOutlined(copy.artifact) ? await wholeOf(copy, whole) : copy
      // Search keywords are no content of a lookup.
      const content = artifact.kind === 'lookup' ? { ...artifact, keywords: [] } : artifact
      return fingerprint(content, archive, { acrossKinds: true })
    },
  }
}

/** How copies differ from the usual one, in words, and the archive that has it. */
interface Difference {
  readonly file: string
  readonly what: string
}

function differencesOf(groups: readonly ContentGroup<Artifact>[]): [Artifact, Difference][] {
  if (groups.length < 2) return []
  const usual = usualOf(groups)
  const known = usual && namedCopy(usual)
  if (known === null) return []
  return groups.flatMap((group): [Artifact, Difference][] => {
    const copy = group === usual ? null : namedCopy(group)
    if (copy === null) return []
    const words = differenceOf(known.artifact, copy.artifact)
    const what = words || (copy.artifact.kind === 'lookup' ? '' : 'its content')
    if (what === '') return []
    return group.copies.map(({ artifact }) => [artifact, { file: known.archive.file, what }])
  })
}

/** What tells two copies apart, in names and never in values; empty where nothing does. */
function differenceOf(first: Artifact, other: Artifact): string {
  if (first.kind === 'lookup' && other.kind === 'lookup') {
    const difference = tableDifference(tableOf(first), tableOf(other))
    const description = first.description === other.description ? '' : 'description'
    return [columnWords(difference), rowWords(difference), description].filter((words) => words !== '').join('; ')
  }
  const parts = first.kind === 'connection' && other.kind === 'connection' ? CONNECTION : LIBRARY
  const left = partsOf(first, parts)
  const right = partsOf(other, parts)
  return listed([...new Set([...left.keys(), ...right.keys()])].filter((part) => left.get(part) !== right.get(part)))
}

function tableOf({ columns, rows }: Lookup) {
  return { columns, rows: rows.map(({ cells }) => cells) }
}

/** Parts of an artifact by the name a message gives them, each as comparable text. */
type PartsOf<T> = (artifact: T) => readonly (readonly [name: string, part: unknown])[]

const CONNECTION: PartsOf<Artifact> = (artifact) =>
  artifact.kind !== 'connection'
    ? []
    : [
        ['name', artifact.name],
        ['description', artifact.description],
        ['adapter', artifact.adapterType],
        ['role', artifact.role],
        ['security policy', artifact.securityPolicy],
        ['agent group', artifact.agentGroup],
        ['connection it stands for', artifact.remote],
        ...artifact.properties.map(({ name, value }) => [`property ${name}`, value] as const),
        ...artifact.attachments.map(({ property, name, size }) => [`attachment ${property}`, [name, size]] as const),
      ]

const LIBRARY: PartsOf<Artifact> = (artifact) =>
  artifact.kind !== 'library'
    ? []
    : [
        ['name', artifact.name],
        ['description', artifact.description],
        ...artifact.functions.map((each) => [`function ${each.name}`, each] as const),
        ...artifact.scripts.map(({ file, text }) => [`script ${file}`, text.replace(/\r\n?/g, '\n')] as const),
      ]

function partsOf(artifact: Artifact, parts: PartsOf<Artifact>): Map<string, string> {
  return new Map(parts(artifact).map(([name, part]) => [name, contentOf(part) ?? '']))
}

function nameOf(artifact: Artifact): string {
  return artifact.kind === 'library' ? named(artifact) : artifact.kind === 'lookup' ? artifact.name : artifact.code
}
