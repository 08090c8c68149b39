import { baseName } from '../base/path.js'
import type { EntryRole, RootKind } from './types.js'

/** What a file is for, and the folder of the artifact that it belongs to (empty where it stands alone). */
export interface Role {
  readonly role: EntryRole
  readonly owner: string
}

/**
 * A path and its role. `{owner}` is one folder and names the artifact, `*` stands for characters of one name,
 * `(a|b)` for either, a leading or middle `**` followed by `/` for any folders or none, a last `**` for everything below.
 * An extension is written small and stands for itself in capitals, too.
 */
type Row = readonly [pattern: string, role: EntryRole]

/** Files that no OIC export holds: traces of operating systems, editors and version control. */
const JUNK: readonly Row[] = [
  ['**/(__MACOSX|.git|.svn|.hg|.idea|.vscode)/**', 'junk'],
  ['**/(.DS_Store|Thumbs.db|thumbs.db|ehthumbs.db|desktop.ini|Desktop.ini)', 'junk'],
  ['**/(.git|._)*', 'junk'],
  ['**/*(~|.bak|.swp|.swo|.orig|.rej)', 'junk'],
]

/**
 * Below `resources/` every file belongs to its integration. Names are cut at the limits of file systems, which is why
 * state files are known by their beginning.
 */
const RESOURCES: readonly Row[] = [
  ['**/*.(xsl|xslt)', 'mapper'],
  ['**/*expr.properties', 'expression'],
  ['**/*stateinfo*', 'state-info'],
  ['**/stitch*.(json|ser)', 'stitch'],
  ['**/notification_*.data', 'notification'],
  ['**/*.jca', 'adapter-configuration'],
  ['**/*.(wsdl|xsd|wadl|avsc|proto|raml)', 'schema'],
  ['**/*(schema|Schema|swagger|openapi|_REQUEST|_RESPONSE).json', 'schema'],
  ['**/(req|resp)_*_s*', 'state-info'],
  ['**', 'resource'],
]

/** The folder of an integration or an AI agent. */
const FLOW: readonly Row[] = [
  ...below('resources', RESOURCES),
  ['PROJECT-INF/project.xml', 'project-xml'],
  ['PROJECT-INF/analysis.json', 'analysis'],
  ['PROJECT-INF/project_messages.json', 'project-messages'],
  ['PROJECT-INF/layout*.json', 'layout'],
  ['PROJECT-INF/**', 'resource'],
]

/** What stands below `icspackage/` and below `project/` alike; the names differ, and either is read in both. */
const ARTIFACTS: readonly Row[] = [
  ['(appinstances|connections)/*.xml', 'connection'],
  ['(dvms|lookups)/*.dvm', 'lookup'],
  ['(dvms|lookups)/*.csv', 'lookup-csv'],
  ['(keywords|dvms|lookups)/*.properties', 'lookup-keywords'],
  ...below('(apilibrary|libraries)/{owner}', [
    ['**/*.jar', 'library-jar'],
    ['**/*.js', 'library-script'],
    ['*.properties', 'library-properties'],
    ['*.xml', 'library-metadata'],
  ]),
  ['(apilibrary|libraries)/*.jar', 'library-jar'],
  ['(apilibrary|libraries)/*.js', 'library-script'],
  ['(apilibrary|libraries)/*.properties', 'library-properties'],
  ['(apilibrary|libraries)/*.xml', 'library-metadata'],
  ['(schedule|schedules)/*.xml', 'schedule'],
  ['(eventtypes|eventTypes)/*.json', 'event-type'],
  ['(b2bartifacts|b2bArtifacts|B2BArtifacts|B2Bartifacts|b2b_artifacts)/**/*.xml', 'b2b-artifact'],
  ['recordings/{owner}/**', 'recording'],
  ['recordings/*', 'recording'],
  // References to keys and certificates by alias; the keys themselves are not exported.
  ['(certificates|keys)/*', 'certificate'],
  ['labels/*.json', 'deployment'],
  ...below('ai_agents/agents/{owner}', [...FLOW, ['(info.json|*.properties)', 'agent-attributes']]),
  ...aiFolder('tools', 'ai-tool'),
  ...aiFolder('patterns', 'ai-pattern'),
  ...aiFolder('promptTemplates', 'ai-prompt-template'),
  ['templates/{owner}/**', 'project-template'],
  ['templates/*', 'project-template'],
  ['(rpa.zip|rpa/**)', 'rpa'],
  ['(opa.zip|opa/**)', 'process-automation'],
]

const INTEGRATION: readonly Row[] = [
  ...FLOW,
  ['ics_project_attributes.properties', 'integration-attributes'],
  ['info.json', 'integration-info'],
]

