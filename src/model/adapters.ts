import type { Location } from '../base/location.js'
import { compareText } from '../base/version.js'
import { wholeFile } from './files.js'
import type { Artifacts } from './types.js'

/**
 * Adapters by the names that connections and adapter configurations give them: those that archives were seen with, and
 * others of OIC's catalogue.
 */
const KNOWN: ReadonlySet<string> = new Set([
  // OIC's own, and technology.
  ...['rest', 'soap', 'ftp', 'file', 'stagefile', 'collocatedics', 'appevent', 'mllp', 'as2', 'b2b', 'utilities'],
  ...[
    'bbtranslationadapter',
    'hctranslationadapter',
    'jms',
    'kafka',
    'apachekafka',
    'logging',
    'mq',
    'ibmmq',
    'database',
  ],
  // Oracle's applications.
  ...[
    'erp',
    'hcm',
    'scm',
    'ebusiness',
    'netsuite',
    'eloqua',
    'responsys',
    'rightnow',
    'servicecloud',
    'salescloud',
    'cpq',
  ],
  ...[
    'commercecloud',
    'fieldservice',
    'taleo',
    'taleobe',
    'jdedwards',
    'jde',
    'siebel',
    'peoplesoft',
    'primavera',
    'unifier',
  ],
  ...['utilitiescloud', 'hospitality', 'logistics', 'policyautomation', 'epm', 'financials', 'osvc', 'engagementcloud'],
  // Others' applications.
  ...['salesforce', 'servicenow', 'workday', 'sap', 'ariba', 'successfactors', 'concur', 'coupa', 'shopify', 'magento'],
  ...[
    'msdynamics',
    'dynamics365',
    'sharepoint',
    'msoutlook',
    'msteams',
    'gmail',
    'googlecalendar',
    'googletask',
    'slack',
  ],
  ...[
    'box',
    'dropbox',
    'docusign',
    'adobesign',
    'mailchimp',
    'surveymonkey',
    'twilio',
    'twitter',
    'facebook',
    'linkedin',
  ],
  ...['jira', 'zendesk', 'hubspot', 'marketo', 'zuora', 'stripe', 'paypal', 'uipath', 'automationanywhere', 'evernote'],
])

/** Families: databases, OCI's services, translators, and what the Rapid Adapter Builder makes, `publisher:adapter`. */
const FAMILY = /database$|^oci|^oracle|translationadapter$|^aws|^azure|^google|^[0-9a-z-]{4,80}:[0-9a-z-]{2,100}$/

/** An adapter that no table of this version names, and the first place that names it. */
export interface UnknownAdapter {
  readonly adapter: string
  readonly location: Location
}

/** Adapters that this version does not know, each once, by name. */
export function unknownAdapters({ connections, integrations, agents }: Artifacts): UnknownAdapter[] {
  const found = new Map<string, UnknownAdapter>()
  const take = (adapter: string, location: Location): void => {
    const name = adapter.toLowerCase()
    if (name !== '' && !KNOWN.has(name) && !FAMILY.test(name) && !found.has(name))
      found.set(name, { adapter, location })
  }
  for (const { adapterType, location } of connections) take(adapterType, location)
  for (const { endpoints, actions } of [...integrations, ...agents]) {
    for (const { configuration } of [...endpoints, ...actions])
      if (configuration !== null) take(configuration.adapter, wholeFile(configuration.path))
  }
  return [...found.values()].sort((a, b) => compareText(a.adapter, b.adapter))
}
