import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')

describe('the package as it is published', () => {
  it('runs nothing when it is installed', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    // `prepare` runs where the repository itself is installed from, not for the published package.
    for (const name of ['preinstall', 'install', 'postinstall', 'preuninstall', 'uninstall', 'postuninstall'])
      expect(scripts[name]).toBeUndefined()
  })

  it('is built from locked dependencies', () => {
    const { lockfileVersion, packages } = JSON.parse(read('package-lock.json'))
    expect(lockfileVersion).toBeGreaterThanOrEqual(2)
    const unlocked = Object.entries<{ integrity?: string; link?: boolean }>(packages).filter(
      ([path, { integrity, link }]) => path !== '' && integrity === undefined && link !== true,
    )
    expect(unlocked.map(([path]) => path)).toEqual([])
    expect(existsSync(fileURLToPath(new URL('../../SECURITY.md', import.meta.url)))).toBe(true)
  })

  it('is released by a workflow that proves where it was built, and has no other rights', () => {
    const { on, permissions, jobs } = parse(read('.github/workflows/release.yml'))
    expect(Object.keys(on)).toEqual(['push'])
    expect(permissions).toEqual({ contents: 'read' })
    expect(jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' })
    expect(jobs.publish.steps.map(({ run = '' }: { run?: string }) => run).join('\n')).toMatch(
      /npm publish --provenance/,
    )
  })
})
