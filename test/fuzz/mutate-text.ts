import type { Random } from './random.js'

/** Words to insert, and another text to take pieces from. */
export interface Material {
  readonly tokens: readonly string[]
  readonly donor: string
}

type Mutation = (text: string, random: Random, material: Material) => string

/** No text grows past this, so that an input stays one that a person could look at. */
const LONGEST = 300_000

/** Changes a text in a way that its format makes likely to be read rather than refused. */
export function mutateText(name: string, text: string, random: Random, material: Material): string {
  const own = MUTATIONS.find(({ files }) => files.test(name))?.mutations ?? []
  const mutation = own.length > 0 && !random.oneIn(3) ? random.pick(own) : random.pick(ANY)
  return mutation(text, random, material).slice(0, LONGEST)
}

const insertToken: Mutation = (text, random, { tokens }) => {
  const at = random.below(text.length + 1)
  return text.slice(0, at) + random.pick(tokens) + text.slice(at)
}

const cut: Mutation = (text, random) => text.slice(0, random.below(text.length + 1))

const removePiece: Mutation = (text, random) => {
  const from = random.below(text.length + 1)
  return text.slice(0, from) + text.slice(from + 1 + random.below(200))
}

const repeatPiece: Mutation = (text, random) => {
  const from = random.below(text.length + 1)
  const piece = text.slice(from, from + 1 + random.below(60))
  return text.slice(0, from) + piece.repeat(random.pick([2, 3, 10, 100, 2000])) + text.slice(from)
}

const splice: Mutation = (text, random, { donor }) =>
  text.slice(0, random.below(text.length + 1)) + donor.slice(random.below(donor.length + 1))

const flipCharacter: Mutation = (text, random) => {
  const at = random.below(text.length + 1)
  return text.slice(0, at) + String.fromCharCode(random.below(0x180)) + text.slice(at + 1)
}

const ANY: readonly Mutation[] = [insertToken, cut, removePiece, repeatPiece, splice, flipCharacter]

/** Replaces one match of a pattern, chosen evenly. */
function replaceOne(text: string, pattern: RegExp, random: Random, replacement: (match: string) => string): string {
  const found = [...text.matchAll(pattern)]
  if (found.length === 0) return text
  const match = random.pick(found)
  const from = match.index ?? 0
  return text.slice(0, from) + replacement(match[0]) + text.slice(from + match[0].length)
}

const TAG = /<[^<>]{1,300}>/g

const xml: readonly Mutation[] = [
  (text, random, { tokens }) => replaceOne(text, /="[^"<]{0,500}"/g, random, () => `="${random.pick(tokens)}"`),
  (text, random, { tokens }) => replaceOne(text, />[^<>]{1,500}</g, random, () => `>${random.pick(tokens)}<`),
  (text, random, { tokens }) =>
    replaceOne(text, />[^<>]{1,500}</g, random, (match) => `>${match.slice(1, -1)}${random.pick(tokens)}<`),
  (text, random) => replaceOne(text, TAG, random, () => ''),
  (text, random) => replaceOne(text, TAG, random, (match) => match.repeat(random.pick([2, 5, 500]))),
  (text, random) => replaceOne(text, /\b[A-Za-z]{1,12}:/g, random, () => random.pick(['', 'zz:', 'xsl:', 'ns0:'])),
  (text, random) => replaceOne(text, /encoding="[^"]*"/gi, random, () => `encoding="${random.pick(ENCODINGS)}"`),
  (text) => `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${text}`,
  // One element twice or not at all, with all that is in it.
  (text, random) => {
    const names = [...text.matchAll(/<([A-Za-z][\w:.-]{0,60})[\s>]/g)]
    if (names.length === 0) return text
    const start = random.pick(names)
    const end = text.indexOf(`</${start[1]}>`, start.index)
    if (end === -1) return text
    const close = end + `</${start[1]}>`.length
    const element = text.slice(start.index, close)
    return text.slice(0, start.index) + element.repeat(random.pick([0, 2, 30])) + text.slice(close)
  },
  (text, random) => {
    const depth = random.pick([10, 300, 5000])
    return replaceOne(text, TAG, random, (match) => `${'<w>'.repeat(depth)}${match}${'</w>'.repeat(depth)}`)
  },
]

const ENCODINGS = ['UTF-16', 'ISO-8859-1', 'windows-1252', 'EBCDIC', '', 'utf-8\u0000']

const json: readonly Mutation[] = [
  (text, random, { tokens }) => {
    const strings = [...text.matchAll(/"(?:[^"\\]|\\.){0,500}"/g)]
    if (strings.length === 0) return text
    const match = random.pick(strings)
    const with_ = random.oneIn(3) ? random.pick(JSON_VALUES) : JSON.stringify(random.pick(tokens))
    return text.slice(0, match.index) + with_ + text.slice((match.index ?? 0) + match[0].length)
  },
  (text, random) =>
    replaceOne(text, /:\s{0,9}(?:\d{1,9}|true|false|null|\{\}|\[\])/g, random, () => `:${random.pick(JSON_VALUES)}`),
  (text, random) => replaceOne(text, /[[{]/g, random, (match) => match.repeat(random.pick([2, 500, 20_000]))),
  (text, random) => replaceOne(text, /[\]},:]/g, random, () => ''),
  (text, random) =>
    replaceOne(text, /"[^"\\]{1,60}"\s?:/g, random, () => random.pick(['"__proto__":', '"constructor":', '"":'])),
]

const JSON_VALUES = [
  'null',
  '[]',
  '{}',
  '0',
  '-1',
  '1e999',
  'true',
  '"x"',
  '[[[]]]',
  '{"__proto__":{"a":1}}',
  '[null]',
  '[1]',
]

const lines: readonly Mutation[] = [
  (text, random, { tokens }) =>
    replaceOne(text, /[=:] ?[^\n]*/g, random, (match) => `${match[0]}${random.pick(tokens)}`),
  (text, random) => replaceOne(text, /[^\n]*\n/g, random, (match) => match.repeat(random.pick([0, 2, 300]))),
  (text, random) => replaceOne(text, /\n/g, random, () => random.pick(['\r', '\\\n', '\n\t', '\n      ', ''])),
  (text, random, { tokens }) => replaceOne(text, /^[^=:\n]*/gm, random, () => random.pick(tokens)),
]

const yaml: readonly Mutation[] = [
  ...lines,
  (text, random) => replaceOne(text, /: [^\n]*/g, random, () => `: ${random.pick(YAML_VALUES)}`),
  (text) => `a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]\n${text}`,
]

const YAML_VALUES = [
  '&a b',
  '*a',
  '!!binary x',
  '!!js/function y',
  '[[[[',
  '{a: {b: ',
  '|',
  '>-',
  '"\\u0000"',
  '<<: *a',
  '0x1F',
  '~',
  '- x',
]

const MUTATIONS: readonly { readonly files: RegExp; readonly mutations: readonly Mutation[] }[] = [
  { files: /\.(?:xml|xsl|wsdl|xsd|jca|dvm)$/i, mutations: xml },
  { files: /\.(?:json|data)$/i, mutations: json },
  { files: /\.ya?ml$/i, mutations: yaml },
  { files: /\.(?:properties|csv|js)$/i, mutations: lines },
]
