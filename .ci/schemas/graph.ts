import type {
  ActivationPlan,
  CallMatch,
  EdgeEvidence,
  EdgeKind,
  GraphEdge,
  GraphNode,
  NodeSource,
  OpenCall,
} from '../../src/graph/types.js'
import type { Failed } from '../../src/report/types.js'
import { archiveFile, artifactKind, entry, failed, formatVersion, position } from './parts.js'
import { described, flag, list, named, object, oneOf, orNull, type Schema, schemaFile, text, texts } from './schema.js'

interface GraphJson {
  readonly formatVersion: 1
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  readonly openCalls: readonly OpenCall[]
  readonly cycles: readonly (readonly string[])[]
  readonly activationOrder: readonly string[]
  readonly activationWaves: readonly (readonly string[])[]
  readonly superseded: ActivationPlan['superseded']
  readonly failed: readonly Failed[]
}

const node: Schema<GraphNode> = named('node', () =>
  object<GraphNode>(
    {
      id: text('Public id: kind:key, kind:PROJECT/key for what lives in a project'),
      kind: artifactKind('Kind of artifact'),
      label: text('For people: code and version, or name'),
      present: flag('False where no archive of the run holds it'),
      project: orNull(text('Code of the project it lives in; null for a global one')),
      preseeded: flag("True for OIC's own connections"),
      pattern: flag(
        'True for a pattern of AI agents, which flows call like an integration: OIC brings its own, and nobody activates it',
      ),
      copiesDiffer: flag('True where copies in several archives differ in content'),
      sources: list(
        object<NodeSource>(
          { archive: archiveFile, entry: described(entry, 'File of the archive in which it stands') },
          'One copy of the artifact',
        ),
        'Where it is, in the order in which the archives were given; empty where it is not present',
      ),
    },
    'An artifact: present in an archive, or only referred to',
  ),
)

const edgeKind = oneOf<EdgeKind>(
  {
    'uses-connection': '',
    'uses-lookup': '',
    'uses-library': '',
    calls: 'a child integration',
    'refers-to': "a project's connection that stands for another project's, or for a global one",
    'uses-certificate': 'of a connection, or of an action or endpoint of an integration',
    'uses-agent-group': 'of a connection',
    publishes: 'an event type',
    subscribes: 'to an event type',
    'scheduled-by': '',
    contains: 'a package its integrations, a project all that lives in it',
  },
  'How the one needs the other',
)

const evidence: Schema<EdgeEvidence> = named('evidence', () =>
  object<EdgeEvidence>(
    {
      archive: archiveFile,
      entry,
      ...position,
      text: text('The words that say so, on one line, at most 200 characters'),
      at: text('Id of the endpoint or action in the flow, such as application_13; empty outside of one'),
    },
    'Where it is said',
  ),
)

const match = object<CallMatch>(
  {
    wanted: text('CODE|VERSION as the caller names it; the version may be missing. Of several the one that fits worst'),
    fit: oneOf<CallMatch['fit']>(
      {
        exact: 'the version named is there',
        'same-major': 'another version of the same major is there, which OIC reaches',
        missing: 'no version of that major is there',
      },
      'How what is there fits',
    ),
    unreachable: orNull(
      oneOf<NonNullable<CallMatch['unreachable']>>(
        {
          'into-project': 'a global integration calls one inside a project',
          private: 'the child lives in another project and is not public',
        },
        'Why OIC does not let the caller reach the child; null where nothing speaks against it',
      ),
    ),
  },
  'Only for calls, else null: how the child that is there fits the one that was designed against',
)

const edge: Schema<GraphEdge> = named('edge', () =>
  object<GraphEdge>(
    {
      from: text('Id of the artifact that needs'),
      to: text('Id of the artifact that is needed'),
      kind: edgeKind,
      dynamic: flag('True where all evidence is of a child chosen at run time'),
      match: orNull(match),
      evidence: list(evidence, 'Every place that says so'),
    },
    'That one artifact needs another',
  ),
)

export const graphSchema = schemaFile(
  'Output of iarkit graph',
  object<GraphJson>(
    {
      formatVersion,
      nodes: list(node, 'The artifacts, sorted by id'),
      edges: list(edge, 'What needs what, sorted by from, kind, to'),
      openCalls: list(
        object<OpenCall>(
          { from: text('Id of the integration or agent that calls'), evidence: described(evidence, 'Where it calls') },
          'A call of which the archive does not say what it calls',
        ),
        'Children chosen at run time that nothing in the archives names',
      ),
      cycles: list(
        texts('Ids of one ring, from its smallest; the last calls the first'),
        'Rings of integrations that call one another',
      ),
      activationOrder: texts('Ids of the integrations to activate, children before their callers'),
      activationWaves: list(
        texts('Ids that may be activated at once, when the waves before are active'),
        'The same order as waves',
      ),
      superseded: list(
        object<ActivationPlan['superseded'][number]>(
          { id: text('Id of the integration left out'), by: text('Id of the one to activate in its stead') },
          'An integration that is not to be activated',
        ),
        'Integrations left out of the order, as only one version of a major can be active',
      ),
      failed,
    },
    'What needs what, and in which order to activate',
  ),
)
