/** The oddities of real archives, each built from a fixture: what the reader must make of them. */
import { describe, expect, it } from 'vitest'
import { type Archive, type Integration, readArchive, readArchives } from '../../src/index.js'
import { changedFixture, fixture } from '../support/fixture.js'
import { type Content, tree, zip } from '../support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'
const FOLDER = 'icspackage/project/ORDER_INTAKE_01.00.0000/'
const STOCK = 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000'

function text(name: string, path: string): string {
  const content = tree(name)[path]
  if (content === undefined) throw new Error(`no ${path} in ${name}`)
  return new TextDecoder().decode(content as Uint8Array)
}

function only(archive: Archive): Integration {
  const [integration] = archive.integrations
  if (integration === undefined || archive.integrations.length > 1) throw new Error('not one integration')
  return integration
}

const codes = (archive: Archive) => archive.diagnostics.map(({ code }) => code)

describe('a project.xml', () => {
  it('reads the same under other prefixes', async () => {
    const path = `${FOLDER}PROJECT-INF/project.xml`
    const renamed = text(INTAKE, path).replaceAll('ns2:', 'flow:').replaceAll('xmlns:ns2=', 'xmlns:flow=')
    const plain = only(await readArchive(fixture(INTAKE)))
    const swapped = only(await readArchive(changedFixture(INTAKE, { [path]: renamed })))
    expect(renamed).not.toBe(text(INTAKE, path))
    expect(swapped.actionCounts).toEqual(plain.actionCounts)
    expect(swapped.dependencies).toEqual(plain.dependencies)
    expect(swapped.steps.map(({ name }) => name)).toEqual(plain.steps.map(({ name }) => name))
  })

  it('keeps and reports what the library does not know', async () => {
    const path = `${FOLDER}PROJECT-INF/project.xml`
    const changed = text(INTAKE, path).replace('<ns2:reply ', '<ns2:teleport id="tp0" name="Beam"/><ns2:reply ')
    const archive = await readArchive(changedFixture(INTAKE, { [path]: changed }))
    const global = only(archive).steps.find(({ kind }) => kind === 'globalTry')
    expect(global?.children.find(({ kind }) => kind === 'unknown')).toMatchObject({ element: 'teleport', name: 'Beam' })
    expect(only(archive).unknownElements[0]?.text).toContain('teleport')
    expect(archive.diagnostics).toMatchObject([{ code: 'unrecognised-entry', severity: 'info', entry: path }])
  })

  it('that does not parse leaves the rest of the archive readable', async () => {
    const path = `${FOLDER}PROJECT-INF/project.xml`
    const archive = await readArchive(changedFixture(INTAKE, { [path]: '<icsproject><a></b></icsproject>' }))
    expect(only(archive)).toMatchObject({ code: 'ORDER_INTAKE', version: '01.00.0000', status: 'ACTIVATED' })
    expect(archive.connections.map(({ code }) => code)).toContain('RETAIL_REST_TRIGGER')
    expect(archive.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'malformed-content', entry: path, line: 1 }),
    )
  })

  it.each([
    ['project_code=ORDER_INTAKE', 'project_code=ORDER_INTAKE_COPY', 'ORDER_INTAKE_COPY 01.00.0000'],
    ['project_version=01.00.0000', 'project_version=01.00.0001', 'ORDER_INTAKE 01.00.0001'],
    ['project_version=01.00.0000', 'project_version=1.0.0', null],
    ['project_version=01.00.0000', 'project_version=', null],
  ])('and attributes that name another integration are told apart: %s, %s', async (from, to, said) => {
    const path = `${FOLDER}ics_project_attributes.properties`
    const archive = await readArchive(changedFixture(INTAKE, { [path]: text(INTAKE, path).replace(from, to) }))
    expect(only(archive).id).toBe('integration:ORDER_INTAKE|01.00.0000')
    const found = archive.diagnostics.filter(({ message }) => message.includes('project.xml'))
    expect(found).toMatchObject(
      said === null
        ? []
        : [
            {
              code: 'malformed-content',
              severity: 'warning',
              entry: path,
              message: `The file names the integration ${said}, project.xml ORDER_INTAKE 01.00.0000, which is taken here: which of the two an import takes is open.`,
            },
          ],
    )
  })

  it.each(['tenant/resources/dvms/STORE_REGIONS', 'oramds:/apps/ICS/DVM/STORE_REGIONS.dvm', ' STORE_REGIONS , '])(
    'may note a lookup in any form that a call may have: %s',
    async (noted) => {
      const path = `${FOLDER}PROJECT-INF/project.xml`
      const changed = text(INTAKE, path).replaceAll('value="STORE_REGIONS"', `value="${noted}"`)
      expect(changed).not.toBe(text(INTAKE, path))
      const archive = await readArchive(changedFixture(INTAKE, { [path]: changed }))
      expect(only(archive).recorded.lookups).toEqual(['STORE_REGIONS'])
      expect(archive.diagnostics).toEqual([])
    },
  )

  it('has its status told by a file that is there, though it cannot be read', async () => {
    const NAME = 'retail-dev/RETURNS_PROJECT'
    const path = 'project/integrations/RETURN_REQUEST_01.00.0000/info.json'
    const archive = await readArchive(changedFixture(NAME, { [path]: '{"a": <<<<<<< HEAD' }))
    expect(codes(archive)).toEqual(['malformed-content'])
  })

  it('that is lost is said, and the integration is known by its attributes', async () => {
    const archive = await readArchive(changedFixture(INTAKE, { [`${FOLDER}PROJECT-INF/project.xml`]: null }))
    expect(only(archive).code).toBe('ORDER_INTAKE')
    expect(codes(archive)).toEqual(['missing-file'])
  })

  it('is enough where the attributes are lost', async () => {
    const archive = await readArchive(changedFixture(INTAKE, { [`${FOLDER}ics_project_attributes.properties`]: null }))
    expect(only(archive)).toMatchObject({
      code: 'ORDER_INTAKE',
      version: '01.00.0000',
      status: '',
      generation: 'unknown',
    })
    expect(codes(archive)).toEqual(['missing-file'])
  })
})

