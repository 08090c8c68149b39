// Runs the real pre-commit program against a repository with a good and a bad archive, with this checkout as the hook's source.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * @param command runs a program and tells how it ended
 * @param temporary an empty folder that somebody else removes
 * @param source the checkout; its committed state is what pre-commit installs
 */
export async function hookCheck(command, temporary, source) {
  const program = await preCommit(command)
  if (!program.ok) return program
  const home = join(temporary, 'hook-home')
  const repository = join(temporary, 'hooked')
  await mkdir(home)
  await mkdir(repository)
  const options = {
    cwd: repository,
    env: {
      ...process.env,
      PRE_COMMIT_HOME: home,
      GIT_AUTHOR_NAME: 'iarkit',
      GIT_AUTHOR_EMAIL: 'iarkit@example.com',
      GIT_COMMITTER_NAME: 'iarkit',
      GIT_COMMITTER_EMAIL: 'iarkit@example.com',
    },
  }
  const git = (...args) => command('git', args, options)
  const head = await command('git', ['rev-parse', 'HEAD'], { cwd: source })
  await git('init', '--quiet')
  await writeFile(
    join(repository, '.pre-commit-config.yaml'),
    `repos:\n- repo: file://${source}\n  rev: ${head.stdout.trim()}\n  hooks:\n  - id: iarkit\n  - id: iarkit-tree\n`,
  )
  await git('add', '.pre-commit-config.yaml')
  const installed = await command('pre-commit', ['install', '--install-hooks'], options)
  if (!installed.ok) return installed

  // An archive of the estate that is sound passes, packed and as a tree.
  await cp(
    join(source, 'fixtures/retail-dev/ORDER_FULFIL_01.00.0000'),
    join(repository, 'git/ORDER_FULFIL_01.00.0000'),
    { recursive: true },
  )
  await git('add', '.')
  const good = await git('commit', '--quiet', '-m', 'sound')
  if (!good.ok) return { ok: false, output: `a sound archive was refused:\n${good.output}` }

  // One that is no archive at all is refused, and so is a tree whose integration lost its connection.
  await writeFile(join(repository, 'BROKEN_01.00.0000.iar'), 'not an archive')
  await git('add', '.')
  const bad = await git('commit', '--quiet', '-m', 'broken')
  if (bad.ok || !bad.output.includes('BROKEN_01.00.0000.iar'))
    return { ok: false, output: `a broken archive was let through:\n${bad.output}` }
  await git('rm', '--quiet', '--force', 'BROKEN_01.00.0000.iar')
  const connection = join(repository, 'git/ORDER_FULFIL_01.00.0000/icspackage/appinstances/WAREHOUSE_DB.xml')
  await writeFile(connection, (await readFile(connection, 'utf8')).replaceAll('WAREHOUSE_DB', 'ANOTHER_DB'))
  await git('add', '.')
  const missing = await git('commit', '--quiet', '-m', 'without its connection')
  if (missing.ok || !missing.output.includes('missing-connection'))
    return { ok: false, output: `a missing connection was let through:\n${missing.output}` }
  return { ok: true, output: '' }
}

/** Debian's package where the program is missing and may be installed. */
async function preCommit(command) {
  const there = await command('pre-commit', ['--version'])
  if (there.ok) return there
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return { ok: false, output: 'pre-commit is not installed\n' }
  const updated = await command('apt-get', ['update'])
  return updated.ok ? command('apt-get', ['install', '--yes', '--no-install-recommends', 'pre-commit']) : updated
}
