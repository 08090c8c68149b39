const assert = require('node:assert/strict')
const { readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')
const JSZip = require('jszip')

/** The same for both module systems: the core from bytes, iarkit/node from a path, one class of error. */
module.exports = async function check(core, node, fixture) {
  assert.equal(core.IarkitError, node.IarkitError, 'one class, whichever entry it comes from')
  const refused = (code) => (error) => error instanceof core.IarkitError && error.code === code
  await assert.rejects(core.readArchive(new Uint8Array([1, 2, 3])), refused('not-an-archive'))
  await assert.rejects(node.readPath(join(fixture, 'nowhere')), refused('not-found'))

  assert.equal(require('iarkit/schemas/lint.schema.json').title, 'Output of iarkit lint')

  const [onDisk] = await node.readPath(fixture)
  assert.deepEqual(codes(await core.readArchive(await zipped(fixture))), codes(onDisk))
}

function codes(archive) {
  assert.ok(archive.integrations.length > 0)
  return archive.integrations.map(({ code, version }) => `${code}|${version}`)
}

function zipped(folder) {
  const zip = new JSZip()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    const name = path.slice(folder.length + 1).replaceAll('\\', '/')
    if (entry.isFile()) zip.file(name, readFileSync(path))
  }
  return zip.generateAsync({ type: 'uint8array' })
}
