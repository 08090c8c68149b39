/**
 * A flow as a picture, as data: what stands where and what leads to what. Nothing here knows of Mermaid or SVG.
 * Ids (`n1`, `g1`, `p1`) are made up in drawing order and mean nothing outside their diagram.
 */
import type { Agent, Integration, IntegrationStyle, StepKind } from '../model/types.js'

/** What is drawn. */
export type DrawnFlow = Integration | Agent

/** The integration or agent that a diagram shows. */
export interface FlowHead {
  /** `integration:CODE|VERSION`, `integration:PROJECT/CODE|VERSION`, `agent:…`. */
  readonly id: string
  readonly kind: 'integration' | 'agent'
  readonly code: string
  readonly version: string
  readonly name: string
  /** Null for an agent. */
  readonly style: IntegrationStyle | null
}

/** Steps that are left out because they say nothing of the flow. */
export interface Omitted {
  readonly kind: StepKind
  readonly count: number
}

export interface FlowOptions {
  /** Draws everything: also integration metadata, global variables, properties; in a sequence diagram also mappers. */
  readonly all?: boolean
}

export type Diagram = FlowchartDiagram | SequenceDiagram

/** The steps of a flow and the ways between them. */
export interface FlowchartDiagram {
  readonly kind: 'flowchart'
  readonly flow: FlowHead
  /** In the order of the canvas. */
  readonly nodes: readonly FlowNode[]
  /** Parents before children. No group is empty. */
  readonly groups: readonly FlowGroup[]
  /** In the order in which the flow takes them; routes and branches as on the canvas. */
  readonly edges: readonly FlowEdge[]
  readonly omitted: readonly Omitted[]
}

/**
 * Kinds of node: those of steps, and
 * - `start`: a flow without a trigger begins here
 * - `end`: a path that ends without a stop or a reply
 * - `join`: parallel branches come together
 * - `empty`: a route, branch, scope or handler in which there is no action
 * - `tool`: an integration that an AI agent may call
 * - `unknown`: an element that the library does not know
 */
export type NodeKind = StepKind | 'start' | 'end' | 'join' | 'empty' | 'tool' | 'unknown'

export interface FlowNode {
  readonly id: string
  readonly kind: NodeKind
  /** The kind in the canvas's words: `Invoke`, `Switch`. */
  readonly caption: string
  /** The display name; empty where it would only repeat the caption. */
  readonly title: string
  /** One fact a line: connection and adapter, operation, the child called, assigned variables … Not cut. */
  readonly details: readonly string[]
  /** Id of the group it stands in; null at the top. */
  readonly group: string | null
  /** Ids of the steps that it stands for: one; several for a group of assignments; none for `start`, `join` and the like. */
  readonly steps: readonly string[]
  /** `application_13`, `processor_41`: the endpoint or action behind it; empty where none. */
  readonly ref: string
}

/** Kinds of group; `operation` is one operation of a pick, `flow` the whole where the flow itself has fault handlers. */
export type GroupKind =
  | 'global-scope'
  | 'scope'
  | 'loop'
  | 'route'
  | 'parallel-branch'
  | 'fault-handler'
  | 'pick'
  | 'operation'
  | 'flow'
  | 'declarations'
  | 'other'

export interface FlowGroup {
  readonly id: string
  readonly kind: GroupKind
  /** What stands above the box; empty where an edge says it already. */
  readonly title: string
  readonly parent: string | null
  /** Id of the step; empty where there is none. */
  readonly step: string
  /** The node inside that stands for the same step (the head of a loop); null where the group alone stands for it. */
  readonly head: string | null
}

/**
 * - `next`: the following step
 * - `route`: a route of a switch, with its condition; `branch`: a parallel branch
 * - `repeat`: from the end of a loop's body to its head
 * - `fault`: from a scope (a group) to its handler
 * - `note`: from a note to what it stands at
 * - `tool`: from an AI agent to what it may call
 */
export type FlowEdgeKind = 'next' | 'route' | 'branch' | 'repeat' | 'fault' | 'note' | 'tool'

export interface FlowEdge {
  /** A node; the group where it is left as a whole: by a fault, or at the end of a loop. */
  readonly from: string
  /** A node. */
  readonly to: string
  readonly kind: FlowEdgeKind
  /** Condition in words, `otherwise`, `done` …; empty where there is nothing to say. */
  readonly label: string
}

/** Who calls whom, in the order of time. */
export interface SequenceDiagram {
  readonly kind: 'sequence'
  readonly flow: FlowHead
  /** From left to right: what starts the flow, or what its trigger polls, the flow itself, what it calls in the order of the first call. */
  readonly participants: readonly Participant[]
  readonly items: readonly SequenceItem[]
  readonly omitted: readonly Omitted[]
}

export interface Participant {
  readonly id: string
  /** `self` is the integration or agent; `child` another integration; `mail` whoever is notified. */
  readonly kind: 'caller' | 'scheduler' | 'event' | 'self' | 'connection' | 'child' | 'mail'
  readonly name: string
  /** Adapter, version …; empty where there is nothing to say. */
  readonly detail: string
}

export type SequenceItem = SequenceMessage | SequenceNote | SequenceBlock

export interface SequenceMessage {
  readonly kind: 'message'
  readonly from: string
  readonly to: string
  /** `request` is answered, `response` answers, `async` is not answered. */
  readonly style: 'request' | 'response' | 'async'
  readonly text: string
  readonly steps: readonly string[]
}

/** What the flow does by itself: assigns, logs, waits, reads and writes files. */
export interface SequenceNote {
  readonly kind: 'note'
  readonly over: string
  /** One action a line. */
  readonly lines: readonly string[]
  readonly steps: readonly string[]
}

/**
 * - `alt`: a switch, or the operations of a pick: one of the sections; `opt`: one section or nothing
 * - `loop`: again and again; `par`: the sections side by side
 * - `critical`: a scope; the sections after the first are its fault handlers
 * - `break`: the flow ends here
 */
export interface SequenceBlock {
  readonly kind: 'block'
  readonly block: 'alt' | 'opt' | 'loop' | 'par' | 'critical' | 'break'
  /** At least one. */
  readonly sections: readonly SequenceSection[]
  readonly steps: readonly string[]
}

export interface SequenceSection {
  /** Condition in words, name of the branch, fault that is handled; empty where there is nothing to say. */
  readonly label: string
  readonly items: readonly SequenceItem[]
  /** Id of the route, branch or handler; empty where there is none. */
  readonly step: string
}
