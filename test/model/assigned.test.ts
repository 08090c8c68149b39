import { expect, it } from 'vitest'
import { readXPath } from '../../src/formats/xpath.js'
import { assignedIn } from '../../src/model/assigned.js'
import type { Action } from '../../src/model/types.js'

const HERE = { entry: 'e', line: 1, column: 1 }

/** Assign actions that give each variable each of its values. */
const flow = (...assigns: readonly (readonly [variable: string, xpath: string])[]) =>
  assignedIn(
    assigns.map(([variable, source]) => ({
      type: 'assignment',
      expressions: [{ variable, xpath: readXPath(source, () => HERE, new Map()) }],
      stitches: [],
    })) as unknown as Action[],
  )
const values = (assigned: ReturnType<typeof flow>, variable: string) =>
  assigned.valuesOf(variable)?.map(({ source }) => source) ?? null

it('follows a variable to what it is given, through others', () => {
  const assigned = flow(['a', '$b'], ['a', "'X'"], ['b', "'Y'"], ['b', "''"], ['c', '/x/y'])
  expect(values(assigned, 'a')).toEqual(["'Y'", "'X'"])
  expect(values(assigned, 'c')).toEqual(['/x/y'])
  expect(values(assigned, 'd')).toBeNull()
})

it('gives up where variables go round, or on and on, or have very many values', () => {
  expect(values(flow(['a', '$b'], ['b', '$a']), 'a')).toBeNull()
  const chain = Array.from({ length: 30_000 }, (_, at) => [`v${at}`, `$v${at + 1}`] as const)
  expect(values(flow(...chain, ['v30000', "'X'"]), 'v0')).toBeNull()
  expect(values(flow(...chain, ['v30000', "'X'"]), 'v29990')).toEqual(["'X'"])
  const wide = Array.from({ length: 15 }, (_, at) => [`w${at}`, `$w${at + 1}`] as const)
  expect(values(flow(...wide, ...wide, ['w15', "'X'"]), 'w0')).toBeNull()
})
