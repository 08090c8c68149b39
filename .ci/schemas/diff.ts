import type { ArchiveDiff, ArtifactDiff, Change, ChangeKind, ContractEffect, DiffKind } from '../../src/diff/types.js'
import type { Failed } from '../../src/report/types.js'
import { failed, formatVersion } from './parts.js'
import { flag, list, named, object, oneOf, orNull, type Schema, schemaFile, text } from './schema.js'

interface DiffJson extends ArchiveDiff {
  readonly formatVersion: 1
  readonly failed: readonly Failed[]
}

const effect = (description: string) =>
  oneOf<ContractEffect>(
    {
      breaking: 'they must change as well',
      compatible: 'something new that they need not know of',
      unchanged: 'nothing',
    },
    description,
  )

const kind = oneOf<DiffKind>(
  {
    integration: '',
    agent: '',
    connection: '',
    lookup: '',
    library: '',
    schedule: '',
    'event-type': '',
    deployment: '',
    tool: '',
    pattern: '',
    'prompt-template': '',
    'b2b-artifact': '',
    package: '',
    project: '',
    file: 'an entry that belongs to none of these',
  },
  'Kind of artifact',
)

const change: Schema<Change> = named('change', () =>
  object<Change>(
    {
      what: text(
        'What it is that changed: step, expression, mapping, property, field, row, function …; changes, where there are more than can be told: `new` says how many',
      ),
      path: text(
        'Display names from the artifact inwards, separated by " > "; empty for the artifact itself. Where archives nested in one hold different copies of it, the name of the one that holds this copy stands first',
      ),
      change: oneOf<ChangeKind>({ added: '', removed: '', changed: '', moved: '', renamed: '' }, 'What happened to it'),
      old: orNull(
        text(
          'What stood there, as people read it; of a script, and of what a database endpoint does with tables, the lines that changed; null where there was nothing. Never a secret',
        ),
      ),
      new: orNull(text('What stands there now; null where nothing does')),
      effect: orNull(
        effect(
          "For changes of a message's structure and of how a trigger is called: what they mean for callers; null for all others",
        ),
      ),
    },
    'A change that a person made',
  ),
)

const artifact: Schema<ArtifactDiff> = named('artifact', () =>
  object<ArtifactDiff>(
    {
      id: text('Public id on the new side; on the old side where it was removed'),
      kind,
      change: oneOf<ArtifactDiff['change']>({ added: '', removed: '', changed: '' }, 'What happened to it'),
      oldId: orNull(text('Public id on the old side; null where it was added')),
      newId: orNull(text('Public id on the new side; null where it was removed')),
      contract: effect("What it means for those who call the integration or the library's functions, or subscribe"),
      suggestedVersion: orNull(
        text('The version that the changes ask for, counted from the old one; null where there is no version'),
      ),
      versionNote: orNull(
        text("One sentence where the new side's own version does not fit the changes; null where it does"),
      ),
      changes: list(change, 'In the order of the artifact; empty where it was added or removed as a whole'),
    },
    'An artifact that differs',
  ),
)

export const diffSchema = schemaFile(
  'Output of iarkit diff',
  object<DiffJson>(
    {
      formatVersion,
      identical: flag('True where nothing differs'),
      artifacts: list(artifact, 'What differs, sorted by kind, then by id'),
      failed,
    },
    'What changed between two archives',
  ),
)
