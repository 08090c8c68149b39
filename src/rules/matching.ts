import picomatch from 'picomatch'
import { flowsOf } from '../model/flows.js'
import { byFolder } from '../model/folders.js'
import type { Archive } from '../model/index.js'
import type { RuleFinding } from './types.js'

/** What of a finding suppressions and overrides go by. */
export interface Subject {
  /** `Archive.file`, where the run says so from the configuration's folder, with `/` between folders. */
  readonly archive: string
  /** Code of the integration or AI agent; empty where the finding is about none. */
  readonly integration: string
  /** Code of the project that it lives in; empty where it is global. */
  readonly project: string
  /** `integration`, `connection`, `lookup` …; empty where the finding is about no artifact. */
  readonly artifactKind: string
  readonly step: string
}

/**
 * Tells the integration of each finding: its artifact, or else the flow whose folder the entry lies in.
 * @param from see {@link seenFrom}
 */
export function subjects(archives: readonly Archive[], from = ''): (finding: RuleFinding) => Subject {
  const folders = new Map(
    archives.map((archive) => [
      archive.file,
      byFolder(flowsOf(archive).map(({ folder, code, project }) => ({ folder, code, project }))),
    ]),
  )
  return (finding) => {
    const [artifactKind = '', key = ''] = splitOnce(finding.artifact, ':')
    const isFlow = artifactKind === 'integration' || artifactKind === 'agent'
    const owner = folders.get(finding.archive)?.(finding.entry)
    const { code, project } = isFlow ? flowOf(key) : { code: owner?.code ?? '', project: owner?.project ?? '' }
    return {
      archive: seenFrom(finding.archive, from),
      integration: code,
      project,
      artifactKind,
      step: finding.step,
    }
  }
}

/** Where an archive lies, seen from the configuration's folder: the relative paths of a run start `from` there. */
export function seenFrom(archive: string, from: string): string {
  const path = archive.replaceAll('\\', '/')
  return from === '' || /^(?:\/|[A-Za-z]:)/.test(path) ? path : `${from}/${path}`
}

/**
 * Whether a path glob fits an archive: with a `/` in it from any folder down, without one against the file's name alone.
 * However a path is written, it is the same: `./a`, `b/../a`, `c//a`.
 */
export function archiveMatcher(patterns: readonly string[]): (archive: string) => boolean {
  const tests = patterns.map((pattern) => {
    const clean = pattern.normalize('NFC').replace(WINDOWS_SEPARATOR, '/').replace(/^\.\//, '')
    if (!clean.includes('/')) {
      const test = picomatch(clean, GLOB)
      return (path: string) => test(path.slice(path.lastIndexOf('/') + 1))
    }
    return picomatch([clean, `**/${clean.replace(/^(?:\.{0,2}\/)+/, '')}`], GLOB)
  })
  return (archive) => {
    // A name that macOS made may have its accents apart from their letters.
    const path = normalPath(archive.slice(-LONGEST)).normalize('NFC')
    return tests.some((test) => test(path))
  }
}

/** A path without what means nothing in it, nor what leads above its start. */
function normalPath(path: string): string {
  const parts: string[] = []
  for (const part of path.split(/[\\/]/)) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
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

/** Whether a glob fits an integration or AI agent: its code; with a `/` in it, also its project and code, as ids have them. */
export function flowMatcher(patterns: readonly string[]): (code: string, project: string | null) => boolean {
  const byCode = nameMatcher(patterns)
  const byBoth = nameMatcher(patterns.filter((pattern) => pattern.includes('/')))
  return (code, project) => byCode(code) || (project !== null && project !== '' && byBoth(`${project}/${code}`))
}

/** Whether a glob fits a host or an address, whose letters may be in any case. */
export function addressMatcher(patterns: readonly string[]): (address: string) => boolean {
  const fits = nameMatcher(patterns.map((pattern) => pattern.toLowerCase()))
  return (address) => fits(address.toLowerCase())
}

/** No path or name of OIC is longer; with several stars a glob takes the square of the length. */
const LONGEST = 4096

const GLOB = { dot: true, nonegate: true } as const

function flowOf(key: string): { readonly code: string; readonly project: string } {
  const slash = key.lastIndexOf('/')
  const [code = ''] = splitOnce(key.slice(slash + 1), '|')
  return { code, project: key.slice(0, Math.max(slash, 0)) }
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
