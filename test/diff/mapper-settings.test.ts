import { describe, expect, it } from 'vitest'
import { archiveForm, diffArchives, fingerprint } from '../../src/diff/index.js'
import { contentOf } from '../../src/model/content.js'
import { type Archive, readArchive } from '../../src/model/index.js'
import { textconv } from '../../src/report/textconv.js'
import { runRule } from '../../src/rules/run-rule.js'
import { hardcodedCredential } from '../../src/rules/security/hardcoded-credential.js'
import type { Finding, Rule } from '../../src/rules/types.js'
import { changedFixture } from '../support/fixture.js'
import { tree } from '../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const [MAPPER = ''] = Object.keys(tree(INTAKE)).filter((path) => /req_.*\.xsl$/.test(path))

const TOKEN = 'q7Rt2Lx9Wm4Zs8KdVb6Nc'

/** The fixture with more in the style sheet of its first mapper. */
async function withMore(top: string, content: string): Promise<Archive> {
  const text = Buffer.from(tree(INTAKE)[MAPPER] ?? '').toString()
  const changed = text
    .replace('<xsl:template match="/"', `${top}<xsl:template match="/"`)
    .replace('</nstrgmpr:POST>', `${content}</nstrgmpr:POST>`)
  return readArchive(changedFixture(INTAKE, { [MAPPER]: changed }))
}

async function said(old: Archive, new_: Archive): Promise<string[]> {
  const { artifacts } = await diffArchives(old, new_)
  const path = 'Scope Fulfil > Map toFulfil > '
  return artifacts.flatMap(({ changes }) =>
    changes.map((one) => `${one.change} ${one.what} ${one.path.replace(path, '')}: ${one.old} -> ${one.new}`),
  )
}

async function credentials(archive: Archive): Promise<readonly Finding[]> {
  return (await runRule(hardcodedCredential as unknown as Rule, [archive])).findings
}

describe('the names in a style sheet', () => {
  const sheet = (prefix: string) => {
    const declared = `xmlns:${prefix}="urn:example:own"`
    return withMore(
      `<xsl:function name="${prefix}:twice" as="element(${prefix}:n)*" ${declared}><xsl:param name="a"/><xsl:copy-of select="$a"/></xsl:function>
       <xsl:key name="${prefix}:byCode" match="${prefix}:Line[@kind = 'p:q']" use="@code" ${declared}/>
       <xsl:template match="${prefix}:Line" mode="${prefix}:short" ${declared}><n><xsl:value-of select="${prefix}:code"/></n></xsl:template>
       <xsl:template name="${prefix}:lines" ${declared}><m>1</m></xsl:template>`,
      `<xsl:call-template name="${prefix}:lines" ${declared}/>
       <xsl:variable name="${prefix}:all" select="//${prefix}:Line" ${declared}/>
       <xsl:apply-templates select="$${prefix}:all" mode="${prefix}:short" ${declared}/>`,
    )
  }

  it('are the same with other prefixes: of templates, functions, keys, variables, modes and types', async () => {
    const [old, new_] = [await sheet('own'), await sheet('o2')]
    expect(await said(old, new_)).toEqual([])
    const [before, after] = [old.integrations[0], new_.integrations[0]]
    if (before === undefined || after === undefined) throw new Error('no integration')
    expect(contentOf(before)).toBe(contentOf(after))
  })
})

describe('the version of a style sheet', () => {
  it('is told where it changed, since XSLT 1.0 and 2.0 compare and convert otherwise', async () => {
    const text = Buffer.from(tree(INTAKE)[MAPPER] ?? '').toString()
    const older = text.replace('version="2.0"', 'version="1.0"')
    expect(older).not.toBe(text)
    const [old, new_] = [await readArchive(changedFixture(INTAKE, { [MAPPER]: older })), await withMore('', '')]
    expect(await said(old, new_)).toEqual(['changed xslt-version Scope Fulfil > Map toFulfil: 1.0 -> 2.0'])
    const [before, after] = [old.integrations[0], new_.integrations[0]]
    if (before === undefined || after === undefined) throw new Error('no integration')
    expect(contentOf(before)).not.toBe(contentOf(after))
  })
})

