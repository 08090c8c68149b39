/** What stands in several outputs. */
import type { DiagnosticCode, Severity } from '../../src/base/diagnostic.js'
import type { FailureCode } from '../../src/base/errors.js'
import type { ArtifactKind } from '../../src/model/ids.js'
import type { Generation } from '../../src/model/types.js'
import type { Failed } from '../../src/report/types.js'
import { constant, list, named, object, oneOf, orNull, place, text } from './schema.js'

export const formatVersion = constant(1, 'Within one version names are added, never renamed or removed')

export const failed = list(
  named('failed', () =>
    object<Failed>(
      {
        file: text('The input, as given'),
        code: oneOf<FailureCode>(
          {
            'not-an-archive': '',
            'several-archives': '',
            truncated: '',
            'path-traversal': '',
            'duplicate-entry': '',
            encrypted: '',
            'unsupported-compression': '',
            'limit-entries': '',
            'limit-entry-size': '',
            'limit-total-size': '',
            'limit-archive-size': '',
            'limit-nesting': '',
            'entry-size-mismatch': '',
            'corrupt-entry': '',
            'no-such-entry': '',
            'not-found': '',
            unreadable: '',
            unwritable: '',
            'no-match': '',
            'invalid-inventory': '',
            usage: '',
            'invalid-configuration': '',
            internal: '',
          },
          'Code of the IarkitError; internal where iarkit itself failed at it: by a defect, or for lack of memory in a worker thread',
        ),
        message: text('One sentence for people'),
      },
      'An input that could not be read',
    ),
  ),
  'What could not be read; empty as a rule. One bad archive does not stop the others',
)

export const artifactKind = (description: string) =>
  oneOf<ArtifactKind>(
    {
      integration: '',
      agent: '',
      connection: '',
      lookup: '',
      library: '',
      schedule: '',
      'event-type': '',
      certificate: '',
      'agent-group': '',
      package: '',
      project: '',
    },
    description,
  )

export const severity = oneOf<Severity>({ error: '', warning: '', info: '' }, 'How bad it is')

export const generation = (of: string) =>
  oneOf<Generation>(
    { gen3: 'OIC 3', gen2: 'OIC generation 2', ics: 'Integration Cloud Service', unknown: 'the archive does not say' },
    `Generation of Oracle Integration that ${of}`,
  )

export const diagnosticCode = oneOf<DiagnosticCode>(
  {
    'malformed-content': 'a file does not parse; what could be read of it is there',
    'wrong-encoding': 'a file is not in the encoding it should be in',
    'missing-file': 'a file that another names, or that must be there, is not',
    'unrecognised-entry': 'a file, element, action type or adapter that iarkit does not know',
    'junk-entry': 'a file that no export of OIC holds',
    'bundled-copies-differ': 'copies of one artifact inside a package differ',
    'self-check': 'what iarkit found disagrees with what OIC recorded in the archive',
  },
  'What is odd',
)

/** Where something stands in an archive. */
export const position = {
  line: orNull(place('1-based; null where there are no lines')),
  column: orNull(place('1-based, in UTF-16 units; null where there are no lines')),
} as const

export const entry = text(
  'Path of the file in the archive, nested ones as outer.iar!/icspackage/…; empty for the archive as a whole',
)

export const archiveFile = text('The archive, as given; for an exploded one the folder of its root')
