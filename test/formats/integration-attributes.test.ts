import { describe, expect, it } from 'vitest'
import {
  readAiAttributes,
  readIntegrationAttributes,
  readLibraryProperties,
  readPackageAttributes,
} from '../../src/formats/integration-attributes.js'

describe('ics_project_attributes.properties', () => {
  it('gives what OIC says of the integration', () => {
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
    expect(value).toMatchObject({ name: 'example.retail' })
  })

  it('describe a library', () => {
    const { value } = readLibraryProperties(
      'l',
      'code=TEXT_TOOLS\nlibrarytype=API\nname=Text Tools\ntype=PRIVATE\nversion=01.00.0000',
    )
    expect(value).toEqual({ code: 'TEXT_TOOLS', version: '01.00.0000', name: 'Text Tools' })
  })

  it('name a tool under whatever keys', () => {
    const { value } = readAiAttributes('t', 'tool_code=FIND_ORDER\ntoolVersion=01.00.0000\nname=Find order\nfoo.bar=1')
    expect(value).toEqual({ code: 'FIND_ORDER', version: '01.00.0000', name: 'Find order', description: '' })
  })
})

describe('the properties of an integration, a package and a library', () => {
  it('are read without the blanks around them', () => {
    const { value } = readIntegrationAttributes(
      'a',
      'project_code=A \nproject_version=1 \npackage_name=example.retail \nscope=Private \nproject_name=Order Sync ',
    )
    expect(value).toMatchObject({
      code: 'A',
      version: '1',
      package: 'example.retail',
      scope: 'Private',
      name: 'Order Sync',
      keywords: [],
      smartTags: [],
      location: { entry: 'a', line: 1, column: 1 },
    })
    expect(readPackageAttributes('p', 'package_name=example.retail ').value?.name).toBe('example.retail')
    expect(readLibraryProperties('l', 'code=A \nversion=1 \nname=Text Tools ').value).toEqual({
      code: 'A',
      version: '1',
      name: 'Text Tools',
    })
  })

  it('that must be there are missed in words, in their order', () => {
    const said = ({ problems }: { problems: readonly { message: string }[] }) => problems.map(({ message }) => message)
    expect(said(readIntegrationAttributes('a', 'project_code= \nscope=x'))).toEqual([
      'The property project_code is missing or empty.',
      'The property project_version is missing or empty.',
    ])
    expect(said(readPackageAttributes('p', 'keywords=a'))).toEqual(['The property package_name is missing or empty.'])
    expect(said(readLibraryProperties('l', 'name=a'))).toEqual([
      'The property code is missing or empty.',
      'The property version is missing or empty.',
    ])
    expect(said(readAiAttributes('t', 'name=a'))).toEqual([])
  })

  it('are a problem where there are none, behind those of the file', () => {
    expect(readIntegrationAttributes('a', '')).toEqual({
      value: null,
      problems: [
        {
          code: 'malformed-content',
          severity: 'error',
          message: 'The file has no properties.',
          entry: 'a',
          line: 1,
          column: 1,
        },
      ],
    })
  })

  it('have the problems of the file first', () => {
    expect(readLibraryProperties('l', 'code=\\u12\n').problems).toMatchObject([
      { message: 'A \\u escape is not followed by four hexadecimal digits.' },
      { message: 'The property version is missing or empty.' },
    ])
  })
})

describe('the properties of a tool, pattern or prompt template', () => {
  it.each([
    'code',
    'TOOL_CODE',
    'patternCode',
    'prompt.template.code',
    'templateCode',
    'prompt-code',
    'agentCode',
    'project_code',
  ])('have their code under %s', (key) => {
    expect(readAiAttributes('t', `${key}=FIND_ORDER `).value?.code).toBe('FIND_ORDER')
  })

  it('have each field under its plain name first, if it has a text there', () => {
    const { value } = readAiAttributes(
      't',
      'tool_code=B\ncode=A\nversion=\ntool_version=2\ntool_description=Finds orders\nname=Find',
    )
    expect(value).toMatchObject({
      code: 'A',
      version: '2',
      description: 'Finds orders',
      name: 'Find',
    })
  })

  it('have no field under a name that is unknown', () => {
    expect(readAiAttributes('t', 'my_code=A\ncodes=B').value?.code).toBe('')
  })
})
