import { decodeBase64, measureBase64 } from './base64.js'
import { certificatesOf } from './certificates.js'
import { everyBelow, fieldOffset, fieldText, isLeaf, openMetadataXml } from './metadata-xml.js'
import { namedProject } from './project-code.js'
import type { Source } from './source.js'
import type { Attachment, AuditName, ConnectionFile, ConnectionProperty, Read } from './types.js'
import { attribute, child, children, descendants, text as textOf, textOffset, type XmlElement } from './xml.js'

/** Reads a connection: `appinstances/CODE.xml` of an `.iar`, `connections/CODE.xml` of a project. */
export function readConnection(path: string, text: string): Read<ConnectionFile> {
  const { source, root } = openMetadataXml(path, text, (local) => local === 'applicationinstance', 'a connection')
  if (root === null) return { value: null, problems: source.problems }
  const code = fieldText(root, 'instanceCode')
  if (code === '') source.problem(root.offset, 'The connection has no instanceCode.')
  const properties = propertiesOf(source, root)
  const attachments = attachmentsOf(source, root)
  const securityPolicy = fieldText(root, 'securityPolicy')
  return {
    value: {
      code,
      name: fieldText(root, 'displayName'),
      description: fieldText(root, 'description'),
      adapterType: fieldText(root, 'applicationTypeRef').toLowerCase(),
      // The oldest connections say their role in a property only.
      role:
        fieldText(root, 'integrationRole') || (properties.find(({ name }) => name === 'integration_role')?.value ?? ''),
      securityPolicy,
      status: fieldText(root, 'status'),
      percentComplete: percentOf(fieldText(root, 'percentageComplete')),
      agentGroup: agentGroupOf(root),
      agentGroupAt: source.at(fieldOffset(root, 'agentDefinition')),
      privateEndpoint: fieldText(root, 'privateEndpoint').toLowerCase() === 'true',
      pluginVersion: fieldText(root, 'pluginVersion'),
      properties,
      certificates: certificatesOf(properties, attachments, securityPolicy),
      attachments,
      remote: remoteOf(source, root, code),
      audit: auditOf(source, root),
      location: source.at(root.offset),
    },
    problems: source.problems,
  }
}

function percentOf(value: string): number | null {
  return /^\d{1,3}(?:\.\d{1,9})?$/.test(value) ? Number(value) : null
}

function propertiesOf(source: Source, root: XmlElement): ConnectionProperty[] {
  const properties: ConnectionProperty[] = []
  const add = (name: string, value: string, offset: number) =>
    properties.push({ name, value, placeholder: value.startsWith('%%'), ...source.at(offset) })
  for (const element of everyBelow(root, 'connectionProperty')) {
    const name = fieldText(element, 'name') || (attribute(element, 'name') ?? '')
    if (name === '') {
      source.problem(element.offset, 'A connectionProperty has no name.', 'malformed-content', 'warning')
      continue
    }
    const values = children(element, 'value')
    values.forEach((value, at) => {
      add(at === 0 ? name : `${name}[${at}]`, textOf(value), textOffset(value))
    })
    const entries = [...everyBelow(element, 'entry')]
    entries.forEach((entry, at) => {
      const key = fieldText(entry, 'key') || (attribute(entry, 'key') ?? '') || String(at)
      add(`${name}[${key}]`, fieldText(entry, 'value'), fieldOffset(entry, 'value'))
    })
    if (values.length === 0 && entries.length === 0) add(name, attribute(element, 'value') ?? '', element.offset)
  }
  return properties
}

/** `agentDefinition` holds the agent group's name, or elements of which one does. */
function agentGroupOf(root: XmlElement): string | null {
  const element = child(root, 'agentDefinition')
  if (element === null) return null
  const name = textOf(element) || fieldText(element, 'name', 'agentGroupName', 'identifier', 'code', 'id')
  return name === '' ? null : name
}

function remoteOf(source: Source, root: XmlElement, own: string): ConnectionFile['remote'] {
  for (const element of everyBelow(root, 'remoteResource')) {
    const said = (...names: readonly string[]) =>
      fieldText(element, ...names) || (names.map((name) => attribute(element, name)).find((value) => value) ?? '')
    const code = said('code', 'resourceCode', 'instanceCode')
    const project = said('projectCode', 'projectId', 'project')
    if (project !== '') return { code: code === '' ? own : code, project: namedProject(project) }
    if (code !== '')
      source.problem(element.offset, 'The remoteResource names no project.', 'malformed-content', 'warning')
  }
  return null
}

function attachmentsOf(source: Source, root: XmlElement): Attachment[] {
  const attachments: Attachment[] = []
  for (const element of everyBelow(root, 'attachment')) {
    const content = fieldText(element, 'content', 'attachmentContent', 'data')
    const { size, valid } = measureBase64(content)
    if (!valid)
      source.problem(
        element.offset,
        'The content of an attachment is not valid base64.',
        'malformed-content',
        'warning',
      )
    attachments.push({
      property: fieldText(element, 'propertyName') || (attribute(element, 'propertyName') ?? ''),
      name: fieldText(element, 'attachmentName', 'name') || (attribute(element, 'attachmentName') ?? ''),
      size,
      bytes: () => decodeBase64(content),
      ...source.at(element.offset),
    })
  }
  return attachments
}

/** Subtrees whose leaves are configuration, not audit data. */
const NOT_AUDIT = ['connectionProperties', 'attachments']

/** `createdBy`, `lastUpdatedBy`, `lockedBy` in `securedAuditInfo`, and `…Email` elements that stand beside it at times. */
function auditOf(source: Source, root: XmlElement): AuditName[] {
  const names: AuditName[] = []
  for (const part of children(root)) {
    if (NOT_AUDIT.includes(part.local)) continue
    for (const element of descendants(part)) {
      if (!isLeaf(element) || !(element.local.endsWith('By') || element.local.endsWith('Email'))) continue
      const value = textOf(element)
      if (value !== '') names.push({ field: element.local, value, ...source.at(textOffset(element)) })
    }
  }
  return names
}
