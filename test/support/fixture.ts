import { type Content, type Packer, tree, zip } from './zip.js'

/** A folder in a fixture that stands for an archive within the archive. */
const NESTED = /^((?:[^/]+\/)*?[^/]+\.(?:iar|zip))\//

/**
 * Packs `fixtures/<name>/` into the bytes of one archive, as OIC packs it unless `like` says otherwise. Folders whose
 * names end in `.iar` or `.zip` become archives of their own: a package is written down as a folder of folders.
 *
 * @example
 * const iar = fixture('retail-dev/ORDER_INTAKE_01.00.0000')
 * const par = fixture('retail-dev/retail-package')
 */
export function fixture(name: string, like: Packer = 'oic'): Uint8Array {
  return zip(packed(tree(name), like), { like })
}

/** The same with some files replaced, added, or (with null) left out. */
export function changedFixture(
  name: string,
  changes: Readonly<Record<string, Content | null>>,
  like: Packer = 'oic',
): Uint8Array {
  const files: Record<string, Content> = tree(name)
  for (const [path, content] of Object.entries(changes)) {
    if (content === null) delete files[path]
    else files[path] = content
  }
  return zip(packed(files, like), { like })
}

/** Every archive of the estate, by the file name it would be exported under. */
export const ESTATE: Readonly<Record<string, string>> = {
  'ORDER_INTAKE_01.00.0000.iar': 'retail-dev/ORDER_INTAKE_01.00.0000',
  'ORDER_FULFIL_01.00.0000.iar': 'retail-dev/ORDER_FULFIL_01.00.0000',
  'STOCK_REPORT_NIGHTLY_01.02.0000.iar': 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000',
  'retail.stores.par': 'retail-dev/retail-package',
  'RETURNS.car': 'retail-dev/RETURNS_PROJECT',
}

/** Folders that stand for archives, packed into entries. */
export function packed(files: Readonly<Record<string, Content>>, like: Packer): Record<string, Content> {
  const result: Record<string, Content> = Object.create(null)
  const nested = new Map<string, Record<string, Content>>()
  for (const [path, content] of Object.entries(files)) {
    const archive = NESTED.exec(path)?.[1]
    if (archive === undefined) {
      result[path] = content
      continue
    }
    const inside = nested.get(archive) ?? Object.create(null)
    inside[path.slice(archive.length + 1)] = content
    nested.set(archive, inside)
  }
  for (const [archive, inside] of nested) result[archive] = zip(packed(inside, like), { like })
  return result
}
