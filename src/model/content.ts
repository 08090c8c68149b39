/** Fields that say where and when, not what; and the plug-in's own version, which every instance sets anew. */
const INCIDENTAL: ReadonlySet<string> = new Set([
  'location',
  'entry',
  'line',
  'column',
  'path',
  'folder',
  'evidence',
  'audit',
  'pluginVersion',
  'resources',
])

/**
 * What an artifact says, as comparable text: two copies of one artifact are the same where their texts are.
 * Places, generated file names and audit data are left out.
 */
export function contentOf(artifact: unknown): string {
  return JSON.stringify(artifact, (key, inner: unknown) => (INCIDENTAL.has(key) ? undefined : inner))
}
