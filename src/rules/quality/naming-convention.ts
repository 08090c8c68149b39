import * as v from 'valibot'
import { flowsOf } from '../../model/flows.js'
import { type Archive, allSteps } from '../../model/index.js'
import { defineRule } from '../define-rule.js'
import { place } from '../place.js'
import type { RuleFinding } from '../types.js'

const pattern = (what: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.check(isPattern, 'expected a regular expression'),
      v.description(`Regular expression that the whole ${what} must match; empty: not checked.`),
    ),
    '',
  )

const patternsSchema = v.strictObject({
  integrationCode: pattern('code of an integration'),
  integrationName: pattern('name of an integration'),
  integrationVersion: pattern('version of an integration'),
  connectionCode: pattern('code of a connection'),
  connectionName: pattern('name of a connection'),
  lookupName: pattern('name of a lookup'),
  libraryCode: pattern('code of a library'),
  libraryName: pattern('name of a library'),
  actionName: pattern('name of an action'),
})

export const namingConvention = defineRule({
  id: 'naming-convention',
  severity: 'off',
  category: 'quality',
  summary: 'A name that does not follow the configured patterns',
  options: patternsSchema,
  needs: [],
  scope: 'archive',
  async *check({ archives, options, couldNotCheck }) {
    const patterns = new Map<string, RegExp>(
      Object.entries(options).flatMap(([what, source]) =>
        source === '' ? [] : [[what, new RegExp(`^(?:${source})$`, 'u')] as const],
      ),
    )
    if (patterns.size === 0) couldNotCheck('no patterns configured')
    for (const archive of archives) {
      for (const { what, value, words, finding } of namesOf(archive)) {
        const expected = patterns.get(what)
        if (expected === undefined || expected.test(value)) continue
        const source = options[what]
        yield {
          ...finding,
          message: `The ${words} ${value} does not match ${source}: rename it.`,
          key: `${what} ${value}`,
        }
      }
    }
  },
})

type What = keyof v.InferOutput<typeof patternsSchema>

interface Named {
  readonly what: What
  readonly value: string
  readonly words: string
  readonly finding: Omit<RuleFinding, 'message' | 'key'>
}

function* namesOf(archive: Archive): Generator<Named> {
  for (const flow of flowsOf(archive)) {
    const finding = { ...place(archive, flow.location), artifact: flow.id, step: '' }
    if (flow.kind === 'integration') {
      yield { what: 'integrationCode', value: flow.code, words: 'integration code', finding }
      yield { what: 'integrationName', value: flow.name, words: 'integration name', finding }
      yield { what: 'integrationVersion', value: flow.version, words: `version of ${flow.code}`, finding }
    }
    // Of two actions with one id the first counts.
    const actions = new Map([...flow.actions].reverse().map((action) => [action.id, action]))
    for (const step of allSteps(flow.steps)) {
      // Without an action there is nothing whose name a designer chose.
      if (!('action' in step) || step.action === '') continue
      const action = actions.get(step.action)
      if (action === undefined || action.name === '') continue
      const at = { ...place(archive, step.location), artifact: flow.id, step: step.name }
      yield { what: 'actionName', value: action.name, words: `action name in ${flow.code}`, finding: at }
    }
  }
  for (const { code, name, id, location, preseeded, remote } of archive.connections) {
    if (preseeded || remote !== null) continue
    const finding = { ...place(archive, location), artifact: id, step: '' }
    yield { what: 'connectionCode', value: code, words: 'connection code', finding }
    yield { what: 'connectionName', value: name, words: 'connection name', finding }
  }
  for (const { name, id, location } of archive.lookups) {
    const finding = { ...place(archive, location), artifact: id, step: '' }
    yield { what: 'lookupName', value: name, words: 'lookup name', finding }
  }
  for (const { code, name, id, location } of archive.libraries) {
    const finding = { ...place(archive, location), artifact: id, step: '' }
    yield { what: 'libraryCode', value: code, words: 'library code', finding }
    yield { what: 'libraryName', value: name, words: 'library name', finding }
  }
}

function isPattern(source: string): boolean {
  try {
    new RegExp(`^(?:${source})$`, 'u')
    return true
  } catch {
    return false
  }
}
