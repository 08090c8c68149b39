import { describe, expect, it } from 'vitest'
import { environmentOfHost, environmentWordsIn } from '../../../src/rules/literals/environments.js'
import { isCallable, isHostName, isIpAddress, isLoopback, isNameHost } from '../../../src/rules/literals/hosts.js'
import { findUrls } from '../../../src/rules/literals/urls.js'
import { words } from '../../../src/rules/literals/words.js'

const isName = (text: string) => findUrls(text).every(isNameHost)

describe('hosts', () => {
  it('knows the hosts of namespaces and samples', () => {
    for (const url of [
      'http://www.w3.org/2001/XMLSchema',
      'http://xmlns.oracle.com/cloud/adapter/REST/x/types',
      'http://schemas.xmlsoap.org/soap/envelope/',
      'http://schemas.microsoft.com/ws',
      'http://docs.oasis-open.org/wss/x',
      'http://hl7.org/fhir/StructureDefinition/x',
      'http://terminology.hl7.org/CodeSystem/v2-0203',
      'http://example.org',
      'http://www.oracle.com/XSL/Transform/java',
      'http://tempuri.org/IService/Do',
      'http://ic-api-intg-dt.example.com/ic/api',
      'https://your-host.example.com/x',
    ])
      expect(isName(url), url).toBe(true)
  })

  it('takes no address for a name', () => {
    for (const url of [
      'https://orders.example.com',
      'http://api.example.org/v1',
      'https://www.oracle.com/news',
      'http://192.0.2.1/x',
      'https://w3.organic.example.com/',
      'http://schemas-api.example.com/',
    ])
      expect(isName(url), url).toBe(false)
  })

  it('calls a single word only with a port or path', () => {
    const callable = (text: string) => findUrls(text).some(isCallable)
    expect(callable('http://erp:8000')).toBe(true)
    expect(callable('http://erp/x')).toBe(true)
    expect(callable('https://api.')).toBe(false)
    expect(callable('https://1.2/x')).toBe(false)
  })

  it('tells IP addresses, host names and neither', () => {
    expect(['192.0.2.1', '[::1]'].map(isIpAddress)).toEqual([true, true])
    expect(['1.0.300.2', '1.2.3', '01.00.0000', 'a.b.c.d'].map(isIpAddress)).toEqual([false, false, false, false])
    expect(['db.example.com', 'orders.xml', 'Math.round', '1.0', 'a b.com'].map(isHostName)).toEqual([
      true,
      false,
      true,
      false,
      false,
    ])
    expect(['localhost', '127.0.0.1', '[::1]', '127.example.com'].map(isLoopback)).toEqual([true, true, true, false])
  })
})

describe('words', () => {
  it('splits at punctuation, humps and digits', () => {
    expect(words('STOCK_API_TEST2')).toEqual(['stock', 'api', 'test'])
    expect(words('orderDevAPI')).toEqual(['order', 'dev', 'api'])
    expect(words('LATEST_ORDERS')).toEqual(['latest', 'orders'])
  })

  it('finds environments only as words', () => {
    const list = new Set(['test', 'dev', 'prod'])
    expect(environmentWordsIn('STOCK_API_TEST_SERVER', list)).toEqual(['test'])
    expect(environmentWordsIn('DEV1-orders', list)).toEqual(['dev'])
    for (const name of ['LATEST', 'DEVICES', 'PRODUCTS', 'CONTEST_RESULTS', 'Attestation'])
      expect(environmentWordsIn(name, list), name).toEqual([])
  })
})

describe('environmentOfHost', () => {
  it.each([
    ['acme-test.fa.us2.oraclecloud.com', 'test'],
    ['acme-dev1.fa.em2.oraclecloud.com', 'dev'],
    ['acme.fa.us2.oraclecloud.com', 'prod'],
    ['acme.fs.us2.oraclecloud.com', 'prod'],
    ['fa-abcd-test-saasfaprod1.fa.ocs.oraclecloud.com', 'test'],
    ['fa-abcd-dev3-saasfaprod1.fa.ocs.oraclecloud.com', 'dev'],
    ['fa-abcd-saasfaprod1.fa.ocs.oraclecloud.com', 'prod'],
    ['oic-dev-acme-fr.integration.ocp.oraclecloud.com', 'dev'],
    ['oictest-acme-fr.integration.ocp.oraclecloud.com', 'test'],
    ['orders-acme-fr.integration.ocp.oraclecloud.com', null],
    ['stock-dev.example.com', 'dev'],
    ['prod.example.com', 'prod'],
    ['pre-prod.example.com', 'preprod'],
    ['latest.example.com', null],
    ['example.dev', null],
    ['192.0.2.1', null],
  ])('%s is %s', (host, environment) => {
    expect(environmentOfHost(host)).toBe(environment)
  })
})
