import { describe, expect, it } from 'vitest'
import { environmentBoundValue } from '../../../src/rules/portability/environment-bound-value.js'
import { environmentInName } from '../../../src/rules/portability/environment-in-name.js'
import { environmentMix } from '../../../src/rules/portability/environment-mix.js'
import { hardcodedEmail } from '../../../src/rules/portability/hardcoded-email.js'
import { hardcodedHost } from '../../../src/rules/portability/hardcoded-host.js'
import { hardcodedUrl } from '../../../src/rules/portability/hardcoded-url.js'
import { raw } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const STOCK = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'

describe('a whole finding of the family portability, for', () => {
  it('addresses of the estate', async () => {
    expect(await raw(hardcodedUrl, { estate: true })).toEqual([
      {
        archive: 'STOCK_REPORT_NIGHTLY_01.02.0000.iar',
        entry:
          'icspackage/project/STOCK_REPORT_NIGHTLY_01.02.0000/resources/application_2/inbound_3/resourcegroup_4/getStock_REQUEST.jca',
        line: 4,
        column: 43,
        message:
          "The endpoints of the connection STOCK_SOAP carry the address https://stock-dev.example.com/services/stock from design time (in 1 file): after a change of the connection regenerate them in the adapter's wizard.",
        artifact: 'integration:STOCK_REPORT_NIGHTLY|01.02.0000',
        step: 'getStock',
        key: 'wizard STOCK_SOAP stock-dev.example.com',
        severity: 'info',
      },
      {
        archive: 'STOCK_REPORT_NIGHTLY_01.02.0000.iar',
        entry: 'icspackage/appinstances/STOCK_SOAP.xml',
        line: 15,
        column: 14,
        message:
          'The property targetWSDLURL of the connection STOCK_SOAP holds the address https://stock-dev.example.com/services/stock?wsdl: it goes along into every environment; set it there after the import.',
        artifact: 'connection:STOCK_SOAP',
        step: '',
        key: 'connection targetWSDLURL https://stock-dev.example.com/services/stock?wsdl',
      },
      {
        archive: 'RETURNS.car',
        entry: 'project/ai_agents/tools/FIND_RETURN_01.00.0000/content.json',
        line: 1,
        column: 1,
        message:
          "The agent's tool FIND_RETURN holds the address https://oic-dev.example.com/ic/api/integration/v1/flows/rest/project/RETURNS/RETURN_REQUEST/1.0/returns: it names one instance; set it in the target after the import.",
        artifact: 'project:RETURNS',
        step: '',
        key: 'agent-tool endpointUrl https://oic-dev.example.com/ic/api/integration/v1/flows/rest/project/RETURNS/RETURN_REQUEST/1.0/returns',
      },
    ])
  })

  it('an address in an expression', async () => {
    expect(
      await raw(hardcodedUrl, {
        fixture: INTAKE,
        change: [
          {
            path: '**/processor_45/**/expr.properties',
            replace: ["XpathExpression : 'NORMAL'", "XpathExpression : 'https://prices.example.com/v1'"],
          },
        ],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_45/resourcegroup_46/expr.properties',
        line: 2,
        column: 19,
        message:
          'The expression for priority in ORDER_INTAKE, step “priority” holds the address https://prices.example.com/v1: take it from an integration property or a lookup.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'priority',
        key: 'expression priority https://prices.example.com/v1',
      },
    ])
  })

  it('two addresses in one expression', async () => {
    expect(
      await raw(hardcodedUrl, {
        fixture: INTAKE,
        change: [
          {
            path: '**/processor_45/**/expr.properties',
            replace: [
              "XpathExpression : 'NORMAL'",
              "XpathExpression : concat('https://prices.example.com/v1', 'https://prices.example.com/v1')",
            ],
          },
        ],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_45/resourcegroup_46/expr.properties',
        line: 2,
        column: 26,
        message:
          'The expression for priority in ORDER_INTAKE, step “priority” holds the address https://prices.example.com/v1: take it from an integration property or a lookup.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'priority',
        key: 'expression priority https://prices.example.com/v1',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_45/resourcegroup_46/expr.properties',
        line: 2,
        column: 59,
        message:
          'The expression for priority in ORDER_INTAKE, step “priority” holds the address https://prices.example.com/v1: take it from an integration property or a lookup.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'priority',
        key: 'expression priority https://prices.example.com/v1',
      },
    ])
  })

  it('mail addresses', async () => {
    expect(await raw(hardcodedEmail, { fixture: INTAKE })).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry:
          'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_90/resourcegroup_96/FROM_PARAM_1expr.properties',
        line: 2,
        column: 19,
        message:
          'The sender of the notification in ORDER_INTAKE, step “tellStoreDesk” is fixed to no-reply@example.com: take it from an integration property or a lookup.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'tellStoreDesk',
        key: 'expression from no-reply@example.com',
        severity: 'info',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry:
          'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_90/resourcegroup_96/TO_PARAM_1expr.properties',
        line: 2,
        column: 19,
        message:
          'The recipients of the notification in ORDER_INTAKE, step “tellStoreDesk” are fixed to store-desk@example.com: take them from an integration property or a lookup.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'tellStoreDesk',
        key: 'expression to store-desk@example.com',
        severity: 'warning',
      },
    ])
  })

  it('mail addresses of integration properties', async () => {
    expect(await raw(hardcodedEmail, { fixture: STOCK })).toEqual([
      {
        archive: 'STOCK_REPORT_NIGHTLY_01.02.0000.iar',
        entry:
          'icspackage/project/STOCK_REPORT_NIGHTLY_01.02.0000/resources/processor_45/resourcegroup_48/reportRecipientexpr.properties',
        line: 2,
        column: 19,
        message:
          'The integration property reportRecipient of STOCK_REPORT_NIGHTLY holds planners@example.com: set it in each environment after the import.',
        artifact: 'integration:STOCK_REPORT_NIGHTLY|01.02.0000',
        step: 'Integration properties',
        key: 'integration-property reportRecipient planners@example.com',
        severity: 'info',
      },
      {
        archive: 'STOCK_REPORT_NIGHTLY_01.02.0000.iar',
        entry:
          'icspackage/project/STOCK_REPORT_NIGHTLY_01.02.0000/resources/processor_86/resourcegroup_92/FROM_PARAM_1expr.properties',
        line: 2,
        column: 19,
        message:
          'The sender of the notification in STOCK_REPORT_NIGHTLY, step “tellPlanners” is fixed to no-reply@example.com: take it from an integration property or a lookup.',
        artifact: 'integration:STOCK_REPORT_NIGHTLY|01.02.0000',
        step: 'tellPlanners',
        key: 'expression from no-reply@example.com',
        severity: 'info',
      },
    ])
  })

  it('a recipient at a free-mail provider', async () => {
    expect(
      await raw(hardcodedEmail, {
        fixture: INTAKE,
        change: [
          { path: '**/TO_PARAM_1expr.properties', replace: ["'store-desk@example.com'", "'store.desk@gmail.com'"] },
        ],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry:
          'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_90/resourcegroup_96/FROM_PARAM_1expr.properties',
        line: 2,
        column: 19,
        message:
          'The sender of the notification in ORDER_INTAKE, step “tellStoreDesk” is fixed to no-reply@example.com: take it from an integration property or a lookup.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'tellStoreDesk',
        key: 'expression from no-reply@example.com',
        severity: 'info',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry:
          'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_90/resourcegroup_96/TO_PARAM_1expr.properties',
        line: 2,
        column: 19,
        message:
          'The recipients of the notification in ORDER_INTAKE, step “tellStoreDesk” are fixed to store.desk@gmail.com, at a free-mail provider (gmail.com): take them from an integration property or a lookup.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'tellStoreDesk',
        key: 'expression to store.desk@gmail.com',
        severity: 'error',
      },
    ])
  })

  it('mail addresses in a lookup', async () => {
    expect(
      await raw(hardcodedEmail, {
        fixture: INTAKE,
        change: [{ path: '**/STORE_REGIONS.dvm', replace: ['<cell>N001</cell>', '<cell>n1@example.com</cell>'] }],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry:
          'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_90/resourcegroup_96/FROM_PARAM_1expr.properties',
        line: 2,
        column: 19,
        message:
          'The sender of the notification in ORDER_INTAKE, step “tellStoreDesk” is fixed to no-reply@example.com: take it from an integration property or a lookup.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'tellStoreDesk',
        key: 'expression from no-reply@example.com',
        severity: 'info',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry:
          'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_90/resourcegroup_96/TO_PARAM_1expr.properties',
        line: 2,
        column: 19,
        message:
          'The recipients of the notification in ORDER_INTAKE, step “tellStoreDesk” are fixed to store-desk@example.com: take them from an integration property or a lookup.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'tellStoreDesk',
        key: 'expression to store-desk@example.com',
        severity: 'warning',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/dvms/STORE_REGIONS.dvm',
        line: 10,
        column: 5,
        message:
          'The column STORE of the lookup STORE_REGIONS holds n1@example.com: the import brings it into the target; set it there.',
        artifact: 'lookup:STORE_REGIONS',
        step: '',
        key: 'lookup STORE example.com',
        severity: 'warning',
      },
    ])
  })

  it('an IP address in an expression', async () => {
    expect(
      await raw(hardcodedHost, {
        fixture: INTAKE,
        change: [
          {
            path: '**/processor_45/**/expr.properties',
            replace: ["XpathExpression : 'NORMAL'", "XpathExpression : '192.0.2.7'"],
          },
        ],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/project/ORDER_INTAKE_01.00.0000/resources/processor_45/resourcegroup_46/expr.properties',
        line: 2,
        column: 19,
        message:
          'The expression for priority in ORDER_INTAKE, step “priority” holds the IP address 192.0.2.7: take it from an integration property or a lookup.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'priority',
        key: 'expression priority 192.0.2.7',
      },
    ])
  })

  it('a host of a connection', async () => {
    expect(
      await raw(hardcodedHost, {
        fixture: FULFIL,
        change: [{ path: '**/WAREHOUSE_DB.xml', replace: ['%%WAREHOUSE_DB_Host', 'db.example.com:1521'] }],
      }),
    ).toEqual([
      {
        archive: 'ORDER_FULFIL_01.00.0000.iar',
        entry: 'icspackage/appinstances/WAREHOUSE_DB.xml',
        line: 15,
        column: 14,
        message:
          'The property Host of the connection WAREHOUSE_DB holds the host db.example.com: it goes along into every environment; set it there after the import.',
        artifact: 'connection:WAREHOUSE_DB',
        step: '',
        key: 'connection Host db.example.com',
      },
    ])
  })

  it('two environments', async () => {
    expect(
      await raw(environmentMix, {
        fixture: STOCK,
        change: [
          {
            path: '**/TITLEexpr.properties',
            replace: ['XpathExpression : $reportTitle', "XpathExpression : 'https://prices-test.example.com/x'"],
          },
        ],
      }),
    ).toEqual([
      {
        archive: 'STOCK_REPORT_NIGHTLY_01.02.0000.iar',
        entry:
          'icspackage/project/STOCK_REPORT_NIGHTLY_01.02.0000/resources/processor_86/resourcegroup_92/TITLEexpr.properties',
        line: 2,
        column: 19,
        message:
          'Addresses of dev (stock-dev.example.com) and test (prices-test.example.com) stand in one archive: whatever it is imported into, some lead elsewhere.',
        artifact: 'integration:STOCK_REPORT_NIGHTLY|01.02.0000',
        step: '',
        key: 'dev test',
      },
    ])
  })

  it('an environment in a name', async () => {
    expect(
      await raw(environmentInName, {
        fixture: FULFIL,
        change: [
          {
            path: '**/WAREHOUSE_DB.xml',
            replace: ['<displayName>Warehouse DB<', '<displayName>Warehouse test dev DB<'],
          },
        ],
      }),
    ).toEqual([
      {
        archive: 'ORDER_FULFIL_01.00.0000.iar',
        entry: 'icspackage/appinstances/WAREHOUSE_DB.xml',
        line: 2,
        column: 1,
        message:
          'The connection WAREHOUSE_DB says TEST and DEV in its name, “Warehouse test dev DB”, though it goes by the same name in all environments: name it for the system that it leads to.',
        artifact: 'connection:WAREHOUSE_DB',
        step: '',
        key: 'TEST DEV',
      },
    ])
  })

  it('values of an environment', async () => {
    expect(await raw(environmentBoundValue, { fixture: FULFIL })).toEqual([
      {
        archive: 'ORDER_FULFIL_01.00.0000.iar',
        entry:
          'icspackage/project/ORDER_FULFIL_01.00.0000/resources/application_27/inbound_28/resourcegroup_29/reserveStock_REQUEST.jca',
        line: 12,
        column: 42,
        message:
          'ORDER_FULFIL has values of one environment in its endpoints: schema STORES (“reserveStock”) and directory /out/labels (“sendLabel”). Check that they hold in the target.',
        artifact: 'integration:ORDER_FULFIL|01.00.0000',
        step: '',
        key: '',
      },
    ])
  })
})
