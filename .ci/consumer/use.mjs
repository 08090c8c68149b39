// node use.mjs FIXTURE
import * as core from 'iarkit'
import * as node from 'iarkit/node'
import check from './check.cjs'

await check(core, node, process.argv[2])
