import { flowsOf } from './flows.js'
import type { Archive } from './types.js'

/** One archive's copy of a pattern. */
export interface PatternCopy {
  readonly archive: string
  readonly entry: string
}

/**
 * The patterns of AI agents, which flows call like integrations of their project: those that archives hold with every copy,
 * and OIC's own, which are in no archive and are known by the agents that list them, with none.
 */
export class Patterns {
  readonly #copies = new Map<string, PatternCopy[]>()

  constructor(archives: readonly Archive[]) {
    for (const archive of archives) {
      for (const { code, project, location } of archive.patterns)
        this.#of(code, project).push({ archive: archive.file, entry: location.entry })
      for (const flow of flowsOf(archive))
        for (const id of flow.recorded.dependencies?.['patterns'] ?? []) this.#of(id.split('|')[0] ?? id, flow.project)
    }
  }

  /** Null where no pattern of the project has the code. */
  copiesOf(code: string, project: string | null): readonly PatternCopy[] | null {
    return this.#copies.get(keyOf(code, project)) ?? null
  }

  #of(code: string, project: string | null): PatternCopy[] {
    const key = keyOf(code, project)
    const known = this.#copies.get(key) ?? []
    this.#copies.set(key, known)
    return known
  }
}

function keyOf(code: string, project: string | null): string {
  return JSON.stringify([project, code])
}
