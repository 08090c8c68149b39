/** Values of people are nested less than 60 deep. */
const DEEPEST = 80

/**
 * A value as JSON with a line for each member, indented; on one line where it is nested so deep that blanks would be most
 * of the text: a megabyte of numbers in two hundred lists has two hundred megabytes of them.
 */
export function prettyJson(value: unknown): string {
  return isDeeper(value, DEEPEST) ? JSON.stringify(value) : JSON.stringify(value, null, 2)
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  for (const inner of Array.isArray(value) ? value : Object.values(value)) if (isDeeper(inner, levels - 1)) return true
  return false
}
