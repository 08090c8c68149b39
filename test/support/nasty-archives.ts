/**
 * Archives that are as large, as many or as entangled as the limits let them be, and zips that are strange without being
 * refused by every reader. One list, so that tests and the measurement of memory ask the same of all of them.
 */
import { crc32 as zlibCrc } from 'node:zlib'
import type { IarkitErrorCode } from '../../src/index.js'
import { fixture } from './fixture.js'
import { HOSTILE_NAME } from './hostile-archive.js'
import { type Content, tree, type ZipPart, zip } from './zip.js'

export interface Nasty {
  /** What it is refused with; null where it is read. */
  readonly refused: IarkitErrorCode | null
  /** Whether making or reading it takes more time than a test of each report should. */
  readonly large?: boolean
  readonly file?: string
  bytes(): Uint8Array
}

const MIB = 1024 * 1024
const DESK = 'flow/PARCEL_DESK_01.00.0000'
const FOLDER = 'icspackage/project/PARCEL_DESK_01.00.0000/'
const PROJECT_XML = `${FOLDER}PROJECT-INF/project.xml`
const EXPRESSION = `${FOLDER}resources/processor_35/resourcegroup_36/expr.properties`

const original = (path: string): string => new TextDecoder().decode(tree(DESK)[path])

const many = (count: number, each: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => each(at)).join('')

/** The fixture with files replaced or added. */
function desk(changes: Readonly<Record<string, Content>>): Uint8Array {
  return zip({ ...tree(DESK), ...changes })
}

const deskParts = (): ZipPart[] => Object.entries(tree(DESK)).map(([name, content]) => ({ name, content }))

/** The flow with other steps in its first branch, and further processors. */
function flowWith(steps: string, processors = ''): Uint8Array {
  const text = original(PROJECT_XML)
    .replace('<ns2:invoke id="i0" refUri="application_120" name="REST1"/>', () => steps)
    .replace('<ns2:orchestration>', () => `${processors}<ns2:orchestration>`)
  return desk({ [PROJECT_XML]: text })
}

const FULFIL = 'retail-dev/ORDER_FULFIL_01.00.0000'

/** Another fixture with a mapper whose template holds something else. */
function mapperWith(content: string): Uint8Array {
  const files = tree(FULFIL)
  const [path, bytes] = Object.entries(files).find(([name]) => name.endsWith('.xsl')) ?? []
  if (path === undefined) throw new Error(`${FULFIL} has no mapper`)
  const sheet = new TextDecoder().decode(bytes)
  const changed = sheet.replace(
    /(<xsl:template match="\/"[^>]*>).*(?=<\/xsl:template>)/s,
    (_, start) => start + content,
  )
  return zip({ ...files, [path]: changed })
}

const targets = (count: number): string => many(count, (at) => `<x${at}><xsl:value-of select="/a/b${at}"/></x${at}>`)

const processor = (at: number, type: string): string =>
  `<ns2:processor name="processor_9${at}"><ns2:type>${type}</ns2:type></ns2:processor>`

function nestedSteps(depth: number): Uint8Array {
  const open = many(
    depth,
    (at) => `<ns2:router id="r${at}" refUri="processor_9${at}"><ns2:route id="o${at}" refUri="processor_9${at}">`,
  )
  const routers = many(depth, (at) => processor(at, 'contentBasedRouter'))
  return flowWith(`${open}<ns2:stop id="deep"/>${'</ns2:route></ns2:router>'.repeat(depth)}`, routers)
}

const dvm = (columns: readonly string[], rows: string): string =>
  `<dvm name="L" xmlns="http://xmlns.oracle.com/dvm"><columns>${columns.map((name) => `<column name="${name}"/>`).join('')}</columns><rows>${rows}</rows></dvm>`

const numbered = (count: number, prefix: string): string[] => Array.from({ length: count }, (_, at) => `${prefix}${at}`)

