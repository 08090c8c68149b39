import { readdirSync, readFileSync } from 'node:fs'
import { type Example, parseExample } from './examples.js'

const FOLDER = new URL('../../docs/rules/', import.meta.url)

/** A rule's page, taken apart. */
export interface Page {
  readonly text: string
  /** Lines before the first section, without empty ones. */
  readonly head: readonly string[]
  /** Second-level headings, in order. */
  readonly sections: readonly string[]
  readonly wrong: readonly Example[]
  readonly right: readonly Example[]
}

/** Ids of the rules that have a page. */
export function pageIds(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => name.slice(0, -3))
    .sort()
}

export function readPage(id: string): Page {
  const text = readFileSync(new URL(`${id}.md`, FOLDER), 'utf8')
  return {
    text,
    head: text
      .slice(0, text.indexOf('\n<!-- /rule -->'))
      .split('\n')
      .slice(1)
      .filter((line) => line !== ''),
    sections: [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1] ?? ''),
    wrong: examplesOf(text, 'wrong'),
    right: examplesOf(text, 'right'),
  }
}

function examplesOf(text: string, kind: 'wrong' | 'right'): Example[] {
  const blocks = text.matchAll(new RegExp(`^\`\`\`json ${kind}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))
  return [...blocks].map((match) => parseExample(match[1] ?? ''))
}
