/** Work grows with its input and not with its square: texts on which a careless search starts over and over, and four times as long. */
import { describe, expect, it } from 'vitest'
import { shown } from '../../src/archive/names.js'
import { decodeText } from '../../src/base/decode.js'
import { LineIndex, normaliseNewlines, quote } from '../../src/base/location.js'
import { compareVersions, parseVersion } from '../../src/base/version.js'
import { diffTables } from '../../src/diff/lookups.js'
import { normalLookup } from '../../src/diff/normal/lookup.js'
import { pairSides, type Side } from '../../src/diff/pairing.js'
import { part } from '../../src/diff/part.js'
import { oneOfEach } from '../../src/diff/sides.js'
import { sequenceDiagram } from '../../src/flow/sequence.js'
import { oneLine, plainText, withoutLiterals } from '../../src/flow/words.js'
import { decodeBase64, measureBase64 } from '../../src/formats/base64.js'
import { readConnection } from '../../src/formats/connection.js'
import { readExpression } from '../../src/formats/expression.js'
import { readJca } from '../../src/formats/jca.js'
import { readLookup } from '../../src/formats/lookup.js'
import { readLookupCsv } from '../../src/formats/lookup-csv.js'
import { readMapper } from '../../src/formats/mapper.js'
import { readProjectXml } from '../../src/formats/project-xml.js'
import { readProjectYaml } from '../../src/formats/project-yaml.js'
import { commaList, readProperties } from '../../src/formats/properties.js'
import { readSchedule } from '../../src/formats/schedule.js'
import { readStitch } from '../../src/formats/stitch.js'
import type { LookupFile } from '../../src/formats/types.js'
import { readValueTemplate } from '../../src/formats/value-template.js'
import { parseXml } from '../../src/formats/xml.js'
import { readXPath } from '../../src/formats/xpath.js'
import { findEmails } from '../../src/literals/emails.js'
import { environmentOfHost } from '../../src/literals/environments.js'
import { isHostName } from '../../src/literals/hosts.js'
import { encodedKeyOffset, keyMaterialOf, privateKeyOffset } from '../../src/literals/key-material.js'
import { lastName } from '../../src/literals/places/names.js'
import { scriptLiterals } from '../../src/literals/places/script-literals.js'
import { wsdlAddresses } from '../../src/literals/places/wsdl-addresses.js'
import {
  isPlaceholder,
  looksRandom,
  secretByForm,
  secretInPairs,
  secretNamed,
  secretValue,
} from '../../src/literals/secrets.js'
import { findUrls, wholeUrl } from '../../src/literals/urls.js'
import { words } from '../../src/literals/words.js'
import type { Archive, Integration, Lookup } from '../../src/model/index.js'
import { markdown } from '../../src/report/markdown.js'
import { xmlText } from '../../src/report/svg.js'
import { printable } from '../../src/report/terminal.js'
import { archiveMatcher, nameMatcher, subjects } from '../../src/rules/matching.js'
import { tableDifference } from '../../src/rules/target/lookup-difference.js'
import { growth, SUPERLINEAR } from '../support/growth.js'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const NOWHERE = { entry: 'a', line: null, column: null }

/** Everything that is given text out of an archive and looks for something in it. */
const WORK: Readonly<Record<string, (text: string) => unknown>> = {
  archiveMatcher: (text) => archiveMatcher(['**/*a*b*.iar', '*x*'])(text),
  commaList,
  compareVersions: (text) => compareVersions(text, `${text}1`),
  decodeBase64,
  decodeText: (text) => decodeText(bytes(text), 'xml'),
  encodedKeyOffset: (text) => encodedKeyOffset(bytes(text), decodeBase64),
  environmentOfHost,
  findEmails,
  findUrls,
  isHostName,
  isPlaceholder,
  keyMaterialOf: (text) => keyMaterialOf(bytes(text)),
  privateKeyOffset: (text) => privateKeyOffset(bytes(text)),
  lastName,
  lines: (text) => new LineIndex(normaliseNewlines(text)).position(text.length),
  looksRandom: (text) => looksRandom(text, 3),
  markdown,
  measureBase64,
  nameMatcher: (text) => nameMatcher(['*a*b*c', '?x*'])(text),
  oneLine,
  parseVersion,
  parseXml,
  plainText,
  printable,
  quote,
  readConnection: (text) => readConnection('a', text),
  readExpression: (text) => readExpression('a', `XpathExpression : ${text}`),
  readJca: (text) => readJca('a', text),
  readLookup: (text) => readLookup('a', text),
  readLookupCsv: (text) => readLookupCsv('a', `DVM,${text}`),
  readMapper: (text) => readMapper('a', text),
  readProjectXml: (text) => readProjectXml('a', text),
  readProjectYaml: (text) => readProjectYaml('a', text),
  readProperties: (text) => readProperties('a', text),
  readSchedule: (text) => readSchedule('a', text),
  readStitch: (text) => readStitch('a', text),
  readValueTemplate,
  readXPath: (text) => readXPath(text, () => NOWHERE, null),
  scriptLiterals,
  secretByForm,
  secretInPairs,
  secretNamed,
  secretValue: (text) => secretValue('password', text),
  shown,
  wholeUrl,
  withoutLiterals,
  words,
  wsdlAddresses,
  xmlText,
}

