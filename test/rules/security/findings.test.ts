import { describe, expect, it } from 'vitest'
import { embeddedSecret } from '../../../src/rules/security/embedded-secret.js'
import { hardcodedCredential } from '../../../src/rules/security/hardcoded-credential.js'
import { insecureUrl } from '../../../src/rules/security/insecure-url.js'
import { personalData } from '../../../src/rules/security/personal-data.js'
import { recordedPayload } from '../../../src/rules/security/recorded-payload.js'
import { weakSecurityPolicy } from '../../../src/rules/security/weak-security-policy.js'
import { raw } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'
const STOCK = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'

describe('a whole finding of the family security, for', () => {
  it('an address without encryption', async () => {
    expect(
      await raw(insecureUrl, {
        fixture: INTAKE,
        change: [
          {
            path: '**/processor_45/**/expr.properties',
            replace: ["XpathExpression : 'NORMAL'", "XpathExpression : 'http://prices.example.com/v1'"],
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
          'The expression for priority in ORDER_INTAKE, step “priority” holds http://prices.example.com/v1, which is not encrypted: use https.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'priority',
        key: 'expression priority http://prices.example.com/v1',
      },
    ])
  })

  it('an address without encryption in files of the wizard', async () => {
    expect(
      await raw(insecureUrl, {
        fixture: STOCK,
        change: [
          { path: '**/getStock_REQUEST.jca', replace: ['https://stock-dev', 'http://stock-dev'] },
          { path: '**/getStock_REQUEST.wsdl', replace: ['REPLACE_WITH_ACTUAL_URL', 'http://stock-dev.example.com/x'] },
        ],
      }),
    ).toEqual([
      {
        archive: 'STOCK_REPORT_NIGHTLY_01.02.0000.iar',
        entry:
          'icspackage/project/STOCK_REPORT_NIGHTLY_01.02.0000/resources/application_2/inbound_3/resourcegroup_4/getStock_REQUEST.jca',
        line: 4,
        column: 43,
        message:
          'The property endpointURL of the endpoint in STOCK_REPORT_NIGHTLY, step “getStock” holds http://stock-dev.example.com/services/stock, which is not encrypted: use https in the connection and regenerate the endpoint.',
        artifact: 'integration:STOCK_REPORT_NIGHTLY|01.02.0000',
        step: 'getStock',
        key: 'wizard STOCK_SOAP stock-dev.example.com',
      },
    ])
  })

  it('a connection without security', async () => {
    expect(
      await raw(weakSecurityPolicy, {
        fixture: FULFIL,
        change: [{ path: '**/CARRIER_SFTP.xml', replace: ['<securityPolicy>CUSTOM<', '<securityPolicy>NONE<'] }],
      }),
    ).toEqual([
      {
        archive: 'ORDER_FULFIL_01.00.0000.iar',
        entry: 'icspackage/appinstances/CARRIER_SFTP.xml',
        line: 2,
        column: 1,
        message:
          'The connection CARRIER_SFTP has the security policy NONE: it calls without showing who calls. Choose a policy, unless network rules protect it.',
        artifact: 'connection:CARRIER_SFTP',
        step: '',
        key: 'none',
      },
    ])
  })

  it('a trigger without security', async () => {
    expect(
      await raw(weakSecurityPolicy, {
        fixture: INTAKE,
        change: [
          {
            path: '**/RETAIL_REST_TRIGGER.xml',
            replace: ['<securityPolicy>MULTI_TOKEN_INBOUND<', '<securityPolicy>NONE<'],
          },
        ],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/appinstances/RETAIL_REST_TRIGGER.xml',
        line: 2,
        column: 1,
        message:
          'The connection RETAIL_REST_TRIGGER has the security policy NONE: whoever reaches its address can start the integrations behind it. Choose a policy, unless network rules protect it.',
        artifact: 'connection:RETAIL_REST_TRIGGER',
        step: '',
        key: 'none',
      },
    ])
  })

  it('a connection with basic authentication', async () => {
    expect(
      await raw(weakSecurityPolicy, {
        fixture: FULFIL,
        change: [{ path: '**/CARRIER_SFTP.xml', replace: ['<securityPolicy>CUSTOM<', '<securityPolicy>BASIC_AUTH<'] }],
        options: { basicAuth: true },
      }),
    ).toEqual([
      {
        archive: 'ORDER_FULFIL_01.00.0000.iar',
        entry: 'icspackage/appinstances/CARRIER_SFTP.xml',
        line: 2,
        column: 1,
        message:
          'The connection CARRIER_SFTP uses basic authentication: it sends user and password with each call. Use OAuth where the other side can.',
        artifact: 'connection:CARRIER_SFTP',
        step: '',
        key: 'basic',
      },
    ])
  })

  it('a trigger with basic authentication', async () => {
    expect(
      await raw(weakSecurityPolicy, {
        fixture: INTAKE,
        change: [
          {
            path: '**/RETAIL_REST_TRIGGER.xml',
            replace: ['<securityPolicy>MULTI_TOKEN_INBOUND<', '<securityPolicy>BASIC_AUTH<'],
          },
        ],
        options: { basicAuth: true },
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/appinstances/RETAIL_REST_TRIGGER.xml',
        line: 2,
        column: 1,
        message:
          'The connection RETAIL_REST_TRIGGER uses basic authentication: callers send user and password with each call. Use OAuth where the other side can.',
        artifact: 'connection:RETAIL_REST_TRIGGER',
        step: '',
        key: 'basic',
      },
    ])
  })

  it('a recorded run', async () => {
    expect(
      await raw(recordedPayload, {
        fixture: INTAKE,
        change: [
          { path: 'icspackage/recordings/a/request.json', content: '{}' },
          { path: 'icspackage/recordings/a/response.json', content: '{}' },
        ],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/recordings/a/request.json',
        line: null,
        column: null,
        message:
          'The archive holds the recorded test run a (2 files), with what real messages said: delete the recording and export again.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: '',
        key: '',
      },
    ])
  })

  it('people in audit data', async () => {
    expect(await raw(personalData, { fixture: 'retail-dev/RETURNS_PROJECT' })).toEqual([
      {
        archive: 'RETURNS_PROJECT.car',
        entry: 'project/connections/RETURNS_DB.xml',
        line: 34,
        column: 18,
        message:
          'The audit data (createdBy, lastUpdatedBy) names 1 person by e-mail address: take care with whom the archive is shared.',
        artifact: 'connection:RETURNS/RETURNS_DB',
        step: '',
        key: 'audit',
      },
      {
        archive: 'RETURNS_PROJECT.car',
        entry: 'project/connections/RETURNS_REST_TRIGGER.xml',
        line: 26,
        column: 18,
        message:
          'The audit data (createdBy, lastUpdatedBy) names 1 person by e-mail address: take care with whom the archive is shared.',
        artifact: 'connection:RETURNS/RETURNS_REST_TRIGGER',
        step: '',
        key: 'audit',
      },
      {
        archive: 'RETURNS_PROJECT.car',
        entry: 'project/project.yaml',
        line: 12,
        column: 12,
        message:
          'The audit data (createdBy, updatedBy) names 1 person by e-mail address: take care with whom the archive is shared.',
        artifact: '',
        step: '',
        key: 'audit',
      },
    ])
  })

  it('a password in an expression', async () => {
    expect(
      await raw(hardcodedCredential, {
        fixture: INTAKE,
        change: [
          {
            path: '**/processor_45/**/expr.properties',
            replace: [
              ["XpathExpression : 'NORMAL'", "XpathExpression : 'Tr0ub4dor-horse'"],
              ['VariableName : priority', 'VariableName : dbPassword'],
            ],
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
          "The expression for dbPassword in ORDER_INTAKE, step “dbPassword” holds a password: replace it, since whoever has the archive has it, and let a connection's security policy carry the new one.",
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: 'dbPassword',
        key: 'expression dbPassword a password',
      },
    ])
  })

  it('a key in a file', async () => {
    expect(
      await raw(embeddedSecret, {
        fixture: INTAKE,
        change: [
          {
            path: 'icspackage/dvms/x.pem',
            content:
              'a\n-----BEGIN PRIVATE KEY-----\n' +
              btoa('\x30\x82'.padEnd(900, 'k3Yb')) +
              '\n-----END PRIVATE KEY-----\n',
          },
        ],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/dvms/x.pem',
        line: 2,
        column: 1,
        message:
          'The file holds a private key (PEM): replace it, since whoever has the archive has it, and keep the archive out of version control.',
        artifact: '',
        step: '',
        key: 'icspackage/dvms/x.pem! a private key (PEM)',
      },
    ])
  })
})
