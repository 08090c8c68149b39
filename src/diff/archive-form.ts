import { breather } from '../base/breathe.js'
import { checkGiven, optionsOf } from '../base/given.js'
import { compareText } from '../base/version.js'
import { hideIn, hideSecretsOf } from '../literals/hide.js'
import type { Archive } from '../model/types.js'
import { type Line, lines } from './describe.js'
import { sha256 } from './hash.js'
import { byKind } from './kinds.js'
import { withoutProjectXml } from './normal/integration.js'
import { canonical, withStructures } from './part.js'
import { sidesOf } from './sides.js'
import type { DiffKind, NormalFormOptions } from './types.js'

/** An archive's normal form as text, for `textconv`. */
export interface ArchiveForm {
  readonly artifacts: readonly ArtifactForm[]
}

export interface ArtifactForm {
  readonly id: string
  readonly kind: DiffKind
  /** The nested archive that it lies in, where several hold different copies; empty elsewhere. */
  readonly copy: string
  /** As `fingerprint` gives it. */
  readonly fingerprint: string
  readonly lines: readonly Line[]
}

/** Everything that an archive says, without noise and in a stable order: the same for every export without a change. */
export async function archiveForm(archive: Archive, options: NormalFormOptions = {}): Promise<ArchiveForm> {
  checkGiven(archive, 'archive')
  optionsOf(options)
  const artifacts: ArtifactForm[] = []
  const hide = await hideSecretsOf(archive)
  const breathe = breather()
  for (const { id, kind, copy, unread, form } of sidesOf(archive, options)) {
    await breathe()
    const whole = await withStructures(await form())
    artifacts.push({
      id,
      kind,
      copy,
      fingerprint: await sha256(canonical(whole)),
      lines: hideIn(lines({ ...(unread ? withoutProjectXml(whole) : whole), label: '' }), hide),
    })
  }
  artifacts.sort((a, b) => byKind(a, b) || compareText(a.id, b.id) || compareText(a.copy, b.copy))
  return { artifacts }
}
