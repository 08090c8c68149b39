import { lastName } from '../../literals/places/names.js'
import type { LiteralPlace, NotificationPart, PlaceKind } from '../../literals/places/types.js'

const PART_WORDS: Readonly<Record<NotificationPart, string>> = {
  to: 'recipients',
  cc: 'copy recipients',
  bcc: 'blind copy recipients',
  from: 'sender',
  subject: 'subject',
  body: 'body',
}

/** Where a literal stands, as the start of a sentence: `The mapping to Url in ORDER_INTAKE, step “Map”`. */
export function whereIs(place: LiteralPlace): string {
  const { owner, name, part } = place
  const at = place.step === '' ? owner : `${owner}, step “${place.step}”`
  const target = lastName(name)
  const forTarget = target === '' ? '' : ` for ${target}`
  if (part !== null) return `The ${PART_WORDS[part]} of the notification in ${at}`
  const words: Record<PlaceKind, string> = {
    expression: `The expression${forTarget} in ${at}`,
    'integration-property': `The integration property ${name} of ${owner}`,
    'schedule-parameter': `The schedule parameter ${name} of ${owner}`,
    mapper: `The mapping${target === '' ? '' : ` to ${target}`} in ${at}`,
    'data-stitch': `The data stitch${target === '' ? '' : ` to ${target}`} in ${at}`,
    template: `The template in ${at}`,
    'adapter-configuration': `The property ${name} of the endpoint in ${at}`,
    connection: `The property ${name} of the connection ${owner}`,
    wsdl: `The WSDL of ${place.kind === 'wsdl' && place.artifact.startsWith('connection:') ? `the connection ${owner}` : at}`,
    lookup: `The column ${name} of the lookup ${owner}`,
    notification: `The notification in ${at}`,
    library: `The script of the library ${owner}`,
    'agent-tool': `The agent's tool ${owner}`,
    'agent-pattern': `The agent's pattern ${owner}`,
    'prompt-template': `The prompt template ${owner}`,
    description: `The description of ${at}`,
  }
  return words[place.kind]
}

/** What tells a place from others of its artifact and step, in words that OIC does not renumber. */
export function placeKey({ kind, name, part }: LiteralPlace): string {
  return `${kind} ${part ?? name}`
}

/** What to do about a value that belongs to one environment. */
export const ADVICE: Readonly<Record<PlaceKind, string>> = {
  expression: 'take it from an integration property or a lookup',
  'integration-property': 'set it in each environment after the import',
  'schedule-parameter': 'set it in each environment after the import',
  mapper: 'take it from an integration property or a lookup',
  'data-stitch': 'take it from an integration property or a lookup',
  template: 'pass it in from an integration property or a lookup',
  'adapter-configuration': 'let the connection say it',
  connection: 'it goes along into every environment; set it there after the import',
  wsdl: 'it was imported from one environment; check that the connection leads elsewhere in the others',
  lookup: 'the import brings it into the target; set it there',
  notification: 'pass it in as a parameter from an integration property or a lookup',
  library: 'pass it in as a parameter',
  'agent-tool': 'it names one instance; set it in the target after the import',
  'agent-pattern': 'it goes along into every environment; take it out of the pattern',
  'prompt-template': 'it goes along into every environment; take it out of the prompt',
  description: 'take it out of the description',
}
