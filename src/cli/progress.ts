import { printable } from '../report/terminal.js'
import type { Streams } from './context.js'
import { noteRead } from './interrupt.js'

/** A line on the terminal that says how far a long run is; nothing in a pipe, and nothing for a few archives. */
export function progressLine({ stderr }: Streams): {
  show(progress: { readonly done: number; readonly total: number; readonly file: string }): void
  clear(): void
} {
  let shown = false
  let inputs = 0
  return {
    show({ done, total, file }) {
      inputs = total
      noteRead(done, total)
      if (stderr.isTTY !== true || total < FEW) return
      stderr.write(`\r\u001b[K${done + 1}/${total} ${printable(file).slice(-60)}`)
      shown = true
    },
    clear() {
      noteRead(inputs, inputs)
      if (shown) stderr.write('\r\u001b[K')
    },
  }
}

const FEW = 10
