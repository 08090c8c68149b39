import type { Archive } from './types.js'

/**
 * Files of an archive that could not be read, or not to their end, by path, each with what the reader said of it: they do
 * not parse, or are larger than is parsed. What they say is in no artifact.
 */
export function unreadFiles({ diagnostics }: Pick<Archive, 'diagnostics'>): ReadonlyMap<string, string> {
  const errors = diagnostics.filter(({ code, severity }) => code === 'malformed-content' && severity === 'error')
  // The first that is wrong is what the others come of.
  return new Map(errors.reverse().map(({ entry, message }) => [entry, message]))
}
