import { it } from 'vitest'
import { object, oneOf, orNull, text } from '../../.ci/schemas/schema.js'

interface Value {
  readonly name: string
  readonly line: 'one' | null
}

it('a schema has to say what is in its type, and nothing else', () => {
  const line = oneOf<'one'>({ one: '' }, 'A word')
  object<Value>({ name: text('Name'), line: orNull(line) }, 'As it is')
  // @ts-expect-error a field is missing
  object<Value>({ name: text('Name') }, 'A field less')
  // @ts-expect-error a field is not in the type
  object<Value>({ name: text('Name'), line: orNull(line), more: text('More') }, 'A field more')
  // @ts-expect-error null is missing
  object<Value>({ name: text('Name'), line }, 'Never null')
  // @ts-expect-error any text instead of one word
  object<Value>({ name: text('Name'), line: orNull(text('Any')) }, 'Any text')
  // @ts-expect-error a word is missing
  oneOf<'one' | 'two'>({ one: '' }, 'A word')
})
