import picomatch from 'picomatch'
import { byFolder } from '../model/folders.js'
import type { Archive } from '../model/index.js'
import type { RuleFinding } from './types.js'

/** What of a finding suppressions and overrides go by. */
export interface Subject {
  /** `Archive.file`, with `/` between folders. */
  readonly archive: string
  /** Code of the integration or AI agent; empty where the finding is about none. */
  readonly integration: string
  /** `integration`, `connection`, `lookup` …; empty where the finding is about no artifact. */
  readonly artifactKind: string
  readonly step: string
}

/** Tells the integration of each finding: its artifact, or else the flow whose folder the entry lies in. */
export function subjects(archives: readonly Archive[]): (finding: RuleFinding) => Subject {
  const folders = new Map(
    archives.map((archive) => [
      archive.file,
      byFolder([...archive.integrations, ...archive.agents].map(({ folder, code }) => ({ folder, code }))),
    ]),
  )
  return (finding) => {
    const [artifactKind = '', key = ''] = splitOnce(finding.artifact, ':')
    const isFlow = artifactKind === 'integration' || artifactKind === 'agent'
    const owner = folders.get(finding.archive)?.(finding.entry)
    return {
      archive: finding.archive.replaceAll('\\', '/'),
      integration: isFlow ? codeOf(key) : (owner?.code ?? ''),
      artifactKind,
      step: finding.step,
    }
  }
}

/**
 * Whether a path glob fits an archive: with a `/` in it from any folder down, without one against the file's name alone.
 */
export function archiveMatcher(patterns: readonly string[]): (archive: string) => boolean {
  const tests = patterns.map((pattern) => {
    const clean = pattern.replace(WINDOWS_SEPARATOR, '/').replace(/^\.\//, '')
    if (!clean.includes('/')) {
      const test = picomatch(clean, GLOB)
      return (archive: string) => test(archive.slice(archive.lastIndexOf('/') + 1))
    }
    return picomatch([clean, `**/${clean.replace(/^\//, '')}`], GLOB)
  })
  return (archive) => {
    const path = archive
      .slice(-LONGEST)
      .replaceAll('\\', '/')
      .replace(/^\.\//, '')
      .replace(/(?<!\/)\/+$/, '')
    return tests.some((test) => test(path))
  }
}

/** A backslash, but for one that takes the meaning from a bracket or the like: `exports\stores\*` is `exports/stores/*`. */
const WINDOWS_SEPARATOR = /\\(?![[\](){}!+@?])/g

/** Whether a glob fits a name: a code, a step. A `/` in a name is a character like any other. */
export function nameMatcher(patterns: readonly string[]): (name: string) => boolean {
  const tests = patterns.map((pattern) => picomatch(pattern.replaceAll('/', '\u0001'), GLOB))
  return (name) => {
    const plain = name.slice(0, LONGEST).replaceAll('/', '\u0001')
    return patterns.includes(name) || tests.some((test) => test(plain))
  }
}

/** Whether a glob fits a host or an address, whose letters may be in any case. */
export function addressMatcher(patterns: readonly string[]): (address: string) => boolean {
  const fits = nameMatcher(patterns.map((pattern) => pattern.toLowerCase()))
  return (address) => fits(address.toLowerCase())
}

/** No path or name of OIC is longer; with several stars a glob takes the square of the length. */
const LONGEST = 4096

const GLOB = { dot: true, nonegate: true } as const

function codeOf(key: string): string {
  const name = key.slice(key.lastIndexOf('/') + 1)
  const bar = name.indexOf('|')
  return bar === -1 ? name : name.slice(0, bar)
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
