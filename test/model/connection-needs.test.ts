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
    ['rest', 'OAUTH_ONE_TOKEN_BASED', 'consumer key, consumer secret, token, token secret, realm'],
    [
      'oracle:tracker',
      'OAUTH1.0A_ONE_LEGGED_TOKEN_AUTHENTICATION',
      'consumer key, consumer secret, token, token secret, realm',
    ],
    ['oracle:tracker', 'ADD_OAUTH_CLIENT_CREDENTIALS', 'client ID, client secret'],
    [
      'oracle:tracker',
      'ADD_OAUTH_AUTHORIZATION_CODE_CREDENTIALS',
      'client ID, client secret, consent given in the console',
    ],
    [
      'oracle:tracker',
      'ADD_OAUTH_RESOURCE_OWNER_PASSWORD_CREDENTIALS',
      'client ID, client secret, user name, password',
    ],
    ['oracle:tracker', 'HMAC_SIGNATURE_VALIDATION', 'shared secret'],
    ['oracle:tracker', 'RSA_SIGNATURE_VALIDATION', ''],
    ['oracle:tracker', 'JWT_VALIDATION', ''],
    ['oracle:tracker', 'OAUTH2.0_TOKEN_VALIDATION', ''],
    ['oracle:tracker', 'OAUTH2.0_OR_BASIC_AUTH_VALIDATION', ''],
  ])('asks for what the form of %s with %s asks for', (adapter, policy, credentials) => {
    expect(asked(adapter, policy)).toBe(credentials)
  })

  it('asks for no user of a webhook, whose callers bring it with them', () => {
    const of = (adapterType: string, role: string) =>
      connectionNeeds(connection('C', { adapterType, role, securityPolicy: 'BASIC_AUTH' })).credentials
    expect(of('acme:tracker', 'SOURCE')).toEqual([])
    expect(of('acme:tracker', 'TARGET')).toEqual(['user name', 'password'])
    expect(of('ftp', 'SOURCE')).toEqual(['user name', 'password'])
  })
})
