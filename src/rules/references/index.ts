import { callDepth } from './call-depth.js'
import { childVersionDrift } from './child-version-drift.js'
import { circularDependency } from './circular-dependency.js'
import { inactiveChildIntegration } from './inactive-child-integration.js'
import { missingAgentGroup } from './missing-agent-group.js'
import { missingCertificate } from './missing-certificate.js'
import { missingConnection } from './missing-connection.js'
import { missingEventType } from './missing-event-type.js'
import { missingIntegration } from './missing-integration.js'
import { missingLibrary } from './missing-library.js'
import { missingLookup } from './missing-lookup.js'
import { missingLookupColumn } from './missing-lookup-column.js'
import { missingResource } from './missing-resource.js'
import { unreachableChild } from './unreachable-child.js'
import { unresolvedReference } from './unresolved-reference.js'
import { unusedArtifact } from './unused-artifact.js'

/** The rules of this family: one line each. */
export const referencesRules = [
  missingConnection,
  missingLookup,
  missingLookupColumn,
  missingLibrary,
  missingIntegration,
  childVersionDrift,
  unreachableChild,
  inactiveChildIntegration,
  missingCertificate,
  missingAgentGroup,
  missingEventType,
  missingResource,
  unresolvedReference,
  circularDependency,
  callDepth,
  unusedArtifact,
] as const
