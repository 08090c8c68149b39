import { describe, expect, it } from 'vitest'
import { libraryCalls, lookupCalls, lookupName } from '../../src/formats/references.js'
import { readXPath } from '../../src/formats/xpath.js'

const DVM = 'http://www.oracle.com/XSL/Transform/java/oracle.tip.dvm.LookupValue'
const JS = 'http://www.oracle.com/XSL/Transform/java/oracle.tip.pc.services.functions.JsExecutor_'

function xpath(source: string, namespaces: Record<string, string> = {}) {
  const location = (index: number) => ({ entry: 'e', line: 1, column: index + 1 })
  return readXPath(source, location, new Map(Object.entries(namespaces)))
}

describe('lookup names', () => {
  it.each([
    ['Stores', 'Stores'],
    ['Stores.dvm', 'Stores'],
    [' Stores ', 'Stores'],
    ['tenant/resources/dvms/Stores', 'Stores'],
    ['tenant/resources/dvms/Stores.dvm', 'Stores'],
    ['/tenant/resources/dvms/Stores', 'Stores'],
    ['oramds:/apps/ICS/DVM/Stores.dvm', 'Stores'],
    ['oramds:/apps/ICS/DVM/Stores', 'Stores'],
    ['oramds:/apps/ICS/DVM/.dvm', null],
    ['', null],
  ])('%s is %s', (literal, name) => {
    expect(lookupName(literal)).toBe(name)
  })
})

describe('lookup calls', () => {
  it('reads name and columns', () => {
    const [call, ...more] = lookupCalls(
      xpath(`dvm:lookupValue ('tenant/resources/dvms/Stores', "Code", $code, "Name", concat("", ""))`, { dvm: DVM }),
    )
    expect(more).toEqual([])
    expect(call).toMatchObject({ name: 'Stores', sourceColumn: 'Code', targetColumn: 'Name' })
    expect(call?.call.column).toBe(1)
  })

  it('goes by the namespace, whatever the prefix', () => {
    expect(lookupCalls(xpath('x:lookupValue1M("A", "b", c, "d")', { x: DVM })).map(({ name }) => name)).toEqual(['A'])
    expect(lookupCalls(xpath('dvm:lookupValue("A", "b", c, "d", "")', { dvm: 'http://example.com' }))).toEqual([])
    expect(lookupCalls(xpath('x:lookupValue("A", "b", c, "d", "")'))).toEqual([])
    expect(lookupCalls(xpath('lookupValue("A", "b", c, "d", "")'))).toEqual([])
    expect(lookupCalls(xpath('dvm:other("A")', { dvm: DVM }))).toEqual([])
  })

  it('takes an unbound dvm by convention', () => {
    expect(lookupCalls(xpath('dvm:lookupValue("A", "b", c, "d", "")'))).toHaveLength(1)
  })

  it('says that a name is computed', () => {
    const found = lookupCalls(
      xpath('dvm:lookupValue(concat("A", $b), $c, d, string("e"), "") + dvm:lookupValue($n) + dvm:lookupValue()'),
    )
    expect(found.map(({ name, sourceColumn, targetColumn }) => [name, sourceColumn, targetColumn])).toEqual([
      [null, null, null],
      [null, null, null],
      [null, null, null],
    ])
  })

  it('finds a lookup inside a lookup', () => {
    const source = 'dvm:lookupValue("A", "b", dvm:lookupValue("C", "d", e, "f", ""), "g", "")'
    expect(lookupCalls(xpath(source)).map(({ name }) => name)).toEqual(['A', 'C'])
  })
})

describe('library calls', () => {
  it('counts calls, not declared namespaces', () => {
    const bound = { orajs0: `${JS}STORE_TOOLS_01_00_0000_Tools_pad_value_width`, orajs1: `${JS}xpath12345` }
    const found = libraryCalls(xpath('orajs0:pad("1", 2) + count(x)', bound))
    expect(found).toMatchObject([
      {
        function: 'pad',
        library: { code: 'STORE_TOOLS', version: '01.00.0000', file: 'Tools.js' },
      },
    ])
  })

  it('takes any prefix, and a namespace that is a hash', () => {
    expect(libraryCalls(xpath('ns7:pad("1")', { ns7: `${JS}xpath678901234` }))).toMatchObject([
      { function: 'pad', library: null },
    ])
  })

  it('parts file and function where both hold underscores', () => {
    const namespace = `${JS}LIB_2_01_20_0003_my_file_my_fn_a_b`
    expect(libraryCalls(xpath('o:my_fn()', { o: namespace }))[0]?.library).toEqual({
      code: 'LIB_2',
      version: '01.20.0003',
      file: 'my_file.js',
    })
    expect(libraryCalls(xpath('o:alias()', { o: namespace }))[0]?.library?.file).toBe('')
  })

  it('goes by the name of a prefix that is not bound', () => {
    expect(libraryCalls(xpath('ns9:f()'))).toEqual([])
    expect(libraryCalls(xpath('orajs12:f()'))).toMatchObject([{ function: 'f', library: null }])
  })
})

describe('names that only look like the usual ones', () => {
  it('keep the slashes of a lookup that is in no folder of OIC', () => {
    expect(lookupName('stores/north/Stores.dvm')).toBe('stores/north/Stores')
  })

  it('are no library where an unbound prefix merely holds orajs', () => {
    expect(libraryCalls(xpath('myorajs0:f() + orajs0b:f()'))).toEqual([])
    expect(libraryCalls(xpath('orajs:f()'))).toHaveLength(1)
  })

  it('give no library where nothing stands before the version', () => {
    expect(libraryCalls(xpath('o:f()', { o: `${JS}_01_00_0000_File_f_a` }))).toMatchObject([{ library: null }])
  })

  it('give no file where nothing stands between the version and the function', () => {
    const [call] = libraryCalls(xpath('o:f()', { o: `${JS}STORE_01_00_0000__f_a` }))
    expect(call?.library).toEqual({ code: 'STORE', version: '01.00.0000', file: '' })
  })
})

it('a lookup is also known by the other namespace that style sheets bind', () => {
  const other = 'http://www.oracle.com/XSL/Transform/java/com.bea.wli.sb.functions.dvm.DVMFunctions'
  expect(lookupCalls(xpath('dvm:lookupValue("A", "b", c, "d", "")', { dvm: other }))).toHaveLength(1)
})
