/** `read-apart.ts FILE zlib|jszip`: reads one archive, and prints what came of it and what it cost, as JSON. */
import { readFileSync } from 'node:fs'
import { IarkitError, readArchives } from '../../src/index.js'
import { openWithZlib } from '../../src/node/zlib-source.js'

const [file = '', source = ''] = process.argv.slice(2)
const before = process.resourceUsage().maxRSS / 1024
const start = process.cpuUsage()
let code = 'read'
try {
  await readArchives(readFileSync(file), { name: file, ...(source === 'zlib' && { open: openWithZlib }) })
} catch (error) {
  if (!(error instanceof IarkitError)) throw error
  code = error.code
}
const { user, system } = process.cpuUsage(start)
const megabytes = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ code, megabytes, before, cpu: (user + system) / 1000 }))
