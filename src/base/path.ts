/** Last part of an entry's path: `icspackage/dvms/REGIONS.dvm` is `REGIONS.dvm`. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The same of a file on disk, Windows' paths as well; the whole where it ends in a separator. */
export function fileName(file: string): string {
  return file.split(/[\\/]/).at(-1) || file
}

/** Path of a file that another names relative to itself; null for an address, and for what leads out of the archive. */
export function pathBeside(from: string, location: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) return null
  return pathFrom(from.split('/').slice(0, -1), location)
}

/** The path that one relative to a folder stands for; null for what leads out of the outermost folder. */
export function pathFrom(folder: readonly string[], location: string): string | null {
  const segments = [...folder]
  for (const segment of location.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return null
    } else if (segment !== '.' && segment !== '') {
      segments.push(segment)
    }
  }
  return segments.join('/')
}
