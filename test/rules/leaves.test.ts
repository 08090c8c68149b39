import { describe, expect, it } from 'vitest'
import { baselineJson, baselineOf, parseBaseline } from '../../src/rules/baseline.js'
import { archiveMatcher, nameMatcher, subjects } from '../../src/rules/matching.js'
import { needsMet, whyNotRun } from '../../src/rules/needs.js'
import { stablePath } from '../../src/rules/stable-path.js'
import type { Finding, Need, RuleFinding } from '../../src/rules/types.js'
import { counted, environmentOf, listed, named, nowhere } from '../../src/rules/words.js'
import { archiveOf, flowOf } from '../support/model.js'

describe('words of messages', () => {
  it.each([
    [[], 5, ''],
    [['a'], 5, 'a'],
    [['a', 'b'], 5, 'a and b'],
    [['a', 'b', 'c'], 5, 'a, b and c'],
    [['a', 'b', 'c'], 3, 'a, b and c'],
    [['a', 'b', 'c', 'd'], 3, 'a, b, c and 1 more'],
    [['a', 'b', 'c', 'd'], 1, 'a and 3 more'],
  ])('list %j, at most %i', (words, most, expected) => {
    expect(listed(words, most)).toBe(expected)
  })

  it('list five unless told otherwise', () => {
    expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, d and e')
    expect(listed(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c, d, e and 1 more')
  })

  it('count', () => {
    expect([0, 1, 2].map((count) => counted(count, 'row'))).toEqual(['0 rows', '1 row', '2 rows'])
    expect([1, 2].map((count) => counted(count, 'person', 'people'))).toEqual(['1 person', '2 people'])
  })

  it('name', () => {
    expect(named({ code: 'A', version: '1' })).toBe('A 1')
    expect(named({ code: 'A', version: '' })).toBe('A')
    expect(environmentOf({ environment: 'TEST' })).toBe('TEST')
    expect(environmentOf({ environment: '' })).toBe('the target')
  })

  it('say where something was looked for', () => {
    const inventory = { environment: 'TEST' } as Parameters<typeof nowhere>[0]
    expect(nowhere(inventory, true)).toBe('is neither in the archives nor in TEST')
    expect(nowhere(inventory, false)).toBe('is not in the archives')
    expect(nowhere(null, true)).toBe('is not in the archives')
  })
})

describe('stablePath', () => {
  it.each([
    ['a/ORDERS_01.00.0000/processor_72/resourcegroup_73/x', 'a/ORDERS/processor/resourcegroup/x'],
    [`req_${'0a'.repeat(16)}.xsl`, 'req.xsl'],
    [`req_${'0A'.repeat(16)}.xsl`, 'req.xsl'],
    [`req_${'0a'.repeat(15)}.xsl`, `req_${'0a'.repeat(15)}.xsl`],
    ['x_3f0c2a51-7d18-4c5e-9a52-0b1d6a7c1e01.iar!/a', 'x.iar!/a'],
    ['x_3f0c2a51-7d18-4c5e-9a52.iar', 'x_3f0c2a51-7d18-4c5e-9a52.iar'],
    ['x_01.00.iar', 'x.00.iar'],
    ['x_1a', 'x_1a'],
    ['x_1_2', 'x'],
    ['x_1!/y', 'x!/y'],
    ['x-1', 'x-1'],
    ['', ''],
  ])('of %s is %s', (path, expected) => {
    expect(stablePath(path)).toBe(expected)
  })
})

describe('nameMatcher', () => {
  it.each([
    ['a*', 'abc', true],
    ['a*', 'a/b', true],
    ['a/*', 'a/b/c', true],
    ['*', '.a', true],
    ['!a', 'b', false],
    ['!a', '!a', true],
    ['a', 'ab', false],
    ['a', 'A', false],
    ['[a]', '[a]', true],
  ])('%s fits %s: %s', (pattern, name, expected) => {
    expect(nameMatcher([pattern])(name)).toBe(expected)
    expect(nameMatcher(['zzz', pattern])(name)).toBe(expected)
    expect(nameMatcher([])(name)).toBe(false)
  })

  it('reads no more of a name than any has', () => {
    expect(nameMatcher(['*b'])(`${'a'.repeat(4095)}b`)).toBe(true)
    expect(nameMatcher(['*b'])(`${'a'.repeat(4096)}b`)).toBe(false)
  })
})

describe('archiveMatcher', () => {
  it('takes accents that stand apart from their letters, as macOS writes them, for the same', () => {
    const apart = 'stores/Gro\u0308\u00dfe.iar'
    expect(archiveMatcher(['stores/Gr\u00f6\u00dfe*'])(apart)).toBe(true)
    expect(archiveMatcher([apart])('stores/Gr\u00f6\u00dfe.iar')).toBe(true)
    expect(archiveMatcher(['Gro\u00dfe*'])(apart)).toBe(false)
  })

  it.each([
    ['*.iar', 'x/a.iar', true],
    ['*.iar', 'a.par', false],
    ['./a.iar', 'x/a.iar', true],
    ['x/*.iar', 'x/a.iar', true],
    ['x/*.iar', 'y/x/a.iar', true],
    ['x/*.iar', 'y/a.iar', false],
    ['/x/*.iar', '/x/a.iar', true],
    ['x/*.iar', 'x\\a.iar', true],
    ['x/*.iar', './x/a.iar', true],
    ['x/tree', 'x/tree/', true],
    ['x/tree', 'x/tree//', true],
    ['!a', 'b', false],
    ['.*', '.a', true],
    ['x\\*.iar', 'y/x/a.iar', true],
    ['x\\*.iar', 'y\\x\\a.iar', true],
    ['.\\x\\**', 'x/y/a.iar', true],
    ['x\\a.iar', 'y/a.iar', false],
    ['a\\[1\\].iar', 'x/a[1].iar', true],
    ['a\\[1\\].iar', 'x/a1.iar', false],
    ['x/*.iar', 'x/./a.iar', true],
    ['x/*.iar', 'y/../x//a.iar', true],
    ['x/*.iar', 'x/../y/a.iar', false],
    ['x/*.iar', '../x/a.iar', true],
    ['../x/*.iar', '../x/a.iar', true],
    ['/x/*.iar', '../../x/a.iar', true],
    ['*.iar', '..\\a.iar', true],
  ])('%s fits %s: %s', (pattern, archive, expected) => {
    expect(archiveMatcher([pattern])(archive)).toBe(expected)
    expect(archiveMatcher([])(archive)).toBe(false)
  })
})

const FINDING = { archive: 'x\\a.iar', entry: '', artifact: '', step: 's' } as RuleFinding

describe('subjects', () => {
  const archive = archiveOf({
    file: 'x\\a.iar',
    integrations: [
      flowOf({ folder: 'f/' }),
      flowOf({ folder: 'p/', code: 'RETURN', project: 'P' }),
      flowOf({ folder: '', code: 'NONE' }),
    ],
  })
  const of = (parts: Partial<RuleFinding>) => subjects([archive])({ ...FINDING, ...parts })

  it.each([
    [{ artifact: 'integration:P/ORDERS|01.00.0000' }, 'ORDERS', 'integration', 'P'],
    [{ artifact: 'integration:ORDERS' }, 'ORDERS', 'integration'],
    [{ artifact: 'agent:P/HELPER|01.00.0000' }, 'HELPER', 'agent', 'P'],
    [{ artifact: 'lookup:A', entry: 'p/x' }, 'RETURN', 'lookup', 'P'],
    [{ artifact: 'lookup:A|B' }, '', 'lookup'],
    [{ artifact: 'lookup:A', entry: 'f/x' }, 'ORDERS', 'lookup'],
    [{ artifact: '', entry: 'f/x' }, 'ORDERS', ''],
    [{ artifact: '', entry: 'g/x' }, '', ''],
    [{ artifact: '', entry: 'f/x', archive: 'b.iar' }, '', ''],
    [{ artifact: 'odd' }, '', 'odd'],
  ] as [Partial<RuleFinding>, string, string, string?][])('of %j', (parts, integration, artifactKind, project = '') => {
    expect(of(parts)).toEqual({ archive: parts.archive ?? 'x/a.iar', integration, project, artifactKind, step: 's' })
  })

  it.each([
    ['a.iar', 'sub/folder', 'sub/folder/a.iar'],
    ['..\\a.iar', 'sub', 'sub/../a.iar'],
    ['/x/a.iar', 'sub', '/x/a.iar'],
    ['C:\\x\\a.iar', 'sub', 'C:/x/a.iar'],
    ['a.iar', '', 'a.iar'],
  ])('in %s of a run in %j are seen from the folder of the configuration', (file, from, expected) => {
    expect(subjects([], from)({ ...FINDING, archive: file }).archive).toBe(expected)
  })
})

describe('needs', () => {
  it.each([
    [['integration'], false, []],
    [['integration', 'integration'], false, ['set']],
    [['package'], false, ['set']],
    [['project'], true, ['inventory', 'set']],
    [['lookup'], true, ['inventory']],
    [[], false, []],
  ] as const)('of %j, with an inventory %s, %j are met', (kinds, inventory, expected) => {
    expect([
      ...needsMet(
        kinds.map((kind) => ({ kind })),
        inventory,
      ),
    ]).toEqual(expected)
  })

  it.each([
    [[], [], null],
    [[['inventory']], [], 'no --inventory'],
    [[['set']], [], 'only one archive given'],
    [[['set'], ['inventory']], [], 'no --inventory, only one archive given'],
    [[['set'], ['inventory']], ['set'], null],
    [[['set', 'inventory']], ['set'], 'no --inventory'],
    [[['set', 'inventory']], ['set', 'inventory'], null],
  ] as [Need[][], Need[], string | null][])('of %j with %j met lack %j', (needs, met, expected) => {
    expect(whyNotRun({ needs }, new Set(met))).toBe(expected)
  })
})

describe('a baseline', () => {
  const finding = (rule: string, message: string, fingerprint: string) => ({ rule, message, fingerprint }) as Finding

  it('is sorted by rule, text and fingerprint, and shortens texts', () => {
    const baseline = baselineOf([
      finding('b', 'x', '1'),
      finding('a', 'y', '3'),
      finding('a', 'x', '5'),
      finding('a', 'x', '4'),
      finding('c', 'm'.repeat(120), '6'),
      finding('d', 'm'.repeat(121), '7'),
    ])
    expect(baseline.formatVersion).toBe(1)
    expect(baseline.findings.map(({ rule, text, fingerprint }) => [rule, text, fingerprint])).toEqual([
      ['a', 'x', '4'],
      ['a', 'x', '5'],
      ['a', 'y', '3'],
      ['b', 'x', '1'],
      ['c', 'm'.repeat(120), '6'],
      ['d', `${'m'.repeat(119)}…`, '7'],
    ])
    expect(parseBaseline(JSON.parse(baselineJson(baseline)))).toEqual(baseline)
    expect(baselineJson({ formatVersion: 1, findings: [] })).toBe('{\n  "formatVersion": 1,\n  "findings": []\n}\n')
  })

  it.each([
    [{ formatVersion: 2, findings: [] }, 'The baseline is not valid: formatVersion: expected 1, found 2'],
    [{ formatVersion: 1 }, 'valid: findings: is missing'],
    [{ formatVersion: 1, findings: [{ fingerprint: '', rule: '' }] }, 'valid: findings[0].text: is missing'],
    [{ formatVersion: 1, findings: [], more: 1 }, 'valid: more: there is no such key'],
    [null, 'The baseline is not valid: baseline: expected an object, found null'],
    [[], 'The baseline is not valid: baseline: expected an object, found a list'],
  ])('refuses %j', (value, message) => {
    expect(() => parseBaseline(value)).toThrow(message)
  })
})
