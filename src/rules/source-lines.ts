import type { EntryRole } from '../archive/types.js'
import { decodeText, type TextHint } from '../base/decode.js'
import { checkGiven } from '../base/given.js'
import { groupBy } from '../base/group.js'
import { secretByForm } from '../literals/secrets.js'
import { findUrls, isShownInPart } from '../literals/urls.js'
import { checkArchiveList } from '../model/archive-list.js'
import type { Archive, Entry } from '../model/index.js'
import type { Finding, LintResult } from './types.js'

/** Files whose lines may be shown: code and flow. Connections, lookups and payloads hold what nobody may print. */
const SHOWN: Readonly<Partial<Record<EntryRole, TextHint>>> = {
  'project-xml': 'xml',
  mapper: 'xml',
  expression: 'text',
  stitch: 'json',
  'adapter-configuration': 'xml',
  schema: 'xml',
  notification: 'text',
  'library-script': 'text',
}

/** Words beside which a secret may stand, and runs of characters that may be one. */
const SENSITIVE =
  /passw|pwd|secret|token|api[-_ ]?key|credential|bearer|basic\s|authorization|-----BEGIN|:\/\/[^/\s"'<>]{1,200}@|[A-Za-z0-9+/=_-]{40,}/i

/** The first line of a file stands for the whole of it and says nothing. */
const ROOT = /^<(?:\?xml|[\w-]*:?icsproject)\b/

/** Longest piece of a line that is shown. */
const WIDTH = 120

/**
 * Reads the lines that findings point to. A line that may hold a secret is not handed out: one that a finding of the
 * security family points to, and one whose words say so.
 * @param entriesOf gives the files of an archive that is an outline
 * @param isTold whether a report shows a finding: no file is read for the others
 * @returns the line of a finding, cut around its column; null where there is none to show
 */
export async function sourceLines(
  archives: readonly Archive[],
  result: Pick<LintResult, 'findings' | 'suppressed'>,
  entriesOf: (archive: Archive) => Promise<readonly Entry[]> = async ({ entries }) => entries,
  isTold: (finding: Finding) => boolean = () => true,
): Promise<(finding: Finding) => string | null> {
  checkArchiveList(archives)
  checkGiven(result, 'findings')
  const { findings, suppressed } = result
  const withheld = new Set([...findings, ...suppressed].filter(({ category }) => category === 'security').map(placeKey))
  const wanted = groupBy(
    findings.filter((finding) => finding.line !== null && isTold(finding) && !withheld.has(placeKey(finding))),
    ({ archive }) => archive,
  )
  const lines = new Map<string, string | null>()
  for (const archive of archives) {
    const here = wanted.get(archive.file)
    if (here === undefined) continue
    const byEntry = groupBy(here, ({ entry }) => entry)
    for (const entry of await entriesOf(archive)) {
      const inEntry = byEntry.get(entry.path)
      if (inEntry === undefined || SHOWN[entry.role] === undefined) continue
      const text = await linesOf(entry)
      for (const finding of inEntry) {
        const line = text[(finding.line ?? 0) - 1]
        if (line !== undefined) lines.set(columnKey(finding), shown(line, finding.column ?? 1))
      }
    }
  }
  return (finding) => lines.get(columnKey(finding)) ?? null
}

function placeKey({ archive, entry, line }: Finding): string {
  return JSON.stringify([archive, entry, line])
}

function columnKey({ archive, entry, line, column }: Finding): string {
  return JSON.stringify([archive, entry, line, column])
}

async function linesOf({ role, bytes }: Entry): Promise<readonly string[]> {
  const hint = SHOWN[role]
  if (hint === undefined) return []
  try {
    return decodeText(await bytes(), hint).text.split(/\r\n?|\n/)
  } catch {
    // A corrupt entry is a finding of malformed-content; here it only has no line to show.
    return []
  }
}

function shown(line: string, column: number): string | null {
  const from = line.length <= WIDTH ? 0 : column - 1
  const piece = line.slice(from, from + WIDTH)
  if (SENSITIVE.test(piece) || findUrls(piece).some(isShownInPart)) return null
  // A form may end behind what is shown.
  if (secretByForm(line.slice(from, from + 2 * WIDTH)) !== null) return null
  // Of many elements on one line, the one that is meant.
  const end = from > 0 && piece.startsWith('<') ? piece.indexOf('>') : -1
  const text = (end === -1 ? piece : piece.slice(0, end + 1)).replace(/\s+/g, ' ').trim()
  if (text === '' || ROOT.test(text)) return null
  return end === -1 && from + WIDTH < line.length ? `${text}…` : text
}
