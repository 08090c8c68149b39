import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Plugin } from 'rolldown'

/** Licences whose terms are met by shipping their text. Another one stops the build: a person has to read it first. */
const ACCEPTED = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'Zlib'])

interface BundledPackage {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly texts: readonly string[]
}

/**
 * Writes the licences of every package that ended up in a bundle. Part of the build, so that the file is never older than
 * the bundle it belongs to. A package under a licence that is not accepted fails the build.
 */
export function thirdPartyLicences(outputFile: string): Plugin {
  return {
    name: 'third-party-licences',
    async writeBundle(_options, bundle) {
      const inputs = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
      const packages = await Promise.all(packageFolders(inputs).map(readPackage))
      packages.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      await mkdir(dirname(outputFile), { recursive: true })
      await writeFile(outputFile, render(packages))
    },
  }
}

/** The innermost package folder of each file below node_modules. */
function packageFolders(inputs: readonly string[]): string[] {
  const folders = new Set<string>()
  for (const input of inputs) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replaceAll('\\', '/'))?.[0]
    if (folder !== undefined) folders.add(folder)
  }
  return [...folders]
}

async function readPackage(folder: string): Promise<BundledPackage> {
  const { name, version, license, author } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const licence = acceptedLicence(String(license))
  if (licence === undefined) throw new Error(`${name} is under ${license}, which .ci/licences.ts does not accept yet`)
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(file)).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  if (texts.length === 0)
    texts.push(await standardText(name, licence, author?.name ?? author ?? `${name} contributors`))
  return { name, version, licence, texts: texts.map((text) => text.replaceAll('\r\n', '\n').trim()) }
}

/** Of a choice (`MIT OR GPL-3.0-or-later`), the first whose every part (`MIT AND Zlib`) is accepted. */
function acceptedLicence(expression: string): string | undefined {
  const choices = expression.replace(/^\(|\)$/g, '').split(' OR ')
  return choices.find((choice) => choice.split(' AND ').every((part) => ACCEPTED.has(part)))
}

/** For the few packages that name their licence and forget its text. */
async function standardText(name: string, licence: string, author: string): Promise<string> {
  const text = await readFile(join('.ci', 'licence-texts', `${licence}.txt`), 'utf8').catch(() => {
    throw new Error(`${name} is bundled, brings no licence text, and .ci/licence-texts has none for ${licence}`)
  })
  return `Author: ${author}. The package names its licence and brings no text; this is the standard one.\n\n${text}`
}

function render(packages: readonly BundledPackage[]): string {
  const head = `# Third-party licences

The command \`iarkit\` (\`dist/cli*.cjs\`, \`dist/worker.cjs\`) contains code of these packages. Written by the build.
`
  const sections = packages.map(({ name, version, licence, texts }) => {
    const quoted = texts.map((text) => text.replace(/^(?=.)/gm, '    ')).join('\n\n')
    return `\n## ${name} ${version}\n\nUsed under ${licence}.\n\n${quoted}\n`
  })
  return head + sections.join('')
}
