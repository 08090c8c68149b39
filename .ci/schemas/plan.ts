import type {
  ActionKind,
  ConfigurationNeeds,
  ImportPlan,
  NotChecked,
  Phase,
  PlannedAction,
  PlannedArchive,
  PlanRisk,
  PlanStep,
  RestCall,
  RowDifference,
} from '../../src/plan/types.js'
import type { Failed } from '../../src/report/types.js'
import { artifactKind, failed, formatVersion } from './parts.js'
import {
  described,
  flag,
  list,
  map,
  named,
  object,
  oneOf,
  optional,
  orNull,
  place,
  type Schema,
  schemaFile,
  text,
  texts,
} from './schema.js'

type StepJson = Omit<PlanStep, 'label' | 'undoes'>

interface ManualStep {
  readonly artifact: string
  readonly step: Phase
  readonly detail: string
}

interface PlanJson
  extends Pick<
    ImportPlan,
    | 'environment'
    | 'takenAt'
    | 'verdict'
    | 'archives'
    | 'actions'
    | 'activationOrder'
    | 'activationWaves'
    | 'notChecked'
  > {
  readonly formatVersion: 1
  readonly notActivated: readonly { readonly artifact: string; readonly why: string }[]
  readonly manualSteps: readonly ManualStep[]
  readonly steps: readonly StepJson[]
  readonly undo: readonly (StepJson & Pick<PlanStep, 'undoes'>)[]
  readonly risks: readonly Omit<PlanRisk, 'label'>[]
  readonly failed: readonly Failed[]
}

const id = text('Public id of the artifact')

const actionKind = oneOf<ActionKind>(
  {
    create: 'it is not there',
    replace: "it is there, and the archive's takes its place",
    keep: 'it is there, and stays as it is',
    skip: "the archive's is left out, by the policy",
    blocked: 'the import or an activation cannot succeed before something in the target or in the archive is changed',
    unknown: 'the inventory does not tell, or OIC does not document what happens',
  },
  'What an import does with it',
)

const phase = oneOf<Phase>(
  {
    before: '',
    backup: '',
    stop: '',
    deactivate: '',
    import: '',
    configure: '',
    activate: '',
    start: '',
  },
  'Stage of the import; the stages follow one another in this order',
)

const cells = texts('Cells in the order of the columns')

const rows = object<RowDifference>(
  {
    columns: texts("The archive's columns"),
    targetColumns: orNull(texts("The target's columns where they are others; null where they are the same")),
    added: list(cells, 'Rows that only the archive has'),
    removed: list(
      cells,
      "Rows that only the target has; their cells are in the order of the target's columns where those are others",
    ),
    changed: list(
      object<RowDifference['changed'][number]>(
        {
          from: texts("The row in the target, in the order of the archive's columns"),
          to: texts('The row in the archive'),
        },
        'A row with the same first cell',
      ),
      'Rows with the same first cell that differ in columns that both have',
    ),
  },
  'Only for a lookup that is there with other rows or columns: how they differ',
)

const needs = object<ConfigurationNeeds>(
  {
    properties: texts('Names of the properties to enter'),
    credentials: texts('Names of the credentials to enter'),
    certificates: texts('Aliases of the certificates it names'),
    agentGroup: orNull(text('Agent group it names; null where none')),
  },
  'Only for a connection that is new, or there but not configured: what to enter',
)

const action: Schema<PlannedAction> = named('action', () =>
  object<PlannedAction>(
    {
      artifact: id,
      kind: artifactKind('Kind of artifact'),
      label: text('For people: code and version, or name'),
      action: actionKind,
      why: text('One sentence without a full stop'),
      archives: texts('Archives that hold it, as given; empty for what must be in the target'),
      notChecked: flag('True where unknown says only that the inventory has no list to look in'),
      rows: optional(rows),
      needs: optional(needs),
    },
    'What becomes of one artifact',
  ),
)

const archive: Schema<PlannedArchive> = named('archive', () =>
  object<PlannedArchive>(
    {
      file: text('The archive, as given'),
      kind: oneOf<PlannedArchive['kind']>(
        { integration: '', package: '', project: '', lookup: '', library: '' },
        'What was exported',
      ),
      zipped: flag('False for an exploded archive, which OIC does not take'),
      action: actionKind,
      why: text('One sentence without a full stop'),
    },
    'What is done with an archive as a whole',
  ),
)

