import { shortHash } from '../base/short-hash.js'
import type { Archive } from '../model/index.js'
import type { RuleFinding } from './types.js'

/**
 * Fingerprints of findings: the same after OIC renumbered processors, renamed generated files or raised the version, and
 * wherever the archive lies on disk. A hash of rule, archive (but for shared ones), artifact, step, key and how many equal ones came before.
 * None of these holds a secret, so there is none to be guessed from the hash.
 *
 * @param findings of one rule, in the order of the report
 */
export function fingerprints(rule: string, findings: readonly RuleFinding[], archives: readonly Archive[]): string[] {
  const names = new Map(archives.map((archive) => [archive.file, archiveName(archive)]))
  const seen = new Map<string, number>()
  return findings.map((finding) => {
    const name = finding.shared === true ? '' : (names.get(finding.archive) ?? codeOfFile(finding.archive))
    const identity = JSON.stringify([rule, name, withoutVersion(finding.artifact), finding.step, finding.key])
    const occurrence = seen.get(identity) ?? 0
    seen.set(identity, occurrence + 1)
    return shortHash(`${identity}#${occurrence}`)
  })
}

/** What an archive is called whatever its file is called: code or name of what it holds, without a version. */
export function archiveName(archive: Archive): string {
  return `${archive.kind}:${contentName(archive) || codeOfFile(archive.file)}`
}

function contentName(archive: Archive): string {
  switch (archive.kind) {
    case 'integration':
      return archive.integrations[0]?.code ?? ''
    case 'project':
      return archive.project?.code ?? ''
    case 'package':
      return archive.package?.name ?? ''
    case 'lookup':
      return archive.lookups[0]?.name ?? ''
    case 'library':
      return archive.libraries[0]?.code ?? ''
  }
}

/** `exports/ORDER_INTAKE_01.00.0000.iar` is `ORDER_INTAKE`. */
function codeOfFile(file: string): string {
  const name = file.replace(/[\\/]+$/, '').replace(/^.*[\\/]/s, '')
  return name.replace(/\.[A-Za-z]{2,4}$/, '').replace(/_\d+(?:\.\d+)*$/, '')
}

/** `integration:CODE|01.00.0000` is `integration:CODE`. */
function withoutVersion(artifact: string): string {
  const bar = artifact.lastIndexOf('|')
  return bar === -1 ? artifact : artifact.slice(0, bar)
}
