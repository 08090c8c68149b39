import type { Example } from '../../support/examples.js'

/** Fixtures by the name of their integration. */
export const FIXTURES = {
  ORDER_INTAKE: 'retail-dev/ORDER_INTAKE_01.00.0000',
  ORDER_FULFIL: 'retail-dev/ORDER_FULFIL_01.00.0000',
  STOCK_REPORT: 'retail-dev/STOCK_REPORT_NIGHTLY_01.02.0000',
  RETURNS: 'retail-dev/RETURNS_PROJECT',
  TILL_UPLOAD: 'old-style/TILL_UPLOAD_01.00.0000',
  TILL_SUMS: 'old-style/TILL_SUMS_01.00.0000',
  PARCEL_EXPORT: 'flow/PARCEL_EXPORT_01.00.0000',
  PARCEL_DESK: 'flow/PARCEL_DESK_01.00.0000',
}

/** A fixture with texts of its project.xml replaced. */
export function edited(name: keyof typeof FIXTURES, ...replace: readonly (readonly [string, string])[]): Example {
  const pairs = replace.map(([from, to]): [string, string] => [from, to])
  return {
    fixture: FIXTURES[name],
    ...(pairs.length === 0 ? {} : { change: [{ path: '**/PROJECT-INF/project.xml', replace: pairs }] }),
  }
}

/** The same with files replaced, too. */
export function withFiles(
  example: Example,
  files: Readonly<Record<string, readonly (readonly [string, string])[]>>,
): Example {
  const changes = Object.entries(files).map(([path, pairs]) => ({
    path,
    replace: pairs.map(([from, to]): [string, string] => [from, to]),
  }))
  return { ...example, change: [...(example.change ?? []), ...changes] }
}
