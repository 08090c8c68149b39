import { describe, expect, it } from 'vitest'
import { duplicateLookupKey } from '../../../src/rules/quality/duplicate-lookup-key.js'
import { incompleteIntegration } from '../../../src/rules/quality/incomplete-integration.js'
import { lookupWhitespace } from '../../../src/rules/quality/lookup-whitespace.js'
import { missingDescription } from '../../../src/rules/quality/missing-description.js'
import { namingConvention } from '../../../src/rules/quality/naming-convention.js'
import { oicWarning } from '../../../src/rules/quality/oic-warning.js'
import { raw } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'

describe('a whole finding of the family quality, for', () => {
  it('two rows with one key and two answers', async () => {
    expect(
      await raw(duplicateLookupKey, {
        fixture: INTAKE,
        change: [{ path: '**/STORE_REGIONS.dvm', replace: ['<cell>W001<', '<cell>N001<'] }],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/dvms/STORE_REGIONS.dvm',
        line: 30,
        column: 5,
        message:
          'The lookup STORE_REGIONS has the value “N001” in rows 1 and 5 of column STORE, with different answers, of which a lookup gives only one; make the values differ.',
        artifact: 'lookup:STORE_REGIONS',
        step: '',
        severity: 'warning',
        key: 'STORE',
      },
    ])
  })

  it('two rows with one key and one answer', async () => {
    expect(
      await raw(duplicateLookupKey, {
        fixture: INTAKE,
        change: [{ path: '**/STORE_REGIONS.dvm', replace: ['<cell>N002<', '<cell>N001<'] }],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/dvms/STORE_REGIONS.dvm',
        line: 15,
        column: 5,
        message:
          'The lookup STORE_REGIONS has the value “N001” in rows 1 and 2 of column STORE, with the same answer; remove all but one.',
        artifact: 'lookup:STORE_REGIONS',
        step: '',
        severity: 'info',
        key: 'STORE',
      },
    ])
  })

  it('white space behind a key', async () => {
    expect(
      await raw(lookupWhitespace, {
        fixture: INTAKE,
        change: [{ path: '**/STORE_REGIONS.dvm', replace: ['<cell>N002<', '<cell>N002 <'] }],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/dvms/STORE_REGIONS.dvm',
        line: 15,
        column: 5,
        message:
          'Row 2 of the lookup STORE_REGIONS ends with white space in column STORE, which is looked up by: no value without it will match; remove it.',
        artifact: 'lookup:STORE_REGIONS',
        step: '',
        key: 'STORE',
      },
    ])
  })

  it('an integration that is not finished', async () => {
    expect(
      await raw(incompleteIntegration, {
        fixture: INTAKE,
        change: [{ path: '**/project.xml', replace: ['percentComplete>100<', 'percentComplete>99<'] }],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 2,
        column: 1,
        message:
          'ORDER_INTAKE 01.00.0000 is 99% complete: it cannot be activated; finish it in OIC and export it again.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: '',
        key: '',
      },
    ])
  })

  it('an integration with errors', async () => {
    expect(
      await raw(incompleteIntegration, {
        fixture: INTAKE,
        change: [{ path: '**/project.xml', replace: ['projectHasErrors>false<', 'projectHasErrors>true<'] }],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 2,
        column: 1,
        message:
          'ORDER_INTAKE 01.00.0000 has errors by OIC’s own check: it cannot be activated; finish it in OIC and export it again.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: '',
        key: '',
      },
    ])
  })

  it('what has no description', async () => {
    expect(await raw(missingDescription, { estate: true })).toEqual([
      {
        archive: 'STOCK_REPORT_NIGHTLY_01.02.0000.iar',
        entry: 'icspackage/appinstances/RETAIL_ERP.xml',
        line: 2,
        column: 1,
        message: 'The connection RETAIL_ERP has no description: say what it is for.',
        artifact: 'connection:RETAIL_ERP',
        step: '',
        key: '',
      },
      {
        archive: 'retail.stores.par',
        entry:
          'icspackage_Store_Cleanup_01.00.0000_8b2d4e77-1f63-4a0b-8c39-5e7f9d2a4b02.iar!/icspackage/project/STORE_CLEANUP_01.00.0000/PROJECT-INF/project.xml',
        line: 2,
        column: 1,
        message: 'The integration STORE_CLEANUP has no description: say what it is for.',
        artifact: 'integration:STORE_CLEANUP|01.00.0000',
        step: '',
        key: '',
      },
      {
        archive: 'retail.stores.par',
        entry:
          'icspackage_Store_Sync_01.00.0000_3f0c2a51-7d18-4c5e-9a52-0b1d6a7c1e01.iar!/icspackage/project/STORE_SYNC_01.00.0000/PROJECT-INF/project.xml',
        line: 2,
        column: 1,
        message: 'The integration STORE_SYNC has no description: say what it is for.',
        artifact: 'integration:STORE_SYNC|01.00.0000',
        step: '',
        key: '',
      },
      {
        archive: 'RETURNS.car',
        entry: 'project/integrations/RETURN_DIGEST_01.00.0000/PROJECT-INF/project.xml',
        line: 2,
        column: 1,
        message: 'The integration RETURN_DIGEST has no description: say what it is for.',
        artifact: 'integration:RETURNS/RETURN_DIGEST|01.00.0000',
        step: '',
        key: '',
      },
    ])
  })

  it('the flag of warnings', async () => {
    expect(
      await raw(oicWarning, {
        fixture: INTAKE,
        change: [{ path: '**/project.xml', replace: ['projectHasWarnings>false<', 'projectHasWarnings>true<'] }],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 2,
        column: 1,
        message: 'OIC flags ORDER_INTAKE 01.00.0000 as having warnings and recorded none: open it in OIC to read them.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: '',
        key: 'flag',
      },
    ])
  })

  it('names by integrationCode', async () => {
    expect(await raw(namingConvention, { fixture: INTAKE, options: { integrationCode: 'x' } })).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 2,
        column: 1,
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: '',
        message: 'The integration code ORDER_INTAKE does not match x: rename it.',
        key: 'integrationCode ORDER_INTAKE',
      },
    ])
  })

  it('names by integrationName', async () => {
    expect(await raw(namingConvention, { fixture: INTAKE, options: { integrationName: 'x' } })).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 2,
        column: 1,
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: '',
        message: 'The integration name Order intake does not match x: rename it.',
        key: 'integrationName Order intake',
      },
    ])
  })

  it('names by integrationVersion', async () => {
    expect(await raw(namingConvention, { fixture: INTAKE, options: { integrationVersion: 'x' } })).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 2,
        column: 1,
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: '',
        message: 'The version of ORDER_INTAKE 01.00.0000 does not match x: rename it.',
        key: 'integrationVersion 01.00.0000',
      },
    ])
  })

  it('names by connectionCode', async () => {
    expect(await raw(namingConvention, { fixture: INTAKE, options: { connectionCode: 'x' } })).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/appinstances/RETAIL_REST_TRIGGER.xml',
        line: 2,
        column: 1,
        artifact: 'connection:RETAIL_REST_TRIGGER',
        step: '',
        message: 'The connection code RETAIL_REST_TRIGGER does not match x: rename it.',
        key: 'connectionCode RETAIL_REST_TRIGGER',
      },
    ])
  })

  it('names by connectionName', async () => {
    expect(await raw(namingConvention, { fixture: INTAKE, options: { connectionName: 'x' } })).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/appinstances/RETAIL_REST_TRIGGER.xml',
        line: 2,
        column: 1,
        artifact: 'connection:RETAIL_REST_TRIGGER',
        step: '',
        message: 'The connection name Retail REST trigger does not match x: rename it.',
        key: 'connectionName Retail REST trigger',
      },
    ])
  })

  it('names by lookupName', async () => {
    expect(await raw(namingConvention, { fixture: INTAKE, options: { lookupName: 'x' } })).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/dvms/STORE_REGIONS.dvm',
        line: 2,
        column: 1,
        artifact: 'lookup:STORE_REGIONS',
        step: '',
        message: 'The lookup name STORE_REGIONS does not match x: rename it.',
        key: 'lookupName STORE_REGIONS',
      },
    ])
  })

  it('names by libraryCode', async () => {
    expect(await raw(namingConvention, { fixture: INTAKE, options: { libraryCode: 'x' } })).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/apilibrary/PRICE_TOOLS01.00.0000/PriceTools.xml',
        line: 2,
        column: 1,
        artifact: 'library:PRICE_TOOLS|01.00.0000',
        step: '',
        message: 'The library code PRICE_TOOLS does not match x: rename it.',
        key: 'libraryCode PRICE_TOOLS',
      },
    ])
  })

  it('names by libraryName', async () => {
    expect(await raw(namingConvention, { fixture: INTAKE, options: { libraryName: 'x' } })).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/apilibrary/PRICE_TOOLS01.00.0000/PriceTools.xml',
        line: 2,
        column: 1,
        artifact: 'library:PRICE_TOOLS|01.00.0000',
        step: '',
        message: 'The library name PriceTools does not match x: rename it.',
        key: 'libraryName PriceTools',
      },
    ])
  })

  it('names by actionName', async () => {
    expect(await raw(namingConvention, { fixture: INTAKE, options: { actionName: 'x' } })).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 392,
        column: 9,
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'roundTotal',
        message: 'The action name in ORDER_INTAKE roundTotal does not match x: rename it.',
        key: 'actionName roundTotal',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 405,
        column: 13,
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'unknownRegion',
        message: 'The action name in ORDER_INTAKE unknownRegion does not match x: rename it.',
        key: 'actionName unknownRegion',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 409,
        column: 11,
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'toFulfil',
        message: 'The action name in ORDER_INTAKE toFulfil does not match x: rename it.',
        key: 'actionName toFulfil',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 412,
        column: 13,
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'tellStoreDesk',
        message: 'The action name in ORDER_INTAKE tellStoreDesk does not match x: rename it.',
        key: 'actionName tellStoreDesk',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 416,
        column: 9,
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'toResponse',
        message: 'The action name in ORDER_INTAKE toResponse does not match x: rename it.',
        key: 'actionName toResponse',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/PROJECT-INF/project.xml',
        line: 419,
        column: 11,
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'logFault',
        message: 'The action name in ORDER_INTAKE logFault does not match x: rename it.',
        key: 'actionName logFault',
      },
    ])
  })
})
