import { describe, expect, it } from 'vitest'
import { ENVIRONMENT_WORDS, environmentOfHost, environmentWordsIn } from '../../src/literals/environments.js'
import { hasNamePath, isCallable, isHostName, isIpAddress, isLoopback, isNameHost } from '../../src/literals/hosts.js'
import { findUrls } from '../../src/literals/urls.js'
import { words } from '../../src/literals/words.js'

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
    // PROD is product before words of products, and an environment before or behind all others.
    for (const name of ['PROD_CATALOG', 'ProdMaster API', 'ERP PRD PRICING', 'PROD_CATEGORIES'])
      expect(environmentWordsIn(name, list), name).toEqual([])
    for (const name of ['PROD_ERP', 'PROD1_DB', 'CATALOG_PROD', 'PROD_CATALOG_PROD', 'PROD_ORDERS'])
      expect(environmentWordsIn(name, list), name).toEqual(['prod'])
    expect(environmentWordsIn('TEST_CATALOG', list)).toEqual(['test'])
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
    // All customers share these, in all of their environments.
    ['prod-27.westeurope.logic.azure.com', null],
    ['dev.azure.com', null],
  ])('%s is %s', (host, environment) => {
    expect(environmentOfHost(host)).toBe(environment)
  })
})

describe('environmentOfHost, by the words of the name', () => {
  it.each([
    ['dev', 'dev'],
    ['development', 'dev'],
    ['devl', 'dev'],
    ['sandbox', 'sandbox'],
    ['sbx', 'sandbox'],
    ['test', 'test'],
    ['tst', 'test'],
    ['testing', 'test'],
    ['qa', 'qa'],
    ['sit', 'sit'],
    ['uat', 'uat'],
    ['stage', 'stage'],
    ['staging', 'stage'],
    ['stg', 'stage'],
    ['preprod', 'preprod'],
    ['pre-prod', 'preprod'],
    ['nonprod', 'nonprod'],
    ['non-prod', 'nonprod'],
    ['nprd', 'nonprod'],
    ['prod', 'prod'],
    ['prd', 'prod'],
    ['production', 'prod'],
  ])('%s is %s', (word, environment) => {
    expect(environmentOfHost(`${word}.example.com`)).toBe(environment)
    expect(environmentOfHost(`orders-${word}2.example.com`)).toBe(environment)
    expect(environmentOfHost(`orders.${word}.example.com`)).toBe(environment)
    expect(environmentOfHost(`oic${word.replace('-', '')}.example.com`)).toBe(environment)
    expect(environmentOfHost(`x${word.replace('-', '')}.example.com`)).toBeNull()
  })

  it.each(['fa', 'fs', 'crm', 'hcm', 'prc', 'scm', 'prj', 'bi', 'login', 'fin'])(
    'takes a Fusion host of the product %s without a word for production',
    (product) => {
      expect(environmentOfHost(`acme.${product}.us2.oraclecloud.com`)).toBe('prod')
      expect(environmentOfHost(`acme-test.${product}.us2.oraclecloud.com`)).toBe('test')
      expect(environmentOfHost(`acme.${product}.us2.example.com`)).toBeNull()
    },
  )

  it.each(['oraclecloud.com', 'oraclegovcloud.com', 'oraclegovcloud.uk', 'oraclecloud2.eu', 'oraclecloud.de'])(
    'knows Fusion at %s',
    (domain) => {
      expect(environmentOfHost(`acme.fa.x.${domain}`)).toBe('prod')
    },
  )

  it('does not take the region of a pod, or what stands before the first hyphen, for its environment', () => {
    expect(environmentOfHost('fa-test-saasfademo1.fa.ocs.oraclecloud.com')).toBe('test')
    expect(environmentOfHost('test-acme.fa.us2.oraclecloud.com')).toBe('prod')
    expect(environmentOfHost('dev-test.fa.us2.oraclecloud.com')).toBe('test')
    expect(environmentOfHost('acme-saasfatest1.fa.ocs.oraclecloud.com')).toBe('prod')
  })

  it('has words that connections are named by, of which testing is none', () => {
    expect(ENVIRONMENT_WORDS).toContain('development')
    expect(ENVIRONMENT_WORDS).not.toContain('testing')
    expect(ENVIRONMENT_WORDS).toHaveLength(19)
  })
})

describe('isHostName', () => {
  it.each(
    `xml xsd xsl wsdl json csv txt zip pdf dat log js html htm xlsx xls docx xdo xdoz xdm jar gz pgp gpg enc out tmp bak
    properties sql dvm edi`.split(/\s+/),
  )('takes a name that ends in .%s for a file', (ending) => {
    expect(isHostName(`orders.${ending}`)).toBe(false)
    expect(isHostName(`${ending}.example.com`)).toBe(true)
  })

  it.each([
    ['DB.Example.com', true],
    ['a.de', true],
    [`${'x'.repeat(63)}.com`, true],
    [`${'x'.repeat(64)}.com`, false],
    [`a.${'c'.repeat(24)}`, true],
    [`a.${'c'.repeat(25)}`, false],
    ['a.c', false],
    ['-a.example.com', false],
    ['a-.example.com', false],
    ['a--b.example.com', true],
    ['a..com', false],
    ['a.com.', false],
    ['erp', false],
    [`${'a.'.repeat(125)}com`, true],
    [`${'a.'.repeat(126)}com`, false],
  ])('of %j is %s', (text, expected) => {
    expect(isHostName(text)).toBe(expected)
  })
})

