import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { IarkitError, inFile } from '../base/errors.js'
import { compareText } from '../base/version.js'
import {
  type FromRestOptions,
  inventoryFromRest,
  mergeInventories,
  type RestFile,
  readInventory,
  type TargetInventory,
} from '../inventory/index.js'
import { checkPaths } from './inputs.js'
import { parseJsonText, textOf } from './json-text.js'
import { noPlainFile, unreadable } from './unreadable.js'

/** Most bytes of a JSON file that is read: an instance of thousands of integrations answers in some tens of MB. */
const MAX_SIZE = 256 * 1024 * 1024

/** How deep a folder of answers may be: `projects/CODE/list.json`. */
const MAX_DEPTH = 4

/**
 * Reads inventories from JSON files, or folders of saved REST answers, and lays them together; later ones are right.
 * @throws IarkitError `invalid-inventory`, `not-found`, `unreadable`; `usage` where there is no list of paths
 */
export async function readInventoryFiles(paths: readonly string[]): Promise<TargetInventory> {
  checkPaths(paths)
  const inventories: TargetInventory[] = []
  for (const path of paths) {
    const isFolder = (await statsOf(path)).isDirectory()
    inventories.push(isFolder ? await readRestFolder(path) : await readInventoryFile(path))
  }
  return mergeInventories(...inventories)
}

/**
 * Builds an inventory from a folder of saved answers of OIC's REST API: `integrations.json`, `connections-1.json`,
 * `projects/CODE/lookups.json` …, as the loops of docs/inventory.md save them. Other files are left alone.
 * @throws IarkitError `invalid-inventory`, `not-found`, `unreadable`
 */
export async function readRestFolder(folder: string, options: FromRestOptions = {}): Promise<TargetInventory> {
  const stats = await statsOf(folder)
  if (!stats.isDirectory()) {
    throw new IarkitError('usage', `${folder} is no folder of saved answers; an inventory is read with --inventory.`, {
      file: folder,
    })
  }
  const files: RestFile[] = []
  for (const path of await jsonFiles(folder, 0)) {
    files.push({ name: relative(folder, path).split(sep).join('/'), json: await readJson(path) })
  }
  return inFile(folder, () => inventoryFromRest(files, options))
}

async function readInventoryFile(path: string): Promise<TargetInventory> {
  const json = await readJson(path)
  return inFile(path, () => readInventory(json))
}

async function readJson(path: string): Promise<unknown> {
  const stats = await statsOf(path)
  if (!stats.isFile()) throw noPlainFile(path)
  const { size } = stats
  if (size > MAX_SIZE) {
    throw new IarkitError('unreadable', `${path} has ${size} bytes, more than an inventory can have.`, { file: path })
  }
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  return parseJsonText(textOf(bytes), path, 'invalid-inventory')
}

async function jsonFiles(folder: string, depth: number): Promise<string[]> {
  const items = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error)
  })
  const found: string[] = []
  for (const item of items.sort((a, b) => compareText(a.name, b.name))) {
    const path = join(folder, item.name)
    if (item.isDirectory() && depth < MAX_DEPTH) found.push(...(await jsonFiles(path, depth + 1)))
    else if (item.isFile() && item.name.endsWith('.json')) found.push(path)
  }
  return found
}

async function statsOf(path: string) {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
      throw new IarkitError('not-found', `There is no file or folder ${path}.`, { file: path })
    }
    throw unreadable(path, error)
  })
}
