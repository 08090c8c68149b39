import type { Failed } from '../base/errors.js'
import type { Archive } from '../model/types.js'

export type { Failed } from '../base/errors.js'

/** What `inspect` shows. */
export interface Inspection {
  readonly archives: readonly Archive[]
  readonly failed: readonly Failed[]
}

/** Colours for a terminal; each returns its text unchanged where there is no colour. */
export interface Paint {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  yellow(text: string): string
  green(text: string): string
  cyan(text: string): string
}

/** No colour at all. */
export const PLAIN: Paint = {
  bold: (text) => text,
  dim: (text) => text,
  red: (text) => text,
  yellow: (text) => text,
  green: (text) => text,
  cyan: (text) => text,
}
