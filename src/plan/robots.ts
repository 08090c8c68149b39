/** What is to be done with robots and what they run in, by the kind of asset. */
export const ROBOTS: ReadonlyMap<string, string> = new Map([
  ['rpa-flows', 'enter the credentials that they use, which no archive carries'],
  ['rpa-environmentPools', 'that robots are registered in them here'],
])
