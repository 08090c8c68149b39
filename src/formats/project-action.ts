import { isActionType } from './project-grammar.js'
import { readProperties } from './project-property.js'
import { readResources } from './project-resource.js'
import type { Source } from './source.js'
import type { ActionOutput, ProjectAction, TrackingVariable } from './types.js'
import { attribute, attributeNode, children, childText, type XmlElement } from './xml.js'

/**
 * Reads the `processor` elements of project.xml: the actions. A type that the library does not know is kept as it is,
 * and named once.
 */
export function readActions(processors: readonly XmlElement[], source: Source): readonly ProjectAction[] {
  const reported = new Set<string>()
  return processors.map((processor) => {
    const action = readAction(processor, source)
    if (!isActionType(action.type) && !reported.has(action.type)) {
      reported.add(action.type)
      if (action.type === '') {
        source.problem(processor.offset, `The action ${action.id} has no type.`, 'malformed-content', 'warning')
      } else {
        const message = `The action type ${action.type} is not one that this version knows; the action was kept.`
        source.problem(processor.offset, message, 'unrecognised-entry', 'info')
      }
    }
    return action
  })
}

function readAction(processor: XmlElement, source: Source): ProjectAction {
  const { values, at } = readProperties([processor], source)
  return {
    id: attribute(processor, 'name') ?? '',
    type: childText(processor, 'type') ?? '',
    role: childText(processor, 'role') ?? '',
    name: source.name(childText(processor, 'processorName') ?? '', processor.offset),
    description: childText(processor, 'processorDescription') || childText(processor, 'description') || '',
    properties: values,
    propertiesAt: at,
    trackingVariables: children(processor, 'trackingVariableGroup')
      .flatMap((group) => children(group, 'trackingVariable'))
      .map((variable, index) => readTrackingVariable(variable, index, source)),
    outputs: children(processor, 'output').map(readOutput),
    resources: readResources(processor, source),
    at: source.at(attributeNode(processor, 'name')?.offset ?? processor.offset),
  }
}

function readTrackingVariable(element: XmlElement, index: number, source: Source): TrackingVariable {
  return {
    // Old files do not name the slot, but list the slots in order.
    slot: childText(element, 'role') || `tracking_var_${index + 1}`,
    name: source.name(childText(element, 'name') ?? '', element.offset),
    primary: childText(element, 'primary')?.toLowerCase() === 'true',
    xpath: childText(element, 'xpath') ?? '',
    location: source.at(element.offset),
  }
}

function readOutput(element: XmlElement): ActionOutput {
  return { id: attribute(element, 'name') ?? '', role: childText(element, 'role') ?? '' }
}