/** A project of so many integrations, each of which calls the one of another number. */
function project(count: number, calls: (at: number) => number | null): Uint8Array {
  const files: Record<string, Content> = Object.create(null)
  files['project/project.yaml'] =
    `---\nid: MANY\ncode: MANY\nname: Many\nassets:\n  integrations:\n${many(count, (at) => `  - id: I${at}|01.00.0000\n    name: I${at}\n`)}`
  for (let at = 0; at < count; at += 1) {
    const called = calls(at)
    const folder = `project/integrations/I${at}_01.00.0000`
    files[`${folder}/info.json`] = `{"properties":{"code":"I${at}","version":"01.00.0000","name":"I${at}"}}`
    files[`${folder}/PROJECT-INF/project.xml`] = smallProject(at, called)
    if (called !== null)
      files[`${folder}/resources/application_1/inbound_2/resourcegroup_3/x_REQUEST.jca`] = callOf(called)
  }
  return zip(files)
}

const NAMESPACES =
  'xmlns="http://www.oracle.com/2014/03/ics/project/definition" xmlns:ns2="http://www.oracle.com/2014/03/ics/flow/definition" xmlns:ns3="http://www.oracle.com/2014/03/ics/project"'

function smallProject(at: number, called: number | null): string {
  const target = `<ns2:application name="application_1"><ns2:role>target</ns2:role><ns2:adapter><ns2:type>app-adapter</ns2:type><ns2:code>PRESEEDED_COLLOCATED_CONN_1741</ns2:code><ns2:name>x</ns2:name></ns2:adapter><ns2:inbound name="inbound_2"><ns2:resourceGroup name="resourcegroup_3"><ns2:resource name="resource_4" location="../resources/application_1/inbound_2/resourcegroup_3/x_REQUEST.jca" type="jca"/></ns2:resourceGroup></ns2:inbound></ns2:application>`
  return `<ns3:icsproject ${NAMESPACES}><projectCode>I${at}</projectCode><projectVersion>01.00.0000</projectVersion><projectName>I${at}</projectName><ns3:icsflow name="flow_1">${called === null ? '' : target}<ns2:orchestration><ns2:globalTry id="g">${called === null ? '<ns2:stop id="s"/>' : '<ns2:invoke id="i" refUri="application_1"/>'}</ns2:globalTry></ns2:orchestration></ns3:icsflow></ns3:icsproject>`
}

function callOf(called: number): string {
  const jca = Object.entries(tree('retail-dev/RETURNS_PROJECT')).find(([path]) => path.endsWith('refund_REQUEST.jca'))
  return new TextDecoder().decode(jca?.[1]).replaceAll('REFUND', `I${called}`).replaceAll('FINANCE', 'MANY')
}

/** The fixture with a data stitch, whose file was changed. */
function stitched(change: (text: string) => string): Uint8Array {
  const files = tree('retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000')
  const [path = ''] = Object.keys(files).filter((name) => name.endsWith('stitch.json'))
  return zip({ ...files, [path]: change(new TextDecoder().decode(files[path])) })
}

/** Bytes without any order, the same each time: nothing makes them smaller. */
function noise(length: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4))
  let state = 12345
  for (let at = 0; at < words.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    words[at] = state ^ (state >>> 15)
  }
  return new Uint8Array(words.buffer, 0, length)
}

/** An end record of nothing, as the last bytes of a comment. */
const EMPTY_END = new Uint8Array([0x50, 0x4b, 5, 6, ...new Uint8Array(18)])

const longName = (length: number): string => `${FOLDER}resources/${'n'.repeat(length - FOLDER.length - 14)}.xsd`

