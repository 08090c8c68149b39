import type { LintSummary } from '../../src/report/lint-summary.js'
import type { Failed } from '../../src/report/types.js'
import type { Finding, NotRun, RuleCategory } from '../../src/rules/types.js'
import { archiveFile, entry, failed, formatVersion, position, severity } from './parts.js'
import { count, flag, list, named, object, oneOf, type Schema, schemaFile, text } from './schema.js'

interface LintJson {
  readonly formatVersion: 1
  readonly summary: LintSummary
  readonly notRun: readonly NotRun[]
  readonly findings: readonly Finding[]
  readonly failed: readonly Failed[]
}

export const category = oneOf<RuleCategory>(
  { references: '', target: '', portability: '', security: '', flow: '', quality: '', archive: '' },
  'Family of the rule',
)

const finding: Schema<Finding> = named('finding', () =>
  object<Finding>(
    {
      rule: text('Id of the rule'),
      category,
      severity,
      message: text('One sentence: what is wrong and what to do. Never holds a secret'),
      archive: archiveFile,
      entry,
      ...position,
      artifact: text('Public id of the artifact that would have to change; empty where there is none'),
      step: text('Display name of the step of the flow; empty where there is none'),
      fingerprint: text('The same for the same finding after OIC renumbered processors or a version was raised'),
      help: text("Address of the rule's page"),
    },
    'What is wrong, and where',
  ),
)

export const lintSchema = schemaFile(
  'Output of iarkit lint',
  object<LintJson>(
    {
      formatVersion,
      summary: object<LintSummary>(
        {
          errors: count('Number of findings that are errors'),
          warnings: count('Number of findings that are warnings'),
          infos: count('Number of findings that are information'),
          suppressed: count('Number of findings that the configuration or a baseline holds back'),
        },
        'Counts',
      ),
      notRun: list(
        object<NotRun>(
          {
            rule: text('Id of the rule'),
            why: text('What it would have needed'),
            partly: flag('True where the rule was run and could not check all that it checks'),
          },
          'A rule that was not run, or a part of one',
        ),
        'What was not checked',
      ),
      findings: list(finding, 'Sorted; those that are suppressed are left out'),
      failed,
    },
    'What is wrong in archives',
  ),
)
