import { describe, expect, it } from 'vitest'
import { emptyBranch } from '../../../src/rules/flow/empty-branch.js'
import { invokeInLoop } from '../../../src/rules/flow/invoke-in-loop.js'
import { missingBusinessIdentifier } from '../../../src/rules/flow/missing-business-identifier.js'
import { missingFaultHandler } from '../../../src/rules/flow/missing-fault-handler.js'
import { silentGlobalFault } from '../../../src/rules/flow/silent-global-fault.js'
import { swallowedFault } from '../../../src/rules/flow/swallowed-fault.js'
import { tooManyActions } from '../../../src/rules/flow/too-many-actions.js'
import { unboundedLoop } from '../../../src/rules/flow/unbounded-loop.js'
import { unusedVariable } from '../../../src/rules/flow/unused-variable.js'
import { raw } from '../../support/rules.js'
import { edited } from './examples.js'

describe('a whole finding of the family flow, for', () => {
  it('routes without an action', async () => {
    expect(
      await raw(
        emptyBranch,
        edited(
          'ORDER_INTAKE',
          [
            '<ns2:label id="l1" name="NorthPriority" description="">\n              <ns2:assignment id="a2" refUri="processor_68"/>\n            </ns2:label>',
            '',
          ],
          ['<ns2:activityStreamLogger id="lg0" refUri="processor_77"/>', ''],
        ),
      ),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 394,
        column: 11,
        message:
          'ORDER_INTAKE: the route “North” of “Switch” has no action: give it an action, or a note that says why it has none.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'North',
        key: 'Switch',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 402,
        column: 11,
        message:
          'ORDER_INTAKE: the route “Otherwise” of “Switch” has no action: remove it, or log what comes this way.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'Otherwise',
        key: 'Switch',
      },
    ])
  })

  it('an invoke in a for each', async () => {
    expect(await raw(invokeInLoop, edited('ORDER_FULFIL'))).toEqual([
      {
        archive: 'ORDER_FULFIL_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_FULFIL_01.00.0000/PROJECT-INF/project.xml',
        line: 398,
        column: 7,
        message:
          'ORDER_FULFIL: the loop “eachLine” invokes reserveStock at each pass: see whether one call with many records, or a file, would do.',
        artifact: 'integration:ORDER_FULFIL|01.00.0000',
        step: 'eachLine',
        key: '',
        severity: 'info',
      },
    ])
  })

  it('an invoke in a stage read', async () => {
    expect(await raw(invokeInLoop, edited('PARCEL_EXPORT'))).toEqual([
      {
        archive: 'PARCEL_EXPORT_01.00.0000.iar',
        entry: 'icspackage/project/PARCEL_EXPORT_01.00.0000/PROJECT-INF/project.xml',
        line: 198,
        column: 7,
        message:
          'PARCEL_EXPORT: the loop “readParcels” invokes bookParcel at each pass: see whether one call with many records, or a file, would do.',
        artifact: 'integration:PARCEL_EXPORT|01.00.0000',
        step: 'readParcels',
        key: '',
        severity: 'info',
      },
    ])
  })

  it('a default name', async () => {
    expect(
      await raw(
        missingBusinessIdentifier,
        edited('ORDER_FULFIL', ['<ns2:name>orderNumber</ns2:name>', '<ns2:name>tracking_var_1</ns2:name>']),
      ),
    ).toEqual([
      {
        archive: 'ORDER_FULFIL_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_FULFIL_01.00.0000/PROJECT-INF/project.xml',
        line: 165,
        column: 9,
        message:
          'ORDER_FULFIL: the primary business identifier still has its default name tracking_var_1: name it for what it holds.',
        key: '',
        severity: 'warning',
        artifact: 'integration:ORDER_FULFIL|01.00.0000',
        step: 'receiveFulfilment',
      },
    ])
  })

  it('no primary identifier', async () => {
    expect(
      await raw(
        missingBusinessIdentifier,
        edited('ORDER_FULFIL', ['<ns2:primary>true</ns2:primary>', '<ns2:primary>false</ns2:primary>']),
      ),
    ).toEqual([
      {
        archive: 'ORDER_FULFIL_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_FULFIL_01.00.0000/PROJECT-INF/project.xml',
        line: 161,
        column: 26,
        message:
          'ORDER_FULFIL: no primary business identifier is tracked: choose one, so that an instance can be found by what it was about.',
        key: '',
        severity: 'warning',
        artifact: 'integration:ORDER_FULFIL|01.00.0000',
        step: 'receiveFulfilment',
      },
    ])
  })

  it('no primary identifier of an operation', async () => {
    expect(
      await raw(
        missingBusinessIdentifier,
        edited('PARCEL_DESK', ['<ns2:primary>true</ns2:primary>', '<ns2:primary>false</ns2:primary>']),
      ),
    ).toEqual([
      {
        archive: 'PARCEL_DESK_01.00.0000.iar',
        entry: 'icspackage/project/PARCEL_DESK_01.00.0000/PROJECT-INF/project.xml',
        line: 76,
        column: 26,
        message:
          'PARCEL_DESK, operation “quoteParcel”: no primary business identifier is tracked: choose one, so that an instance can be found by what it was about.',
        key: 'quoteParcel',
        severity: 'warning',
        artifact: 'integration:PARCEL_DESK|01.00.0000',
        step: 'quoteParcel',
      },
      {
        archive: 'PARCEL_DESK_01.00.0000.iar',
        entry: 'icspackage/project/PARCEL_DESK_01.00.0000/PROJECT-INF/project.xml',
        line: 93,
        column: 26,
        message:
          'PARCEL_DESK, operation “bookParcel”: no primary business identifier is tracked: choose one, so that an instance can be found by what it was about.',
        key: 'bookParcel',
        severity: 'warning',
        artifact: 'integration:PARCEL_DESK|01.00.0000',
        step: 'bookParcel',
      },
    ])
  })

  it('a schedule that tracks its start', async () => {
    expect(await raw(missingBusinessIdentifier, edited('STOCK_REPORT'))).toEqual([
      {
        archive: 'STOCK_REPORT_NIGHTLY_01.02.0000.iar',
        entry: 'icspackage/project/STOCK_REPORT_NIGHTLY_01.02.0000/PROJECT-INF/project.xml',
        line: 140,
        column: 9,
        message:
          'STOCK_REPORT_NIGHTLY: only startTime is tracked: assign a second business identifier in the flow if runs should be found by what they were about.',
        key: '',
        severity: 'info',
        artifact: 'integration:STOCK_REPORT_NIGHTLY|01.02.0000',
        step: 'Schedule',
      },
    ])
  })

  it('invokes without a handler', async () => {
    expect(await raw(missingFaultHandler, edited('ORDER_FULFIL'))).toEqual([
      {
        archive: 'ORDER_FULFIL_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_FULFIL_01.00.0000/PROJECT-INF/project.xml',
        line: 397,
        column: 7,
        message:
          'ORDER_FULFIL: 3 invokes without a fault handler (findLines, reserveStock and sendLabel); put a scope with a handler around them, or add a global fault handler.',
        artifact: 'integration:ORDER_FULFIL|01.00.0000',
        step: '',
        key: '',
        severity: 'warning',
      },
    ])
  })

  it('some invokes without a handler', async () => {
    expect(await raw(missingFaultHandler, edited('PARCEL_EXPORT'))).toEqual([
      {
        archive: 'PARCEL_EXPORT_01.00.0000.iar',
        entry: 'icspackage/project/PARCEL_EXPORT_01.00.0000/PROJECT-INF/project.xml',
        line: 187,
        column: 7,
        message:
          'PARCEL_EXPORT: 2 of 3 invokes without a fault handler (startExport and exportState); put a scope with a handler around them, or add a global fault handler.',
        artifact: 'integration:PARCEL_EXPORT|01.00.0000',
        step: '',
        key: '',
        severity: 'warning',
      },
    ])
  })

  it('one invoke without a handler', async () => {
    expect(await raw(missingFaultHandler, edited('RETURNS'))).toEqual([
      {
        archive: 'RETURNS_PROJECT.car',
        entry: 'project/integrations/RETURN_DIGEST_01.00.0000/PROJECT-INF/project.xml',
        line: 144,
        column: 7,
        message:
          'RETURN_DIGEST: 1 invoke without a fault handler (countReturns); put a scope with a handler around it, or add a global fault handler.',
        artifact: 'integration:RETURNS/RETURN_DIGEST|01.00.0000',
        step: '',
        key: '',
        severity: 'warning',
      },
      {
        archive: 'RETURNS_PROJECT.car',
        entry: 'project/integrations/RETURN_WATCHER_01.00.0000/PROJECT-INF/project.xml',
        line: 162,
        column: 7,
        message:
          'RETURN_WATCHER: 1 invoke without a fault handler (openReturn); put a scope with a handler around it, or add a global fault handler.',
        artifact: 'integration:RETURNS/RETURN_WATCHER|01.00.0000',
        step: '',
        key: '',
        severity: 'warning',
      },
    ])
  })

  it('a silent handler of a synchronous flow', async () => {
    expect(await raw(silentGlobalFault, edited('ORDER_INTAKE'))).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 418,
        column: 9,
        message:
          "ORDER_INTAKE: the global fault handler sends no notification and invokes nothing, so a fault shows only at the caller and in OIC's monitoring: notify who has to act on it.",
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'Default fault handler',
        key: '',
      },
    ])
  })

  it('a silent handler', async () => {
    expect(await raw(silentGlobalFault, edited('PARCEL_DESK'))).toEqual([
      {
        archive: 'PARCEL_DESK_01.00.0000.iar',
        entry: 'icspackage/project/PARCEL_DESK_01.00.0000/PROJECT-INF/project.xml',
        line: 141,
        column: 9,
        message:
          "PARCEL_DESK: the global fault handler sends no notification and invokes nothing, so a fault shows only in OIC's monitoring: notify who has to act on it.",
        artifact: 'integration:PARCEL_DESK|01.00.0000',
        step: 'Default fault handler',
        key: '',
      },
    ])
  })

  it('a handler that sets a variable', async () => {
    expect(await raw(swallowedFault, edited('PARCEL_EXPORT'))).toEqual([
      {
        archive: 'PARCEL_EXPORT_01.00.0000.iar',
        entry: 'icspackage/project/PARCEL_EXPORT_01.00.0000/PROJECT-INF/project.xml',
        line: 201,
        column: 11,
        message:
          'PARCEL_EXPORT: the fault handler of “bookOne” only sets variables: make sure that what reads failures afterwards deals with the fault.',
        artifact: 'integration:PARCEL_EXPORT|01.00.0000',
        step: 'bookOne',
        key: 'Default fault handler',
        severity: 'info',
      },
    ])
  })

  it('a global handler that only logs', async () => {
    expect(await raw(swallowedFault, edited('ORDER_INTAKE', ['<ns2:ehStop id="eh1"/>', '']))).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 418,
        column: 9,
        message:
          'ORDER_INTAKE: the global fault handler only logs, so the fault is lost: re-throw it, notify somebody or answer with it.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'Global scope',
        key: 'Default fault handler',
        severity: 'warning',
      },
    ])
  })

  it('too much of all', async () => {
    expect(
      await raw(tooManyActions, {
        ...edited('ORDER_FULFIL', ['<ns2:stageFile ', '<ns2:stageFile id="q" refUri="processor_900"/><ns2:stageFile ']),
        options: { maxActions: 3, maxStageWrites: 0 },
      }),
    ).toEqual([
      {
        archive: 'ORDER_FULFIL_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_FULFIL_01.00.0000/PROJECT-INF/project.xml',
        line: 402,
        column: 53,
        artifact: 'integration:ORDER_FULFIL|01.00.0000',
        step: '',
        message: 'ORDER_FULFIL: 1 stage write; the limit is 0: move some into a child integration.',
        key: 'stage writes',
      },
      {
        archive: 'ORDER_FULFIL_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_FULFIL_01.00.0000/PROJECT-INF/project.xml',
        line: 2,
        column: 1,
        artifact: 'integration:ORDER_FULFIL|01.00.0000',
        step: '',
        message: 'ORDER_FULFIL: 13 actions, where the limit is 3: move parts of the flow into child integrations.',
        key: 'actions',
      },
    ])
  })

  it('a while that nothing ends', async () => {
    expect(
      await raw(unboundedLoop, edited('PARCEL_EXPORT', ['<ns2:assignment id="a3" refUri="processor_45"/>', ''])),
    ).toEqual([
      {
        archive: 'PARCEL_EXPORT_01.00.0000.iar',
        entry: 'icspackage/project/PARCEL_EXPORT_01.00.0000/PROJECT-INF/project.xml',
        line: 191,
        column: 7,
        message:
          'PARCEL_EXPORT: the condition of the loop “untilExported” reads $exportStatus, which nothing in the loop changes, so it never ends by itself: set in the loop what it reads, or count its passes.',
        artifact: 'integration:PARCEL_EXPORT|01.00.0000',
        step: 'untilExported',
        key: '',
      },
    ])
  })

  it('a variable that nothing reads', async () => {
    expect(await raw(unusedVariable, edited('STOCK_REPORT', ['value="reportTitle"', 'value="reportHeading"']))).toEqual(
      [
        {
          archive: 'STOCK_REPORT_NIGHTLY_01.02.0000.iar',
          entry: 'icspackage/project/STOCK_REPORT_NIGHTLY_01.02.0000/PROJECT-INF/project.xml',
          line: 128,
          column: 22,
          message: 'STOCK_REPORT_NIGHTLY: the variable reportHeading is set and never read: remove it, or use it.',
          artifact: 'integration:STOCK_REPORT_NIGHTLY|01.02.0000',
          step: 'reportHeading',
          key: '',
        },
      ],
    )
  })
})