describe('an exploded tree', () => {
  it('gives one archive for each root, with paths that start at the root', async () => {
    const files: Record<string, Content> = { 'README.md': '# not part of any archive' }
    for (const [path, content] of Object.entries(tree(INTAKE))) files[`repo/a/${path}`] = content
    for (const [path, content] of Object.entries(tree(STOCK))) files[`repo/b/${path}`] = content
    const archives = await readArchives(files)
    expect(archives.map(({ file, zipped }) => [file, zipped])).toEqual([
      ['repo/a', false],
      ['repo/b', false],
    ])
    expect(archives.flatMap(({ diagnostics }) => diagnostics)).toEqual([])
    expect(archives[0]?.entries.every(({ path }) => path.startsWith('icspackage/'))).toBe(true)
    await expect(readArchives(files).then(() => 'read')).resolves.toBe('read')
    const { readArchive: one } = await import('../../src/index.js')
    await expect(one(files)).rejects.toMatchObject({ code: 'several-archives' })
  })

  it('may bear the name of its integration above its root', async () => {
    const files: Record<string, Content> = {}
    for (const [path, content] of Object.entries(tree(INTAKE))) files[`ORDER_INTAKE_01.00.0000/${path}`] = content
    const archive = await readArchive(files)
    expect(archive.diagnostics).toEqual([])
    expect(only(archive).folder).toBe(FOLDER)
  })

  it('with licence texts above its files is read, and says so', async () => {
    const files: Record<string, Content> = { ...tree(INTAKE) }
    const licence = '<!-- Licensed to somebody -->\n'
    const project = `${FOLDER}PROJECT-INF/project.xml`
    const attributes = `${FOLDER}ics_project_attributes.properties`
    files[project] = licence + text(INTAKE, project)
    files[attributes] = `# Licensed to somebody\n\n${text(INTAKE, attributes)}`
    const archive = await readArchive(files)
    expect(only(archive).actionCounts['transformer']).toBe(2)
    expect(archive.diagnostics.map(({ severity }) => severity)).toEqual(['warning'])
  })

  it('that lost files says which, once each', async () => {
    const files: Record<string, Content> = { ...tree(INTAKE) }
    const lost = Object.keys(files).find((path) => path.includes('/notification_body.data'))
    if (lost === undefined) throw new Error('no such file')
    delete files[lost]
    const archive = await readArchive(files)
    expect(archive.diagnostics).toMatchObject([{ code: 'missing-file', entry: `${FOLDER}PROJECT-INF/project.xml` }])
    expect(archive.diagnostics[0]?.message).toContain('notification_body.data')
  })

  it('finds the files whose names were cut', async () => {
    const files: Record<string, Content> = { ...tree(INTAKE) }
    const mapper = Object.keys(files).find((path) => path.endsWith('.xsl'))
    const content = mapper === undefined ? undefined : files[mapper]
    if (mapper === undefined || content === undefined) throw new Error('no mapper')
    delete files[mapper]
    files[mapper.slice(0, -6)] = content
    const plain = only(await readArchive({ ...tree(INTAKE) }))
    const cut = await readArchive(files)
    expect(cut.diagnostics).toEqual([])
    expect(only(cut).actions.flatMap(({ mappers }) => mappers)).toHaveLength(
      plain.actions.flatMap(({ mappers }) => mappers).length,
    )
  })
})

