import { decodeText } from '../../base/decode.js'
import { baseName } from '../../base/path.js'
import { compactText, givenTags } from '../../model/noise.js'
import type { Agent, Integration } from '../../model/types.js'
import { type Fact, fact, type Part, part } from '../part.js'
import type { NormalFormOptions } from '../types.js'
import type { NormalContext } from './context.js'
import { bytesOf } from './resources.js'
import { normalSteps } from './step.js'

/** An integration or AI agent: what it says of itself, then its flow. */
export async function normalFlow(flow: Integration | Agent, context: NormalContext): Promise<Part> {
  const { options } = context
  const { steps, rest } = await normalSteps(flow, context)
  const facts = [...flowFacts(flow, options), ...(options.layout === true ? await layoutFacts(flow, context) : [])]
  return part({ what: flow.kind, key: flow.code, facts, parts: rest, steps })
}

/** Facts that do not come from project.xml. Its name may. */
const FROM_OTHER_FILES: ReadonlySet<string> = new Set([
  'version',
  'keywords',
  'smart-tags',
  'package',
  'scope',
  'layout',
])

/** A flow without what stands in project.xml: all that can be told where that file could not be read. */
export function withoutProjectXml(flow: Part): Part {
  return { ...flow, facts: flow.facts.filter(({ what }) => FROM_OTHER_FILES.has(what)), parts: [], steps: [] }
}

/** What a flow says of itself. */
export function flowFacts(flow: Integration | Agent, options: NormalFormOptions): Fact[] {
  const names = new Map([
    ...flow.endpoints.map(({ id, name }): [string, string] => [id, name]),
    ...flow.actions.map(({ id, type, role }): [string, string] => [id, role || type]),
  ])
  const end = (reference: string): string => names.get(reference.split('/')[0] ?? '') ?? ''
  return [
    ...fact('version', '', flow.version),
    ...fact('name', '', flow.name),
    ...fact('description', '', flow.description),
    ...fact('style', '', flow.kind === 'integration' ? flow.style : ''),
    ...fact('keywords', '', [...flow.keywords].sort().join(', ')),
    ...fact('smart-tags', '', givenTags(flow.smartTags).join(', ')),
    ...fact(
      'wires',
      '',
      flow.wires
        .map(({ source, target }) => `${end(source)} → ${end(target)}`)
        .sort()
        .join('\n'),
    ),
    ...(options.acrossKinds === true
      ? []
      : [...fact('package', '', flow.kind === 'integration' ? flow.package : ''), ...fact('scope', '', flow.scope)]),
  ]
}

async function layoutFacts(flow: Integration | Agent, { layouts }: NormalContext): Promise<Fact[]> {
  const facts: Fact[] = []
  for (const entry of layouts.get(flow.folder) ?? []) {
    const bytes = await bytesOf(entry)
    if (bytes === null) continue
    facts.push(...fact('layout', baseName(entry.path), compactText(decodeText(bytes, 'json').text), '(positions)'))
  }
  return facts
}
