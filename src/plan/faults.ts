import { counted, listed } from '../base/words.js'
import { incompleteness } from '../model/incomplete.js'
import { missingFiles } from '../model/missing-files.js'
import { repackaged } from '../model/packing.js'
import type { Archive } from '../model/types.js'
import { stateText } from './draft.js'
import { addRisk, type Planning } from './planning.js'
import { importedArchives, mainArtifact } from './step.js'

/** Notes what in the imported archives themselves OIC may refuse, whatever the target holds. */
export function noteFaults(planning: Planning): void {
  for (const { archive } of importedArchives(planning)) {
    notePacking(planning, archive)
    noteMissingFiles(planning, archive)
    noteDraftAgents(planning, archive)
    if (archive.kind === 'lookup') noteOddCsv(planning, archive)
  }
}

function notePacking(planning: Planning, archive: Archive): void {
  const [first, ...more] = repackaged(archive)
  if (first === undefined) return
  const { container, signs } = first
  const what = [...(container.path === '' ? [] : [container.path]), ...signs].join('; ')
  const others =
    more.length === 0 ? '' : `, nor ${more.length === 1 ? 'was 1 archive' : `were ${more.length} archives`} more in it`
  const risk = `was not packed by OIC (${what})${others}: an import fails if anything in it was edited; export it from OIC again`
  addRisk(planning, mainArtifact(archive), risk)
}

function noteMissingFiles(planning: Planning, archive: Archive): void {
  const { named, others } = missingFiles(archive)
  for (const { flow, files } of named) {
    const what = `lacks ${counted(files.length, 'file')} that its project.xml names (${listed(files)})`
    addRisk(planning, flow.id, `${what}: its import or activation may fail; export it anew`)
  }
  // A project that cannot be told has no id to speak of: what comes in it stands for it.
  const isUntold = archive.kind === 'project' && archive.project === null
  for (const { flow, diagnostic } of others) {
    const what = flow === null && isUntold ? 'comes in an archive that lacks a file' : 'lacks a file'
    addRisk(planning, flow?.id ?? mainArtifact(archive), `${what}: ${clause(diagnostic.message)}`)
  }
}

/** Drafts of integrations are decided of; what becomes of an agent that is there nobody knows. */
function noteDraftAgents(planning: Planning, { agents }: Archive): void {
  for (const agent of agents)
    if (incompleteness(agent) !== null) addRisk(planning, agent.id, `was ${stateText(agent)}: it cannot be activated`)
}

/** Commas and full rows are what OIC reads; what a spreadsheet program made of them it may read otherwise, or refuse. */
function noteOddCsv(planning: Planning, archive: Archive): void {
  for (const { code, severity, message } of archive.diagnostics) {
    if (code !== 'malformed-content' || severity === 'error') continue
    addRisk(planning, mainArtifact(archive), `may be refused or read otherwise by OIC: ${clause(message)}`)
  }
}

/** A sentence as it stands behind a colon; codes that it begins with stay in capitals. */
function clause(sentence: string): string {
  return sentence.replace(/\.$/, '').replace(/^[A-Z](?=[a-z]|\s)/, (letter) => letter.toLowerCase())
}
