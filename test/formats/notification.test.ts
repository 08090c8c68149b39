import { expect, it } from 'vitest'
import { readNotificationText } from '../../src/formats/notification.js'

it('lists placeholders once, in the order of their first occurrence', () => {
  const text = 'Dear {name},\r\norder {order_id} of {name} is at {Größe}.'
  expect(readNotificationText('notification_body.data', text)).toEqual({
    path: 'notification_body.data',
    text: 'Dear {name},\norder {order_id} of {name} is at {Größe}.',
    parameters: ['name', 'order_id', 'Größe'],
  })
})

it('takes other braces for text', () => {
  const body = '<style>p { color: red } b{margin:0}</style>{}{ x }{1}{{TOTAL}}{open'
  expect(readNotificationText('notification_body.data', body).parameters).toEqual(['TOTAL'])
})