export const NASTY_ARCHIVES: Readonly<Record<string, Nasty>> = {
  // Zips.
  'a zip64 of an ordinary size': { refused: null, bytes: () => zip(deskParts(), { zip64: true }) },
  'entries that share their bytes': {
    refused: 'truncated',
    bytes: () => zip([...deskParts(), { name: 'icspackage/a.xml', content: 'x', localOffset: 0 }]),
  },
  'a directory that points into itself': {
    refused: 'truncated',
    bytes: () => {
      const plain = zip(deskParts())
      const directory = new DataView(plain.buffer).getUint32(plain.length - 6, true)
      return zip([...deskParts(), { name: 'icspackage/a.xml', content: 'x', localOffset: directory + 10 }])
    },
  },
  'an end record that points at itself': {
    refused: 'truncated',
    bytes: () => {
      const plain = zip(deskParts())
      return zip(deskParts(), { declaredDirectoryOffset: plain.length - 22 })
    },
  },
  'a comment that ends with an end record of nothing': {
    refused: 'truncated',
    bytes: () => zip(deskParts(), { comment: EMPTY_END }),
  },
  'a comment of 65,535 bytes full of beginnings of end records': {
    refused: null,
    bytes: () => zip(deskParts(), { comment: 'PK\u0005\u0006'.repeat(16_383) }),
  },
  'entries with descriptors that are not there': {
    refused: null,
    bytes: () => {
      const parts = deskParts().map((part) => ({ ...part, flags: 0x800 }))
      const bytes = zip(parts)
      // The flag says that sizes follow the data; nothing does.
      for (let at = 0; at + 4 <= bytes.length; at += 1) {
        const mark = new DataView(bytes.buffer, at, 4).getUint32(0, true)
        if (mark === 0x04034b50) bytes[at + 6] = (bytes[at + 6] ?? 0) | 8
        if (mark === 0x02014b50) bytes[at + 8] = (bytes[at + 8] ?? 0) | 8
      }
      return bytes
    },
  },
  'an entry that declares to be empty, and is not': {
    refused: 'entry-size-mismatch',
    bytes: () => zip(deskParts().map((part) => (part.name === PROJECT_XML ? { ...part, declaredSize: 0 } : part))),
  },
  'a checksum that is wrong': {
    refused: null,
    bytes: () => zip(deskParts().map((part) => (part.name === PROJECT_XML ? { ...part, crc32: 1 } : part))),
  },
  'names in code page 437': {
    refused: null,
    bytes: () => {
      const nameBytes = new Uint8Array([
        ...new TextEncoder().encode(`${FOLDER}resources/`),
        0x9b,
        0x9c,
        0x8e,
        0xff,
        0x2e,
        0x78,
      ])
      return zip([...deskParts(), { name: 'x', nameBytes, content: 'x' }])
    },
  },
  'a name with NUL': {
    refused: 'path-traversal',
    bytes: () => zip([...deskParts(), { name: `${FOLDER}resources/a\u0000.xsl`, content: 'x' }]),
  },
  'names that turn text around, end lines, and hide': {
    refused: null,
    bytes: () =>
      zip([
        ...deskParts(),
        ...[
          '\u202egpj.iar',
          '\u2028::error::x',
          'a\nb\rc',
          '\u001b[2J',
          '\u200b\ufeff',
          '\u2066\u061c',
          HOSTILE_NAME,
        ].map((name) => ({
          name: `${FOLDER}resources/${name.replaceAll('..', '')}`,
          content: '<a',
        })),
        ...['\u202ex', '\u2029', '\u009b31m'].flatMap((name) => [
          { name: `icspackage/appinstances/${name}.xml`, content: '<a' },
          { name: `icspackage/dvms/${name}.dvm`, content: '<a' },
          { name: `icspackage/project/${name}_01.00.0000/PROJECT-INF/project.xml`, content: '<a' },
        ]),
      ]),
  },
  'names of 65,535 characters': {
    refused: null,
    bytes: () =>
      zip([
        ...deskParts(),
        { name: longName(65_535), content: '<a' },
        { name: `icspackage/${'d/'.repeat(32_000)}e.xml`, content: '' },
        { name: `icspackage/appinstances/${'c'.repeat(65_000)}.xml`, content: '<a' },
        { name: `icspackage/project/${'p'.repeat(65_000)}_01.00.0000/PROJECT-INF/project.xml`, content: '<a' },
      ]),
  },
  'folders only': {
    refused: 'not-an-archive',
    bytes: () =>
      zip([
        { name: 'icspackage/', content: '' },
        { name: 'icspackage/project/', content: '' },
      ]),
  },

  // Archives within archives.
  'a package of 4,000 archives': {
    refused: null,
    large: true,
    file: 'many.par',
    bytes: () => {
      const inner = (at: number) =>
        zip({ [`icspackage/project/N${at}_01.00.0000/PROJECT-INF/project.xml`]: smallProject(at, null) })
      return zip(
        Array.from({ length: 4000 }, (_, at) => ({ name: `icspackage_N${at}_01.00.0000_x.iar`, content: inner(at) })),
      )
    },
  },
  'a package that holds itself, as far as that goes': {
    refused: 'limit-nesting',
    file: 'again.par',
    bytes: () => {
      let bytes = fixture('retail-dev/retail-package')
      for (let level = 0; level < 10; level += 1)
        bytes = zip({
          'ics_package_attributes.properties': 'packageName=again\n',
          'icspackage_a_01.00.0000_x.iar': bytes,
        })
      return bytes
    },
  },
  'a library within a library within a library': {
    refused: null,
    bytes: () => {
      let jar = zip({ 'tools.js': 'function f(a) { return a }', 'META-INF/MANIFEST.MF': '' }, { like: 'jar' })
      for (let level = 0; level < 12; level += 1)
        jar = zip({ 'Tools.jar': jar, 'tools.js': 'function f(a) { return a }' }, { like: 'jar' })
      return desk({
        'icspackage/apilibrary/TOOLS01.00.0000/Tools.jar': jar,
        'icspackage/apilibrary/TOOLS01.00.0000/Tools.xml': '<a/>',
      })
    },
  },

  // Large content.
  'a lookup of 100,000 rows': {
    refused: null,
    bytes: () =>
      desk({
        'icspackage/dvms/L.dvm': dvm(
          ['A'],
          many(100_000, (at) => `<row><cell>${at}</cell></row>`),
        ),
      }),
  },
  'a lookup of 200,000 rows': {
    refused: null,
    bytes: () =>
      desk({
        'icspackage/dvms/L.dvm': dvm(
          ['A', 'B'],
          many(200_000, (at) => `<row><cell>${at}</cell><cell>x</cell></row>`),
        ),
      }),
  },
  'a row of 120,000 cells': {
    refused: null,
    bytes: () =>
      desk({
        'icspackage/dvms/L.dvm': dvm(['A', 'B'], `<row>${many(120_000, (at) => `<cell>cell ${at}</cell>`)}</row>`),
      }),
  },
  'a lookup of 10,000 columns': {
    refused: null,
    bytes: () => {
      const row = `<row>${'<cell>a</cell>'.repeat(10_000)}</row>`
      return desk({ 'icspackage/dvms/L.dvm': dvm(numbered(10_000, 'C'), row.repeat(15)) })
    },
  },
  'a lookup of 10,000 columns as CSV, most cells empty': {
    refused: null,
    file: 'L.csv',
    bytes: () => new TextEncoder().encode(`DVM,L\n${numbered(10_000, 'C').join(',')}\n${'a\n'.repeat(200)}`),
  },
  'a lookup of 10,000 columns as CSV, 200,000 rows of one cell': {
    refused: null,
    file: 'L.csv',
    bytes: () => new TextEncoder().encode(`DVM,L\n${numbered(10_000, 'C').join(',')}\n${'a\n'.repeat(200_000)}`),
  },
  'a lookup of 200,000 rows as CSV': {
    refused: null,
    file: 'L.csv',
    bytes: () => new TextEncoder().encode(`DVM,L\nA,B\n${many(200_000, (at) => `${at},x\n`)}`),
  },
  'a lookup as CSV of one row of 1,500,000 cells': {
    refused: null,
    file: 'L.csv',
    bytes: () => new TextEncoder().encode(`DVM,L\n${','.repeat(1_500_000)}\n`),
  },
  '90,000 processors': {
    refused: null,
    bytes: () =>
      flowWith(
        '<ns2:stop id="s9"/>',
        many(90_000, (at) => `<ns2:processor name="q${at}"/>`),
      ),
  },
  '50,000 steps one after the other': {
    refused: null,
    bytes: () => flowWith(many(50_000, (at) => `<ns2:stop id="q${at}"/>`)),
  },
  '30,000 invokes in scopes, one in the other': {
    refused: null,
    large: true,
    bytes: () =>
      flowWith(
        many(240, (at) => `<ns2:try id="t${at}" name="Scope ${at}">`) +
          many(30_000, (at) => `<ns2:invoke id="i${at}" refUri="application_120" name="Call ${at}"/>`) +
          '</ns2:try>'.repeat(240),
      ),
  },
  '10,000 targets in elements of long names, one in the other': {
    refused: null,
    large: true,
    bytes: () => {
      const name = (at: number) => `${'e'.repeat(1500)}${at}`
      return mapperWith(
        many(400, (at) => `<${name(at)}>`) + targets(10_000) + many(400, (at) => `</${name(399 - at)}>`),
      )
    },
  },
  '15,000 targets in loops, one in the other': {
    refused: null,
    large: true,
    bytes: () =>
      mapperWith(
        many(450, (at) => `<xsl:for-each select="/${'q'.repeat(2000)}${at}">`) +
          targets(15_000) +
          '</xsl:for-each>'.repeat(450),
      ),
  },
  '10,000 routes of one switch': {
    refused: null,
    bytes: () =>
      flowWith(
        `<ns2:router id="r" refUri="processor_90">${many(10_000, (at) => `<ns2:route id="o${at}"><ns2:stop id="q${at}"/></ns2:route>`)}</ns2:router>`,
        processor(0, 'contentBasedRouter'),
      ),
  },
  'a code of a megabyte': {
    refused: null,
    bytes: () =>
      desk({
        [PROJECT_XML]: original(PROJECT_XML).replace(
          /(<(?:\w+:)?projectCode>)[^<]*/,
          (_, tag: string) => `${tag}${'C'.repeat(MIB)}`,
        ),
      }),
  },
  'switches 100 deep': { refused: null, bytes: () => nestedSteps(100) },
  'switches 400 deep': { refused: null, bytes: () => nestedSteps(400) },
  'switches 5,000 deep': { refused: null, bytes: () => nestedSteps(5000) },
  'steps and actions that refer to themselves and to each other': {
    refused: null,
    bytes: () =>
      flowWith(
        `<ns2:router id="r" refUri="r"><ns2:route id="r" refUri="processor_90/processor_90"><ns2:invoke id="r" refUri="application_120/application_120"/></ns2:route></ns2:router>`,
        '<ns2:processor name="processor_90"><ns2:type>contentBasedRouter</ns2:type><ns2:resourceRef refUri="processor_90"/></ns2:processor><ns2:processor name="processor_90"/>'.repeat(
          2,
        ),
      ),
  },
  'wires in a ring': {
    refused: null,
    bytes: () => {
      const wires = many(
        2000,
        (at) =>
          `<ns2:wire><ns2:source>processor_9${at}</ns2:source><ns2:target>processor_9${(at + 1) % 2000}</ns2:target></ns2:wire>`,
      )
      const text = original(PROJECT_XML).replace(
        /<ns2:orchestration>[\s\S]*<\/ns2:orchestration>/,
        () => many(2000, (at) => processor(at, 'transformer')) + wires,
      )
      return desk({ [PROJECT_XML]: text })
    },
  },
  'an expression of 100,000 literals': {
    refused: null,
    bytes: () =>
      desk({ [EXPRESSION]: `XpathExpression : concat(${many(100_000, () => "'a',")}'b')\nNamespaceList : \n` }),
  },
  'an expression of 18,000 look-ups': {
    refused: null,
    bytes: () =>
      desk({
        [EXPRESSION]: `XpathExpression : ${many(18_000, (at) => `dvm:lookupValue('L${at}','A','b','C','d') or `)}'b'\nNamespaceList : \n`,
      }),
  },
  'an expression of 30,000 addresses': {
    refused: null,
    bytes: () =>
      desk({
        [EXPRESSION]: `XpathExpression : concat(${many(30_000, (at) => `'http://h${at}.example.com/',`)}'b')\nNamespaceList : \n`,
      }),
  },
  'a stitch of 100,000 literals': {
    refused: null,
    bytes: () =>
      stitched((text) =>
        text.replace("concat($reportTitle, ' ', $reportDay)", () => `concat(${"'a',".repeat(100_000)}'b')`),
      ),
  },
  'a stitch of 8,000 stitches': {
    refused: null,
    bytes: () => {
      const one = '{"@type":"Assign","from":{"expression":"1"},"to":{"path":"$reportTitle"}},'
      return stitched((text) => text.replace('"stitches":[', () => `"stitches":[${one.repeat(8000)}`))
    },
  },
  'messages of OIC, 10,000 of them': {
    refused: null,
    bytes: () => {
      const intake = tree('retail-dev/ORDER_INTAKE_01.00.0000')
      const path = Object.keys(intake).find((name) => name.endsWith('project_messages.json')) ?? ''
      const text = new TextDecoder().decode(intake[path])
      const inner = /\{[^{}]*\}/.exec(text)?.[0] ?? '{}'
      return zip({
        ...intake,
        [path]: text.includes('[')
          ? text.replace('[', () => `[${`${inner},`.repeat(Math.floor(1_000_000 / (inner.length + 1)))}`)
          : text,
      })
    },
  },

  // Many of them.
  'a project of 5,000 integrations': {
    refused: null,
    large: true,
    file: 'many.car',
    bytes: () => project(5000, () => null),
  },
  'a project of 5,000 integrations that call one another in a ring': {
    refused: null,
    large: true,
    file: 'ring.car',
    bytes: () => project(5000, (at) => (at + 1) % 5000),
  },
  'a project of 5,000 integrations that call one another in a chain': {
    refused: null,
    large: true,
    file: 'chain.car',
    bytes: () => project(5000, (at) => (at < 4999 ? at + 1 : null)),
  },
  '50,000 connections of one byte': {
    refused: null,
    large: true,
    bytes: () =>
      zip([
        ...deskParts(),
        ...numbered(49_000, 'C').map((name) => ({
          name: `icspackage/appinstances/${name}.xml`,
          content: '<',
          method: 0,
        })),
      ]),
  },
  '12,000 lookups': {
    refused: null,
    large: true,
    bytes: () =>
      zip([
        ...deskParts(),
        ...numbered(12_000, 'L').map((name) => ({
          name: `icspackage/dvms/${name}.dvm`,
          content: dvm(['A'], '').replace('"L"', `"${name}"`),
        })),
      ]),
  },
  '40,000 files that no export holds': {
    refused: null,
    large: true,
    bytes: () =>
      zip([
        ...deskParts(),
        ...numbered(40_000, 'x').map((name) => ({ name: `icspackage/${name}.odd`, content: '', method: 0 })),
      ]),
  },
  '16,000 resources of integrations': {
    refused: null,
    large: true,
    bytes: () =>
      zip([
        ...deskParts(),
        ...numbered(16_000, 'p').map((name) => ({
          name: `${FOLDER}resources/${name}/resourcegroup_1/expr.properties`,
          content: "XpathExpression : 'a'\n",
        })),
      ]),
  },
  '24 MB of connections': {
    refused: null,
    large: true,
    bytes: () => {
      const text = (at: number) =>
        `<a:appInstance xmlns:a="x">${many(100_000, (row) => `<b>${row}${at}</b>`)}</a:appInstance>`.padEnd(
          2.9 * MIB,
          ' ',
        )
      return zip([
        ...deskParts(),
        ...numbered(9, 'C').map((name, at) => ({ name: `icspackage/appinstances/${name}.xml`, content: text(at) })),
      ])
    },
  },
  '10 schemas of 15 MB that are cut off': {
    refused: null,
    large: true,
    bytes: () => {
      const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${'<a b="c"/>'.repeat(1_500_000)}`
      const folder = `${FOLDER}resources/processor_35/resourcegroup_36/`
      return zip([
        ...deskParts(),
        ...numbered(10, 'S').map((name) => ({ name: `${folder}${name}.xsd`, content: schema })),
      ])
    },
  },
  '250 MiB that nothing makes smaller': {
    refused: null,
    large: true,
    bytes: () => {
      const content = noise(62 * MIB)
      return zip([
        ...deskParts(),
        ...numbered(4, 'n').map((name) => ({
          name: `${FOLDER}resources/${name}.bin`,
          content,
          method: 0,
          crc32: crcOf(content),
        })),
      ])
    },
  },
}

let known: { readonly content: Uint8Array; readonly crc: number } | null = null

/** Node's own checksum: ours takes a minute for this many bytes. */
function crcOf(content: Uint8Array): number {
  if (known?.content !== content) known = { content, crc: zlibCrc(content) }
  return known.crc
}
