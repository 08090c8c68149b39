import { prettyJson } from '../base/pretty-json.js'

/**
 * A value as the text of a JSON report, ending in a line break. The same value for every reader, but what would steer a
 * terminal, turn its text around or command a pipeline's runner (`##vso[…]`) is written as `\uXXXX`: `JSON.stringify` leaves all beyond ASCII's controls as it is.
 */
export function jsonText(value: unknown): string {
  const text = prettyJson(value)
  const plain = text.replace(INVISIBLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `${plain.includes('##') ? plain.replace(RUNNER_COMMAND, '#\\u0023') : plain}\n`
}

const INVISIBLE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

const RUNNER_COMMAND = /##(?=(?:vso)?\[)/g
