import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { iarkit } from './run.js'

const estate = fileURLToPath(new URL('../../fixtures/retail-dev', import.meta.url))

const ids = (json: string) => (JSON.parse(json).nodes as { id: string }[]).map(({ id }) => id)

describe('iarkit graph', () => {
  it('shows who needs what and the order of activation', async () => {
    const { code, stdout, stderr } = await iarkit(['graph', estate])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(
      /\nWHO NEEDS WHAT\n[\s\S]*\n {3}calls ORDER_FULFIL 01\.00\.0000\n[\s\S]*\nACTIVATE, CHILDREN FIRST\n/,
    )
  })

  it.each([
    ['json', /^\{\n {2}"formatVersion": 1,/],
    ['dot', /^digraph needs \{/],
    ['mermaid', /^%% .*\nflowchart LR\n/],
    ['svg', /^<svg [\s\S]*<\/svg>\n$/],
  ])('writes %s', async (format, expected) => {
    const { code, stdout } = await iarkit(['graph', estate, '--format', format])
    expect(code).toBe(0)
    expect(stdout).toMatch(expected)
  })

  it.each([['graph'], ['inventory', 'from-archives']])('%s says which files could not be read', async (...command) => {
    const { code, stderr } = await iarkit([...command, estate, '--limit', 'maxTextSize=1KiB'])
    expect(code).toBe(0)
    const lines = stderr.split('\n')
    expect(lines).toHaveLength(22)
    expect(lines[0]).toMatch(
      /^iarkit: .*: .*project\.xml could not be read, so that what it says is left out: The file has \d+ bytes/,
    )
    expect(lines[20]).toMatch(/^iarkit: \d+ more files could not be read\.$/)
  })

  it('writes to a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'iarkit-graph-'))
    try {
      const file = join(folder, 'graph.json')
      const { stdout } = await iarkit(['graph', estate, '-f', 'json', '-o', file])
      expect(stdout).toBe('')
      expect(ids(readFileSync(file, 'utf8'))).toContain('integration:ORDER_INTAKE|01.00.0000')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('filters by short names, kinds, depth', async () => {
    const filtered = async (...args: string[]) => ids((await iarkit(['graph', estate, '-f', 'json', ...args])).stdout)
    expect(await filtered('--from', 'ORDER_INTAKE', '--depth', '1', '--no-preseeded')).toEqual([
      'connection:RETAIL_REST_TRIGGER',
      'integration:ORDER_FULFIL|01.00.0000',
      'integration:ORDER_INTAKE|01.00.0000',
      'library:PRICE_TOOLS|01.00.0000',
      'lookup:STORE_REGIONS',
    ])
    expect(await filtered('--from', 'ORDER_INTAKE', '--to', 'CARRIER_HOST_KEY')).toEqual([
      'certificate:CARRIER_HOST_KEY',
      'connection:CARRIER_SFTP',
      'integration:ORDER_FULFIL|01.00.0000',
      'integration:ORDER_INTAKE|01.00.0000',
    ])
    expect(await filtered('--kind', 'lookup', '--kind', 'schedule')).toHaveLength(5)
  })

  it('exits with 2 and names what is near where nothing has the name', async () => {
    const { code, stdout, stderr } = await iarkit(['graph', estate, '--from', 'ORDER_INTAK'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Did you mean integration:ORDER_INTAKE|01.00.0000')
  })

  it.each([
    ['--kind', 'thing'],
    ['--depth', '-1'],
    ['--depth', 'two'],
    ['--format', 'png'],
  ])('exits with 2 for %s %s', async (...args) => {
    expect((await iarkit(['graph', estate, ...args])).code).toBe(2)
  })

  it('draws what could be read, says what could not, and exits with 2', async () => {
    const { code, stdout, stderr } = await iarkit(['graph', estate, 'no-such.iar', '-f', 'dot'])
    expect([code, stdout.slice(0, 7)]).toEqual([2, 'digraph'])
    expect(stderr).toMatch(/no-such\.iar/)
    const json = await iarkit(['graph', estate, 'no-such.iar', '-f', 'json'])
    expect(JSON.parse(json.stdout).failed).toMatchObject([{ file: 'no-such.iar', code: 'not-found' }])
  })
})
