import { describe, expect, it } from 'vitest'
import { readSteps, readWire } from '../../src/formats/orchestration.js'
import { Source } from '../../src/formats/source.js'
import { parseXml } from '../../src/formats/xml.js'

const open = (text: string) => {
  const source = new Source('project.xml', text)
  const { root } = parseXml(source.text)
  if (root === null) throw new Error('XML expected')
  return { root, source }
}

describe('the steps of an orchestration', () => {
  const steps = (text: string) => {
    const { root, source } = open(`<orchestration>\n${text}</orchestration>`)
    return readSteps(root, source)
  }

  it('have what they say in fields of their own, and further attributes by name', () => {
    expect(
      steps(
        '<receive id="r1" name="Order" description="Comes in" refUri="application_1" trackingRefUri="t_1" isNew="true"/>',
      ),
    ).toEqual([
      {
        element: 'receive',
        known: true,
        id: 'r1',
        name: 'Order',
        description: 'Comes in',
        ref: 'application_1',
        tracker: 't_1',
        attributes: { isNew: 'true' },
        children: [],
        at: { entry: 'project.xml', line: 2, column: 1 },
      },
    ])
  })

  it('may say nothing, or be of a kind that nobody knows', () => {
    expect(steps('<teleport/>')).toEqual([
      {
        element: 'teleport',
        known: false,
        id: '',
        name: '',
        description: '',
        ref: '',
        tracker: '',
        attributes: {},
        children: [],
        at: { entry: 'project.xml', line: 2, column: 1 },
      },
    ])
  })

  it('go by their display name where they have no name, which stays among the attributes', () => {
    expect(steps('<scope name="" displayName="Ship"/>')).toMatchObject([
      { name: 'Ship', attributes: { displayName: 'Ship' } },
    ])
    expect(steps('<scope name="Pack" displayName="Ship"/>')).toMatchObject([{ name: 'Pack' }])
  })

  it.each(['publish', 'subscribe'])('go by their display name first where they are a %s', (element) => {
    expect(steps(`<${element} name="ERREVENT1" displayName="ErrEvent2"/>`)).toMatchObject([{ name: 'ErrEvent2' }])
    expect(steps(`<${element} name="ERREVENT1"/>`)).toMatchObject([{ name: 'ERREVENT1' }])
  })

  it('hold one another', () => {
    expect(steps('<scope id="a"><scope id="b"/>text<scope id="c"/></scope>')).toMatchObject([
      { id: 'a', children: [{ id: 'b' }, { id: 'c' }] },
    ])
  })
})

describe('a wire', () => {
  it.each([
    ['<wire source="a" target="b"/>', 'a', 'b', 15],
    ['<wire sourceRefUri="a" targetRefUri="b"/>', 'a', 'b', 1],
    ['<wire source="" sourceRefUri="a" target="b"/>', 'a', 'b', 15],
    ['<wire><source refUri="a"/><target> b </target></wire>', 'a', 'b', 1],
    ['<wire target="b"/>', '', 'b', 1],
    ['<wire/>', '', '', 1],
  ])('%s goes from %j to %j', (text, from, to, column) => {
    const { root, source } = open(text)
    expect(readWire(root, source)).toEqual({
      source: from,
      target: to,
      location: { entry: 'project.xml', line: 1, column },
    })
  })
})
