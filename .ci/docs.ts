/** `npm run docs`: writes what is generated from the code into the repository. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { generated } from './generated.js'

for (const { path, text, committed } of generated()) {
  if (text === committed) continue
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  process.stdout.write(`wrote ${path}\n`)
}
