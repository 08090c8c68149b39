/** Plans of real archives, against inventories made from them: what must hold whatever an archive holds. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { inventoryFromArchives, readInventory } from '../../src/inventory/index.js'
import { type Archive, readPaths } from '../../src/node/index.js'
import { planImport } from '../../src/plan/index.js'
import { planMarkdown } from '../../src/report/plan-markdown.js'
import { planSh } from '../../src/report/plan-sh.js'
import { planText } from '../../src/report/plan-text.js'
import { syntaxErrors } from '../support/bash.js'

const named = process.env['IARKIT_CORPUS']
const beside = fileURLToPath(new URL('../../../shared/corpus', import.meta.url))

describe.skipIf(named === undefined && !existsSync(beside))('plans over the corpus', () => {
  let archives: readonly Archive[] = []

  beforeAll(async () => {
    archives = (await readPaths([named ?? beside])).archives
    expect(archives.length).toBeGreaterThan(0)
  })

  it('create nothing that the inventory made from the same archive shows', () => {
    for (const archive of archives) {
      const { actions } = planImport([archive], inventoryFromArchives([archive]))
      const created = actions.filter(({ action }) => action === 'create').map(({ artifact }) => artifact)
      expect([archive.file, created]).toEqual([archive.file, []])
    }
  })

  it('create all that an archive holds in a target that is empty, and never block for what it brings', () => {
    const none = { integrations: [], connections: [], lookups: [], libraries: [], packages: [], projects: [] }
    const empty = readInventory({ formatVersion: 1, ...none, certificates: [], agentGroups: [], eventTypes: [] })
    for (const archive of archives) {
      const { actions } = planImport([archive], empty)
      const own = [...archive.integrations, ...archive.lookups, ...archive.libraries, ...archive.connections]
      const expected = own.filter(
        (artifact) => !('remote' in artifact && (artifact.preseeded || artifact.remote !== null)),
      )
      for (const { id } of expected) {
        expect([archive.file, id, actions.find(({ artifact }) => artifact === id)?.action]).toEqual([
          archive.file,
          id,
          'create',
        ])
      }
    }
  })

  it('can be written in every format', () => {
    for (const archive of archives) {
      const plan = planImport([archive], inventoryFromArchives(archives), { at: '2026-01-01T00:00:00Z' })
      for (const text of [planText(plan), planMarkdown(plan)]) expect(text).not.toMatch(/undefined|\[object/)
      const script = planSh(plan)
      expect(script).not.toMatch(/undefined|\[object/)
      expect(syntaxErrors(script)).toBe('')
    }
  })
})
