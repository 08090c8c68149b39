import { readFile, stat } from 'node:fs/promises'
import { dirname, join, parse, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { IarkitError } from '../base/errors.js'
import { checkType } from '../base/given.js'
import { checkPaths, foldersIn } from './inputs.js'
import { parseJsonText, textOf } from './json-text.js'
import { noPlainFile, unreadable } from './unreadable.js'

/** Names of a configuration, in the order in which a folder is searched for them. */
const NAMES = ['iarkit.config.json', 'iarkit.config.js', 'iarkit.config.mjs', 'iarkit.config.cjs', 'package.json']

/** A configuration as it stands in a file; `parseConfig` of the rules says whether it makes sense. */
export interface LoadedConfig {
  readonly file: string
  /** Paths in it start from here. */
  readonly folder: string
  readonly value: unknown
}

/**
 * Searches for a configuration, from the folder that all paths have in common up to the root; the first wins.
 * A package.json counts where it has the key `iarkit`.
 * @returns null where there is none
 * @throws IarkitError `unreadable`, `invalid-configuration`; `usage` where there is no list of paths
 */
export async function findConfig(paths: readonly string[]): Promise<LoadedConfig | null> {
  checkPaths(paths)
  let folder = await commonFolder(paths)
  while (true) {
    for (const name of NAMES) {
      const file = join(folder, name)
      if (!(await isFile(file))) continue
      const loaded = await loadConfig(file)
      if (name !== 'package.json' || loaded.value !== undefined) return loaded
    }
    const above = dirname(folder)
    if (above === folder) return null
    folder = above
  }
}

/**
 * Loads a configuration by name: JSON, a module's default export, or the key `iarkit` of a package.json (undefined where it has none).
 * @throws IarkitError `not-found`, `unreadable`, `invalid-configuration`
 */
export async function loadConfig(file: string): Promise<LoadedConfig> {
  checkType(file, 'text', 'path')
  const folder = dirname(resolve(file))
  const name = parse(file).base
  if (name === 'package.json') {
    const json = await readJsonFile(file)
    const value = typeof json === 'object' && json !== null && 'iarkit' in json ? json.iarkit : undefined
    return { file, folder, value }
  }
  if (!/\.[cm]?js$/.test(name)) return { file, folder, value: await readJsonFile(file) }
  const module = await loadModule(file)
  const value = 'default' in module ? module.default : undefined
  if (value === undefined) {
    throw new IarkitError('invalid-configuration', `${file} has no default export.`, { file })
  }
  return { file, folder, value }
}

/**
 * Loads a module of the user's own: a configuration, or one that exports rules.
 * @throws IarkitError `not-found`, `invalid-configuration` where it cannot be loaded
 */
export async function loadModule(file: string): Promise<object> {
  checkType(file, 'text', 'path')
  if (!(await isFile(file))) throw new IarkitError('not-found', `There is no file ${file}.`, { file })
  try {
    const module: unknown = await import(pathToFileURL(resolve(file)).href)
    return module as object
  } catch (cause) {
    const words = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new IarkitError('invalid-configuration', `${file} cannot be loaded: ${words}.`, { file, cause })
  }
}

/**
 * Reads a JSON file.
 * @throws IarkitError `not-found`, `unreadable`, `invalid-configuration` where it is no JSON
 */
export async function readJsonFile(file: string): Promise<unknown> {
  const stats = await stat(file).catch(() => null)
  if (stats !== null && !stats.isFile() && !stats.isDirectory()) throw noPlainFile(file)
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new IarkitError('not-found', `There is no file ${file}.`, { file })
    throw unreadable(file, error)
  })
  return parseJsonText(textOf(bytes), file, 'invalid-configuration')
}

/** The deepest folder above all paths; of a glob, the folders that it begins with count. */
async function commonFolder(paths: readonly string[]): Promise<string> {
  const folders = await Promise.all(paths.map(folderOf))
  const [first = resolve('.'), ...others] = folders
  const parts = first.split(sep)
  const shared = others.reduce((length, folder) => {
    const own = folder.split(sep)
    const differs = parts.slice(0, length).findIndex((part, at) => part !== own[at])
    return differs === -1 ? Math.min(length, own.length) : differs
  }, parts.length)
  return parts.slice(0, shared).join(sep) || parse(first).root
}

async function folderOf(path: string): Promise<string> {
  const stats = await stat(path).catch(() => null)
  if (stats !== null) return stats.isDirectory() ? resolve(path) : dirname(resolve(path))
  return resolve(await foldersIn(path.replaceAll('\\', '/')))
}

async function isFile(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => null)
  return stats?.isFile() === true
}
