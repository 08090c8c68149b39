import { describe, expect, it } from 'vitest'
import { readProjectYaml } from '../../src/formats/project-yaml.js'

const read = (text: string) => readProjectYaml('project.yaml', text)
const ids = (text: string) => read(text).value?.assets.map(({ kind, id, name }) => [kind, id, name])

describe('project.yaml', () => {
  it('in which a merge was not finished says so, and nothing else', () => {
    const { problems } = read('id: A\ncode: A\n<<<<<<< HEAD\nname: A\n=======\nname: B\n>>>>>>> other\nassets: {}\n')
    const errors = problems.filter(({ severity }) => severity === 'error')
    expect(errors).toMatchObject([{ line: 3, column: 1 }])
    expect(errors[0]?.message).toContain('a merge that was not finished')
  })

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

describe('what is wrong with project.yaml', () => {
  const said = (text: string) =>
    read(text).problems.map(({ code, severity, message, line, column }) => [code, severity, message, line, column])
  const FORM = 'malformed-content'

  it('is said in words and at its place', () => {
    expect(said(' \n')).toEqual([[FORM, 'error', 'The file is empty.', 1, 1]])
    expect(said('- a')).toEqual([[FORM, 'error', 'The file does not hold the fields of a project.', 1, 1]])
    expect(said('\nname: x')).toEqual([[FORM, 'error', 'The project has no code.', 2, 1]])
    expect(said('code: A\nid: x\nid: y')).toEqual([
      [FORM, 'warning', 'The key id stands here again; the last one counts.', 3, 1],
    ])
    expect(said(`code: A\n${'k'.repeat(70)}: 1\n${'k'.repeat(70)}: 2`)).toEqual([
      [FORM, 'warning', `The key ${'k'.repeat(60)} stands here again; the last one counts.`, 3, 1],
    ])
    expect(said('code: A\nassets: x')).toEqual([
      [FORM, 'error', 'The assets are not lists under names; they were left out.', 2, 9],
    ])
    expect(said('code: A\nassets: [x]')).toEqual([
      [FORM, 'error', 'The assets are not lists under names; they were left out.', 2, 9],
    ])
    for (const item of ['{}', '[]'])
      expect(said(`code: A\nassets:\n  lookups:\n  - ${item}`)).toEqual([
        [FORM, 'warning', 'An asset of the project has no id.', 4, 5],
      ])
    expect(said('code: A\na: &x 1\nb: *x')).toEqual([
      [FORM, 'error', 'The YAML repeats a value by an alias, which OIC never writes; it was left out.', 3, 4],
    ])
  })

  it('is told by the parser in one line that ends with a full stop', () => {
    const [[, severity, message, line]] = said('code: A\nname: "open') as [[string, string, string, number]]
    expect([severity, line]).toEqual(['error', 2])
    expect(message).toMatch(/^The YAML is malformed: [^\n]*[^.]\.$/)
    const [warning] = said('code: !x/y A')
    expect(warning?.slice(0, 2)).toEqual([FORM, 'warning'])
    expect(warning?.[2]).toMatch(/^The YAML is unusual: [^\n]*[^.]\.$/)
    const [long] = said(`code: !x/${'y'.repeat(300)} A`)
    expect(String(long?.[2])).toHaveLength('The YAML is unusual: '.length + 151)
  })

  it('is nesting beyond two hundred levels of brackets and indentation together', () => {
    const brackets = (depth: number) => `code: A\nx: ${'['.repeat(depth)}${']'.repeat(depth)}`
    expect(read(brackets(200)).value?.code).toBe('A')
    expect(said(brackets(201))).toEqual([
      [FORM, 'error', 'The YAML is nested deeper than 200 levels; it was not read.', 2, 204],
    ])
    const indented = (width: number) => `code: A\nx:\n${' '.repeat(width)}y: 1`
    expect(read(indented(200)).value?.code).toBe('A')
    expect(said(indented(201))).toMatchObject([[FORM, 'error', expect.stringContaining('deeper'), 3, 201]])
    expect(said(`code: A\nx:\n${' '.repeat(200)}[y]`)[0]?.[4]).toBe(201)
  })

  it('is nesting with blanks between the brackets, in the first line, and behind brackets in texts', () => {
    const deep = [[FORM, 'error', expect.stringContaining('deeper'), expect.any(Number), expect.any(Number)]]
    for (const text of [
      `x: ${'[ '.repeat(201)}`,
      `x: ${'{ '.repeat(201)}`,
      `${' '.repeat(201)}x: 1`,
      `x: "${']}'.repeat(9)}"\ny: ${'['.repeat(201)}`,
      `x:\n${'- '.repeat(101)}y`,
      `x:\n${'? '.repeat(101)}y`,
      `x:\n${': '.repeat(101)}y`,
    ])
      expect(said(text)).toEqual(deep)
  })

  it('is not many brackets beside one another, or many blanks behind a word', () => {
    for (const fine of [
      `x: [${'[], {}, '.repeat(300)}1]`,
      `x: "${']'.repeat(300)}${'['.repeat(200)}"`,
      `x:${' '.repeat(300)}1`,
      `x: ${'- '.repeat(300)}`,
      Array.from({ length: 300 }, (_, at) => ` k${at}: 1`)
        .join('\n')
        .replace(/^/, 'x:\n'),
    ])
      expect(read(`${fine}\ncode: A`).problems.filter(({ message }) => message.includes('deeper'))).toEqual([])
  })
})

describe('the fields of project.yaml', () => {
  it('are texts without blanks around them; the code may stand in the id', () => {
    expect(read('code: ""\nid: " A "\nname: " N "').value).toMatchObject({
      code: 'A',
      name: 'N',
      location: { entry: 'project.yaml', line: 1, column: 1 },
    })
    expect(read('code: [A]\nid: B').value?.code).toBe('B')
  })

  it.each([
    ['362', 362],
    ['"7"', 7],
    ['9'.repeat(15), 999_999_999_999_999],
    ['9'.repeat(16), null],
    ['1.5', null],
    ['x1', null],
    ['1x', null],
  ])('have the project revision %s as %j', (written, revision) => {
    expect(read(`code: A\nprojectRevision: ${written}`).value?.revision).toBe(revision)
  })

  it('without a name are passed over', () => {
    expect(read('code: A\n? [x]\n: 1\n? [y]\n: 2').problems).toEqual([])
  })
})

describe('the assets of project.yaml', () => {
  it('are known by their id, else by code and version, else by name', () => {
    expect(
      ids(
        'code: A\nassets:\n  x:\n  - {id: I, code: C, version: 1, name: N}\n  - {code: C, version: 1, name: N}\n  - {code: C, name: N}\n  - {identifier: D, version: 1}\n  - {version: 1, name: N}\n  - " P "\n',
      ),
    ).toEqual([
      ['x', 'I', 'N'],
      ['x', 'C|1', 'N'],
      ['x', 'C', 'N'],
      ['x', 'D|1', ''],
      ['x', 'N', 'N'],
      ['x', 'P', ''],
    ])
  })

  it('may be one text instead of a list, or none', () => {
    expect(ids('code: A\nassets:\n  x: ONE\n  y: ""\n  z:\n  - ~\n  - ""\n')).toEqual([['x', 'ONE', '']])
    expect(read('code: A\nassets:\n  y: ""\n  z:\n  - ~\n').problems).toEqual([])
    for (const none of ['""', '~', '{}'])
      expect(read(`code: A\nassets: ${none}`)).toMatchObject({ value: { assets: [] }, problems: [] })
    expect(read('code: A')).toMatchObject({ value: { assets: [] }, problems: [] })
  })
})
