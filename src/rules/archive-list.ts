import { IarkitError } from '../base/errors.js'
import type { Archive } from '../model/index.js'

/**
 * Programs without types give other things for archives: one alone, a path, what `readArchive` has only promised.
 * @throws IarkitError `usage`
 */
export function checkArchiveList(given: readonly Archive[]): void {
  if (Array.isArray(given) && given.every(isArchive)) return
  throw new IarkitError('usage', 'Expected a list of archives, each as readArchive gives it when it is awaited.')
}

function isArchive(given: Partial<Archive> | null | undefined): boolean {
  return typeof given?.file === 'string' && Array.isArray(given.integrations)
}
