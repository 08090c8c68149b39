import type {
  Diagram,
  FlowchartDiagram,
  FlowEdge,
  FlowGroup,
  FlowHead,
  FlowNode,
  GroupKind,
  NodeKind,
  Omitted,
  Participant,
  SequenceBlock,
  SequenceDiagram,
  SequenceItem,
  SequenceMessage,
  SequenceNote,
  SequenceSection,
} from '../../src/flow/types.js'
import type { IntegrationStyle, StepKind } from '../../src/model/types.js'
import type { Failed } from '../../src/report/types.js'
import { failed, formatVersion } from './parts.js'
import {
  byKind,
  constant,
  count,
  described,
  list,
  named,
  object,
  oneOf,
  orNull,
  type Schema,
  schemaFile,
  text,
  texts,
} from './schema.js'

interface FlowJson {
  readonly formatVersion: 1
  readonly diagrams: readonly Diagram[]
  readonly failed: readonly Failed[]
}

/** In the words of project.xml, which say what they are. */
const STEPS: Readonly<Record<StepKind, ''>> = {
  receive: '',
  scheduleReceive: '',
  pick: '',
  pickReceive: '',
  reply: '',
  invoke: '',
  transformer: '',
  assignment: '',
  label: '',
  router: '',
  route: '',
  for: '',
  while: '',
  try: '',
  globalTry: '',
  catch: '',
  catchAll: '',
  throw: '',
  stop: '',
  ehStop: '',
  stageFile: '',
  stitch: '',
  notification: '',
  activityStreamLogger: '',
  wait: '',
  callout: '',
  parallel: '',
  parallelBranch: '',
  publish: '',
  subscribe: '',
  template: '',
  agent: '',
  memory: '',
  note: '',
  integrationMetadata: '',
  globalVariable: '',
  integrationProperties: '',
  patternMemoryDataType: '',
}

const head: Schema<FlowHead> = named('flow', () =>
  object<FlowHead>(
    {
      id: text('Public id: integration:CODE|VERSION, integration:PROJECT/CODE|VERSION, agent:…'),
      kind: oneOf<FlowHead['kind']>({ integration: '', agent: 'an AI agent' }, 'What it is'),
      code: text('Code'),
      version: text('Version as written: 01.00.0000'),
      name: text('Display name'),
      style: orNull(
        oneOf<IntegrationStyle>(
          { 'app-driven': '', scheduled: '', event: '', 'map-data': '' },
          'How it starts; null for an AI agent',
        ),
      ),
    },
    'What the diagram shows',
  ),
)

const omitted: Schema<readonly Omitted[]> = list(
  named('omitted', () =>
    object<Omitted>(
      { kind: oneOf<StepKind>(STEPS, "Kind of step, in project.xml's words"), count: count('How many') },
      'Steps that say nothing of the flow',
    ),
  ),
  'What is left out, unless all is asked for',
)

const steps = texts('Ids of the steps of the flow that it stands for')

const node = object<FlowNode>(
  {
    id: text('Id in this diagram'),
    kind: oneOf<NodeKind>(
      {
        ...STEPS,
        start: 'a flow without a trigger begins',
        end: 'a path ends without a stop or a reply',
        join: 'parallel branches come together',
        empty: 'there is no action',
        tool: 'an integration that an AI agent may call',
        unknown: 'an element that iarkit does not know',
      },
      "A kind of step in project.xml's words, or one of those that follow",
    ),
    caption: text("The kind in the canvas's words: Invoke, Switch"),
    title: text('Display name; empty where it would only repeat the caption'),
    details: texts('One fact a line: connection and adapter, operation, the child called, variables assigned …'),
    group: orNull(text('Id of the group it stands in; null at the top')),
    steps,
    ref: text('Id of the endpoint or action behind it, such as application_13; empty where there is none'),
  },
  'A node',
)

const group = object<FlowGroup>(
  {
    id: text('Id in this diagram'),
    kind: oneOf<GroupKind>(
      {
        'global-scope': '',
        scope: '',
        loop: '',
        route: '',
        'parallel-branch': '',
        'fault-handler': '',
        pick: '',
        operation: 'one operation of a pick',
        flow: 'the whole, where it has fault handlers itself',
        declarations: '',
        other: '',
      },
      'Kind of group',
    ),
    title: text('What stands above the box; empty where an edge says it already'),
    parent: orNull(text('Id of the group it stands in; null at the top')),
    step: text('Id of the step; empty where there is none'),
    head: orNull(text('Id of the node inside that stands for the same step; null where the group alone does')),
  },
  'A group of nodes',
)

