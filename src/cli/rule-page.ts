import { readFile } from 'node:fs/promises'

/** Beside the built command, and in the repository. */
const FOLDERS = ['./rules/', '../../docs/rules/']

/** A rule's page as Markdown; null where there is none. */
export async function rulePage(id: string): Promise<string | null> {
  for (const folder of FOLDERS) {
    const text = await readFile(new URL(`${folder}${id}.md`, import.meta.url), 'utf8').catch(() => null)
    if (text !== null) return text
  }
  return null
}

/**
 * A page for the terminal: without comments, and of the examples only what they are about, and whether it is wrong or right;
 * their fixtures are for the tests.
 */
export function terminalPage(markdown: string, bold: (text: string) => string): string {
  const text = markdown
    .replace(/^((?:.+\n)+)\n```json (wrong|right)\n[\s\S]*?^```\n/gm, '$2: $1')
    .replace(/^<!--.*-->\n/gm, '')
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const lines = text.split('\n').map((line) => {
    const heading = /^#{1,3} (.+)$/.exec(line)?.[1]
    return heading === undefined ? line.replaceAll('`', '') : bold(heading)
  })
  return `${lines.join('\n')}\n`
}
