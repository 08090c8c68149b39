import { IarkitError } from '../base/errors.js'
import type { Attachment } from '../formats/types.js'
import type { Archive, Entry } from './types.js'

const GONE = 'An outline of an archive holds no files: ask for the whole archive.'

/** In place of the bytes of a file that an outline no longer has. */
export async function gone(): Promise<Uint8Array> {
  throw new IarkitError('usage', GONE)
}

/** Likewise, of a file attached to a connection. */
export function goneAttachment(): Uint8Array {
  throw new IarkitError('usage', GONE)
}

/** An outline as plain data, for another thread or the disk: the functions that nobody may call are left out. */
export function toPlain(outline: Archive): unknown {
  return {
    ...outline,
    entries: outline.entries.map(({ bytes: _, ...entry }) => entry),
    connections: outline.connections.map(({ attachments, ...connection }) => ({
      ...connection,
      attachments: attachments.map(({ bytes: _, ...attachment }) => attachment),
    })),
  }
}

/** The outline that {@link toPlain} was given. */
export function fromPlain(plain: unknown): Archive {
  const outline = plain as Archive
  for (const entry of outline.entries) (entry as { bytes: Entry['bytes'] }).bytes = gone
  for (const { attachments } of outline.connections)
    for (const attachment of attachments) (attachment as { bytes: Attachment['bytes'] }).bytes = goneAttachment
  return outline
}