/** The one place that knows what a path means. The first row that fits decides. */
const TABLE: Readonly<Record<RootKind, readonly Row[]>> = {
  integration: below('icspackage', [...below('project/{owner}', INTEGRATION), ...ARTIFACTS]),
  project: below('project', [
    ...below('integrations/{owner}', INTEGRATION),
    ['project.yaml', 'project-yaml'],
    ['oic_project.properties', 'project-properties'],
    ...ARTIFACTS,
  ]),
  package: [
    ['**/ics_package_attributes.properties', 'package-attributes'],
    ['**/*.iar', 'nested-archive'],
  ],
  lookup: [
    ['**/*.dvm', 'lookup'],
    ['**/*.csv', 'lookup-csv'],
  ],
  library: [
    ['**/*.jar', 'library-jar'],
    ['**/*.js', 'library-script'],
    ['**/META-INF/**', 'resource'],
    ['**/*.properties', 'library-properties'],
    ['**/*.xml', 'library-metadata'],
  ],
}

interface Matcher {
  /** How every path that fits begins: most rows are passed over by it. */
  readonly start: string
  /** What the last name has to be where the row says no more of it than that; looked at first, since it is short. */
  readonly last: RegExp | null
  readonly pattern: RegExp
  readonly role: EntryRole
}

const TOKENS: ReadonlyMap<string, string> = new Map([
  ['{owner}', '([^/]+)'],
  ['**/', '(?:.*/)?'],
  ['**', '.+'],
  ['*', '[^/]*'],
  ['(', '(?:'],
])

const JUNK_MATCHERS = JUNK.map(matcher)
const MATCHERS: Readonly<Record<RootKind, readonly Matcher[]>> = {
  integration: TABLE.integration.map(matcher),
  project: TABLE.project.map(matcher),
  package: TABLE.package.map(matcher),
  lookup: TABLE.lookup.map(matcher),
  library: TABLE.library.map(matcher),
}

/**
 * The role of a file, by its path alone.
 * @param path from the folder that holds the root: `icspackage/project/…`, `project/integrations/…`;
 * from the root itself for packages, lookups and libraries
 */
export function roleOf(kind: RootKind, path: string): Role {
  return junkRole(path) ?? find(MATCHERS[kind], withSmallExtension(path)) ?? { role: 'unrecognised', owner: '' }
}

/** As the patterns have it: OIC writes extensions small, some systems and programs write them in capitals. */
function withSmallExtension(path: string): string {
  const dot = path.lastIndexOf('.')
  if (dot === -1) return path
  const extension = path.slice(dot)
  const small = extension.toLowerCase()
  return small === extension || extension.includes('/') ? path : path.slice(0, dot) + small
}

/** The role of a file that lies outside every root. */
export function roleOutside(path: string): Role {
  return { role: isJunk(path) ? 'junk' : 'unrecognised', owner: '' }
}

/** Whether a path is none that OIC writes, in whatever folder it stands. */
export function isJunk(path: string): boolean {
  return junkRole(path) !== null
}

/** What each row of {@link JUNK} has somewhere: a look that spares nearly every path the rest. */
const MAYBE_JUNK = /(?:^|\/)(?:__MACOSX\/|\.|(?:[Tt]|eht)humbs\.db$|[Dd]esktop\.ini$)|(?:~|\.(?:bak|sw[po]|orig|rej))$/

function junkRole(path: string): Role | null {
  return MAYBE_JUNK.test(path) ? find(JUNK_MATCHERS, path) : null
}

function find(matchers: readonly Matcher[], path: string): Role | null {
  const name = baseName(path)
  for (const { start, last, pattern, role } of matchers) {
    if (!path.startsWith(start) || last?.test(name) === false) continue
    const match = pattern.exec(path)
    if (match !== null) return { role, owner: match[1] ?? '' }
  }
  return null
}

function below(folder: string, rows: readonly Row[]): readonly Row[] {
  return rows.map(([pattern, role]) => [`${folder}/${pattern}`, role])
}

function aiFolder(name: string, role: EntryRole): readonly Row[] {
  return below(`ai_agents/${name}/{owner}`, [
    ['content.json', role],
    ['(info.json|*.properties)', 'ai-attributes'],
  ])
}

/** No pattern has two `*` with a fixed end in one name, so that matching stays linear in the path. */
function matcher([pattern, role]: Row): Matcher {
  const start = /^[^*({]*/.exec(pattern)?.[0] ?? ''
  const [, above, name] = /^(.*)\*\*\/([^/]*[^/*][^/]*)$/s.exec(pattern) ?? []
  if (above === undefined || name === undefined) return { start, last: null, pattern: whole(expression(pattern)), role }
  return { start, last: whole(expression(name)), pattern: new RegExp(`^${expression(above)}`, 's'), role }
}

function whole(source: string): RegExp {
  return new RegExp(`^${source}$`, 's')
}

function expression(pattern: string): string {
  const token = /\{owner\}|\*\*\/|\*\*|\*|\(|[.+?^$[\]\\]/g
  return pattern.replace(token, (found) => TOKENS.get(found) ?? `\\${found}`)
}
