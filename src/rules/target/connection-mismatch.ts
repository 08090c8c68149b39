import { isWhole } from '../../inventory/index.js'
import { plainWord, wordsDiffer } from '../../inventory/plain-word.js'
import type { TargetConnection } from '../../inventory/types.js'
import type { Connection } from '../../model/index.js'
import { defineRule, noOptions } from '../define-rule.js'
import { inScope, notListed } from '../in-target.js'
import { place } from '../place.js'
import { environmentOf, listed } from '../words.js'

/** A connection's code stands for another adapter, role or security policy in the target. */
export const connectionMismatch = defineRule({
  id: 'connection-mismatch',
  severity: 'error',
  category: 'target',
  summary: 'A connection of the same code is in the target with another adapter, role or security policy',
  options: noOptions,
  needs: [['inventory']],
  async *check({ archives, inventory, couldNotCheck }) {
    if (inventory === null) return
    const where = environmentOf(inventory)
    const seen = new Set<string>()
    for (const archive of archives) {
      for (const connection of archive.connections) {
        // A connection that stands for another project's has no settings of its own.
        if (connection.preseeded || connection.remote !== null) continue
        const target = inScope(inventory, 'connections', connection.project).find(
          ({ code }) => code === connection.code,
        )
        if (target === undefined) {
          if (!isWhole(inventory, 'connections', connection.project))
            couldNotCheck(notListed('connections', connection.project))
          continue
        }
        const differences = differencesOf(connection, target)
        const key = differences.map(({ what }) => what).join(' ')
        if (differences.length === 0 || seen.has(`${connection.id} ${key}`)) continue
        seen.add(`${connection.id} ${key}`)
        const words = differences.map(({ what, here, there }) => `${what} ${there} instead of ${here}`)
        const wider = differences.every(({ harmless }) => harmless)
        yield {
          ...place(archive, connection.location),
          message: `The connection ${connection.code} has in ${where} ${listed(words)}: ${
            wider
              ? 'an import keeps it, and it serves both ways'
              : 'an import keeps it as it is there, so give one of the two another code, or bring them into line'
          }.`,
          artifact: connection.id,
          step: '',
          key,
          shared: true,
          ...(wider ? { severity: 'info' as const } : {}),
        }
      }
    }
  },
})

interface Difference {
  readonly what: string
  readonly here: string
  readonly there: string
  /** True where the target's does all that the archive's does. */
  readonly harmless: boolean
}

function differencesOf(connection: Connection, target: TargetConnection): Difference[] {
  const compared: readonly (readonly [string, string, string])[] = [
    ['the adapter', connection.adapterType, target.adapterType],
    ['the role', connection.role, target.role],
    ['the security policy', connection.securityPolicy, target.securityPolicy],
  ]
  return compared.flatMap(([what, here, there]) =>
    wordsDiffer(here, there)
      ? [{ what, here, there, harmless: what === 'the role' && plainWord(there) === 'SOURCEANDTARGET' }]
      : [],
  )
}