describe('what an instruction of a mapper says beside its expressions', () => {
  it.each([
    [
      '<n><xsl:for-each select="a"><xsl:sort select="b" order="ascending"/><m/></xsl:for-each></n>',
      ['ascending', 'descending'],
      'changed mapping /POST/n: for-each(a) > sort(b) with order="ascending" -> for-each(a) > sort(b) with order="descending"',
    ],
    [
      '<n><xsl:value-of select="a" separator=","/></n>',
      ['","', '";"'],
      'changed mapping /POST/n: a with separator="," -> a with separator=";"',
    ],
    [
      '<n u="https://a.example.com/{b}/c"/>',
      ['{b}/c', 'c/{b}'],
      'changed mapping /POST/n/@u: "https://a.example.com//c" with b at 22 -> "https://a.example.com/c/" with b',
    ],
    [
      '<xsl:element name="n" namespace="urn:a"><xsl:value-of select="b"/></xsl:element>',
      ['urn:a', 'urn:c'],
      'changed mapping /POST/n: element with namespace="urn:a"\nb -> element with namespace="urn:c"\nb',
    ],
  ] as const)('is told where it changed: %s', async (content, [from, to], line) => {
    const [old, new_] = [await withMore('', content), await withMore('', content.replace(from, to))]
    expect(await said(old, new_)).toEqual([line])
    const [before, after] = [old.integrations[0], new_.integrations[0]]
    if (before === undefined || after === undefined) throw new Error('no integration')
    expect(contentOf(before)).not.toBe(contentOf(after))
    expect(await fingerprint(before, old)).not.toBe(await fingerprint(after, new_))
  })

  it('shows no secret, wherever an expression stands in its text', async () => {
    for (const attribute of ['u="https://ann:Not4Real9x@a.example.com/{b}/c"', 'password="Not4{b}Real9x"']) {
      const content = `<n ${attribute}/>`
      const changed = content.replace('{b}', '').replace('"/>', '{b}"/>')
      const lines = await said(await withMore('', content), await withMore('', changed))
      expect(lines).toHaveLength(1)
      expect(lines.join('')).toContain('(secret)')
      expect(lines.join('')).not.toMatch(/Not4|Real9x/)
    }
  })

  it.each([
    `<n><xsl:value-of select="a" separator="Bearer ${TOKEN}"/></n>`,
    `<n><xsl:analyze-string select="a" regex="password=Not4Real9x"><xsl:matching-substring><m/></xsl:matching-substring></xsl:analyze-string></n>`,
    `<n><xsl:value-of select="tokenize(a, 'password=Not4Real9x')"/></n>`,
    `<n><xsl:value-of select="replace(a, 'x', 'Bearer ${TOKEN}')"/></n>`,
  ])('shows no secret that an attribute of an instruction holds, and finds it: %s', async (content) => {
    const [old, new_] = [await withMore('', ''), await withMore('', content)]
    const lines = (await said(old, new_)).join('\n')
    expect(lines).toContain('(secret)')
    expect(lines + textconv(await archiveForm(new_))).not.toMatch(new RegExp(`Not4Real9x|${TOKEN}`))
    const findings = await credentials(new_)
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The mapping to n in ORDER_INTAKE, step “toFulfil” holds /),
    ])
  })

  it('takes no pattern of a regular expression for a secret', async () => {
    const content = ['password=[A-Za-z0-9]+', 'password=(.*)', 'token: \\w{{20}}']
      .map((regex) => `<n><xsl:analyze-string select="a" regex="${regex}"/></n>`)
      .join('')
    expect(await credentials(await withMore('', content))).toEqual([])
  })

  it('is told of the declarations of a style sheet, too', async () => {
    const format = (mark: string) => withMore(`<xsl:decimal-format name="d" decimal-separator="${mark}"/>`, '')
    expect(await said(await format(','), await format('.'))).toEqual([
      'changed mapping /: decimal-format with decimal-separator="," name="d" -> decimal-format with decimal-separator="." name="d"',
    ])
  })

  it('says nothing of how namespaces are written', async () => {
    const content = '<n><xsl:copy-of select="a"/></n>'
    const other = content.replace('<xsl:copy-of', '<xsl:copy-of exclude-result-prefixes="q"')
    expect(await said(await withMore('', content), await withMore('', other))).toEqual([])
  })
})
