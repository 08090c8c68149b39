import { counted } from '../base/words.js'
import type { ArchiveDiff, ArtifactDiff, Change, ContractEffect } from '../diff/types.js'

/** What the reporters of a diff say alike. */

const CONTRACT: Readonly<Record<ContractEffect, string>> = {
  breaking: 'breaks those who rely on it',
  compatible: 'adds to what it offers',
  unchanged: '',
}

/** `2 changed, 1 added`; `No differences` where there are none. */
export function diffSummary({ identical, artifacts }: ArchiveDiff): string {
  const of = (change: ArtifactDiff['change']) => artifacts.filter((artifact) => artifact.change === change).length
  const parts = (['changed', 'added', 'removed'] as const)
    .filter((change) => of(change) > 0)
    .map((change) => `${of(change)} ${change}`)
  if (parts.length === 0) return identical ? 'No differences' : 'Not compared'
  return parts.join(', ')
}

/** `integration:A|01.00.0000 → integration:A|01.01.0000` */
export function artifactTitle({ id, oldId, newId }: ArtifactDiff): string {
  return oldId === null || newId === null || oldId === newId ? id : `${oldId} → ${newId}`
}

/** What a change of the artifact asks for: contract, version, and a word where the version does not fit. */
export function verdictOf({ contract, suggestedVersion, versionNote, change }: ArtifactDiff): string {
  if (change !== 'changed') return ''
  const parts = [
    CONTRACT[contract],
    versionNote ?? (suggestedVersion === null ? '' : `version by semver: ${suggestedVersion}`),
  ]
  return parts.filter((part) => part !== '').join('; ')
}

/** Changes that the title tells already are left out. */
export function toldChanges({ changes }: ArtifactDiff): readonly Change[] {
  return changes.filter(({ what, path }) => what !== 'version' || path !== '')
}

/** `3 changes, 1 of them breaking` */
export function changesLine(artifact: ArtifactDiff): string {
  const breaking = artifact.changes.filter(({ effect }) => effect === 'breaking').length
  const told = counted(toldChanges(artifact).length, 'change')
  return breaking === 0 ? told : `${told}, ${breaking} of them breaking`
}

/** The lines of a text, cut to a number of them; the last then says how many more there are. */
export function cutLines(text: string, most: number): string[] {
  const lines = text.split('\n')
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `… ${lines.length - most + 1} more lines`]
}
