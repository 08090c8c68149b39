import { relative, resolve, sep } from 'node:path'
import { IarkitError, inFile } from '../base/errors.js'
import type { Baseline } from '../rules/baseline.js'
import type { Config } from '../rules/config.js'
import type { Rule } from '../rules/types.js'
import type { LintCommandOptions } from './lint-options.js'

/** Configuration, inventory, baseline and rules of one's own, from the command line and the configuration file. */
export async function settingsOf(paths: readonly string[], options: LintCommandOptions) {
  const { findConfig, loadConfig, loadModule } = await import('../node/config.js')
  const { readInventoryFiles } = await import('../node/read-inventory.js')
  const { checkConfig, noSuchRule, parseConfig } = await import('../rules/config.js')
  const { rulesOf } = await import('../rules/plugins.js')

  const loaded =
    options.config === false
      ? null
      : typeof options.config === 'string'
        ? await loadConfig(options.config)
        : await findConfig(paths)
  const inFolder = (path: string) => (loaded === null ? path : resolve(loaded.folder, path))
  const fromFile = loaded === null ? {} : inFile(loaded.file, () => parseConfig(loaded.value))
  const rules = []
  for (const plugin of fromFile.plugins ?? []) {
    const file = inFolder(plugin)
    rules.push(...rulesOf(await loadModule(file), file))
  }
  const known = await knownRules(rules)
  const wrong = options.rule.find(({ id }) => !known.has(id))
  if (wrong !== undefined) throw new IarkitError('usage', `--rule: ${noSuchRule(wrong.id, known)}`)
  if (loaded !== null) inFile(loaded.file, () => checkConfig(fromFile, known))
  const inventories =
    options.inventory.length > 0
      ? options.inventory
      : fromFile.inventory === undefined
        ? []
        : [inFolder(fromFile.inventory)]
  const baselineFile = options.baseline ?? (fromFile.baseline === undefined ? null : inFolder(fromFile.baseline))
  const readsBaseline = baselineFile !== null && !options.updateBaseline
  return {
    config: withArguments(fromFile, options),
    ...(loaded === null ? {} : { configFile: loaded.file, from: relative(loaded.folder, '.').split(sep).join('/') }),
    rules,
    inventory: inventories.length > 0 ? await readInventoryFiles(inventories) : null,
    inventories,
    baseline: readsBaseline ? await readBaseline(baselineFile) : null,
    baselineFile,
  }
}

async function knownRules(own: readonly Rule[]): Promise<ReadonlyMap<string, Rule>> {
  const { allRules } = await import('../rules/index.js')
  return new Map([...allRules, ...own].map((rule) => [rule.id, rule]))
}

async function readBaseline(file: string): Promise<Baseline> {
  const { readJsonFile } = await import('../node/config.js')
  const { parseBaseline } = await import('../rules/baseline.js')
  const json = await readJsonFile(file)
  return inFile(file, () => parseBaseline(json))
}

/** What is typed wins: it stands behind all overrides of the file. */
function withArguments(config: Config, { preset, rule }: LintCommandOptions): Config {
  const typed = Object.fromEntries(rule.map(({ id, level }) => [id, level]))
  return {
    ...config,
    ...(preset === undefined ? {} : { preset }),
    ...(rule.length === 0 ? {} : { overrides: [...(config.overrides ?? []), { rules: typed }] }),
  }
}
