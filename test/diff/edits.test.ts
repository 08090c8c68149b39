/** Edits made by program: each is reported as what it is, and OIC's noise not at all. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type Change, diffArchives, fingerprint } from '../../src/diff/index.js'
import { contentOf } from '../../src/model/content.js'
import {
  archiveOf,
  corpusArchives,
  edited,
  exportedAnew,
  type Files,
  filesOf,
  mappersRenamed,
  pathsOf,
  renumbered,
  reprefixed,
} from '../support/edits.js'
import { tree } from '../support/zip.js'

const FIXTURES = [
  'retail-dev/ORDER_INTAKE_01.00.0000',
  'retail-dev/ORDER_FULFIL_01.00.0000',
  'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000',
  'retail-dev/RETURNS_PROJECT',
  'old-style/TILL_UPLOAD_01.00.0000',
  'old-style/TILL_SUMS_01.00.0000',
]

/** Every archive that edits are made to: the fixtures, and the corpus where it is there. */
const all = new Map<string, Files>()

beforeAll(async () => {
  for (const name of FIXTURES) all.set(name, tree(name))
  for (const path of corpusArchives()) all.set(path.slice(path.lastIndexOf('/') + 1), await filesOf(path))
})

/** What the diff says of an edit, one line for each change. */
async function said(old: Files, new_: Files): Promise<string[]> {
  const { artifacts } = await diffArchives(await archiveOf(old), await archiveOf(new_))
  return artifacts.flatMap(({ id, change, changes }) =>
    changes.length === 0 ? [`${id} ${change}`] : changes.map((one) => `${one.change} ${one.what}`),
  )
}

/** Ids of the artifacts whose content is not the same, by what `plan` and `graph` go by. */
async function told(old: Files, new_: Files): Promise<string[]> {
  const [before, after] = [await archiveOf(old), await archiveOf(new_)].map(
    ({ integrations, agents, connections, lookups, libraries, schedules, eventTypes }) =>
      new Map(
        [...integrations, ...agents, ...connections, ...lookups, ...libraries, ...schedules, ...eventTypes].map(
          (one) => [one.id, contentOf(one)],
        ),
      ),
  )
  return [...(before ?? [])].filter(([id, content]) => after?.get(id) !== content).map(([id]) => id)
}

/** The one change of an edit; fails where there is none or another. */
async function only(old: Files, new_: Files, title: string): Promise<Change> {
  const { artifacts } = await diffArchives(await archiveOf(old), await archiveOf(new_))
  const changes = artifacts.flatMap((artifact) => artifact.changes)
  expect(changes, title).toHaveLength(1)
  const [change] = changes
  if (change === undefined) throw new Error(title)
  expect(await told(old, new_), title).toEqual(artifacts.map(({ newId }) => newId))
  return change
}

/** Makes an edit to the first file of each archive in which it changes something. */
async function inEach(
  pattern: RegExp,
  edit: (text: string) => string,
  check: (change: Change, title: string) => void,
): Promise<void> {
  let tried = 0
  for (const [name, files] of all) {
    for (const path of pathsOf(files, pattern)) {
      const changed = edited(files, path, edit)
      if (Buffer.compare(changed[path] ?? new Uint8Array(), files[path] ?? new Uint8Array()) === 0) continue
      check(await only(files, changed, `${name} ${path}`), name)
      tried++
      break
    }
  }
  expect(tried).toBeGreaterThan(1)
}

