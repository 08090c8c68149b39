/** Last part of an entry's path: `icspackage/dvms/REGIONS.dvm` is `REGIONS.dvm`. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The same of a file on disk, Windows' paths as well; the whole where it ends in a separator. */
export function fileName(file: string): string {
  return file.split(/[\\/]/).at(-1) || file
}
