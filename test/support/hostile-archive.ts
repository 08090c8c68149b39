import { type Content, tree, zip } from './zip.js'

/** Everything that has ever ended a line, a tag, a cell, a command or a string too early. */
export const HOSTILE_NAME =
  `a"b'c<script>alert(1)</script><img src=x onerror=alert(1)>]]>--> |\`id\`$(touch \${CANARY:-canary})*_[x](javascript:y) @team #12 ` +
  `::error::z\r\n::error file=x::y\n%0A##vso[task.setvariable variable=x]y,\u001b[31m\u009b31m\u202e\u2028 https://evil.example.com &amp;{{x}} \\ ?q#f%zz`

const XML_ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** As an XML file can carry it: control characters below space cannot be there but for tab and line ends. */
export const inXml = (text: string): string =>
  text
    .replace(/[&<>"]/g, (character) => XML_ENTITIES[character] ?? character)
    .replace(/\r/g, '&#13;')
    .replace(/\n/g, '&#10;')

/** As a .properties file can carry it. */
export const inProperties = (text: string): string =>
  [...text].map((character) => (/[A-Za-z0-9_]/.test(character) ? character : escapes(character))).join('')

const escapes = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('')

/**
 * A fixture in which a name is another one, wherever it stands: in XML, JSON, YAML, properties, expressions and paths.
 * @param replace the words to be replaced, each by what takes its place
 * @param kept which files are there at all
 * @param renamed the path of each
 */
export function renamedFixture(
  name: string,
  replace: Readonly<Record<string, string>>,
  kept: (path: string) => boolean = () => true,
  renamed: (path: string) => string = (path) => path,
): Uint8Array {
  const files: Record<string, Content> = Object.create(null)
  for (const [path, bytes] of Object.entries(tree(name))) {
    if (kept(path)) files[renamed(path)] = changed(path, bytes, replace)
  }
  return zip(files)
}

function changed(path: string, bytes: Uint8Array, replace: Readonly<Record<string, string>>): Content {
  if (/\.jar$/.test(path)) return bytes
  let text = new TextDecoder().decode(bytes)
  for (const [word, by] of Object.entries(replace)) text = text.replaceAll(word, () => written(path, by))
  return text
}

function written(path: string, text: string): string {
  if (/\.(?:xml|xsl|wsdl|xsd|jca|dvm)$/.test(path)) return inXml(text)
  if (/\.(?:json|ya?ml)$/.test(path)) return JSON.stringify(text).slice(1, -1)
  if (/\.properties$/.test(path)) return inProperties(text)
  return text
}