const edge = object<FlowEdge>(
  {
    from: text('Id of a node, or of a group that is left as a whole'),
    to: text('Id of a node'),
    kind: oneOf<FlowEdge['kind']>(
      {
        next: 'the following step',
        route: 'a route of a switch',
        branch: 'a parallel branch',
        repeat: "from the end of a loop's body to its head",
        fault: 'from a scope to its handler',
        note: 'from a note to what it stands at',
        tool: 'from an AI agent to what it may call',
      },
      'Kind of way',
    ),
    label: text('Condition in words, otherwise, done …; empty where there is nothing to say'),
  },
  'A way from one to the other',
)

const flowchart: Schema<FlowchartDiagram> = named('flowchart', () =>
  object<FlowchartDiagram>(
    {
      kind: constant('flowchart', 'The steps and the ways between them'),
      flow: described(head, 'The integration or AI agent'),
      nodes: list(node, 'In the order of the canvas'),
      groups: list(group, 'Parents before children; none is empty'),
      edges: list(edge, 'In the order in which the flow takes them'),
      omitted,
    },
    'The steps of a flow and the ways between them',
  ),
)

const message: Schema<SequenceMessage> = named('message', () =>
  object<SequenceMessage>(
    {
      kind: constant('message', 'A message'),
      from: text('Id of a participant'),
      to: text('Id of a participant'),
      style: oneOf<SequenceMessage['style']>(
        { request: 'is answered', response: 'answers', async: 'is not answered' },
        'Kind of message',
      ),
      text: text('What is sent'),
      steps,
    },
    'One participant calls or answers another',
  ),
)

const note: Schema<SequenceNote> = named('note', () =>
  object<SequenceNote>(
    {
      kind: constant('note', 'What the flow does by itself'),
      over: text('Id of a participant'),
      lines: texts('One action a line'),
      steps,
    },
    'What the flow does by itself: assigns, logs, waits, reads and writes files',
  ),
)

const block: Schema<SequenceBlock> = named('block', () =>
  object<SequenceBlock>(
    {
      kind: constant('block', 'Items under a condition'),
      block: oneOf<SequenceBlock['block']>(
        {
          alt: 'one of the sections',
          opt: 'the section or nothing',
          loop: 'again and again',
          par: 'the sections side by side',
          critical: 'a scope, and from the second section on its fault handlers',
          break: 'the flow ends here',
        },
        'Kind of block',
      ),
      sections: list(
        object<SequenceSection>(
          {
            label: text(
              'Condition in words, name of the branch, fault that is handled; empty where there is nothing to say',
            ),
            items: items(),
            step: text('Id of the route, branch or handler; empty where there is none'),
          },
          'A section',
        ),
        'At least one',
      ),
      steps,
    },
    'Items that are done under a condition, again, or side by side',
  ),
)

function items(): Schema<readonly SequenceItem[]> {
  return list(byKind<SequenceItem>({ message, note, block }, 'What happens'), 'What happens, in the order of time')
}

const sequence: Schema<SequenceDiagram> = named('sequence', () =>
  object<SequenceDiagram>(
    {
      kind: constant('sequence', 'Who calls whom'),
      flow: described(head, 'The integration or AI agent'),
      participants: list(
        object<Participant>(
          {
            id: text('Id in this diagram'),
            kind: oneOf<Participant['kind']>(
              {
                caller: '',
                scheduler: '',
                event: '',
                self: 'the integration or AI agent',
                connection: '',
                child: 'another integration',
                mail: 'whoever is notified',
              },
              'Kind of participant',
            ),
            name: text('Name'),
            detail: text('Adapter, version …; empty where there is nothing to say'),
          },
          'A participant',
        ),
        'From left to right',
      ),
      items: items(),
      omitted,
    },
    'Who calls whom, in the order of time',
  ),
)

export const flowSchema = schemaFile(
  'Output of iarkit flow',
  object<FlowJson>(
    {
      formatVersion,
      diagrams: list(
        byKind<Diagram>({ flowchart, sequence }, 'A diagram'),
        'One for each integration and AI agent, in the order given. Ids of nodes, groups and participants mean nothing outside of it',
      ),
      failed,
    },
    'The flow of integrations, as data to draw from',
  ),
)
