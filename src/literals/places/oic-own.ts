import type { LiteralPlace } from './types.js'

/**
 * What OIC fills in for its own event connection: the address of its event service, the host, the exchange. Nobody can
 * change it, and each environment has its own after the import. A sample is of whoever made the event type.
 */
export function isOicOwn({ adapter, sample }: Pick<LiteralPlace, 'adapter' | 'sample'>): boolean {
  return adapter === 'appevent' && !sample
}