describe('a zip that somebody packed again', () => {
  it('is read as it is, with what should not be there named', async () => {
    const files = { ...tree(INTAKE), '__MACOSX/icspackage/._project': 'x', 'icspackage/.DS_Store': 'x' }
    const archive = await readArchive(zip(files, { like: 'info-zip' }))
    expect(only(archive).actionCounts['transformer']).toBe(2)
    expect(archive.diagnostics.map(({ code, entry }) => [code, entry])).toEqual([
      ['junk-entry', '__MACOSX/icspackage/._project'],
      ['junk-entry', 'icspackage/.DS_Store'],
    ])
  })

  it('may have a folder around it', async () => {
    const files: Record<string, Content> = {}
    for (const [path, content] of Object.entries(tree(INTAKE))) files[`export/${path}`] = content
    const archive = await readArchive(zip(files, { like: '7-zip' }), { name: 'x.iar' })
    expect([archive.file, only(archive).code, archive.diagnostics]).toEqual(['x.iar', 'ORDER_INTAKE', []])
  })

  it('loses nothing: what has no role is listed', async () => {
    const archive = await readArchive(changedFixture(INTAKE, { 'icspackage/novelty/a.bin': 'x', 'notes.txt': 'x' }))
    expect(archive.entries.filter(({ role }) => role === 'unrecognised').map(({ path }) => path)).toEqual([
      'icspackage/novelty/a.bin',
      'notes.txt',
    ])
    expect(codes(archive)).toEqual(['unrecognised-entry', 'unrecognised-entry'])
  })
})

