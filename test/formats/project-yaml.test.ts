import { describe, expect, it } from 'vitest'
import { readProjectYaml } from '../../src/formats/project-yaml.js'

const read = (text: string) => readProjectYaml('project.yaml', text)
const ids = (text: string) => read(text).value?.assets.map(({ kind, id, name }) => [kind, id, name])

describe('project.yaml', () => {
  it('gives the project and its parts, each with its place', () => {
    const { value, problems } = read(
      '---\nid: RETAIL\ncode: RETAIL\nname: "Retail: core"\ndescription: |\n  two\n  lines\ntype: DEVELOPED\nrevision: 0\nprojectRevision: 362\nstatus: ACTIVE\nassets:\n' +
        '  integrations:\n  - id: ORDER_SYNC|01.00.0000\n    name: Order Sync\n    revision: 1\n  labels:\n  - id: NIGHTLY\n    name: Nightly\norigin:\n  tenantOCID: x\n',
    )
    expect(problems).toEqual([])
    expect(value).toMatchObject({
      code: 'RETAIL',
      name: 'Retail: core',
      description: 'two\nlines',
      type: 'DEVELOPED',
      status: 'ACTIVE',
      revision: 362,
      assets: [
        { kind: 'integrations', id: 'ORDER_SYNC|01.00.0000', name: 'Order Sync', location: { line: 14, column: 5 } },
        { kind: 'labels', id: 'NIGHTLY', name: 'Nightly' },
      ],
    })
  })

  it('keeps words that look like numbers, and reads null as nothing', () => {
    expect(read('code: 0123\nname: 01.00\ndescription: null\ntype: ~\nassets:').value).toMatchObject({
      code: '0123',
      name: '01.00',
      description: '',
      type: '',
      revision: null,
      assets: [],
    })
  })

  it('lists assets under any name and in any form', () => {
    expect(
      ids(
        'code: A\nassets:\n  somethingNew:\n  - PLAIN\n  - {code: X, version: 01.00.0000}\n  - name: Only\n  templates: []\n  connections:\n  ai_agents:\n    tools:\n    - id: T|1\n  __proto__:\n  - P\n',
      ),
    ).toEqual([
      ['somethingNew', 'PLAIN', ''],
      ['somethingNew', 'X|01.00.0000', ''],
      ['somethingNew', 'Only', 'Only'],
      ['__proto__', 'P', ''],
      ['ai_agents/tools', 'T|1', ''],
    ])
  })

  it('reports repeated keys, tags, second documents and assets without an id', () => {
    expect(read('code: A\ncode: B')).toMatchObject({
      value: { code: 'B' },
      problems: [{ severity: 'warning', line: 2 }],
    })
    expect(read('code: !x/y A')).toMatchObject({ value: { code: 'A' }, problems: [{ severity: 'warning' }] })
    expect(read('code: A\n---\ncode: B').problems).toMatchObject([{ severity: 'error' }])
    expect(read('code: A\nassets:\n  lookups:\n  - {}').problems).toMatchObject([{ severity: 'warning', line: 4 }])
    expect(read('code: A\nassets: x').problems).toMatchObject([{ severity: 'error' }])
  })

  it('reads on over broken lines', () => {
    const { value, problems } = read('code: A\nname: "open\nstatus: X')
    expect(value?.code).toBe('A')
    expect(problems.length).toBeGreaterThan(0)
  })

  it('does not follow aliases, so that a bomb stays small', () => {
    const levels = Array.from({ length: 40 }, (_, at) => `l${at + 1}: &l${at + 1} [*l${at}, *l${at}, *l${at}]`)
    const bomb = `code: A\nl0: &l0 [x]\n${levels.join('\n')}\nassets:\n  integrations: *l40\n  lookups:\n  - *l1\n`
    const { value, problems } = read(bomb)
    expect(value).toMatchObject({ code: 'A', assets: [] })
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/alias/),
      expect.stringMatching(/alias/),
    ])
  })

  it('refuses what is nested too deep, however it is written', () => {
    for (const deep of [
      `a: ${'['.repeat(100_000)}`,
      `a: ${'{a: '.repeat(100_000)}`,
      '- '.repeat(100_000),
      '? '.repeat(100_000),
      Array.from({ length: 3000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
    ])
      expect(read(deep)).toMatchObject({ value: null, problems: [{ severity: 'error' }] })
  })

  it('takes many keys and assets in its stride', () => {
    const many = Array.from({ length: 5000 }, (_, at) => `k${at}: 1`).join('\n')
    const assets = Array.from({ length: 5000 }, (_, at) => `  - id: A${at}`).join('\n')
    const { value, problems } = read(`code: A\n${many}\nassets:\n  lookups:\n${assets}`)
    expect(problems).toEqual([])
    expect(value?.assets).toHaveLength(5000)
  })

  it('that holds no fields is a problem', () => {
    for (const text of ['', '# x', '- a', 'word']) expect(read(text)).toMatchObject({ value: null })
    expect(read('name: x').problems).toMatchObject([{ message: 'The project has no code.' }])
  })
})
