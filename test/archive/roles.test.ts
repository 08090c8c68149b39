import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openArchive } from '../../src/archive/open.js'
import { roleOf } from '../../src/archive/roles.js'
import type { ArchiveRoot, EntryRole, RoledEntry, RootKind } from '../../src/archive/types.js'
import { growth, SUPERLINEAR } from '../support/growth.js'

const flow = 'ORDER_SYNC_01.00.0000'
const iar = `icspackage/project/${flow}`
const car = `project/integrations/${flow}`
const group = 'resources/processor_41/resourcegroup_42'
const hex = '0123456789abcdef0123456789abcdef'

const cases: readonly [RootKind, string, EntryRole, string?][] = [
  ['integration', `${iar}/ics_project_attributes.properties`, 'integration-attributes', flow],
  ['integration', `${iar}/info.json`, 'integration-info', flow],
  ['integration', `${iar}/PROJECT-INF/project.xml`, 'project-xml', flow],
  ['integration', `${iar}/PROJECT-INF/analysis.json`, 'analysis', flow],
  ['integration', `${iar}/PROJECT-INF/project_messages.json`, 'project-messages', flow],
  ['integration', `${iar}/PROJECT-INF/layout.json`, 'layout', flow],
  ['integration', `${iar}/PROJECT-INF/layout3.json`, 'layout', flow],
  ['integration', `${iar}/PROJECT-INF/something.new`, 'resource', flow],
  ['integration', `${iar}/${group}/req_${hex}.xsl`, 'mapper', flow],
  ['integration', `${iar}/${group}/resp_${hex}.xsl`, 'mapper', flow],
  ['integration', `${iar}/resources/scheduledOrc/Pull_CreateRequest.xsl`, 'mapper', flow],
  ['integration', `${iar}/${group}/expr.properties`, 'expression', flow],
  ['integration', `${iar}/resources/processor_4/output_5/resourcegroup_6/expr.properties`, 'expression', flow],
  ['integration', `${iar}/${group}/TO_PARAM_1expr.properties`, 'expression', flow],
  ['integration', `${iar}/${group}/stateinfoexpr.properties`, 'expression', flow],
  ['integration', `${iar}/${group}/nxsdmetadata.properties`, 'resource', flow],
  ['integration', `${iar}/${group}/stitch.json`, 'stitch', flow],
  ['integration', `${iar}/${group}/stitch_7.ser`, 'stitch', flow],
  ['integration', `${iar}/${group}/notification_body.data`, 'notification', flow],
  ['integration', `${iar}/${group}/body.data`, 'resource', flow],
  [
    'integration',
    `${iar}/resources/application_1/inbound_2/resourcegroup_3/shop_REQUEST.jca`,
    'adapter-configuration',
    flow,
  ],
  ['integration', `${iar}/resources/RuntimeFault.wsdl`, 'schema', flow],
  ['integration', `${iar}/${group}/shop_REQUEST.xsd`, 'schema', flow],
  ['integration', `${iar}/${group}/shop_REQUEST.wadl`, 'schema', flow],
  ['integration', `${iar}/${group}/order-schema.json`, 'schema', flow],
  ['integration', `${iar}/${group}/order.json`, 'resource', flow],
  ['integration', `${iar}/${group}/stateinfo.json`, 'state-info', flow],
  ['integration', `${iar}/${group}/CODEstateinfo.json`, 'state-info', flow],
  ['integration', `${iar}/${group}/req_${hex}_stateinfo.xml`, 'state-info', flow],
  ['integration', `${iar}/${group}/req_${hex}_stateinfo.x`, 'state-info', flow],
  ['integration', `${iar}/${group}/req_${hex}_stateinfo`, 'state-info', flow],
  ['integration', `${iar}/${group}/req_${hex}_state`, 'state-info', flow],
  ['integration', `${iar}/${group}/req_${hex}`, 'resource', flow],
  ['integration', `${iar}/${group}/GetOrdersFromTheShop_REQUEST`, 'resource', flow],
  ['integration', `${iar}/${group}/userPrompt.jq`, 'resource', flow],
  ['integration', `${iar}/${group}/line\nbreak`, 'resource', flow],
  ['integration', `${iar}/README.md`, 'unrecognised', ''],
  ['integration', 'icspackage/appinstances/SHOP_REST.xml', 'connection', ''],
  ['integration', 'icspackage/dvms/Shop Regions.dvm', 'lookup', ''],
  ['integration', 'icspackage/keywords/ICS_DVM_keywords.properties', 'lookup-keywords', ''],
  ['integration', 'icspackage/apilibrary/PRICES01.00.0000/Prices and more.jar', 'library-jar', 'PRICES01.00.0000'],
  ['integration', 'icspackage/apilibrary/My Prices/prices.xml', 'library-metadata', 'My Prices'],
  ['integration', 'icspackage/apilibrary/PRICES/prices_properties.properties', 'library-properties', 'PRICES'],
  ['integration', 'icspackage/apilibrary/PRICES/prices.js', 'library-script', 'PRICES'],
  ['integration', 'icspackage/apilibrary/prices.jar', 'library-jar', ''],
  ['integration', 'icspackage/schedule/Run_ORDER_SYNC.xml', 'schedule', ''],
  ['integration', 'icspackage/eventtypes/ORDER_PLACED_1.json', 'event-type', ''],
  ['integration', 'icspackage/b2bartifacts/b2bdocument_ORDER850.xml', 'b2b-artifact', ''],
  ['integration', 'icspackage/b2bartifacts/850/b2bschema_ORDER.xml', 'b2b-artifact', ''],
  ['integration', 'icspackage/b2bartifacts/ORDER850.json', 'unrecognised', ''],
  ['integration', 'icspackage/recordings/4711/payloads/1.json', 'recording', '4711'],
  ['integration', 'icspackage/keys/SHOP_PUBLIC.json', 'certificate', ''],
  ['integration', 'icspackage/projects/x.xml', 'unrecognised', ''],
  ['integration', 'ICSPACKAGE/appinstances/SHOP.xml', 'unrecognised', ''],
  ['integration', 'mimetype', 'unrecognised', ''],
  ['project', 'project/project.yaml', 'project-yaml', ''],
  ['project', 'project/oic_project.properties', 'project-properties', ''],
  ['project', `${car}/info.json`, 'integration-info', flow],
  ['project', `${car}/PROJECT-INF/project.xml`, 'project-xml', flow],
  ['project', `${car}/${group}/req_${hex}.xsl`, 'mapper', flow],
  ['project', 'project/connections/SHOP_REST.xml', 'connection', ''],
  ['project', 'project/lookups/Regions.dvm', 'lookup', ''],
  ['project', 'project/libraries/PRICES_01.00.0000/Prices.jar', 'library-jar', 'PRICES_01.00.0000'],
  ['project', 'project/schedules/Schedule_ORDER_SYNC_01.00.0000.xml', 'schedule', ''],
  ['project', 'project/eventtypes/ORDER_PLACED_1.json', 'event-type', ''],
  ['project', 'project/labels/SPRING.json', 'deployment', ''],
  ['project', 'project/certificates/SHOP_PUBLIC.json', 'certificate', ''],
  ['project', 'project/b2bArtifacts/b2bschema_ORDER.xml', 'b2b-artifact', ''],
  ['project', 'project/recordings/1/a.json', 'recording', '1'],
  ['project', 'project/ai_agents/agents/CLERK_01.00.0000/info.json', 'agent-attributes', 'CLERK_01.00.0000'],
  ['project', 'project/ai_agents/agents/CLERK_01.00.0000/PROJECT-INF/project.xml', 'project-xml', 'CLERK_01.00.0000'],
  ['project', `project/ai_agents/agents/CLERK_01.00.0000/${group}/expr.properties`, 'expression', 'CLERK_01.00.0000'],
  ['project', 'project/ai_agents/tools/ASK_01.00.0000/content.json', 'ai-tool', 'ASK_01.00.0000'],
  ['project', 'project/ai_agents/tools/ASK_01.00.0000/tool.properties', 'ai-attributes', 'ASK_01.00.0000'],
  ['project', 'project/ai_agents/patterns/ASK_01.00.0000/content.json', 'ai-pattern', 'ASK_01.00.0000'],
  ['project', 'project/ai_agents/promptTemplates/ASK_01.00.0000/content.json', 'ai-prompt-template', 'ASK_01.00.0000'],
  ['project', 'project/templates/ORDER/anything/at.all', 'project-template', 'ORDER'],
  ['project', 'project/rpa.zip', 'rpa', ''],
  ['project', 'project/opa.zip', 'process-automation', ''],
  ['project', 'project/novelty/x.json', 'unrecognised', ''],
  ['project', 'projectXlabels/SPRING.json', 'unrecognised', ''],
  ['package', 'ics_package_attributes.properties', 'package-attributes', ''],
  ['package', 'icspackage_Order Sync_01.00.0000_0a1b.iar', 'nested-archive', ''],
  ['lookup', 'Regions.csv', 'lookup-csv', ''],
  ['lookup', 'lookups/Regions.dvm', 'lookup', ''],
  ['library', 'lib/prices.js', 'library-script', ''],
  ['library', 'META-INF/MANIFEST.MF', 'resource', ''],
  ['integration', 'icspackage/dvms/Regions.DVM', 'lookup', ''],
  ['integration', 'icspackage/appinstances/SHOP_REST.Xml', 'connection', ''],
  ['integration', `${iar}/resources/application_1/inbound_2/resourcegroup_3/shop.JCA`, 'adapter-configuration', flow],
  ['integration', `${iar}/${group}/req_${hex}.XSL`, 'mapper', flow],
  ['integration', `${iar}/${group}/shop_REQUEST.WSDL`, 'schema', flow],
  ['integration', `${iar}/${group}/v1.A/ORDERS`, 'resource', flow],
  ['integration', 'icspackage/recordings/V1.A/ORDERS', 'recording', 'V1.A'],
  ['integration', 'icspackage/DVMS/Regions.dvm', 'unrecognised', ''],
  ['project', 'project/libraries/PRICES_01.00.0000/Prices.JAR', 'library-jar', 'PRICES_01.00.0000'],
  ['package', 'icspackage_Order Sync_01.00.0000_0a1b.IAR', 'nested-archive', ''],
  ['lookup', 'Regions.CSV', 'lookup-csv', ''],
  ['library', 'lib/prices.JS', 'library-script', ''],
  ['integration', '.DS_Store', 'junk', ''],
  ['integration', `${iar}/${group}/.DS_Store`, 'junk', ''],
  ['integration', '__MACOSX/icspackage/._project', 'junk', ''],
  ['integration', `${iar}/PROJECT-INF/project.xml~`, 'junk', ''],
  ['integration', 'icspackage/dvms/Regions.dvm.bak', 'junk', ''],
  ['project', 'project/.gitkeep', 'junk', ''],
  ['project', '.git/objects/12/34', 'junk', ''],
  ['project', 'project/connections/Thumbs.db', 'junk', ''],
  ['project', 'project/desktop.ini', 'junk', ''],
  ['project', 'project/.project.yaml.swp', 'junk', ''],
]

