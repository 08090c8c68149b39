import { Source } from './source.js'
import type { NotificationText } from './types.js'

const PLACEHOLDER = /\{([\p{L}_][\p{L}\p{N}_.-]*)\}/gu

/**
 * Reads a `notification_….data` file: text in which `{PARAMETER}` stands for the value of the expression file of that
 * name. Braces around anything but a name (a style sheet in an HTML body) are text.
 */
export function readNotificationText(path: string, text: string): NotificationText {
  const source = new Source(path, text)
  const parameters = new Set<string>()
  for (const match of source.text.matchAll(PLACEHOLDER)) parameters.add(match[1] ?? '')
  return { path, text: source.text, parameters: [...parameters] }
}
