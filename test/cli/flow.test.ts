import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.js'

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))
const INTAKE = join(fixtures, 'retail-dev/ORDER_INTAKE_01.00.0000')
const RETURNS = join(fixtures, 'retail-dev/RETURNS_PROJECT')

async function flow(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const text = { out: '', err: '' }
  stdout.on('data', (chunk: Buffer) => {
    text.out += chunk.toString()
  })
  stderr.on('data', (chunk: Buffer) => {
    text.err += chunk.toString()
  })
  const code = await run(['flow', ...args], { stdout, stderr, env: {} })
  return { code, ...text }
}

describe('iarkit flow', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iarkit-flow-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('draws a flowchart as Mermaid unless told otherwise', async () => {
    const { code, out, err } = await flow(INTAKE)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^%% integration ORDER_INTAKE 01\.00\.0000: Order intake\n.*\nflowchart TD\n/)
  })

  it('draws all integrations and agents of an archive one after the other', async () => {
    const { out } = await flow(RETURNS, '--type', 'sequence')
    expect(out.match(/^sequenceDiagram$/gm)).toHaveLength(4)
  })

  it.each(['REFUND_NOT', 'RETURN_DIGEST|99.00.0000'])('says what there is where %s is not', async (wanted) => {
    const { code, err } = await flow(RETURNS, '--integration', wanted)
    expect(code).toBe(2)
    expect(err).toContain('RETURNS/RETURN_DIGEST|01.00.0000')
  })

  it.each(['RETURN_DIGEST', 'RETURN_DIGEST|01.00.0000', 'RETURNS/RETURN_DIGEST|01.00.0000', 'RETURNS/RETURN_DIGEST'])(
    'finds %s',
    async (wanted) => {
      const { code, out } = await flow(RETURNS, '-i', wanted, '-f', 'json')
      expect(code).toBe(0)
      expect(JSON.parse(out).diagrams).toHaveLength(1)
    },
  )

  it('refuses several pictures in one SVG, with the list', async () => {
    const { code, out, err } = await flow(RETURNS, '--format', 'svg')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('--output DIR/')
    expect(err).toContain('RETURN_WATCHER|01.00.0000')
  })

  it('writes each picture into a folder, which it makes', async () => {
    const target = join(folder, 'pictures/')
    expect(await flow(RETURNS, '-f', 'svg', '-o', target)).toMatchObject({ code: 0, out: '' })
    expect(readdirSync(target).sort()).toEqual([
      'RETURNS_HELPER_01.00.0000.svg',
      'RETURN_DIGEST_01.00.0000.svg',
      'RETURN_REQUEST_01.00.0000.svg',
      'RETURN_WATCHER_01.00.0000.svg',
    ])
    expect(readFileSync(join(target, 'RETURN_DIGEST_01.00.0000.svg'), 'utf8')).toMatch(/^<svg /)
  })

  it('keeps two copies of one integration apart', async () => {
    const copy = join(folder, 'copy')
    cpSync(INTAKE, copy, { recursive: true })
    await flow(INTAKE, INTAKE, copy, '-o', join(folder, 'flows/'))
    expect(readdirSync(join(folder, 'flows')).sort()).toEqual([
      'ORDER_INTAKE_01.00.0000-2.mmd',
      'ORDER_INTAKE_01.00.0000.mmd',
    ])
  })

  it('draws the others where one archive cannot be read, and ends with 2', async () => {
    const { code, out, err } = await flow(join(folder, 'none.iar'), INTAKE)
    expect(code).toBe(2)
    expect(out).toContain('flowchart TD')
    expect(err).toContain('none.iar')
  })
})