const call: Schema<RestCall | null> = described(
  orNull(
    named('call', () =>
      object<RestCall>(
        {
          method: oneOf<RestCall['method']>({ GET: '', POST: '', PUT: '', DELETE: '' }, 'HTTP method'),
          path: text('Path below /ic/api/integration/v1/, encoded'),
          override: orNull(constantPatch()),
          body: orNull(text('JSON text; null where there is none')),
          fields: map(text('Value'), 'Form fields besides the file'),
          upload: upload(),
          saveAs: orNull(text('Name of the file that the answer is saved to; null where it is not')),
          fails: list(
            object<RestCall['fails'][number]>(
              { status: place('HTTP status'), when: text('What it means') },
              'A status with which it fails',
            ),
            'Statuses with which it fails, and when',
          ),
        },
        "A call of OIC's REST API. iarkit makes none",
      ),
    ),
  ),
  'How to do it by REST; null for what is done by hand',
)

function constantPatch(): Schema<'PATCH'> {
  return oneOf<'PATCH'>({ PATCH: '' }, 'Header X-HTTP-Method-Override; null where there is none')
}

type Upload = NonNullable<RestCall['upload']>

function upload(): Schema<Upload | null> {
  const given = object<Extract<Upload, { archive: string }>>(
    { archive: text('An archive, as given') },
    'An archive of the plan',
  )
  const saved = object<Extract<Upload, { saved: string }>>(
    { saved: text('Name of the file') },
    'What an earlier step saved',
  )
  return {
    json: {
      description: 'What is sent as file; null where nothing is',
      anyOf: [given.json, saved.json, { type: 'null' }],
    },
  }
}

const step = {
  phase,
  artifact: id,
  text: text('What to do: a line of a checklist'),
  wave: orNull(place('1-based wave of activation: all of one wave may go at once; null elsewhere')),
  call,
} as const

export const planSchema = schemaFile(
  'Output of iarkit plan',
  object<PlanJson>(
    {
      formatVersion,
      environment: text('Name of the target; empty where nobody said'),
      takenAt: text('When the inventory was taken, ISO 8601; empty where nobody said'),
      verdict: oneOf<ImportPlan['verdict']>(
        {
          ready: 'nothing speaks against it',
          unknown: 'an action or archive is unknown, an archive could not be read, or there is nothing to import',
          blocked: 'an action or archive is blocked, or it would be unknown and --unknown block was asked for',
        },
        'Whether the import can go ahead',
      ),
      archives: list(archive, 'The archives, in the order given'),
      actions: list(action, 'What becomes of each artifact, sorted by kind, then by id'),
      activationOrder: texts('Ids of the integrations to activate, children before their callers'),
      activationWaves: list(texts('Ids that may be activated at once'), 'The same order as waves'),
      notActivated: list(
        object<PlanJson['notActivated'][number]>(
          { artifact: id, why: text('Why not') },
          'An integration that is not activated',
        ),
        'Integrations of the archives that are not activated',
      ),
      manualSteps: list(
        object<ManualStep>({ artifact: id, step: phase, detail: text('What to do') }, 'A step done by hand'),
        'The steps for which OIC has no call',
      ),
      steps: list(object<StepJson>(step, 'One thing to do'), 'Everything to do, in order'),
      undo: list(
        object<StepJson & Pick<PlanStep, 'undoes'>>(
          {
            ...step,
            undoes: list(
              place('1-based place in steps'),
              'The steps it takes back: not to be done where none of them was',
            ),
          },
          'One thing to do on the way back',
        ),
        'The way back, in order',
      ),
      risks: list(
        object<Omit<PlanRisk, 'label'>>({ artifact: id, detail: text('One sentence without a full stop') }, 'A risk'),
        'What may go wrong, or go otherwise than wanted',
      ),
      notChecked: list(
        object<NotChecked>(
          { what: text('In words: certificates, lookups of project FINANCE'), why: text('What was missing') },
          'A list that the inventory would have to tell',
        ),
        'What the inventory does not tell',
      ),
      failed,
    },
    'What an import would do to a target, in which order, and the way back',
  ),
)
