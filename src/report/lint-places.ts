import type { Finding } from '../rules/types.js'
import type { LintReportContext } from './lint-types.js'

/** Where a finding shows in a repository. */
export interface RepositoryPlace {
  /** Path with `/`: the real file of an exploded archive, the archive itself of a packed one. */
  readonly path: string
  /** Only in exploded archives: a packed one has no lines. */
  readonly line: number | null
  readonly column: number | null
  /** Entry within a packed archive; empty for an exploded one. */
  readonly entry: string
}

/** Tells for each finding the file that a repository or a code review knows. */
export function repositoryPlaces({ archives = [] }: LintReportContext): (finding: Finding) => RepositoryPlace {
  const exploded = new Set(archives.filter(({ zipped }) => !zipped).map(({ file }) => file))
  const lone = new Set(archives.filter(({ kind }) => kind === 'lookup' || kind === 'library').map(({ file }) => file))
  return ({ archive, entry, line, column }) => {
    const file = repositoryPath(archive)
    if (!exploded.has(archive)) return { path: file, line: null, column: null, entry }
    if (lone.has(archive) || entry === '') return { path: file, line, column, entry: '' }
    const [outer = entry, inner] = entry.split('!/', 2)
    const path = file === '' || file === '.' ? outer : `${file.replace(/\/$/, '')}/${outer}`
    return inner === undefined ? { path, line, column, entry: '' } : { path, line: null, column: null, entry }
  }
}

/** A path as a repository has it: with `/`, and without the `./` in front that GitHub does not match. */
export function repositoryPath(file: string): string {
  const path = file.replaceAll('\\', '/')
  return path.replace(/^(?:\.\/+)+/, '') || (path === '' ? '' : '.')
}
