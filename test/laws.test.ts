/** What holds for any archive, tried on many. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openWithJszip } from '../src/archive/jszip-source.js'
import { DEFAULT_LIMITS, diffArchives, lint, readArchive } from '../src/index.js'
import { openWithZlib } from '../src/node/zlib-source.js'
import { baselineOf } from '../src/rules/baseline.js'
import { strictLint } from './support/every-report.js'
import { type Packer, tree, zip } from './support/zip.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'

const segment = fc.stringMatching(/^[A-Za-z0-9_\u00e4\u65e5-]{1,12}$/)
const files = fc.uniqueArray(
  fc.record({
    name: fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `${segments.join('/')}.x`),
    content: fc.uint8Array({ maxLength: 400 }),
  }),
  { selector: ({ name }) => name, minLength: 1, maxLength: 12 },
)
const packers = fc.constantFrom<Packer>('oic', 'info-zip', '7-zip', 'jar')

describe('a zip', () => {
  it('gives back what was put into it, in its order, whoever packs and whoever reads it', async () => {
    await fc.assert(
      fc.asyncProperty(files, packers, fc.boolean(), async (parts, like, zip64) => {
        const bytes = zip(parts, { like, zip64 })
        for (const open of [openWithJszip, openWithZlib]) {
          const source = await open(bytes, DEFAULT_LIMITS)
          expect(source.entries.map(({ name }) => name)).toEqual(parts.map(({ name }) => name))
          for (const { name, content } of parts) expect(Buffer.compare(await source.bytes(name, 1000), content)).toBe(0)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('the order of entries', () => {
  const parts = Object.entries(tree(INTAKE)).map(([name, content]) => ({ name, content }))
  const orders = fc.shuffledSubarray(parts, { minLength: parts.length })

  it('makes no difference to a diff, nor to findings', async () => {
    const original = await readArchive(zip(parts), { name: 'a.iar' })
    const { findings } = await strictLint([original])
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const shuffled = await readArchive(zip(order), { name: 'a.iar' })
        expect(await diffArchives(original, shuffled)).toEqual({ identical: true, artifacts: [] })
        // That the archive was packed by something else is itself a finding.
        const own = (all: typeof findings) => all.filter(({ rule }) => rule !== 'repackaged-archive')
        expect(own((await strictLint([shuffled])).findings)).toEqual(own(findings))
      }),
      { numRuns: 8 },
    )
  })

  it('makes no difference to which of many places a finding points to', async () => {
    const addresses =
      '$1<property name="endpointURL" value="http://soap-dev.example.com/s"/><property name="ResourceURI" value="https://api-test.example.com/r"/>'
    const files = Object.entries(tree('retail-dev/RETURNS_PROJECT')).map(([name, content]) => {
      if (!name.endsWith('.jca')) return { name, content }
      const text = new TextDecoder().decode(content)
      return { name, content: text.replace(/(<(?:interaction|activation)-spec[^>]*>)/, addresses) }
    })
    const { findings } = await strictLint([await readArchive(zip(files), { name: 'a.car' })])
    const reversed = await readArchive(zip(files.toReversed()), { name: 'a.car' })
    expect((await strictLint([reversed])).findings).toEqual(findings)
    expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['environment-mix', 'insecure-url']))
  })
})

describe('the order of archives in a package', () => {
  it('does not decide which of two copies is the other one', async () => {
    const packed = (policy: string) => {
      const files = tree(INTAKE)
      for (const [name, content] of Object.entries(files)) {
        if (!name.endsWith('RETAIL_REST_TRIGGER.xml')) continue
        const text = new TextDecoder().decode(content).replace(/(<\w*:?securityPolicy>)[^<]*/, `$1${policy}`)
        files[name] = new TextEncoder().encode(text)
      }
      return zip(files)
    }
    const parts = [
      { name: 'ics_package_attributes.properties', content: 'package_name=orders\n' },
      { name: 'icspackage_Orders_01.00.0000_a.iar', content: packed('BASIC_AUTH') },
      { name: 'icspackage_Returns_01.00.0000_b.iar', content: packed('OAUTH_INBOUND') },
    ]
    const found = async (list: typeof parts) =>
      (await strictLint([await readArchive(zip(list), { name: 'a.par' })])).findings
    const findings = await found(parts)
    expect(await found(parts.toReversed())).toEqual(findings)
    expect(findings.map(({ rule }) => rule)).toContain('bundled-copies-differ')
  })
})

describe('a baseline', () => {
  it('suppresses exactly the findings in it', async () => {
    const archive = await readArchive(zip(tree(INTAKE)), { name: 'a.iar' })
    const options = { config: { preset: 'strict' }, now: new Date('2026-01-01T00:00:00Z') } as const
    const { findings } = await lint([archive], options)
    expect(findings.length).toBeGreaterThan(5)
    await fc.assert(
      fc.asyncProperty(fc.subarray([...findings]), async (accepted) => {
        const result = await lint([archive], { ...options, baseline: baselineOf(accepted) })
        expect(result.suppressed).toEqual(accepted)
        expect(result.findings).toEqual(findings.filter((finding) => !accepted.includes(finding)))
      }),
      { numRuns: 10 },
    )
  })
})
