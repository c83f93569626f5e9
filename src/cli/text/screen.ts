import { stripVTControlCharacters } from 'node:util'
import type { Ambient, Terminal } from '../ambient.js'

/** A text on a terminal that is written over; elsewhere it is not shown at all. */
export interface Screen {
  show(text: string): void
  /** Takes the text away; the terminal is as it was. */
  clear(): void
}

const [hideCursor, showCursor] = ['\u001b[?25l', '\u001b[?25h']
const [clearLine, clearBelow] = ['\u001b[K', '\u001b[J']

const widthOf = (line: string): number => stripVTControlCharacters(line).length

/** How many rows a line takes: a terminal that was made narrower since has wrapped it. */
const rowsOf = (line: string, columns: number): number => Math.max(1, Math.ceil(widthOf(line) / columns))

/** As many of the first rows as are seen at once: what has scrolled away cannot be written over. */
function fitting(lines: readonly string[], { rows = Infinity, columns = Infinity }: Terminal): readonly string[] {
  let left = rows - 1
  const tooLow = lines.findIndex((line) => {
    left -= rowsOf(line, columns)
    return left < 0
  })
  return tooLow < 0 ? lines : lines.slice(0, tooLow)
}

/** One write a text, each line over the one before, so that nothing flickers. */
export function createScreen({ out }: Pick<Ambient, 'out'>): Screen {
  let shown: readonly string[] = []
  const toTop = (): string => {
    const rows = shown.reduce((sum, line) => sum + rowsOf(line, out.columns ?? Infinity), 0)
    return rows === 0 ? '\r' : `\r\u001b[${rows}A`
  }
  // At the very border the cursor still stands on the last letter, which erasing would take.
  const written = (line: string): string =>
    widthOf(line) > 0 && widthOf(line) % (out.columns ?? Infinity) === 0 ? `${line}\r\n` : `${line}${clearLine}\r\n`
  return {
    show(text) {
      if (!out.isTerminal) return
      const lines = fitting(text.replace(/\n$/, '').split('\n'), out)
      out.write(`${hideCursor}${toTop()}${lines.map(written).join('')}${clearBelow}`)
      shown = lines
    },
    clear() {
      if (shown.length > 0) out.write(`${toTop()}${clearBelow}${showCursor}`)
      shown = []
    },
  }
}
