import { describe, expect, it } from 'vitest'
import { allRules, rules } from '../../src/rules/index.js'

/** Family, id, severity, what a run must have (alternatives: any of them), whether it is judged archive by archive. */
const RULES = `
references | missing-connection | error | needs nothing | one run | A connection that an integration uses is not there
references | missing-lookup | error | needs nothing | one run | A lookup that an integration uses is not there
references | missing-lookup-column | error | needs nothing | one run | A column that an integration looks up by, or looks up, is not in the lookup
references | missing-library | error | needs nothing | one run | A JavaScript library or function that an integration calls is not there
references | missing-integration | error | needs nothing | one run | A child integration is not there in any version that the call can reach
references | child-version-drift | warning | needs nothing | one run | A child integration is there in another version than the one designed against
references | unreachable-child | error | needs set or inventory | one run | A child integration lives where the caller cannot reach it
references | inactive-child-integration | warning | needs inventory | one run | A child integration is in the target, but not active
references | missing-certificate | error | needs inventory | one run | A certificate that a connection or integration names is not in the target, or expires there
references | missing-agent-group | error | needs inventory | one run | An agent group that a connection names is not in the target
references | missing-event-type | error | needs nothing | one run | An event type that an integration publishes or subscribes to is not there
references | missing-resource | error | needs nothing | one archive | A file that the archive should hold is not in it
references | unresolved-reference | info | needs nothing | one archive | A lookup or child integration is chosen at run time, or called at its address
references | circular-dependency | warning | needs nothing | one run | Integrations call one another in a ring
references | call-depth | warning | needs set | one run | A chain of calls is deeper than OIC allows
references | unused-artifact | info | needs nothing | one run | An archive carries a connection, lookup or library that nothing in it uses
target | version-conflict | error | needs inventory | one run | An integration is in the target already in this version, or in a newer one
target | version-reused | error | needs set or inventory | one run | One code and version stands for two different integrations
target | connection-not-configured | error | needs inventory | one run | A connection is in the target, but not configured
target | connection-mismatch | error | needs inventory | one run | A connection of the same code is in the target with another adapter, role or security policy
target | lookup-conflict | error | needs inventory | one run | A lookup is in the target with other columns or rows
target | bundled-copies-differ | warning | needs set | one run | Two archives carry the same lookup, connection or library with other content
target | library-conflict | warning | needs inventory | one run | A JavaScript library is in the target in another version
portability | hardcoded-url | warning | needs nothing | one archive | An address that belongs to one environment stands in the archive
portability | hardcoded-email | warning | needs nothing | one archive | A literal e-mail address as recipient or sender, in an expression or in a lookup
portability | hardcoded-host | warning | needs nothing | one archive | A literal IP address or host name in a host property or an expression
portability | environment-mix | warning | needs nothing | one archive | Addresses of more than one environment stand in one archive
portability | environment-in-name | warning | needs nothing | one archive | The name of a connection says for which environment it is
portability | environment-bound-value | info | needs nothing | one archive | Directories, schemas, report paths, buckets and the like as literals of endpoints
security | embedded-secret | error | needs nothing | one archive | Key material or a secret is in the archive
security | hardcoded-credential | error | needs nothing | one archive | A password, token or key is written into an expression, mapper, lookup, script, prompt or description
security | insecure-url | warning | needs nothing | one archive | An http:// address: what is sent there can be read and changed on its way
security | weak-security-policy | info | needs nothing | one archive | A connection without security
security | recorded-payload | warning | needs nothing | one archive | The archive holds recorded test runs: payloads of real messages
security | personal-data | off | needs nothing | one archive | People's e-mail addresses in audit data
flow | missing-fault-handler | warning | needs nothing | one archive | Invokes have no fault handler around them
flow | swallowed-fault | warning | needs nothing | one archive | A fault handler passes the fault on to nobody
flow | silent-global-fault | info | needs nothing | one archive | The global fault handler tells nobody
flow | empty-branch | info | needs nothing | one archive | A route of a switch has no action
flow | invoke-in-loop | info | needs nothing | one archive | A loop invokes a connection at each pass
flow | unbounded-loop | warning | needs nothing | one archive | Nothing in a while changes what its condition reads
flow | missing-business-identifier | warning | needs nothing | one archive | Instances cannot be found by a business identifier
flow | too-many-actions | warning | needs nothing | one archive | An integration has more actions, or stage writes, than is good for it
flow | synchronous-wait | warning | needs nothing | one archive | A flow waits while its caller waits for the answer
flow | unused-variable | off | needs nothing | one archive | A variable is assigned and never read
quality | incomplete-integration | error | needs nothing | one archive | An integration is less than 100% complete, or OIC found errors in it
quality | oic-warning | warning | needs nothing | one archive | A warning that OIC itself recorded with the integration
quality | naming-convention | off | needs nothing | one archive | A name that does not follow the configured patterns
quality | missing-description | off | needs nothing | one archive | An integration, lookup or connection has no description
quality | duplicate-lookup-key | warning | needs nothing | one run | Two rows of a lookup have the same value in a column that is looked up by
quality | lookup-whitespace | warning | needs nothing | one run | A cell that is looked up by starts or ends with white space
archive | repackaged-archive | warning | needs nothing | one archive | The archive was unzipped and zipped again: OIC refuses it if anything in it was edited
archive | file-name | info | needs nothing | one archive | An .iar file that is not named CODE_VERSION.iar
archive | junk-entry | warning | needs nothing | one archive | Files that no OIC export holds: traces of operating systems, editors and version control
archive | unrecognised-entry | info | needs nothing | one archive | An entry, element, action or adapter that iarkit does not know
archive | malformed-content | error | needs nothing | one archive | A file does not parse, or is not in the encoding it should be in
archive | unsafe-archive | error | needs nothing | one run | An archive that was refused: path traversal, duplicate names, encryption, or over the limits
archive | self-check | error | needs nothing | one archive | What iarkit found disagrees with what OIC recorded in the archive
archive | suppression | warning | needs nothing | one run | A suppression in the configuration has expired or matches nothing
`

const lines = RULES.trim().split('\n')

describe('the catalogue', () => {
  it('lists these rules, in this order', () => {
    expect(allRules.map(({ id }) => id)).toEqual(lines.map((line) => line.split(' | ')[1]))
  })

  it.each(lines)('has %s', (line) => {
    const id = line.split(' | ')[1] as keyof typeof rules
    const { category, severity, needs, scope, summary } = rules[id]
    const conditions = needs.map((all) => all.join(' and ')).join(' or ') || 'nothing'
    expect([category, id, severity, `needs ${conditions}`, `one ${scope ?? 'run'}`, summary].join(' | ')).toBe(line)
  })
})
