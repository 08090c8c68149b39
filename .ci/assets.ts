import { cp } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Plugin } from 'rolldown'

interface Folder {
  readonly from: string
  readonly to: string
  /** Names of files to leave out. */
  readonly except?: readonly string[]
}

/** Copies folders into the package as part of the build. */
export function assets(folders: readonly Folder[]): Plugin {
  return {
    name: 'assets',
    async writeBundle() {
      for (const { from, to, except = [] } of folders) {
        await cp(from, to, { recursive: true, filter: (path) => !except.includes(basename(path)) })
      }
    },
  }
}
