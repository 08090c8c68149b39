import { packed } from '../support/fixture.js'
import { type Packer, tree, type ZipPart, zip } from '../support/zip.js'
import { mutateText } from './mutate-text.js'
import type { Random } from './random.js'
import { HOSTILE_NAMES, HOSTILE_TOKENS } from './tokens.js'

/** An archive before it is packed: path to bytes, with nested archives as folders. */
export interface Tree {
  readonly file: string
  readonly files: Readonly<Record<string, Uint8Array>>
}

/** The archives that inputs are made from, by the name that each would be exported under. */
const SEEDS: Readonly<Record<string, string>> = {
  'ORDER_INTAKE_01.00.0000.iar': 'retail-dev/ORDER_INTAKE_01.00.0000',
  'ORDER_FULFIL_01.00.0000.iar': 'retail-dev/ORDER_FULFIL_01.00.0000',
  'STOCK_REPORT_NIGHTLY_01.02.0000.iar': 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000',
  'retail.stores.par': 'retail-dev/retail-package',
  'RETURNS.car': 'retail-dev/RETURNS_PROJECT',
  'TILL_UPLOAD_01.00.0000.iar': 'old-style/TILL_UPLOAD_01.00.0000',
  'TILL_SUMS_01.00.0000.iar': 'old-style/TILL_SUMS_01.00.0000',
  'PARCEL_EXPORT_01.00.0000.iar': 'flow/PARCEL_EXPORT_01.00.0000',
  'PARCEL_DESK_01.00.0000.iar': 'flow/PARCEL_DESK_01.00.0000',
  // The version after: what is compared with the one before has the changes of a person in it.
  'ORDER_INTAKE_01.01.0000.iar': 'retail-dev-v2/ORDER_INTAKE_01.01.0000',
}

/** Files of roles that no fixture has: each stands in an archive of its own kind, so that it is read as what it is. */
const ODD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ODD_PARTS_01.00.0000.iar': {
    'icspackage/recordings/RUN_1/instance.json': '{"instance":"1","payload":"<a>b</a>"}',
    'icspackage/keys/ORDER_KEY.json': '{"alias":"ORDER_KEY","type":"X509","category":"IDENTITY"}',
    'icspackage/certificates/ORDER_TRUST.json': '{"alias":"ORDER_TRUST","type":"X509","category":"TRUST"}',
    'icspackage/b2bartifacts/partner.xml': '<partner code="P" version="1.0"><name>Partner</name></partner>',
    'icspackage/apilibrary/ODD_TOOLS01.00.0000/OddTools.js': 'function odd(a, b) { return a + "x" + b }',
    'icspackage/apilibrary/ODD_TOOLS01.00.0000/OddTools.xml':
      '<apiLibrary><code>ODD_TOOLS</code><version>01.00.0000</version><name>OddTools</name></apiLibrary>',
    'icspackage/dvms/ODD.csv': 'DVM,ODD,odd ones\nA,B\n1,2\n',
    'icspackage/eventtypes/ODD_1.json': '{"code":"ODD","revision":"1","name":"Odd"}',
    'icspackage/templates/T_1/template.json': '{"code":"T"}',
    'icspackage/rpa.zip': 'PK',
    '__MACOSX/._a': 'x',
  },
  'ODD_LOOKUP.csv.zip': { 'ODD_LOOKUP.csv': 'DVM,ODD_LOOKUP,odd\nA,B\n1,2\n"a, b","c\nd"\n' },
  'OddTools.jar': { 'OddTools.js': 'function odd(a) { return a }', 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\n' },
}

export function seedTrees(): Tree[] {
  const encoded = (files: Readonly<Record<string, string>>): Record<string, Uint8Array> =>
    Object.fromEntries(Object.entries(files).map(([name, content]) => [name, new TextEncoder().encode(content)]))
  return [
    ...Object.entries(SEEDS).map(([file, name]) => ({ file, files: tree(name) })),
    ...Object.entries(ODD).map(([file, files]) => ({
      file,
      files: file.endsWith('.iar') ? { ...tree('flow/PARCEL_DESK_01.00.0000'), ...encoded(files) } : encoded(files),
    })),
  ]
}

