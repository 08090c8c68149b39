import { describe, expect, it } from 'vitest'
import {
  readAiAttributes,
  readIntegrationAttributes,
  readLibraryProperties,
  readPackageAttributes,
  readProjectProperties,
} from '../../src/formats/integration-attributes.js'

describe('ics_project_attributes.properties', () => {
  it('gives what OIC says of the integration, and every property as written', () => {
    const { value, problems } = readIntegrationAttributes(
      'a.properties',
      'project_code=ORDER_SYNC\nproject_version=01.00.0000\nproject_name=Order Sync\nmodelType=FREEFORM\n' +
        'mep_type=MEP07\nproject_persisted_state=ACTIVATED\nkeywords=orders,retail\nsmartTags=app\\:rest, app\\:ftp\n' +
        'lastUpdatedICSVersion=24.02.1-EC\nmod=aGFzaA\\=\\=',
    )
    expect(problems).toEqual([])
    expect(value).toMatchObject({
      code: 'ORDER_SYNC',
      version: '01.00.0000',
      name: 'Order Sync',
      package: '',
      status: 'ACTIVATED',
      mep: 'MEP07',
      modelType: 'freeform',
      keywords: ['orders', 'retail'],
      smartTags: ['app:rest', 'app:ftp'],
      oicVersion: '24.02.1-EC',
    })
    expect(value?.properties['mod']).toBe('aGFzaA==')
    expect(value?.properties['modelType']).toBe('FREEFORM')
  })

  it('is read as far as it goes where the code is missing', () => {
    const { value, problems } = readIntegrationAttributes('a.properties', 'project_version=01.00.0000')
    expect(value?.version).toBe('01.00.0000')
    expect(problems.map(({ message }) => message)).toEqual(['The property project_code is missing or empty.'])
  })

  it('has no value where it is empty', () => {
    expect(readIntegrationAttributes('a.properties', '# nothing\n')).toMatchObject({
      value: null,
      problems: [{ severity: 'error' }],
    })
  })
})

describe('the other properties files', () => {
  it('name a package and do not read its empty list of integrations', () => {
    const { value, problems } = readPackageAttributes(
      'p',
      'package_name=example.retail\nintegration_list=[]\nsmart_tags=[app\\:rest]',
    )
    expect(problems).toEqual([])
    expect(value).toMatchObject({ name: 'example.retail', smartTags: ['app:rest'] })
  })

  it('describe a library', () => {
    const { value } = readLibraryProperties(
      'l',
      'code=TEXT_TOOLS\nlibrarytype=API\nname=Text Tools\ntype=PRIVATE\nversion=01.00.0000',
    )
    expect(value).toMatchObject({ code: 'TEXT_TOOLS', version: '01.00.0000', libraryType: 'API', type: 'PRIVATE' })
  })

  it('may say nothing of a project', () => {
    expect(readProjectProperties('o', '#Mon Jan 01\n')).toMatchObject({ value: { mod: '' }, problems: [] })
  })

  it('name a tool under whatever keys, and keep all of them', () => {
    const { value } = readAiAttributes('t', 'tool_code=FIND_ORDER\ntoolVersion=01.00.0000\nname=Find order\nfoo.bar=1')
    expect(value).toMatchObject({ code: 'FIND_ORDER', version: '01.00.0000', name: 'Find order', type: '' })
    expect(value?.properties['foo.bar']).toBe('1')
  })
})
