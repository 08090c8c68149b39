/** The kinds of artifact that a diff compares, in the order of a report. */
export const DIFF_KINDS = [
  'project',
  'package',
  'integration',
  'agent',
  'connection',
  'lookup',
  'library',
  'schedule',
  'event-type',
  'deployment',
  'tool',
  'pattern',
  'prompt-template',
  'b2b-artifact',
  'file',
] as const

export type DiffKind = (typeof DIFF_KINDS)[number]

/** For sorting by kind. */
export function byKind(a: { readonly kind: DiffKind }, b: { readonly kind: DiffKind }): number {
  return DIFF_KINDS.indexOf(a.kind) - DIFF_KINDS.indexOf(b.kind)
}
