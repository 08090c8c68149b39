import { words } from './words.js'

/** Words that say for which environment something is, by the environment's usual name. Without digits: DEV1 is DEV. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['dev', 'dev'],
  ['development', 'dev'],
  ['devl', 'dev'],
  ['sandbox', 'sandbox'],
  ['sbx', 'sandbox'],
  ['test', 'test'],
  ['tst', 'test'],
  ['testing', 'test'],
  ['qa', 'qa'],
  ['sit', 'sit'],
  ['uat', 'uat'],
  ['stage', 'stage'],
  ['staging', 'stage'],
  ['stg', 'stage'],
  ['preprod', 'preprod'],
  ['nonprod', 'nonprod'],
  ['nprd', 'nonprod'],
  ['prod', 'prod'],
  ['prd', 'prod'],
  ['production', 'prod'],
])

const ORACLE_CLOUD = /\.(?:oraclecloud\.com|oraclegovcloud\.(?:com|uk)|oraclecloud\d?\.[a-z]{2,6})$/

/** Labels of a Fusion host that say which product it is: `acme-test.fa.us2.oraclecloud.com`, `acme.crm.em2.…`. */
const FUSION_LABELS: ReadonlySet<string> = new Set([
  'fa',
  'fs',
  'crm',
  'hcm',
  'prc',
  'scm',
  'prj',
  'bi',
  'login',
  'fin',
])

/** Hosts that all customers share, in all of their environments: `prod-27.westeurope.logic.azure.com`, `dev.azure.com`. */
const SHARED_HOST = /(?:^|\.)(?:logic\.azure\.com|api\.powerplatform\.com|dev\.azure\.com|dev\.virtualearth\.net)$/

/**
 * The environment that a host belongs to: dev, test, prod …; null where its name does not say.
 *
 * Fusion: `acme-dev1.fa.us2.oraclecloud.com` and `fa-abcd-test-saasfaprod1.fa.ocs.oraclecloud.com` (whose
 * `saasfaprod1` is a region); one without such a suffix is production. OIC and all others: words of the name.
 */
export function environmentOfHost(host: string): string | null {
  if (SHARED_HOST.test(host)) return null
  const labels = host.split('.')
  const [first = '', second = ''] = labels
  if (ORACLE_CLOUD.test(host) && FUSION_LABELS.has(second)) return fusionEnvironment(first)
  // The last two labels are the company's, `prod.example.com` is an environment and `example.dev` is not.
  for (const label of labels.slice(0, -2)) {
    const found = environmentIn(label)
    if (found !== null) return found
  }
  return null
}

function fusionEnvironment(label: string): string {
  const pod = label.replace(/^fa-/, '').replace(/-?saasfa[a-z0-9]*$/, '')
  return environmentIn(pod.slice(pod.indexOf('-') + 1)) ?? 'prod'
}

function environmentIn(label: string): string | null {
  const found = words(label)
  const pairs = found.slice(1).map((word, at) => `${found[at]}${word}`)
  for (const word of [...pairs, ...found]) {
    const environment = WORDS.get(word) ?? WORDS.get(word.replace(/^oic|oic$/, ''))
    if (environment !== undefined) return environment
  }
  return null
}

/** Words that also name things of business: they speak of an environment at the end of a name only. */
const EVERYDAY: ReadonlySet<string> = new Set(['development', 'production', 'stage', 'staging'])

/** What PROD is short for before words like these: a product has a catalogue, an environment has none. */
const PRODUCT =
  /^(?:catalog(?:ue)?s?|categor(?:y|ies)|master|hierarchy|famil(?:y|ies)|lines?|pric(?:es?|ing)|sku|lifecycle)$/

/**
 * The words of a list that a name holds as words of its own: TEST of STOCK_API_TEST_SERVER, PRODUCTION of
 * ERP_PRODUCTION; none of LATEST_ORDERS, PRODUCTION_PLANNING or PROD_CATALOG.
 */
export function environmentWordsIn(name: string, list: ReadonlySet<string>): string[] {
  const found = words(name).filter((word, at, all) => {
    if (!list.has(word)) return false
    if (EVERYDAY.has(word)) return at === all.length - 1
    return !(/^pro?d$/.test(word) && PRODUCT.test(all[at + 1] ?? ''))
  })
  return [...new Set(found)]
}

/** Default list of {@link environmentWordsIn}, in lower case. */
export const ENVIRONMENT_WORDS: readonly string[] = [...WORDS.keys()].filter((word) => word !== 'testing')