describe('what OIC changes by itself', () => {
  const NOISE: readonly (readonly [string, (files: Files) => Files])[] = [
    ['a renumbering of everything', renumbered],
    ['new names for all mapper files', mappersRenamed],
    ['other prefixes in all schemas, mappers and other XML', reprefixed],
    ['another hash, validity, state, release and audit data', exportedAnew],
    ['all of these together', (files) => exportedAnew(reprefixed(mappersRenamed(renumbered(files))))],
  ]
  for (const [what, edit] of NOISE) {
    it(`says nothing of ${what}`, async () => {
      for (const [name, files] of all) {
        const new_ = edit(files)
        expect([name, await said(files, new_), await told(files, new_)]).toEqual([name, [], []])
      }
    })
  }

  it('says nothing of a repack, whatever the packer and the order of entries', async () => {
    for (const [name, files] of all) {
      const backwards = Object.fromEntries(Object.entries(files).reverse())
      const old = await archiveOf(files)
      for (const like of ['info-zip', '7-zip'] as const) {
        const { artifacts } = await diffArchives(old, await archiveOf(backwards, like))
        expect([name, artifacts]).toEqual([name, []])
      }
    }
  })

  it('gives the same fingerprints before and after', async () => {
    for (const [name, files] of all) {
      const old = await archiveOf(files)
      const new_ = await archiveOf(exportedAnew(mappersRenamed(renumbered(files))))
      for (const [at, integration] of old.integrations.entries()) {
        const partner = new_.integrations[at]
        if (partner === undefined) throw new Error(name)
        expect(await fingerprint(partner, new_)).toBe(await fingerprint(integration, old))
      }
    }
  })

  it('says nothing of white space and prefixes in expressions', async () => {
    for (const [name, files] of all) {
      const [path] = pathsOf(files, /expr\.properties$/)
      if (path === undefined) continue
      const changed = edited(files, path, (text) =>
        text
          .replace(
            /^(XpathExpression :)(.*)$/m,
            (_, key: string, xpath: string) => `${key} ${xpath.replace(/([(,])/g, '$1  ')} `,
          )
          .replace(/\bns(\d+)([:=])/g, 'pre$1$2'),
      )
      expect([name, await said(files, changed), await told(files, changed)]).toEqual([name, [], []])
    }
  })

  it('says nothing of white space, prefixes and the numbers of elements in mappers', async () => {
    let tried = 0
    for (const [name, files] of all) {
      const path = pathsOf(files, /\.xsl$/).find((each) => /nstrgmpr/.test(Buffer.from(files[each] ?? []).toString()))
      if (path === undefined) continue
      tried++
      const changed = edited(files, path, (text) =>
        text.replace(/\bxml:id="id_\d+"/g, 'xml:id="id_9"').replace(/\bnstrgmpr\b/g, 'other'),
      )
      expect([name, await said(files, changed), await told(files, changed)]).toEqual([name, [], []])
    }
    expect(tried).toBeGreaterThan(1)
  })
})

