import { describe, expect, it } from 'vitest'
import { unusedVariable } from '../../../src/rules/flow/unused-variable.js'
import { check, run } from '../../support/rules.js'
import { edited, withFiles } from './examples.js'
import { AT, action, expression, foundIn } from './made-flow.js'

const names = async (example: Parameters<typeof check>[1]) =>
  (await check(unusedVariable, example)).map(({ step }) => step)

describe('unused-variable', () => {
  it.each(['ORDER_INTAKE', 'STOCK_REPORT', 'PARCEL_EXPORT', 'PARCEL_DESK'] as const)(
    'finds none in %s: routes, mappers, stitches, notifications and loops read them all',
    async (name) => {
      expect(await names(edited(name))).toEqual([])
    },
  )

  it('finds an assigned variable once for all its assignments, though the mapper still declares it as a parameter', async () => {
    const example = withFiles(edited('ORDER_INTAKE'), {
      '**/processor_80/**/*.xsl': [
        ['test="$priority != &quot;&quot;"', 'test="true()"'],
        ['select="$priority"', 'select="\'EXPRESS\'"'],
      ],
    })
    expect(await names(example)).toEqual(['priority'])
  })

  it('finds a declared global variable, and the target of a stitch, that nothing reads', async () => {
    const example = edited('STOCK_REPORT', ['value="reportTitle"', 'value="reportHeading"'])
    expect(await names(example)).toEqual(['reportHeading'])
    const stitched = {
      path: '**/stitch.json',
      replace: [['"path":"$reportTitle"', '"path":"$subject"']] as [string, string][],
    }
    expect(await names({ ...edited('STOCK_REPORT'), change: [stitched] })).toEqual(['subject'])
  })

  it('takes business identifiers for read', async () => {
    expect(await names(edited('PARCEL_EXPORT'))).not.toContain('tracking_var_2')
  })

  it('does not take the names of loggers and waits for variables', async () => {
    expect(await names(edited('ORDER_FULFIL'))).toEqual([])
  })

  it('says that it cannot tell where a stitch is serialised', async () => {
    const example = edited(
      'STOCK_REPORT',
      ['value="reportTitle"', 'value="reportHeading"'],
      ['stitch.json', 'stitch_1.ser'],
    )
    const { findings, notRun } = await run(unusedVariable, {
      ...example,
      change: [...(example.change ?? []), { path: '**/stitch.json', rename: `${FOLDER}/stitch_1.ser` }],
    })
    expect(findings).toEqual([])
    expect(notRun).toEqual([
      {
        rule: 'unused-variable',
        why: 'integration:STOCK_REPORT_NIGHTLY|01.02.0000 has actions whose files cannot be read (.ser, .jq); they may read its variables',
        partly: true,
      },
    ])
  })
})

describe('unused-variable, of a made flow', () => {
  const set = (name: string) => action('assignment', { expressions: [expression('1', name)] })
  const unused = async (...actions: Parameters<typeof foundIn>[1]['actions'] & object) =>
    (await foundIn(unusedVariable, { actions })).map(({ step, key }) => [step, key])

  it('takes the parameters of a schedule for read, by its next run', async () => {
    expect(await unused(set('lastRun'))).toEqual([['lastRun', '']])
    const schedule = action('scheduleReceive', { expressions: [expression('', 'lastRun')] })
    expect(await unused(set('lastRun'), schedule)).toEqual([])
    expect(await unused(set('lastRun'), { ...schedule, type: 'logger' })).toEqual([['lastRun', '']])
  })

  it('takes business identifiers for read by slot and by name, from the tracker alone', async () => {
    const variable = { slot: 'tracking_var_2', name: 'file', primary: false, xpath: '', location: AT }
    const tracker = action('messageTracker', { trackingVariables: [variable] })
    expect(await unused(set('tracking_var_2'), set('file'), tracker)).toEqual([])
    expect(await unused(set('file'), { ...tracker, type: 'logger' })).toEqual([['file', '']])
  })

  it('says each once, and nothing of what cannot be read where all is read', async () => {
    expect(await unused(set('a'), set('b'), set('a'))).toEqual([
      ['a', ''],
      ['b', ''],
    ])
  })

  it('could check a flow with unreadable files where all its variables are read', async () => {
    const { notRun } = await run(unusedVariable, edited('STOCK_REPORT', ['stitch.json', 'stitch_1.ser']))
    expect(notRun).toEqual([])
  })
})

const FOLDER = 'icspackage/project/STOCK_REPORT_NIGHTLY_01.02.0000/resources/processor_75/resourcegroup_76'
