import { IarkitError } from '../base/errors.js'
import type { Archive } from './types.js'

/**
 * Programs without types give other things for archives: one alone, a path, what `readArchive` has only promised.
 * @param wanted what would have been right
 * @throws IarkitError `usage`
 */
export function checkArchiveList(given: readonly Archive[], wanted = 'a list of archives'): void {
  if (Array.isArray(given) && given.every(isArchive)) return
  throw new IarkitError('usage', `Expected ${wanted}, each as readArchive gives it when it is awaited.`)
}

function isArchive(given: Partial<Archive> | null | undefined): boolean {
  return typeof given?.file === 'string' && Array.isArray(given.integrations)
}
