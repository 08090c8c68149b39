// node command.mjs VERSION FIXTURE
import assert from 'node:assert/strict'
import { execSync } from 'node:child_process'

const [version, fixture] = process.argv.slice(2)
const run = (args) => execSync(`npx --no-install iarkit ${args}`, { encoding: 'utf8' })

assert.equal(run('--version').trim(), version)
const { formatVersion, archives } = JSON.parse(run(`inspect "${fixture}" --format json`))
assert.equal(formatVersion, 1)
assert.ok(archives.length > 0)
