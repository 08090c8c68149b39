import type { EntryRole } from '../archive/types.js'
import { compareText } from '../base/version.js'
import type { Agent, Archive, Integration } from '../model/types.js'

interface HeldFlow {
  readonly artifact: Pick<Integration | Agent, 'folder'>
  readonly archive: Pick<Archive, 'entries'>
}

/** Files of a flow whose bytes say nothing of what it does: states and times, positions, OIC's own counts. */
const BESIDE: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'integration-info',
  'integration-attributes',
  'agent-attributes',
  'analysis',
  'layout',
])

/**
 * Whether the files that make up two flows are the same, by what their zips say of them: name, length and CRC-32. True
 * spares reading them once more, as for an integration that is exported again and again; false says nothing.
 */
export function sameFiles(a: HeldFlow, b: HeldFlow): boolean {
  const files = filesOf(a)
  return files !== null && files === filesOf(b)
}

/** One text for all files of a flow; null where there are none, or nothing says what is in them. */
function filesOf({ artifact: { folder }, archive: { entries } }: HeldFlow): string | null {
  const own = entries.filter(({ path, role }) => path.startsWith(folder) && !BESIDE.has(role))
  if (own.length === 0 || own.some(({ zip }) => zip === null)) return null
  return JSON.stringify(
    own
      .map(({ path, size, zip }) => [path.slice(folder.length), size, zip?.crc32] as const)
      .sort(([left], [right]) => compareText(left, right)),
  )
}
