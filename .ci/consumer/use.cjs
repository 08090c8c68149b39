// node use.cjs FIXTURE
const check = require('./check.cjs')

check(require('iarkit'), require('iarkit/node'), process.argv[2])
