import { baseName } from '../../base/path.js'
import type { Archive } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import type { RuleFinding } from '../types.js'

export const junkEntry = defineRule({
  id: 'junk-entry',
  severity: 'warning',
  category: 'archive',
  summary: 'Files that no OIC export holds: traces of operating systems, editors and version control',
  options: noOptions,
  needs: [],
  scope: 'archive',
  async *check({ archives }) {
    for (const archive of archives) yield* junkOf(archive)
  },
})

/** One finding a kind of junk: a Mac leaves a file in every folder. */
function* junkOf(archive: Archive): Generator<RuleFinding> {
  const kinds = new Map<string, string[]>()
  for (const { code, entry } of archive.diagnostics) {
    if (code !== 'junk-entry') continue
    const kind = junkKind(entry)
    const paths = kinds.get(kind) ?? []
    paths.push(entry)
    kinds.set(kind, paths)
  }
  for (const [kind, paths] of kinds) {
    const [first = ''] = paths
    const what = paths.length === 1 ? `${first} is` : `${paths.length} entries of ${kind} are`
    // A folder in version control has files of its own that never come into the archive that is built from it.
    const severity = archive.zipped ? 'warning' : 'info'
    yield {
      archive: archive.file,
      entry: first,
      line: null,
      column: null,
      message: `${what} no part of an OIC export: leave ${paths.length === 1 ? 'it' : 'them'} out before importing.`,
      artifact: '',
      step: '',
      severity,
      key: kind,
    }
  }
}

/** A folder's name, a well-known file's name, or what an editor appends. */
function junkKind(entry: string): string {
  const folder = /(?:^|\/)(__MACOSX|\.git|\.svn|\.hg|\.idea|\.vscode)\//.exec(entry)?.[1]
  if (folder !== undefined) return `${folder}/`
  const name = baseName(entry)
  if (name.startsWith('._')) return '._*'
  const backup = /(?:~|\.(?:bak|swp|swo|orig|rej))$/.exec(name)?.[0]
  return backup === undefined ? name : `*${backup}`
}
