import { IarkitError } from '../base/errors.js'
import { checkType, optionsOf } from '../base/given.js'
import { addTo } from '../base/group.js'
import { givenTime } from '../base/time.js'
import { type Answer, isCutOff, isFields, joinAnswers, numbered, refusalIn, unwrapAnswer } from './answers.js'
import { listNamed, PROJECT_LISTS, PROJECT_ONLY_LISTS } from './keys.js'
import { assembleInventory } from './read.js'
import type { InventoryList, TargetInventory } from './types.js'

/** One answer of OIC's REST API, saved to a file. */
export interface RestFile {
  /** Path from the folder, with `/`: `integrations-1.json`, `projects/FINANCE/lookups.json`. */
  readonly name: string
  /** What is in it, parsed. */
  readonly json: unknown
}

export interface FromRestOptions {
  readonly environment?: string
  /** When the answers were taken, ISO 8601. */
  readonly takenAt?: string
}

/** A file's name: the list, and whatever tells several files of one list apart. */
const FILE = /^([A-Za-z]+(?:[-_][A-Za-z]+)?)(?:[-_. ](.*))?\.json$/

/** What tells pages apart: longer ones are dates. */
const PAGE_NUMBER = /^\d{1,3}$/

/**
 * Builds an inventory from saved answers of OIC's REST API: one file a list or several (`integrations.json`,
 * `integrations-1.json`, `lookups-STORE_REGIONS.json`), those of a project in `projects/CODE/`. docs/inventory.md has the
 * loops that save them so. Files named for no list are ignored.
 *
 * @throws IarkitError `invalid-inventory` where no file is named for a list, or one holds something else; `usage` where `takenAt`
 *   is no time of ISO 8601
 */
export function inventoryFromRest(files: readonly RestFile[], options: FromRestOptions = {}): TargetInventory {
  checkType(files, 'list', 'files')
  const { environment = '', takenAt = '' } = optionsOf(options, { environment: 'text' })
  if (takenAt !== '') givenTime(takenAt, 'takenAt')
  const gathered = new Map<InventoryList, Map<string, Answer[]>>()
  for (const { name, json } of files) {
    const place = placeOf(name)
    if (place === null) continue
    const refusal = refusalIn(json)
    if (refusal !== null) throw new IarkitError('invalid-inventory', `${name}: ${refusal}`, { file: name })
    const answer = unwrapAnswer(json, name)
    if (answer === null)
      throw new IarkitError('invalid-inventory', `${name}: expected an answer of OIC with items.`, { file: name })
    const scopes = gathered.get(place.list) ?? new Map<string, Answer[]>()
    addTo(scopes, place.project, inProject(numbered(answer, place.number), place.project))
    gathered.set(place.list, scopes)
  }
  if (gathered.size === 0) {
    throw new IarkitError(
      'invalid-inventory',
      'No file is named for a list of OIC, such as integrations.json, connections-1.json or projects/CODE/lookups.json.',
    )
  }
  const answers = new Map<InventoryList, Answer>()
  const incomplete = new Set<string>()
  const told = new Set<string>()
  for (const [list, scopes] of gathered) {
    for (const [project, pages] of scopes) {
      const part = project === '' ? list : `${project}/${list}`
      if (isCutOff(joinAnswers(pages))) incomplete.add(part)
      else told.add(part)
    }
    // A project's answer tells nothing of the rest of the instance.
    if (!scopes.has('') && !PROJECT_ONLY_LISTS.includes(list)) incomplete.add(list)
    answers.set(list, joinAnswers([...scopes.values()].flat()))
  }
  return assembleInventory(answers, { environment, takenAt, incomplete: [...incomplete], projectsTold: told })
}

interface FilePlace {
  readonly list: InventoryList
  readonly project: string
  /** `integrations.json` is 0, `integrations-2.json` is 2; null for `integrations-ACTIVATED.json`. */
  readonly number: number | null
}

function placeOf(name: string): FilePlace | null {
  const folders = name.replaceAll('\\', '/').split('/')
  const [, stem, rest = '0'] = FILE.exec(folders.pop() ?? '') ?? []
  if (stem === undefined) return null
  const project = folders.at(-2) === 'projects' ? (folders.at(-1) ?? '') : ''
  // `agent-groups-1` is `agentgroups`; `lookups-STORE` is `lookups` with a name behind it.
  const whole = listNamed(stem)
  const list = whole ?? listNamed(stem.split(/[-_]/)[0] ?? '')
  if (list === null || (project !== '' && !PROJECT_LISTS.includes(list))) return null
  const isNumbered = whole !== null && PAGE_NUMBER.test(rest)
  return { list, project: decodeName(project), number: isNumbered ? Number(rest) : null }
}

/** Folders of projects may be named as they stand in an address. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch (error) {
    if (error instanceof URIError) return name
    throw error
  }
}

/** The items of a project's answer do not all say whose they are. */
function inProject(answer: Answer, project: string): Answer {
  if (project === '') return answer
  const items = answer.items.map(({ value, path }) => ({
    value: isFields(value) ? { ...value, project } : value,
    path,
  }))
  return { ...answer, items }
}
