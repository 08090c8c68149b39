/**
 * What of the repository is written from the code: from the rules the heads of their pages, the table in the README and the
 * schema of the configuration; from .ci/schemas the schemas of the JSON outputs and the tables of docs/json.md.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { toJsonSchema } from '@valibot/to-json-schema'
import { byCategory, CATEGORY_WORDS, needsWords } from '../src/report/rules-list.js'
import { configSchema } from '../src/rules/config.js'
import { allRules } from '../src/rules/index.js'
import { LEVELS } from '../src/rules/presets.js'
import type { Rule } from '../src/rules/types.js'
import { fieldTables } from './json-docs.js'
import { outputSchemas, schemas } from './schemas/index.js'

/** A file, what it should hold, and what it holds (empty where it is not there). */
export interface Generated {
  readonly path: string
  readonly text: string
  readonly committed: string
}

const SEVERITY_WORDS: Readonly<Record<Rule['severity'], string>> = {
  error: 'an error',
  warning: 'a warning',
  info: 'a note',
  off: 'off unless configured',
}

export function generated(): Generated[] {
  return [
    ...allRules.map((rule) => between(`docs/rules/${rule.id}.md`, { rule: pageHead(rule) }, skeleton(rule))),
    between('README.md', { rules: rulesTable() }),
    between('docs/json.md', outputTables()),
    ...Object.entries({ ...schemas, config: configJsonSchema() }).map(([name, schema]) =>
      file(`schemas/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`),
    ),
  ]
}

function pageHead(rule: Rule): string {
  const needs = needsWords(rule)
  const facts = [
    `Family: ${rule.category}.`,
    `Default: ${SEVERITY_WORDS[rule.severity]}.`,
    needs === '' ? '' : `Needs: ${needs}.`,
  ]
  const options = optionRows(rule)
  return [
    `# ${rule.id}`,
    `${rule.summary}.`,
    facts.filter((fact) => fact !== '').join(' '),
    ...(options.length === 0 ? [] : [['| option | default | |', '| --- | --- | --- |', ...options].join('\n')]),
  ].join('\n\n')
}

/** A page to be filled in: without it a new rule's page would have to be begun from memory. */
function skeleton(rule: Rule): string {
  const options = optionRows(rule).length === 0 ? [] : ['Options']
  const sections = ['What it finds', 'Why it matters', 'Examples', ...options, 'When to turn it off']
  return `<!-- rule: written by npm run docs -->\n<!-- /rule -->\n\n${sections.map((name) => `## ${name}\n`).join('\n')}`
}

function optionRows({ options }: Rule): string[] {
  const { properties = {} } = toJsonSchema(options, { errorMode: 'ignore' })
  return Object.entries(properties).map(([name, schema]) => {
    const { default: value, description = '' } = typeof schema === 'object' ? schema : {}
    const shown = value === undefined ? '' : `\`${JSON.stringify(value)}\``
    return `| \`${name}\` | ${shown} | ${description} |`.replace(/ {2,}/g, ' ')
  })
}

function rulesTable(): string {
  return byCategory(allRules)
    .map(([category, rules]) => {
      const rows = rules.map(
        (rule) =>
          `| [${rule.id}](docs/rules/${rule.id}.md) | ${rule.severity} | ${needsWords(rule)} | ${rule.summary} |`,
      )
      return [
        `### ${CATEGORY_WORDS[category]}`,
        '',
        '| rule | default | needs | finds |',
        '| --- | --- | --- | --- |',
        ...rows,
      ]
        .join('\n')
        .replace(/ {2,}/g, ' ')
    })
    .join('\n\n')
}

function outputTables(): Record<string, string> {
  return Object.fromEntries(Object.entries(outputSchemas).map(([name, schema]) => [name, fieldTables(schema)]))
}

/** The schema of the configuration, in which each rule has its own options. */
function configJsonSchema(): object {
  const schema = JSON.parse(JSON.stringify(toJsonSchema(configSchema, { errorMode: 'ignore' })))
  const settings = {
    type: 'object',
    // Rules of one's own have ids that are not known here.
    additionalProperties: { $ref: '#/definitions/setting' },
    properties: Object.fromEntries(allRules.map((rule) => [rule.id, ruleSetting(rule)])),
  }
  const definitions = {
    level: { enum: [...LEVELS], description: 'on: at the rule’s own severity' },
    setting: {
      anyOf: [
        { $ref: '#/definitions/level' },
        { type: 'array', items: [{ $ref: '#/definitions/level' }, { type: 'object' }], minItems: 2, maxItems: 2 },
      ],
    },
    rules: settings,
  }
  schema.properties.rules = { $ref: '#/definitions/rules' }
  schema.properties.overrides.items.properties.rules = { $ref: '#/definitions/rules' }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of iarkit',
    ...schema,
    definitions,
  }
}

function ruleSetting({ summary, options }: Rule): object {
  const { $schema: _, ...schema } = toJsonSchema(options, { errorMode: 'ignore' })
  const level = { $ref: '#/definitions/level' }
  return {
    description: summary,
    anyOf: [level, { type: 'array', items: [level, schema], minItems: 2, maxItems: 2 }],
  }
}

/** A file with its parts, each between two comments of its name, replaced. */
function between(path: string, parts: Readonly<Record<string, string>>, fresh = ''): Generated {
  const committed = read(path)
  let text = committed === '' ? fresh : committed
  for (const [name, part] of Object.entries(parts)) {
    const pattern = new RegExp(`(<!-- ${name}: [^\n]*-->\n)[\\s\\S]*?(<!-- /${name} -->)`)
    if (!pattern.test(text)) throw new Error(`${path} has no part between <!-- ${name}: … --> and <!-- /${name} -->`)
    text = text.replace(pattern, (_, start, end) => `${start}\n${part}\n\n${end}`)
  }
  return { path: absolute(path), text, committed }
}

function file(path: string, text: string): Generated {
  return { path: absolute(path), text, committed: read(path) }
}

function read(path: string): string {
  return existsSync(absolute(path)) ? readFileSync(absolute(path), 'utf8') : ''
}

function absolute(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}
