/** The reporters of a diff, on a diff written by hand. */
import { describe, expect, it } from 'vitest'
import type { ArchiveDiff, ArtifactDiff, Change } from '../../src/diff/types.js'
import { diffHtml } from '../../src/report/diff-html.js'
import { diffJson } from '../../src/report/diff-json.js'
import { diffMarkdown } from '../../src/report/diff-markdown.js'
import { diffText } from '../../src/report/diff-text.js'

const change = (given: Partial<Change>): Change => ({
  what: 'expression',
  path: 'Scope Pay > Assign total',
  change: 'changed',
  old: '1',
  new: '2',
  effect: null,
  ...given,
})

const artifact = (given: Partial<ArtifactDiff>): ArtifactDiff => ({
  id: 'integration:PAY|01.01.0000',
  kind: 'integration',
  change: 'changed',
  oldId: 'integration:PAY|01.00.0000',
  newId: 'integration:PAY|01.01.0000',
  contract: 'unchanged',
  suggestedVersion: '01.00.0001',
  versionNote: null,
  changes: [change({})],
  ...given,
})

const diff = (...artifacts: ArtifactDiff[]): ArchiveDiff => ({ identical: artifacts.length === 0, artifacts })

describe('diffText', () => {
  it('says that nothing differs', () => {
    expect(diffText(diff())).toBe('No differences\n')
  })

  it('marks lines of a script that came or went', () => {
    const script = (old: string | null, now: string | null) =>
      diffText(diff(artifact({ changes: [change({ what: 'script', path: 'Tools.js', old, new: now })] })))
    expect(script(null, 'return 1')).toContain('  ~ Tools.js (script)\n      + return 1\n')
    expect(script('return 1', null)).toContain('  ~ Tools.js (script)\n      - return 1\n')
    expect(script('a\nb', 'c')).toContain('  ~ Tools.js (script)\n      - a\n      - b\n      + c\n')
  })

  it('lays changes out as a tree of where they stand', () => {
    const changes = [
      change({ what: 'version', path: '', old: '01.00.0000', new: '01.01.0000' }),
      change({}),
      change({ path: 'Scope Pay > Invoke bank', what: 'connection', change: 'renamed', old: 'A', new: 'B' }),
      change({ path: 'Scope Pay > Stop', what: 'step', change: 'removed', old: 'Stop', new: null }),
    ]
    expect(diffText(diff(artifact({ changes })))).toBe(
      [
        '~ integration:PAY|01.00.0000 → integration:PAY|01.01.0000',
        '  version by semver: 01.00.0001',
        '  Scope Pay',
        '    ~ Assign total (expression): 1 → 2',
        '    = Invoke bank (connection) renamed: A → B',
        '    - Stop (step)',
        '',
        '1 changed',
        '',
      ].join('\n'),
    )
  })

  it('lists what came and went without more to tell line by line', () => {
    const gone = (id: string) => artifact({ id, oldId: id, newId: null, change: 'removed', changes: [] })
    const bare = { suggestedVersion: null, contract: 'unchanged' } as const
    const text = diffText(
      diff({ ...gone('lookup:A'), ...bare }, { ...gone('lookup:B'), ...bare }, artifact({}), {
        ...gone('lookup:C'),
        ...bare,
      }),
    )
    expect(text.replace(/\n {2}.*/g, '')).toBe(
      [
        '- lookup:A',
        '- lookup:B',
        '',
        '~ integration:PAY|01.00.0000 → integration:PAY|01.01.0000',
        '',
        '- lookup:C',
        '',
        '1 changed, 3 removed',
        '',
      ].join('\n'),
    )
  })

  it('says what breaks callers, and what does not fit', () => {
    const note = 'The version was raised to 01.01.0000, which is too little.'
    const text = diffText(
      diff(artifact({ contract: 'breaking', versionNote: note, changes: [change({ effect: 'breaking' })] })),
    )
    expect(text).toContain(`breaks those who rely on it; ${note}`)
    expect(text).toContain('[breaking]')
  })

  it('cuts long values unless all is asked for', () => {
    const long = Array.from({ length: 40 }, (_, at) => `line ${at}`).join('\n')
    const one = diff(artifact({ changes: [change({ old: long, new: null, change: 'removed' })] }))
    expect(diffText(one)).toContain('… 29 more lines')
    expect(diffText(one, { verbose: true })).toContain('line 39')
  })

  it('prints no control characters of an archive', () => {
    const text = diffText(
      diff(artifact({ changes: [change({ path: 'Scope \u001b[2J', old: '\u0007', new: 'x\u202e' })] })),
    )
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(text).not.toMatch(/[\u0007\u001b\u202e]/)
  })
})

describe('diffJson', () => {
  it('is the contract', () => {
    expect(
      JSON.parse(diffJson(diff(artifact({})), { failed: [{ file: 'x', code: 'truncated', message: 'm' }] })),
    ).toEqual({
      formatVersion: 1,
      identical: false,
      artifacts: [artifact({})],
      failed: [{ file: 'x', code: 'truncated', message: 'm' }],
    })
  })
})

describe('diffMarkdown', () => {
  it('makes a table, in which nothing of an archive is markup', () => {
    const text = diffMarkdown(diff(artifact({ changes: [change({ old: 'a|b', new: '<b>@team</b> #1\nsecond' })] })))
    const row = text.split('\n').find((line) => line.startsWith('| changed'))
    expect(row).toBe(
      '| changed expression | Scope Pay &#62; Assign total | a&#124;b | &#60;b&#62;&#64;team&#60;/b&#62; &#35;1<br>second |',
    )
  })

  it('stays below what GitHub takes', () => {
    const many = Array.from({ length: 300 }, (_, at) =>
      artifact({ changes: Array.from({ length: 10 }, () => change({ path: `Step ${at}`, old: 'x'.repeat(300) })) }),
    )
    const text = diffMarkdown(diff(...many))
    expect(text.length).toBeLessThan(65_536)
    expect(text).toMatch(/… and \d+ more/)
  })
})

describe('diffHtml', () => {
  it('is whole, loads nothing, and escapes what an archive says', () => {
    const html = diffHtml(diff(artifact({ changes: [change({ old: '<script>alert(1)</script>', new: 'a\nb' })] })), {
      old: 'a"b',
      new: 'c',
    })
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).toContain('<pre>a\nb</pre>')
    expect(html).not.toMatch(/\b(?:src|href)=/)
    expect(html).toContain("default-src 'none'")
  })

  it('leaves no empty line above a change of the artifact itself', () => {
    const html = diffHtml(diff(artifact({ changes: [change({ path: '', what: 'name' })] })))
    expect(html).toContain('<td><small>changed name</small></td>')
  })
})
