import type { LintReporter } from './lint-types.js'

/** The formats of `lint`: one line each. A reporter is loaded when it is asked for. */
export const lintReporters = {
  text: async () => (await import('./lint-text.js')).lintText,
  json: async () => (await import('./lint-json.js')).lintJson,
  sarif: async () => (await import('./lint-sarif.js')).lintSarif,
  junit: async () => (await import('./lint-junit.js')).lintJunit,
  github: async () => (await import('./lint-github.js')).lintGithub,
  markdown: async () => (await import('./lint-markdown.js')).lintMarkdown,
  html: async () => (await import('./lint-html.js')).lintHtml,
} as const satisfies Readonly<Record<string, () => Promise<LintReporter>>>

/** Name of a format of `lint`. */
export type LintFormat = keyof typeof lintReporters

/** Whether there is a format of that name: for what a person typed. */
export function isLintFormat(name: string): name is LintFormat {
  return Object.hasOwn(lintReporters, name)
}
