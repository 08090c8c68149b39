import { groupBy } from '../base/group.js'
import type { Project } from './types.js'

/** Kinds whose names in `project.yaml` say little. */
const KIND_WORDS: ReadonlyMap<string, string> = new Map([
  ['rpa-flows', 'robots'],
  ['rpa-environmentPools', 'environment pools'],
])

/** For people: other assets by kind, each as its id is read: `robots` to `MATCH_SLIPS 01.00.0000`. */
export function otherAssetNames({
  otherAssets,
}: Project): { readonly kind: string; readonly words: string; readonly names: readonly string[] }[] {
  return [...groupBy(otherAssets, ({ kind }) => kind)].map(([kind, assets]) => ({
    kind,
    words: KIND_WORDS.get(kind) ?? kind,
    names: assets.map(({ id }) => id.replace('|', ' ')),
  }))
}