/** Words of the format itself, taken from the seeds, beside those that break things. */
export function tokensOf(trees: readonly Tree[]): string[] {
  const words = new Set<string>()
  for (const { files } of trees) {
    for (const bytes of Object.values(files)) {
      for (const [, word = ''] of text(bytes).matchAll(/[">]([^"<>\n]{1,80})["<]/g)) words.add(word)
    }
  }
  const own = [...words].sort().filter((_, at) => at % 7 === 0)
  // Half of all picks break something, half are words of the format in a place where they do not belong.
  return [...Array.from({ length: Math.ceil(own.length / HOSTILE_TOKENS.length) }, () => HOSTILE_TOKENS).flat(), ...own]
}

/** Changes files of a tree: their content, their names, whether they are there. */
export function mutateTree(from: Tree, random: Random, trees: readonly Tree[], tokens: readonly string[]): Tree {
  const files: Record<string, Uint8Array> = Object.assign(Object.create(null), from.files)
  const rounds = random.pick([1, 1, 2, 3, 8])
  for (let round = 0; round < rounds; round += 1) {
    const names = Object.keys(files)
    if (names.length === 0) break
    const name = random.pick(names)
    const bytes = files[name] ?? new Uint8Array()
    switch (random.below(16)) {
      case 0:
        delete files[name]
        break
      case 1:
        files[random.pick(HOSTILE_NAMES)] = bytes
        break
      case 2:
        files[name] = donorFor(name, trees, random)
        break
      case 3: {
        const other = random.pick(names)
        files[name] = files[other] ?? bytes
        files[other] = bytes
        break
      }
      case 4:
        files[name] = mutateBytes(bytes, random)
        break
      case 5: {
        const renamed = name.replace(/[^/]{1,200}(?=\/|$)/, () => random.pick(tokens).replaceAll('\u0000', '') || 'x')
        delete files[name]
        files[renamed] = bytes
        break
      }
      default: {
        // The files that are parsed count more than the schemas beside them.
        const target = random.oneIn(4) ? name : random.pick(names.filter((each) => PARSED.test(each)).concat(name))
        const donor = text(donorFor(target, trees, random))
        const before = text(files[target] ?? bytes)
        files[target] = new TextEncoder().encode(mutateText(target, before, random, { tokens, donor }))
      }
    }
  }
  return { file: from.file, files }
}

const PARSED = /(?:project\.xml|\.xsl|\.jca|\.dvm|\.json|\.properties|\.yaml|appinstances\/[^/]+\.xml|\.data)$/

function donorFor(name: string, trees: readonly Tree[], random: Random): Uint8Array {
  const extension = name.slice(name.lastIndexOf('.'))
  const { files } = random.pick(trees)
  const names = Object.keys(files)
  const alike = names.filter((each) => each.endsWith(extension))
  return files[random.pick(alike.length > 0 ? alike : names)] ?? new Uint8Array()
}

/** Packs a tree as one of the packers would, with a lie in the zip now and then, or bytes changed afterwards. */
export function pack({ files }: Tree, random: Random): Uint8Array {
  const like = random.pick<Packer>(['oic', 'oic', 'oic', 'info-zip', '7-zip'])
  const parts: ZipPart[] = Object.entries(packed(files, like)).map(([name, content]) => ({ name, content }))
  if (random.oneIn(20) && parts.length > 0) {
    const at = random.below(parts.length)
    const part = parts[at]
    if (part !== undefined) parts[at] = { ...part, ...lie(random) }
  }
  const bytes = zip(parts, { like })
  return random.oneIn(12) ? mutateBytes(bytes, random) : bytes
}

function lie(random: Random): Partial<ZipPart> {
  return random.pick<Partial<ZipPart>>([
    { declaredSize: random.below(1000) },
    { declaredSize: 0xffffffff },
    { crc32: random.below(0xffffffff) },
    { method: random.below(100) },
    { flags: random.below(0x10000) },
    { localName: 'other.xml' },
    { localOffset: random.below(5000) },
    { name: random.pick(HOSTILE_NAMES) },
  ])
}

export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length === 0) return bytes
  const changed = bytes.slice()
  switch (random.below(4)) {
    case 0:
      return changed.subarray(0, random.below(bytes.length))
    case 1:
      return changed.subarray(random.below(bytes.length))
    case 2: {
      for (let count = random.pick([1, 1, 4, 30]); count > 0; count -= 1) {
        const at = random.below(bytes.length)
        changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8))
      }
      return changed
    }
    default: {
      // The directory of a zip stands at its end.
      const at = Math.max(0, bytes.length - 1 - random.below(400))
      changed[at] = random.pick([0, 1, 0x7f, 0x80, 0xff])
      return changed
    }
  }
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