describe('what a person changes', () => {
  it('names a lookup cell by its row and column', async () => {
    await inEach(
      /\.dvm$/,
      (text) => text.replace(/<((?:\w+:)?cell)>([^<]+)</, '<$1>changed by hand<'),
      ({ what, change, new: now }) => {
        expect([what, change, now]).toEqual(['cell', 'changed', 'changed by hand'])
      },
    )
  })

  it('names an expression by its step, with what stood there and what stands there now', async () => {
    await inEach(
      /expr\.properties$/,
      (text) => text.replace(/^XpathExpression : (?!true)(\S.*)$/m, 'XpathExpression : concat($1, "!")'),
      ({ what, change, path, old, new: now }, title) => {
        expect(['expression', 'condition'], title).toContain(what)
        expect(change).toBe('changed')
        expect(path).not.toBe('')
        expect(now).toBe(`concat(${old}, "!")`)
      },
    )
  })

  it('names a mapping by its target element', async () => {
    await inEach(
      /\.xsl$/,
      (text) => text.replace(/(<xsl:value-of [^>]*select=)"([^"]*)"/, '$1"concat($2, 7)"'),
      ({ what, change, path, old, new: now }, title) => {
        expect([what, change], title).toEqual(['mapping', 'changed'])
        expect(path).toMatch(/ > \/[^>]*$/)
        expect(now).not.toBe(old)
        expect(now).toContain('concat(')
      },
    )
  })

  it('names a security policy by its connection', async () => {
    await inEach(
      /(?:appinstances|connections)\/(?!PRESEEDED).*\.xml$/,
      (text) => text.replace(/<((?:\w+:)?securityPolicy)>[^<]*</, '<$1>OTHER_POLICY<'),
      ({ what, change, new: now }) => {
        expect([what, change, now]).toEqual(['security-policy', 'changed', 'OTHER_POLICY'])
      },
    )
  })

  const FIRST_STEP = /(<(\w+:)?orchestration>(?:\s*<(?:\w+:)?globalTry[^>]*>)?)/

  it('names a step that was added', async () => {
    await inEach(
      /project\.xml$/,
      (text) => text.replace(FIRST_STEP, '$1<$2note id="nt99" name="Ask sales" description="Who pays?"/>'),
      ({ what, change, path, old, new: now }) => {
        expect([what, change, path, old]).toEqual(['step', 'added', 'Note Ask sales', null])
        expect(now).toContain('Who pays?')
      },
    )
  })

  it('names a step that was removed', async () => {
    for (const files of all.values()) {
      for (const path of pathsOf(files, /project\.xml$/)) {
        const noted = edited(files, path, (text) =>
          text.replace(FIRST_STEP, '$1<$2note id="nt99" name="Ask sales" description="Who pays?"/>'),
        )
        if (noted[path]?.length === files[path]?.length) continue
        const change = await only(noted, files, path)
        expect([change.what, change.change, change.path, change.new]).toEqual([
          'step',
          'removed',
          'Note Ask sales',
          null,
        ])
        break
      }
    }
  })

  it('names a step that was moved among its siblings', async () => {
    await inEach(
      /project\.xml$/,
      (text) => {
        const at = text.indexOf('orchestration>')
        return (
          text.slice(0, at) +
          text
            .slice(at)
            .replace(
              /(<(?:\w+:)?(?:assignment|transformer|invoke|activityStreamLogger|stageFile|callout)\b[^<>]*\/>)(\s*)(<(?:\w+:)?(?:transformer|invoke|activityStreamLogger|stageFile|callout|assignment)\b[^<>]*\/>)/,
              '$3$2$1',
            )
        )
      },
      ({ what, change, old, new: now }, title) => {
        expect([what, change], title).toEqual(['step', 'moved'])
        expect(now).not.toBe(old)
      },
    )
  })

  it('names a step that was put into a scope, and the scope', async () => {
    for (const name of ['retail-dev/ORDER_INTAKE_01.00.0000', 'retail-dev/ORDER_FULFIL_01.00.0000']) {
      const files = all.get(name) ?? {}
      const [path = ''] = pathsOf(files, /project\.xml$/)
      const changed = edited(files, path, (text) => {
        const at = text.indexOf('orchestration>')
        const wrap = (steps: string) =>
          steps.replace(
            /<(\w+:)(invoke)\b[^<>]*\/>/,
            (step, prefix: string) => `<${prefix}try id="t77" name="Guard">${step}</${prefix}try>`,
          )
        return text.slice(0, at) + wrap(text.slice(at))
      })
      expect([name, (await said(files, changed)).sort()]).toEqual([name, ['added step', 'moved step']])
    }
  })

  it('names a step that got another name', async () => {
    await inEach(
      /project\.xml$/,
      (text) => text.replace(/<((?:\w+:)?processorName)>([^<]+)</, '<$1>$2Anew<'),
      ({ what, change, old, new: now }, title) => {
        expect(['step', 'action'], title).toContain(what)
        expect(change).toBe('renamed')
        expect(now).toBe(`${old}Anew`)
      },
    )
  })

  it('names a REST address, and says that it breaks callers', async () => {
    const name = 'retail-dev/ORDER_INTAKE_01.00.0000'
    const files = all.get(name) ?? {}
    const [path = ''] = pathsOf(files, /placeOrder_REQUEST\.jca$/)
    const { artifacts } = await diffArchives(
      await archiveOf(files),
      await archiveOf(edited(files, path, (text) => text.replace('"/orders"', '"/shop/orders"'))),
    )
    expect(artifacts).toMatchObject([
      {
        contract: 'breaking',
        suggestedVersion: '02.00.0000',
        changes: [{ what: 'property', path: 'Trigger placeOrder > ResourceURI', old: '/orders', new: '/shop/orders' }],
      },
    ])
  })
})

