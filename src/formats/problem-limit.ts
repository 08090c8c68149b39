import type { Problem } from './types.js'

/** Most problems that one file reports; a file damaged throughout would report one for each line. */
const MAX_PROBLEMS = 100

/** The first problems of a file, and one that counts the rest. */
export function limitProblems(problems: readonly Problem[]): readonly Problem[] {
  const next = problems[MAX_PROBLEMS]
  // One more is as short as a count of it.
  if (next === undefined || problems.length === MAX_PROBLEMS + 1) return problems
  const rest = problems.length - MAX_PROBLEMS
  const severity = problems.some((problem, at) => at >= MAX_PROBLEMS && problem.severity === 'error')
    ? 'error'
    : 'warning'
  return [
    ...problems.slice(0, MAX_PROBLEMS),
    { ...next, severity, message: `${rest} more problems follow from here on.` },
  ]
}