describe('a package', () => {
  it('without its attributes is a zip of exports, which nobody can import as it is', async () => {
    const exports = { 'INTAKE.iar': fixture(INTAKE), 'RETURNS.car': fixture('retail-dev/RETURNS_PROJECT') }
    const archive = await readArchive(zip(exports), { name: 'bundle.zip' })
    expect([archive.kind, archive.integrations.map(({ code }) => code)]).toEqual(['package', ['ORDER_INTAKE']])
    expect(archive.diagnostics).toMatchObject([
      {
        code: 'missing-file',
        severity: 'error',
        message:
          'There is no ics_package_attributes.properties beside the integrations: OIC exports no such zip, and none of its imports takes one. Unzip it, and give the archives in it.',
        entry: '',
        line: null,
      },
      { code: 'unrecognised-entry', entry: 'RETURNS.car' },
    ])
  })

  it('is one archive, its leaves counted, copies merged', async () => {
    const archive = await readArchive(fixture('retail-dev/retail-package'))
    expect(archive.integrations.map(({ code }) => code).sort()).toEqual(['STORE_CLEANUP', 'STORE_SYNC'])
    expect(archive.package?.name).toBe('retail.stores')
    expect(archive.connections.map(({ code }) => code).sort()).toEqual(['RETAIL_REST_TRIGGER', 'WAREHOUSE_DB'])
    expect(archive.entries.every(({ path }) => !path.endsWith('.iar'))).toBe(true)
    expect(archive.entries.some(({ path }) => /\.iar!\/icspackage\//.test(path))).toBe(true)
  })

  it('says which copies differ', async () => {
    const name = 'retail-dev/retail-package'
    const path = Object.keys(tree(name)).find(
      (each) => each.includes('Store_Sync') && each.endsWith('WAREHOUSE_DB.xml'),
    )
    if (path === undefined) throw new Error('no connection')
    const changed = text(name, path).replace('JDBC_OVER_SSL', 'NONE')
    const archive = await readArchive(changedFixture(name, { [path]: changed }))
    expect(codes(archive)).toEqual(['bundled-copies-differ'])
    expect(archive.diagnostics[0]?.message).toContain('connection:WAREHOUSE_DB')
  })

  it('says nothing of copies in another state', async () => {
    const name = 'retail-dev/retail-package'
    const path = Object.keys(tree(name)).find(
      (each) => each.includes('Store_Sync') && each.endsWith('WAREHOUSE_DB.xml'),
    )
    if (path === undefined) throw new Error('no connection')
    const changed = text(name, path).replace(/<((?:\w+:)?status)>[^<]*</, '<$1>ANOTHER<')
    expect(changed).not.toBe(text(name, path))
    expect(codes(await readArchive(changedFixture(name, { [path]: changed })))).toEqual([])
  })

  it('with a damaged archive in it reads the others, and says which one', async () => {
    const archive = await readArchive(
      changedFixture('retail-dev/retail-package', { 'icspackage_Broken_01.00.0000_1.iar': 'not a zip' }),
    )
    expect(archive.integrations).toHaveLength(2)
    expect(archive.diagnostics).toMatchObject([
      { code: 'malformed-content', severity: 'error', entry: 'icspackage_Broken_01.00.0000_1.iar' },
    ])
  })
})

describe('a project', () => {
  const NAME = 'retail-dev/RETURNS_PROJECT'

  it('scopes the ids of what lives in it', async () => {
    const archive = await readArchive(fixture(NAME))
    expect(archive.integrations.map(({ id }) => id)).toContain('integration:RETURNS/RETURN_REQUEST|01.00.0000')
    expect(archive.lookups.map(({ id }) => id)).toEqual(['lookup:RETURNS/RETURN_REASONS'])
    expect(archive.agents.map(({ id }) => id)).toEqual(['agent:RETURNS/RETURNS_HELPER|01.00.0000'])
  })

  it('without project.yaml is read, without a scope', async () => {
    const archive = await readArchive(changedFixture(NAME, { 'project/project.yaml': null }))
    expect(archive.kind).toBe('project')
    expect(archive.integrations.map(({ id }) => id)).toContain('integration:RETURN_REQUEST|01.00.0000')
    expect(codes(archive)).toContain('missing-file')
  })

  it('reaches integrations through the tools of its agents', async () => {
    const archive = await readArchive(fixture(NAME))
    expect(archive.agents[0]?.dependencies.integrations).toEqual(['RETURN_REQUEST|01.00.0000'])
  })

  it('has tools, patterns and prompt templates named and described by the properties beside their content', async () => {
    const archive = await readArchive(fixture(NAME))
    const all = [...archive.tools, ...archive.patterns, ...archive.promptTemplates]
    expect(all.map(({ code, version, name, description }) => [code, version, name, description])).toEqual([
      ['FIND_RETURN', '01.00.0000', 'Find a return', 'Find a return'],
      ['ASK_AND_ACT', '01.00.0000', 'Ask and act', 'Ask and act'],
      ['RETURN_ANSWER', '01.00.0000', 'Return answer', 'Return answer'],
    ])
  })

  it('keeps a tool whose content is lost, and one whose properties are lost or speak of something else', async () => {
    const folder = 'project/ai_agents/tools/FIND_RETURN_01.00.0000/'
    const toolsWith = async (changes: Readonly<Record<string, Content | null>>) => {
      const { tools, diagnostics } = await readArchive(changedFixture(NAME, changes))
      return { tools: tools.map(({ code, version, name }) => `${code} ${version} ${name}`), diagnostics }
    }
    const withoutContent = await toolsWith({ [`${folder}content.json`]: null })
    expect(withoutContent.tools).toEqual(['FIND_RETURN 01.00.0000 Find a return'])
    expect(withoutContent.diagnostics).toMatchObject([
      { code: 'missing-file', severity: 'warning', entry: `${folder}FIND_RETURN.properties` },
    ])
    const properties = `${folder}FIND_RETURN.properties`
    expect((await toolsWith({ [properties]: null })).tools).toEqual(['FIND_RETURN 01.00.0000 FIND_RETURN'])
    const other = await toolsWith({ [properties]: 'project_code=RETURNS\nproject_name=Returns\nproject_version=14' })
    expect(other.tools).toEqual(['FIND_RETURN 01.00.0000 FIND_RETURN'])
  })

  it('names certificates that must be there', async () => {
    const archive = await readArchive(
      changedFixture(NAME, {
        'project/certificates/CARRIER.json': '{"id":"1","name":"CARRIER_TRUST","category":"TRUST"}',
      }),
    )
    expect(archive.certificates).toMatchObject([{ alias: 'CARRIER_TRUST', category: 'TRUST' }])
    expect(archive.diagnostics).toEqual([])
  })

  it('says what its project.yaml lists and it does not hold', async () => {
    const lost = Object.fromEntries(
      Object.keys(tree(NAME))
        .filter((path) => /RETURN_DIGEST_01|\/schedules\/|RETURNS_DB|RETURN_REASONS|labels\//.test(path))
        .map((path) => [path, null]),
    )
    const { diagnostics } = await readArchive(changedFixture(NAME, lost))
    const said = diagnostics.filter(({ message }) => message.startsWith('project.yaml lists'))
    expect(said.map(({ message }) => /lists (\S+) among its (\w+)/.exec(message)?.slice(1))).toEqual([
      ['RETURN_DIGEST|01.00.0000', 'integrations'],
      ['Schedule_RETURN_DIGEST_01_00_0000', 'schedules'],
      ['RETURNS_DB', 'connections'],
      ['RETURN_REASONS', 'lookups'],
      ['SPRING', 'labels'],
    ])
    expect(said[0]).toMatchObject({
      code: 'missing-file',
      severity: 'warning',
      entry: 'project/project.yaml',
      line: 20,
    })
  })

  it('says what its deployments name and it does not hold, once', async () => {
    const path = 'project/labels/SPRING.json'
    const label = JSON.stringify({
      code: 'SPRING',
      revision: 2,
      integrations: [
        { code: 'RETURN_WATCHER', version: '1.0.0' },
        { code: 'RETURN_REQUEST', version: '02.00.0000' },
        { code: 'RETURN_DIGEST', version: '01.00.0000' },
      ],
      agents: [
        { code: 'RETURNS_HELPER', version: '01.00.0000' },
        { code: 'RETURNS_GUIDE', version: '01.00.0000' },
      ],
    })
    const lost = Object.keys(tree(NAME)).filter((each) => each.includes('/RETURN_DIGEST_01.00.0000/'))
    const { diagnostics } = await readArchive(
      changedFixture(NAME, { ...Object.fromEntries(lost.map((each) => [each, null])), [path]: label }),
    )
    expect(diagnostics.filter(({ code }) => code === 'missing-file')).toMatchObject([
      {
        severity: 'warning',
        entry: path,
        message:
          'The deployment SPRING holds RETURN_REQUEST 02.00.0000, RETURNS_GUIDE 01.00.0000, which the archive does not: export the project anew, or take them out of the deployment.',
      },
      { entry: 'project/project.yaml', message: expect.stringContaining('RETURN_DIGEST|01.00.0000') },
    ])
  })

  it('does not miss what is there under its name, in another spelling of the version, or cannot be read', async () => {
    const yaml = text(NAME, 'project/project.yaml')
      .replace('id: RETURN_REASONS', 'id: 7F3A')
      .replace('id: RETURN_TOOLS|01.00.0000', 'id: RETURN_TOOLS|1.0')
    const connection = 'project/connections/RETURNS_DB.xml'
    expect(Object.keys(tree(NAME))).toContain(connection)
    const archive = await readArchive(changedFixture(NAME, { 'project/project.yaml': yaml, [connection]: '<a' }))
    expect(archive.connections.map(({ code }) => code)).not.toContain('RETURNS_DB')
    expect(archive.diagnostics.filter(({ message }) => message.startsWith('project.yaml lists'))).toEqual([])
  })

  it('does not miss a schedule that has another name than its project.yaml says, or cannot be read', async () => {
    const path = 'project/schedules/Schedule_RETURN_DIGEST_01_00_0000.xml'
    const yaml = text(NAME, 'project/project.yaml').replace('name: Schedule_RETURN_DIGEST', 'name: Run_RETURN_DIGEST')
    const said = async (changes: Readonly<Record<string, string | null>>) =>
      (await readArchive(changedFixture(NAME, changes))).diagnostics
        .filter(({ message }) => message.startsWith('project.yaml lists'))
        .map(({ message }) => /lists (\S+) among its schedules/.exec(message)?.[1])
    expect(await said({ [path]: null })).toEqual(['Schedule_RETURN_DIGEST_01_00_0000'])
    expect(await said({ 'project/project.yaml': yaml })).toEqual([])
    expect(await said({ [path]: '<a' })).toEqual([])
  })

  it('has no connection that stands for itself', async () => {
    const path = 'project/connections/RETURNS_DB.xml'
    const remoteOf = async (code: string, project: string) => {
      const changed = text(NAME, path).replace('>FINANCE_DB<', `>${code}<`).replace('>FINANCE<', `>${project}<`)
      const { connections } = await readArchive(changedFixture(NAME, { [path]: changed }))
      return connections.find((connection) => connection.code === 'RETURNS_DB')?.remote
    }
    expect(await remoteOf('RETURNS_DB', 'RETURNS')).toBeNull()
    expect(await remoteOf('RETURNS_DB', 'GLOBAL')).toEqual({ code: 'RETURNS_DB', project: null })
  })

  it('names its parts of kinds without a model of their own, known or not', async () => {
    const yaml = text(NAME, 'project/project.yaml').replace(
      'assets:',
      `assets:
  rpa-flows:
  - id: MATCH_SLIPS|01.00.0000
    name: Match slips
    revision: 2
  rpa-environmentPools:
  - id: BACK_OFFICE
    name: Back office
  rpa:
    connections:
    - id: SLIP_SITE
  templates: [RETURN_TEMPLATE]
  shields: [{ name: Shield }]`,
    )
    const archive = await readArchive(changedFixture(NAME, { 'project/project.yaml': yaml }))
    const { otherAssets = [] } = archive.project ?? {}
    expect(otherAssets.map(({ kind, id, name }) => [kind, id, name])).toEqual([
      ['rpa-flows', 'MATCH_SLIPS|01.00.0000', 'Match slips'],
      ['rpa-environmentPools', 'BACK_OFFICE', 'Back office'],
      ['templates', 'RETURN_TEMPLATE', ''],
      ['shields', 'Shield', 'Shield'],
      ['rpa/connections', 'SLIP_SITE', ''],
    ])
    expect(archive.diagnostics).toEqual([])
  })

  it('has no other parts than those that it lists, and those with a model stand there alone', async () => {
    expect((await readArchive(fixture(NAME))).project?.otherAssets).toEqual([])
    const kinds =
      'ai_agents: { agents: [A], tools: [T], patterns: [P], promptTemplates: [R] }, tools: [T], ai_tools: [T], eventTypes: [E], certificates: [C], schedules: [S]'
    const archive = await readArchive(zip({ 'project/project.yaml': `code: A\nassets: { ${kinds} }\n` }))
    expect(archive.project?.otherAssets).toEqual([])
  })

  it('may be empty', async () => {
    const archive = await readArchive(zip({ 'project/project.yaml': '---\nid: EMPTY\ncode: EMPTY\nname: Empty\n' }))
    expect(archive).toMatchObject({ kind: 'project', generation: 'gen3', integrations: [], project: { code: 'EMPTY' } })
    expect(archive.diagnostics).toEqual([])
  })
})

describe('an old data stitch', () => {
  it('is opaque: what OIC noted at its action is the only word on what it uses', async () => {
    const project = 'icspackage/project/STOCK_REPORT_NIGHTLY_01.02.0000/PROJECT-INF/project.xml'
    const stitch = Object.keys(tree(STOCK)).find((path) => path.endsWith('stitch.json'))
    if (stitch === undefined) throw new Error('no stitch')
    const xml = text(STOCK, project)
    expect(xml).toContain('stitch.json')
    const archive = await readArchive(
      changedFixture(STOCK, {
        [stitch]: null,
        [stitch.replace('.json', '.ser')]: new Uint8Array([0xac, 0xed, 0, 5]),
        [project]: xml.replaceAll('stitch.json', 'stitch.ser'),
      }),
    )
    const integration = only(archive)
    expect(integration.actions.flatMap(({ stitches }) => stitches)).toMatchObject([{ readable: false }])
    expect(integration.dependencies.lookups).toEqual(['REPORT_CODES'])
    expect(codes(archive)).not.toContain('self-check')
  })
})

describe('the self-check', () => {
  it('reports what OIC counted and the library did not find', async () => {
    const path = `${FOLDER}PROJECT-INF/analysis.json`
    const changed = text(INTAKE, path).replace(/"TRANSFORMER":\s*2/, '"TRANSFORMER":3')
    const archive = await readArchive(changedFixture(INTAKE, { [path]: changed }))
    expect(archive.diagnostics).toMatchObject([{ code: 'self-check', severity: 'error' }])
    expect(archive.diagnostics[0]?.message).toContain('OIC counted 3 of TRANSFORMER')
  })

  it('counts no actions of a type that nobody knows, and takes OIC’s word on what they use', async () => {
    const path = `${FOLDER}PROJECT-INF/project.xml`
    const action = `<ns2:processor name="processor_900"><ns2:type>humanTask</ns2:type><ns2:role>undefined</ns2:role>
      <ns2:property name="dependent-dvms" value="tenant/resources/dvms/APPROVERS"/>
      <ns2:property name="dependent-xpath-apis" value="TASK_TOOLS:01.00.0000:task.js:due:days"/></ns2:processor>`
    const changed = text(INTAKE, path).replace('<ns2:processor ', `${action}<ns2:processor `)
    const archive = await readArchive(changedFixture(INTAKE, { [path]: changed }))
    expect(codes(archive)).toEqual(['unrecognised-entry'])
    expect(only(archive).actionCounts).toMatchObject({ humanTask: 1 })
    expect(only(archive).dependencies).toMatchObject({
      lookups: ['APPROVERS', 'STORE_REGIONS'],
      libraries: ['PRICE_TOOLS|01.00.0000', 'TASK_TOOLS|01.00.0000'],
    })
  })

  it('reports a lookup that OIC lists and the library did not find', async () => {
    const NAME = 'retail-dev/RETURNS_PROJECT'
    const path = 'project/integrations/RETURN_REQUEST_01.00.0000/info.json'
    const changed = text(NAME, path).replace('"RETURN_REASONS"', '"RETURN_REASONS","OTHER"')
    expect(changed).not.toBe(text(NAME, path))
    const archive = await readArchive(changedFixture(NAME, { [path]: changed }))
    expect(archive.diagnostics).toMatchObject([{ code: 'self-check' }])
    expect(archive.diagnostics[0]?.message).toContain('OTHER')
  })

  it('does not miss what stood in a project.xml that breaks off, or in an action without a type', async () => {
    const path = `${FOLDER}PROJECT-INF/project.xml`
    const xml = text(INTAKE, path)
    const torn = codes(await readArchive(changedFixture(INTAKE, { [path]: xml.slice(0, xml.length / 2) })))
    expect(new Set(torn)).toEqual(new Set(['malformed-content']))

    const untyped = xml.replace('<ns2:type>notification</ns2:type>', '')
    expect(untyped).not.toBe(xml)
    const { diagnostics } = await readArchive(changedFixture(INTAKE, { [path]: untyped }))
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`).sort()).toEqual([
      expect.stringMatching(/^malformed-content: The action processor_\d+ has no type\.$/),
      'self-check: OIC counted 1 of NOTIFICATION in ORDER_INTAKE, the library 0. Please report it.',
    ])
  })

  it('does not miss what stood in a file that is lost or does not parse', async () => {
    const [stitch = ''] = Object.keys(tree(STOCK)).filter((path) => path.endsWith('stitch.json'))
    expect(codes(await readArchive(changedFixture(STOCK, { [stitch]: null })))).toEqual(['missing-file'])
    const torn = codes(await readArchive(changedFixture(STOCK, { [stitch]: '{"stitches": [' })))
    expect(new Set(torn)).toEqual(new Set(['malformed-content']))
  })
})

it('an archive whose extensions are in capitals says the same', async () => {
  const capitals = (names: RegExp) =>
    Object.fromEntries(
      Object.entries(tree(INTAKE)).map(([path, content]) => [
        names.test(path) ? path.replace(/\.\w+$/, (extension) => extension.toUpperCase()) : path,
        content,
      ]),
    )
  const files = capitals(/\.(?:dvm|jar)$|appinstances|apilibrary/)
  expect(Object.keys(files)).toContain('icspackage/dvms/STORE_REGIONS.DVM')
  const [plain, archive] = [await readArchive(zip(tree(INTAKE))), await readArchive(zip(files))]
  expect(archive.diagnostics).toEqual(plain.diagnostics)
  const told = ({ connections, lookups, libraries }: Archive) => [
    connections.map(({ code }) => code),
    lookups.map(({ name, rows }) => [name, rows.length]),
    libraries.map(({ id, functions, scripts }) => [id, functions.length, scripts.length]),
  ]
  expect(told(archive)).toEqual(told(plain))
  // What project.xml names is found under the name that it has there.
  const path = `${FOLDER}PROJECT-INF/project.xml`
  const projectXml = text(INTAKE, path).replaceAll('.jca', '.JCA')
  const named = await readArchive(zip({ ...capitals(/\.jca$/), [path]: projectXml }))
  expect(named.integrations[0]?.endpoints).toEqual(
    plain.integrations[0]?.endpoints.map((endpoint) => expect.objectContaining({ operation: endpoint.operation })),
  )
})

describe('a lone file', () => {
  it('is a lookup where it starts as one', async () => {
    const archive = await readArchive(
      new TextEncoder().encode('\ufeffDVM,REGIONS,Where\r\nSTORE,REGION\r\nN1,"North, upper"\r\n'),
      {
        name: 'REGIONS.csv',
      },
    )
    expect(archive).toMatchObject({ kind: 'lookup', lookups: [{ name: 'REGIONS', columns: ['STORE', 'REGION'] }] })
    expect(archive.lookups[0]?.rows[0]?.cells).toEqual(['N1', 'North, upper'])
  })

  it('is a library where it is a jar of scripts, with or without metadata', async () => {
    const bare = await readArchive(zip({ 'prices.js': 'function add() {}' }, { like: 'jar' }), { name: 'prices.jar' })
    expect(bare).toMatchObject({ kind: 'library', integrations: [] })
    expect(bare.libraries[0]?.scripts.map(({ file }) => file)).toEqual(['prices.js'])
    const library = tree(INTAKE)['icspackage/apilibrary/PRICE_TOOLS01.00.0000/PriceTools.xml']
    if (library === undefined) throw new Error('no library')
    const whole = await readArchive(
      zip({ 'prices.js': 'function add() {}', 'PriceTools.xml': library }, { like: 'jar' }),
    )
    expect(whole.libraries).toMatchObject([{ code: 'PRICE_TOOLS', version: '01.00.0000' }])
  })

  it.each([
    ['PRICE_TOOLS_01.00.0000.jar', 'PRICE_TOOLS', '01.00.0000'],
    ['C:\\exports\\PRICE_TOOLS_01.00.0000.JAR', 'PRICE_TOOLS', '01.00.0000'],
    ['exports/PRICE_TOOLS01.00.0000.zip', 'PRICE_TOOLS', '01.00.0000'],
    ['exports/tools.jar', 'tools', ''],
    ['', 'PriceTools', ''],
  ])(
    'is a library with the code and version of its name where nothing in it says them: %s',
    async (name, code, version) => {
      const jar = zip({ 'PriceTools.js': 'function add() {}', 'Rates.js': '' }, { like: 'jar' })
      const { libraries } = await readArchive(jar, { name })
      const id = version === '' ? `library:${code}` : `library:${code}|${version}`
      expect(libraries).toMatchObject([{ id, code, version, name: code }])
      const said = { 'PriceTools.js': '', 'PriceTools_properties.properties': 'code=SAID\nversion=02.00.0000' }
      expect((await readArchive(zip(said), { name })).libraries).toMatchObject([{ id: 'library:SAID|02.00.0000' }])
    },
  )

  it.each([
    ['nothing', new Uint8Array()],
    ['a text', new TextEncoder().encode('hello')],
    ['a zip of something else', zip({ 'a.txt': 'x' })],
  ])('that is %s is refused', async (_, bytes) => {
    await expect(readArchive(bytes, { name: 'x.iar' })).rejects.toMatchObject({
      name: 'IarkitError',
      code: 'not-an-archive',
      file: 'x.iar',
    })
  })
})
