import type { Location } from '../../base/location.js'

/** Kinds of places where a literal value can stand. Public: options give severities by them. */
export const PLACE_KINDS = [
  'expression',
  'integration-property',
  'schedule-parameter',
  'mapper',
  'data-stitch',
  'template',
  'adapter-configuration',
  'connection',
  'wsdl',
  'lookup',
  'notification',
  'library',
  'agent-tool',
  'agent-pattern',
  'prompt-template',
  'description',
] as const

export type PlaceKind = (typeof PLACE_KINDS)[number]

/** Part of a notification that a text, or the expression of one of its parameters, goes into. */
export type NotificationPart = 'to' | 'cc' | 'bcc' | 'from' | 'subject' | 'body'

/** What is the same for all literals of one artifact or step. */
export interface PlaceOwner {
  readonly kind: PlaceKind
  /** Public id of the artifact that holds it. */
  readonly artifact: string
  /** Code or name of that artifact, for messages. */
  readonly owner: string
  /** Display name of the flow step; empty where there is none. */
  readonly step: string
  /** Code of the connection that an endpoint uses, or that this is; empty elsewhere. */
  readonly connection: string
  /** Adapter in lower case; empty where there is none. */
  readonly adapter: string
  /** Of an endpoint's files; null elsewhere. */
  readonly role: 'trigger' | 'invoke' | null
  /** True where it stands in an action that OIC left behind, which never runs. */
  readonly leftover?: boolean
}

/** A literal value and what is around it. The location is where the literal starts. */
export interface LiteralPlace extends PlaceOwner, Location {
  readonly value: string
  /** What the value is for: a property's, column's, variable's or parameter's name, or the path of a target; empty where nothing says. */
  readonly name: string
  /** XPath functions around the literal, innermost first, at most four; in a script the one that it is the first argument of; of an instruction's own attribute its name; empty elsewhere. */
  readonly functions: readonly string[]
  /** Which argument of the innermost function it is, from 1; 0 outside one. */
  readonly argument: number
  /** Local name of what an expression compares it with; empty where it is compared with nothing. */
  readonly compared: string
  /** The literal before it in the same list of arguments, with a blank for blanks behind that; empty where there is none. */
  readonly before: string
  /** The other cells of a lookup's row; the namespaces that a JCA names; empty elsewhere. */
  readonly siblings: readonly string[]
  /** Behind how many characters of the value an expression stands in it; empty for most. */
  readonly gaps: readonly number[]
  /** Null outside notifications. */
  readonly part: NotificationPart | null
  /** True for samples, which are documentation. */
  readonly sample: boolean
  /** Where a character of the value stands; the literal's own place where that is not known. */
  positionOf(index: number): Location
}
