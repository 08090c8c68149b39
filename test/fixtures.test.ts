import { describe, expect, it } from 'vitest'
import { readArchive } from '../src/index.js'
import { ESTATE, fixture } from './support/fixture.js'

const ARCHIVES = {
  ...ESTATE,
  'ORDER_INTAKE_01.01.0000.iar': 'retail-dev-v2/ORDER_INTAKE_01.01.0000',
  'TILL_UPLOAD_01.00.0000.iar': 'old-style/TILL_UPLOAD_01.00.0000',
  'TILL_SUMS_01.00.0000.iar': 'old-style/TILL_SUMS_01.00.0000',
  'PARCEL_EXPORT_01.00.0000.iar': 'flow/PARCEL_EXPORT_01.00.0000',
  'PARCEL_DESK_01.00.0000.iar': 'flow/PARCEL_DESK_01.00.0000',
}

describe('the fixtures', () => {
  it.each(Object.entries(ARCHIVES))('%s is sound, and agrees with the answer keys in it', async (file, name) => {
    const archive = await readArchive(fixture(name), { name: file })
    expect(archive.diagnostics).toEqual([])
    expect(archive.entries.filter(({ role }) => role === 'unrecognised')).toEqual([])
  })

  it('pack to the same bytes every time', () => {
    expect(fixture('retail-dev/retail-package')).toEqual(fixture('retail-dev/retail-package'))
  })
})
