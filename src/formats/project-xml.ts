import { readSteps, readWire } from './orchestration.js'
import { readActions } from './project-action.js'
import { readEndpoint } from './project-endpoint.js'
import { unknownElements } from './project-grammar.js'
import { Source } from './source.js'
import type { ProjectXml, Read } from './types.js'
import { attribute, child, children, childText, parseXml, textOffset, type XmlElement } from './xml.js'

/**
 * Reads `PROJECT-INF/project.xml`: the integration as it stands, nothing resolved. Elements count by namespace and local
 * name, never by prefix, which differs from release to release. Null where the file is no project.xml.
 *
 * @param path of the file in the archive
 * @param text of the file
 */
export function readProjectXml(path: string, text: string): Read<ProjectXml> {
  const source = new Source(path, text)
  const document = parseXml(source.text)
  source.take(document)
  const { root } = document
  if (root === null) return { value: null, problems: source.problems }
  if (root.local !== 'icsproject') {
    source.problem(root.offset, `The root element is ${root.local}; a project.xml has icsproject.`)
    return { value: null, problems: source.problems }
  }
  const unknown = unknownElements(root, source)
  const flows = children(root, 'icsflow')
  if (flows.length === 0) source.problem(root.offset, 'There is no icsflow: the integration has no content.')
  const parts = (local: string) => flows.flatMap((flow) => children(flow, local))
  return {
    value: {
      schemaVersion: attribute(root, 'version') ?? '',
      modelType: attribute(root, 'modelType')?.toLowerCase() ?? '',
      code: required(root, 'projectCode', source),
      version: required(root, 'projectVersion', source),
      name: childText(root, 'projectName') ?? '',
      description: childText(root, 'projectDescription') ?? '',
      percentComplete: readPercent(root, source),
      hasErrors: isTrue(root, 'projectHasErrors'),
      hasWarnings: isTrue(root, 'projectHasWarnings'),
      endpoints: parts('application').map((application) => readEndpoint(application, source)),
      actions: readActions(parts('processor'), source),
      steps: parts('orchestration').flatMap((orchestration) => readSteps(orchestration, source)),
      wires: parts('wire').map((wire) => readWire(wire, source)),
      unknownElements: unknown,
      location: source.at(root.offset),
    },
    problems: source.problems,
  }
}

function required(root: XmlElement, local: string, source: Source): string {
  const found = childText(root, local) ?? ''
  if (found === '')
    source.problem(root.offset, `The element ${local} is missing or empty.`, 'malformed-content', 'warning')
  return found
}

function isTrue(root: XmlElement, local: string): boolean {
  return childText(root, local)?.toLowerCase() === 'true'
}

/** `100`, `100.0`; null where it is absent or no number. */
function readPercent(root: XmlElement, source: Source): number | null {
  const element = child(root, 'percentComplete')
  const written = childText(root, 'percentComplete') ?? ''
  if (element === null || written === '') return null
  const percent = Number(written)
  if (Number.isFinite(percent)) return percent
  source.problem(textOffset(element), 'The value of percentComplete is no number.', 'malformed-content', 'warning')
  return null
}