describe('isIpAddress and isLoopback', () => {
  it.each([
    ['255.255.255.255', true],
    ['256.1.1.1', false],
    ['1.2.3.4.5', false],
    ['1.2.3.0004', false],
    ['11.13.18.05', false],
    ['10.0.0.1', true],
    ['1.2.3.4a', false],
    ['1.2.3.', false],
    ['[2001:db8::1]', true],
  ])('%s is an IP address: %s', (host, expected) => {
    expect(isIpAddress(host)).toBe(expected)
  })

  it.each([
    ['localhost', true],
    ['app.localhost', true],
    ['::1', true],
    ['[::1]', true],
    ['0.0.0.0', true],
    ['127.9.9.9', true],
    ['mylocalhost', false],
    ['128.0.0.1', false],
    ['localhost.example.com', false],
    ['[::2]', false],
    ['127.0.0', false],
  ])('%s is the machine itself: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected)
  })
})

describe('isNameHost', () => {
  const name = (host: string, path = '/x', scheme = 'http') => isName(`${scheme}://${host}${path}`)

  it.each(
    `w3.org autogeneratedns.com oasis-open.org tempuri.org purl.org hl7.org loinc.org snomed.info unitsofmeasure.org
    json-schema.org openapis.org schema.org opengis.net altova.com`.split(/\s+/),
  )('knows %s, and what is below it', (host) => {
    expect([name(host), name(`docs.${host}`), name(`not${host}`), name(`${host}.example.com`)]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it.each(
    `xml.oracle.com supoc.oracle.com platform.integration.oracle schemas.xmlsoap.org xml.apache.org xml.org
    www.nlm.nih.gov targetnamespace.com wadl.dev.java.net java.sun.com exslt.org ns.adobe.com uri.etsi.org
    xmlns.oracle.com`.split(/\s+/),
  )('knows %s alone', (host) => {
    expect([name(host), name(`a.${host}`), name(`x${host}`)]).toEqual([true, false, false])
  })

  it.each(['xmlns', 'schemas', 'ns', 'namespace', 'namespaces'])('knows hosts that begin with %s', (label) => {
    expect([name(`${label}.acme.com`), name(`${label}x.acme.com`), name(`a.${label}.acme.com`)]).toEqual([
      true,
      false,
      false,
    ])
  })

  it.each(
    `example.org www.example.com example.net host hostname server servername domain endpoint address url tbd todo dummy
    myhost myserver none null my-hostname a_hostname a.hostname your.acme.com yourhost my-instance.acme.com myinstance
    xxx.acme.com changeme.acme.com replace.acme.com some-host somehost placeholder.acme.com a.your-host.com
    a-yourdomain.com a.your-server a.your-instance.x a.your-company.x a.yourpod.com a.xxx.com a.invalid a.test
    ic-api-intg-dt.acme.com a.svc.cluster.local`.split(/\s+/),
  )('knows %s for a sample, or for OIC’s own', (host) => {
    expect(name(host)).toBe(true)
  })

  it.each(
    `api.example.org www.example.de hosts xhost urls a.hostnames hostname2.acme.com ayour.acme.com a.xx.com
    a.invalid.acme.com a.testing a.your-hosts.com myhost.acme.com ic-api-intg.acme.com a.svc.cluster.local.acme.com
    axxx.acme.com some.host.acme.com`.split(/\s+/),
  )('does not know %s', (host) => {
    expect(name(host)).toBe(false)
  })

  it('takes the site of Oracle for a namespace under http and with a path', () => {
    expect([
      name('www.oracle.com'),
      name('oracle.com'),
      name('www.oracle.com', '/'),
      name('www.oracle.com', ''),
    ]).toEqual([true, true, false, false])
    expect([name('www.oracle.com', '/x', 'https'), name('cloud.oracle.com')]).toEqual([false, false])
  })
})

describe('hasNamePath', () => {
  const hasName = (text: string) => findUrls(text).map(hasNamePath)

  it.each(['schema', 'schemas', 'xmlns', 'namespace', 'namespaces', 'ns', 'xsd', 'xsds', 'NS'])(
    'knows a folder %s, under http and without a query',
    (folder) => {
      expect(hasName(`http://a.acme.com/x/${folder}/y http://a.acme.com/${folder}`)).toEqual([true, true])
      expect(hasName(`https://a.acme.com/${folder} http://a.acme.com/${folder}?x=1`)).toEqual([false, false])
      expect(hasName(`http://a.acme.com/x${folder}/y http://a.acme.com/${folder}x`)).toEqual([false, false])
    },
  )
})

describe('isCallable', () => {
  const callable = (text: string) => findUrls(text).map(isCallable)

  it.each([
    ['http://a.example.com', true],
    ['http://192.0.2.1', true],
    ['http://1.2.3', false],
    ['http://[::1]', true],
    ['http://erp', false],
    ['http://erp/', true],
    ['http://erp:80', true],
    ['http://{host}/x', false],
    ['http://:80/x', false],
  ])('of %s is %s', (text, expected) => {
    expect(callable(text)).toEqual([expected])
  })
})

describe('words, of other names', () => {
  it.each([
    ['ÄRGERNeu', ['ärger', 'neu']],
    ['a1B2c', ['a', 'b2c']],
    ['HTTPServer9', ['http', 'server']],
    ['  --12-- ', []],
    ['v2x', ['v2x']],
  ])('of %j', (name, expected) => {
    expect(words(name)).toEqual(expected)
  })
})
