import { expect, it } from 'vitest'
import { readProperties } from '../../src/formats/project-property.js'
import { Source } from '../../src/formats/source.js'
import { children, parseXml } from '../../src/formats/xml.js'

const read = (text: string) => {
  const source = new Source('project.xml', text)
  const { root } = parseXml(source.text)
  if (root === null) throw new Error('XML expected')
  return readProperties([root, ...children(root, 'more')], source)
}

it('properties of project.xml have their value in an attribute or as text, and the place of it', () => {
  const { values, at } = read('<r>\n<property name="a" value="1"/>\n<property name="b"> 2 </property></r>')
  expect(Object.entries(values)).toEqual([
    ['a', '1'],
    ['b', '2'],
  ])
  expect(Object.entries(at)).toEqual([
    ['a', { entry: 'project.xml', line: 2, column: 27 }],
    ['b', { entry: 'project.xml', line: 3, column: 21 }],
  ])
})

it('of properties of one name the first counts, and those without a name are left out', () => {
  const { values, at } = read(
    '<r><more><property name="a" value="3"/></more><property value="0"/><property name="a" value=""/><property name="__proto__" value="2"/></r>',
  )
  expect(Object.entries(values)).toEqual([
    ['a', ''],
    ['__proto__', '2'],
  ])
  expect(Object.keys(at)).toEqual(['a', '__proto__'])
})
