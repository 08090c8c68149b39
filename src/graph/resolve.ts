import { fullVersion, parseVersion, sameMajor, sameVersion } from '../base/version.js'
import { versioned } from '../model/ids.js'
import type { ArtifactName, PresentArtifact, PresentArtifacts } from './present.js'
import type { CallMatch } from './types.js'

/** Which artifact a name in a flow stands for. */
export function resolveUse(present: PresentArtifacts, name: ArtifactName): ArtifactName {
  // A project's own comes first; a global one of that name serves where the project has none.
  const scopes = name.project === null ? [null] : [name.project, null]
  for (const project of scopes) {
    const there = present.versionsOf(name.kind, name.code, project)
    const found = name.version === '' ? there[0] : withVersion(there, name.version)
    if (found !== undefined) return found
  }
  return name
}

/** What calls a child. */
export interface Caller {
  /** Code of the project that the caller lives in; null for a global one. */
  readonly project: string | null
}

/** A child as its caller names it. */
export interface WantedChild {
  readonly code: string
  /** Null where the caller does not say. */
  readonly version: string | null
  /** Code of the project that the child lives in; null for a global one. */
  readonly project: string | null
}

/**
 * Finds a child as OIC does: only the major version stands in its address, so that another version of the same major
 * answers as well. The nearest one is taken.
 */
export function resolveCall(
  present: PresentArtifacts,
  caller: Caller,
  wanted: WantedChild,
): { readonly child: ArtifactName; readonly match: CallMatch } {
  const version = wanted.version ?? ''
  const there = present.versionsOf('integration', wanted.code, wanted.project)
  const exact = version === '' ? there[0] : withVersion(there, version)
  const child = exact ?? nearest(there, version)
  const fit = exact !== undefined ? 'exact' : child !== undefined ? 'same-major' : 'missing'
  return {
    child: child ?? {
      kind: 'integration',
      code: wanted.code,
      // A missing child is one node, however its callers write it.
      version: fullVersion(version),
      project: wanted.project,
    },
    match: { wanted: versioned(wanted.code, version), fit, unreachable: obstacle(caller, wanted, child) },
  }
}

function obstacle(caller: Caller, wanted: WantedChild, child: PresentArtifact | undefined): CallMatch['unreachable'] {
  if (wanted.project === null || wanted.project === caller.project) return null
  if (caller.project === null) return 'into-project'
  return child?.isPrivate === true ? 'private' : null
}

/** The exact string first: it is the identity; numbers serve those who write versions short. */
function withVersion(there: readonly PresentArtifact[], version: string): PresentArtifact | undefined {
  return there.find((item) => item.version === version) ?? there.find((item) => sameVersion(item.version, version))
}

function nearest(there: readonly PresentArtifact[], version: string): PresentArtifact | undefined {
  const wanted = parseVersion(version)
  if (wanted === null) return undefined
  let best: { item: PresentArtifact; minor: number; patch: number } | undefined
  for (const item of there) {
    const parsed = sameMajor(item.version, version) ? parseVersion(item.version) : null
    if (parsed === null) continue
    const minor = Math.abs(parsed.minor - wanted.minor)
    const patch = Math.abs(parsed.patch - wanted.patch)
    // Newest first: of two that are equally near the newer stays.
    if (best === undefined || minor < best.minor || (minor === best.minor && patch < best.patch)) {
      best = { item, minor, patch }
    }
  }
  return best?.item
}
