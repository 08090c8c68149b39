import { describe, expectTypeOf, it } from 'vitest'
import {
  type Archive,
  type ArchiveInput,
  type Config,
  type Diagnostic,
  type Failed,
  IarkitError,
  type IarkitErrorCode,
  type Integration,
  type Reference,
  readArchive,
  readArchives,
  type Step,
} from '../../src/index.js'
import { readPath, readPaths } from '../../src/node/index.js'

describe('the public types', () => {
  it('of reading', () => {
    expectTypeOf(readArchive).returns.resolves.toEqualTypeOf<Archive>()
    expectTypeOf(readArchives).returns.resolves.toEqualTypeOf<Archive[]>()
    expectTypeOf(readPath).parameter(0).toEqualTypeOf<string>()
    expectTypeOf(readPaths).returns.resolves.toHaveProperty('failed')
    expectTypeOf<Uint8Array>().toExtend<ArchiveInput>()
    expectTypeOf<Blob>().toExtend<ArchiveInput>()
    expectTypeOf<Map<string, string>>().toExtend<ArchiveInput>()
    expectTypeOf<Record<string, Uint8Array>>().toExtend<ArchiveInput>()
    expectTypeOf<string>().not.toExtend<ArchiveInput>()
  })

  it('of the model: read only, and unions that tell their members apart', () => {
    expectTypeOf<Archive['integrations']>().toEqualTypeOf<readonly Integration[]>()
    expectTypeOf<Extract<Step, { kind: 'invoke' }>>().toHaveProperty('endpoint')
    expectTypeOf<Extract<Step, { kind: 'route' }>>().toHaveProperty('condition')
    expectTypeOf<Extract<Step, { kind: 'unknown' }>>().toHaveProperty('element')
    expectTypeOf<Extract<Reference, { kind: 'lookup' }>['name']>().toEqualTypeOf<string | null>()
    expectTypeOf<Integration['style']>().toEqualTypeOf<'app-driven' | 'scheduled' | 'event' | 'map-data'>()
  })

  it('of what is given: configurations may be constants', () => {
    expectTypeOf<{
      readonly rules: { readonly 'call-depth': readonly ['error', { readonly limit: 3 }] }
      readonly overrides: readonly [
        { readonly archives: readonly ['sandbox/**']; readonly rules: { readonly 'file-name': 'info' } },
      ]
    }>().toExtend<Config>()
  })

  it('of what goes wrong', () => {
    expectTypeOf<IarkitError['code']>().toEqualTypeOf<IarkitErrorCode>()
    expectTypeOf(new IarkitError('usage', '')).toExtend<Error>()
    expectTypeOf<Failed['code']>().toEqualTypeOf<IarkitErrorCode | 'internal'>()
    expectTypeOf<Diagnostic['line']>().toEqualTypeOf<number | null>()
  })
})