describe('the role of a file', () => {
  it.each(cases)('in a root of kind %s: %s is %s', (kind, path, role, owner = '') => {
    expect(roleOf(kind, path)).toEqual({ role, owner })
  })

  it.each(['stateinfo', '_REQUEST', 'req_', '_s', 'schema', '/', '/.git', 'expr.', 'stitch', '~/', '.b'])(
    'is found in time that grows with the path, when it repeats %j',
    async (word) => {
      const roles = (length: number) => {
        const long = word.repeat(length)
        return [`${iar}/resources/${long}`, `${iar}/resources/${long}/x`, `project/libraries/${long}`].map((path) =>
          roleOf(path.startsWith('project') ? 'project' : 'integration', path),
        )
      }
      expect(await growth(roles, 10_000)).toBeLessThan(SUPERLINEAR)
    },
  )
})

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url))

describe.skipIf(!existsSync(corpus))('every file of the real archives', () => {
  const files = existsSync(corpus) ? readdirSync(corpus).filter((name) => /\.(iar|par|car|csv)$/.test(name)) : []
  const leaves = (root: ArchiveRoot): readonly RoledEntry[] => [
    ...root.entries,
    ...root.nested.flatMap((nested) => leaves(nested.root)),
  ]
  const odd = (roots: readonly ArchiveRoot[]): readonly string[] =>
    roots.flatMap(leaves).flatMap(({ role, path }) => (role === 'unrecognised' || role === 'junk' ? [path] : []))

  it.each(files)('has a role in %s', async (name) => {
    const roots = await openArchive(new Uint8Array(readFileSync(join(corpus, name))), { name })
    const kinds: Readonly<Record<string, RootKind>> = {
      iar: 'integration',
      car: 'project',
      par: 'package',
      csv: 'lookup',
    }
    expect(roots.map((root) => root.kind)).toEqual([kinds[name.slice(-3)]])
    expect(odd(roots)).toEqual([])
  })

  it('has a role in the unzipped tree, however far above it the tree is opened', async () => {
    const found = readdirSync(corpus, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const paths = found.map((entry) => join(entry.parentPath, entry.name)).filter((path) => path.includes('exploded'))
    const tree = new Map(
      paths.map((path) => [relative(corpus, path).split(sep).join('/'), new Uint8Array(readFileSync(path))]),
    )
    const roots = await openArchive(tree)
    expect(roots.map((root) => [root.kind, root.entries.length])).toEqual([['integration', paths.length]])
    expect(odd(roots)).toEqual([])
  })
})