/** Pieces that are repeated. */
const PIECES = [
  'a',
  'a.',
  '-',
  '1',
  ' ',
  '\n',
  '\\',
  '"',
  "'",
  '<a',
  '<a ',
  '<a b="',
  '&',
  '&#',
  '[',
  '{{',
  '(:',
  '%',
  '/',
  '/*',
  'a@',
  'http://',
  'a:b@',
  '##',
  'a=',
  '-----BEGIN PRIVATE KEY-----',
  'eyJa.',
  '\u00e9',
  '<!--',
  '<![CDATA[',
  'a,',
  '- ',
  '$a/',
  'a/b[',
  '{"a":',
]

const SIZE = 15_000

/** Milliseconds of processor time; what is not linear stands out long before it takes one second. */
function cost(work: (text: string) => unknown, text: string): number {
  const start = process.cpuUsage()
  work(text)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

describe('four times as much text', () => {
  it.each(Object.entries(WORK))('takes %s no more than some four times as long', (_, work) => {
    for (const piece of PIECES) {
      const text = (size: number) => `${piece.repeat(Math.ceil(size / piece.length))}\u0001`
      work(text(1000))
      const four = cost(work, text(4 * SIZE))
      // What is done at once is not worth a ratio.
      if (four < 100) continue
      // A square would be sixteen times; the best of three leaves out what else the machine did.
      const best = (size: number) => Math.min(...[1, 2, 3].map(() => cost(work, text(size))))
      expect(best(4 * SIZE), JSON.stringify(piece)).toBeLessThan(10 * best(SIZE) + 50)
    }
  })
})

/** Things of which an archive may hold many: what is done for each must not look at all the others. */
const COUNTS: Readonly<Record<string, { readonly count: number; run(count: number): unknown }>> = {
  'findings in as many flows': {
    count: 2000,
    run: (count) => {
      const at = Array.from({ length: count }, (_, number) => `icspackage/project/F${number}/`)
      const flows = at.map((folder) => ({ folder, code: folder }))
      const archive = { file: 'a', integrations: flows, agents: [] } as unknown as Archive
      const subjectOf = subjects([archive])
      for (const folder of at) subjectOf({ ...FINDING, entry: `${folder}x` })
    },
  },
  'columns of a lookup that is compared': {
    count: 2000,
    run: (count) => {
      const columns = (name: string) => Array.from({ length: count }, (_, number) => `${name}${number}`)
      const rows = [Array.from({ length: count }, (_, number) => `${number}`)]
      tableDifference({ columns: columns('a'), rows }, { columns: columns('a').reverse(), rows })
      tableDifference({ columns: columns('a'), rows }, { columns: columns('b'), rows })
    },
  },
  'columns of a lookup of two archives': {
    count: 1000,
    run: (count) => {
      const table = (name: string) => {
        const columns = Array.from({ length: count }, (_, number) => `${name}${number}`)
        const file = `DVM,L\n${columns.join(',')}\n${columns.join(',')}\n`
        return normalLookup({ ...(readLookupCsv('a', file).value as LookupFile), keywords: [] } as unknown as Lookup)
      }
      diffTables(table('a'), table('a'), [])
      diffTables(table('a'), table('b'), [])
    },
  },
  'notes of a sequence diagram': {
    count: 8000,
    run: (count) => {
      const steps = Array.from({ length: count }, (_, at) => ({ ...STEP, id: `s${at}` }))
      const flow = { ...FLOW, steps: [{ ...STEP, kind: 'globalTry', id: 'g', children: steps }] }
      sequenceDiagram(flow as unknown as Integration, { all: true })
    },
  },
  'integrations that are paired by code': {
    count: 1500,
    run: (count) => {
      const sides = Array.from({ length: count }, (_, at) => ({ ...SIDE, id: `integration:I${at}`, code: `I${at}` }))
      pairSides(sides, sides)
      oneOfEach(sides, sides)
    },
  },
  'versions of one integration that are paired': {
    count: 1000,
    run: (count) => {
      const side = (at: number): Side => ({ ...SIDE, id: `integration:I|01.00.${at}`, version: `01.00.${at}` })
      pairSides(
        Array.from({ length: count }, (_, at) => side(at)),
        Array.from({ length: count }, (_, at) => side(at + count)),
      )
    },
  },
  'columns of a CSV over as many short rows': {
    count: 3000,
    run: (count) => {
      const columns = Array.from({ length: count }, (_, number) => `c${number}`).join(',')
      const { value } = readLookupCsv('a', `DVM,L\n${columns}\n${'x\n'.repeat(count)}`)
      normalLookup({ ...(value as LookupFile), keywords: [] } as unknown as Lookup)
    },
  },
}

const STEP = { kind: 'stop', name: '', description: '', ref: '', children: [], location: NOWHERE }
const FLOW = {
  kind: 'integration',
  id: 'integration:A|1',
  code: 'A',
  version: '1',
  name: 'A',
  description: '',
  endpoints: [],
  actions: [],
  wires: [],
  references: [],
}
const SIDE: Side = {
  id: '',
  kind: 'integration',
  code: 'I',
  version: '',
  project: null,
  copy: '',
  holder: 'a.iar',
  unread: false,
  digest: '',
  nameless: '',
  form: async () => part({ what: 'integration', key: '' }),
}

const FINDING = { archive: 'a', entry: '', line: 1, column: 1, message: '', artifact: '', step: '', key: '' }

describe('four times as many', () => {
  it.each(Object.entries(COUNTS))('%s cost no more than some four times as much', async (_, { count, run }) => {
    expect(await growth(run, count)).toBeLessThan(SUPERLINEAR)
  })
})
