import { describe, expect, it } from 'vitest'
import { fileName } from '../../../src/rules/archive/file-name.js'
import { junkEntry } from '../../../src/rules/archive/junk-entry.js'
import { malformedContent } from '../../../src/rules/archive/malformed-content.js'
import { repackagedArchive } from '../../../src/rules/archive/repackaged-archive.js'
import { unrecognisedEntry } from '../../../src/rules/archive/unrecognised-entry.js'
import { raw } from '../../support/rules.js'

const INTAKE = 'retail-dev/ORDER_INTAKE_01.00.0000'

describe('a whole finding of the family archive, for', () => {
  it('a file of another name', async () => {
    expect(await raw(fileName, { fixture: INTAKE, file: 'exports/order.iar' })).toEqual([
      {
        archive: 'exports/order.iar',
        entry: '',
        line: null,
        column: null,
        message:
          'The file is named order.iar and holds ORDER_INTAKE 01.00.0000: rename it to ORDER_INTAKE_01.00.0000.iar, from which deployment scripts derive code and version.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: '',
        key: '',
      },
    ])
  })

  it('junk of each kind', async () => {
    expect(
      await raw(junkEntry, {
        fixture: INTAKE,
        change: [
          '__MACOSX/a',
          '__MACOSX/b',
          'x/.git/a',
          'x/.svn/a',
          'x/.hg/a',
          'x/.idea/a',
          'x/.vscode/a',
          'x/._b',
          'x/a.bak',
          'x/a.swp',
          'x/a.swo',
          'x/a.orig',
          'x/a.rej',
          'x/a~',
          'x/.DS_Store',
        ].map((path) => ({ path, content: 'x' })),
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: '__MACOSX/a',
        line: null,
        column: null,
        message: '2 entries of __MACOSX/ are no part of an OIC export: leave them out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '__MACOSX/',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'x/.DS_Store',
        line: null,
        column: null,
        message: 'x/.DS_Store is no part of an OIC export: leave it out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '.DS_Store',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'x/._b',
        line: null,
        column: null,
        message: 'x/._b is no part of an OIC export: leave it out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '._*',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'x/.git/a',
        line: null,
        column: null,
        message: 'x/.git/a is no part of an OIC export: leave it out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '.git/',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'x/.hg/a',
        line: null,
        column: null,
        message: 'x/.hg/a is no part of an OIC export: leave it out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '.hg/',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'x/.idea/a',
        line: null,
        column: null,
        message: 'x/.idea/a is no part of an OIC export: leave it out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '.idea/',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'x/.svn/a',
        line: null,
        column: null,
        message: 'x/.svn/a is no part of an OIC export: leave it out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '.svn/',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'x/.vscode/a',
        line: null,
        column: null,
        message: 'x/.vscode/a is no part of an OIC export: leave it out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '.vscode/',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'x/a.bak',
        line: null,
        column: null,
        message: 'x/a.bak is no part of an OIC export: leave it out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '*.bak',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'x/a.orig',
        line: null,
        column: null,
        message: 'x/a.orig is no part of an OIC export: leave it out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '*.orig',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'x/a.rej',
        line: null,
        column: null,
        message: 'x/a.rej is no part of an OIC export: leave it out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '*.rej',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'x/a.swo',
        line: null,
        column: null,
        message: 'x/a.swo is no part of an OIC export: leave it out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '*.swo',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'x/a.swp',
        line: null,
        column: null,
        message: 'x/a.swp is no part of an OIC export: leave it out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '*.swp',
      },
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'x/a~',
        line: null,
        column: null,
        message: 'x/a~ is no part of an OIC export: leave it out before importing.',
        artifact: '',
        step: '',
        severity: 'warning',
        key: '*~',
      },
    ])
  })

  it('an archive of Info-ZIP', async () => {
    expect(await raw(repackagedArchive, { fixture: INTAKE, like: 'info-zip' })).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: '',
        line: null,
        column: null,
        message:
          'The archive was not packed by OIC (51 folders are entries; 3 of 42 entries are stored, not deflated; flags 0x0, not 0x808; made by version 3.0 on Unix; entry times up to 22 days apart): an import fails if anything in it was edited (ICS-20099, ICS-10994); export it from OIC again.',
        artifact: 'integration:ORDER_INTAKE|01.00.0000',
        step: '',
        key: '',
      },
    ])
  })

  it('a package of 7-Zip', async () => {
    expect(await raw(repackagedArchive, { fixture: 'retail-dev/retail-package', like: '7-zip' })).toEqual([
      {
        archive: 'retail-package.par',
        entry: '',
        line: null,
        column: null,
        message:
          'The archive was not packed by OIC (flags 0x0, not 0x808; made by version 6.3 on DOS or Windows; entry times up to 2 hours apart): an import fails if anything in it was edited (ICS-20099, ICS-10994); export it from OIC again.',
        artifact: '',
        step: '',
        key: '',
      },
      {
        archive: 'retail-package.par',
        entry: 'icspackage_Store_Cleanup_01.00.0000_8b2d4e77-1f63-4a0b-8c39-5e7f9d2a4b02.iar',
        line: null,
        column: null,
        message:
          'The nested archive was not packed by OIC (18 folders are entries; flags 0x0, not 0x808; made by version 6.3 on DOS or Windows; entry times up to 22 hours apart): an import fails if anything in it was edited (ICS-20099, ICS-10994); export it from OIC again.',
        artifact: '',
        step: '',
        key: 'icspackage_Store_Cleanup.iar',
      },
      {
        archive: 'retail-package.par',
        entry: 'icspackage_Store_Sync_01.00.0000_3f0c2a51-7d18-4c5e-9a52-0b1d6a7c1e01.iar',
        line: null,
        column: null,
        message:
          'The nested archive was not packed by OIC (20 folders are entries; flags 0x0, not 0x808; made by version 6.3 on DOS or Windows; entry times up to 26 hours apart): an import fails if anything in it was edited (ICS-20099, ICS-10994); export it from OIC again.',
        artifact: '',
        step: '',
        key: 'icspackage_Store_Sync.iar',
      },
    ])
  })

  it('a row with too few cells', async () => {
    expect(
      await raw(malformedContent, {
        fixture: INTAKE,
        change: [{ path: '**/STORE_REGIONS.dvm', replace: ['<cell>N001</cell>', ''] }],
      }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/dvms/STORE_REGIONS.dvm',
        line: 10,
        column: 5,
        message:
          'A row has 2 cells for 3 columns; empty cells were added; look at it there, and export it from OIC again if somebody edited it.',
        artifact: 'lookup:STORE_REGIONS',
        step: '',
        severity: 'warning',
        key: 'icspackage/dvms/STORE_REGIONS.dvm A row has # cells for # columns; empty cells were added.',
      },
    ])
  })

  it('a file that nothing is known of', async () => {
    expect(
      await raw(unrecognisedEntry, { fixture: INTAKE, change: [{ path: 'icspackage/new/x', content: '' }] }),
    ).toEqual([
      {
        archive: 'ORDER_INTAKE_01.00.0000.iar',
        entry: 'icspackage/new/x',
        line: null,
        column: null,
        message: 'No OIC export is known to hold this file; it was left unread.',
        artifact: '',
        step: '',
        severity: 'info',
        key: 'icspackage/new/x No OIC export is known to hold this file; it was left unread.',
      },
    ])
  })
})
