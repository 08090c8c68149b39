/**
 * The project that a file names; null for `GLOBAL`, in any case: OIC's word for what lives in no project.
 */
export function namedProject(code: string): string | null {
  return code.toUpperCase() === 'GLOBAL' ? null : code
}