describe('laws', () => {
  it('gives equal fingerprints exactly where the diff is empty', async () => {
    const EDITS: readonly (readonly [RegExp, (text: string) => string])[] = [
      [/expr\.properties$/, (text) => text.replace(/^XpathExpression : (\S.*)$/m, 'XpathExpression : string($1)')],
      [/expr\.properties$/, (text) => text.replace(/^TextExpression : .*$/m, 'TextExpression : shown otherwise')],
      [/\.jca$/, (text) => text.replace(/(<property name="targetOperation" value=")/, '$1x')],
      [/\.jca$/, (text) => text.replace(/></g, '>\n<')],
      [/\.wsdl$/, (text) => text.replace(/(minOccurs)="0"/, '$1="1"')],
      [/\.wsdl$/, (text) => text.replace(/(<(?:\w+:)?definitions)/, '<!-- made anew -->$1')],
      [/\.xsl$/, (text) => text.replace(/(<xsl:value-of [^>]*select=)"([^"]*)"/, '$1" $2 "')],
      [/project\.xml$/, (text) => text.replace(/(<(?:\w+:)?projectDescription>)/, '$1New: ')],
    ]
    const seen = new Set<boolean>()
    const sizeOf = (files: Files) => Object.values(files).reduce((total, bytes) => total + bytes.length, 0)
    for (const [name, files] of all) {
      // Each fingerprint reads every schema: the large ones take long and say no more.
      if (sizeOf(files) > 600_000) continue
      const old = await archiveOf(files)
      for (const [pattern, edit] of EDITS) {
        const [path] = pathsOf(files, pattern)
        if (path === undefined) continue
        const new_ = await archiveOf(edited(files, path, edit))
        const { artifacts } = await diffArchives(old, new_)
        const differing = new Set(artifacts.map(({ newId }) => newId))
        for (const [at, one] of old.integrations.entries()) {
          const other = new_.integrations[at]
          if (other === undefined) throw new Error(name)
          const same = (await fingerprint(one, old)) === (await fingerprint(other, new_))
          expect([name, path, String(edit), same]).toEqual([name, path, String(edit), !differing.has(other.id)])
          // Schemas are read on demand: the content that is compared at once has them not.
          const sameContent = contentOf(one) === contentOf(other)
          const expected = same || pattern.source.includes('wsdl')
          expect([name, path, String(edit), sameContent]).toEqual([name, path, String(edit), expected])
          seen.add(same)
        }
      }
    }
    expect([...seen].sort()).toEqual([false, true])
  })

  it('finds nothing between an archive and itself', async () => {
    for (const [name, files] of all) {
      const archive = await archiveOf(files)
      expect([name, await diffArchives(archive, archive)]).toEqual([name, { identical: true, artifacts: [] }])
    }
  })

  it('mirrors: what is added one way is removed the other way', async () => {
    const names = [...all.keys()].slice(0, 14)
    for (const [at, name] of names.entries()) {
      const old = await archiveOf(all.get(name) ?? {})
      const new_ = await archiveOf(all.get(names[(at + 1) % names.length] ?? '') ?? {})
      // Two unrelated integrations under one code: every kind of change at once.
      const asOne = (archive: typeof old) => ({
        ...archive,
        integrations: archive.integrations.slice(0, 1).map((one) => ({ ...one, code: 'SAME' })),
        lookups: archive.lookups.slice(0, 1).map((one) => ({ ...one, name: 'SAME' })),
      })
      const forth = await diffArchives(asOne(old), asOne(new_), { acrossKinds: true })
      const back = await diffArchives(asOne(new_), asOne(old), { acrossKinds: true })
      const FLIP: Record<string, string> = { added: 'removed', removed: 'added' }
      const lines = (diff: typeof forth, flip: boolean) =>
        diff.artifacts
          .flatMap(({ oldId, newId, changes }) => [
            flip ? `${newId} ${oldId}` : `${oldId} ${newId}`,
            ...changes.map(({ what, change, old, new: now }) =>
              (flip ? [FLIP[change] ?? change, what, now, old] : [change, what, old, now]).join('|'),
            ),
          ])
          .sort()
      expect(lines(back, true)).toEqual(lines(forth, false))
    }
  })
})
