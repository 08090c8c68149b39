import { describe, expect, it } from 'vitest'
import { connectionNeeds } from '../../src/model/connection-needs.js'
import { connection } from '../support/estate.js'

/** What has to be entered for a connection of an adapter and a security policy. */
function asked(adapterType: string, securityPolicy: string): string {
  return connectionNeeds(connection('C', { adapterType, securityPolicy })).credentials.join(', ')
}

describe('connectionNeeds', () => {
  it.each([
    ['rest', 'BASIC_AUTH', 'user name, password'],
    ['kafka', 'SASLPLAIN', 'SASL user name, SASL password'],
    ['kafka', 'SASLPLAIN_OVER_SSL', 'SASL user name, SASL password, truststore, truststore password'],
    ['ocistreaming', 'SASLPLAIN_OVER_SSL_OSS', 'SASL user name, SASL password'],
    ['kafka', 'TLS', 'truststore, truststore password'],
    ['kafka', 'MUTUAL_TLS', 'truststore, truststore password, keystore, keystore password, key password'],
    ['netsuite', 'NETSUITE_TOKEN_BASED', 'consumer key, consumer secret, token, token secret, account ID'],
    ['ftp', 'FTP_PUBLIC_KEY_AUTHENTICATION', 'user name, private key, pass phrase'],
    ['ftp', 'FTP_MULTI_LEVEL_AUTHENTICATION', 'user name, password, private key, pass phrase'],
    ['dbaasdatabase', 'JDBC_BASIC_AUTH', 'user name, password'],
    ['database', 'ORACLE_WALLET', 'wallet, wallet password, user name, password'],
    ['rest', 'SOMETHING_NEW', 'credentials'],
  ])('asks for what the form of %s with %s asks for', (adapter, policy, credentials) => {
    expect(asked(adapter, policy)).toBe(credentials)
  })
})
