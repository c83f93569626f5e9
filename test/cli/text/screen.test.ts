import { describe, expect, it } from 'vitest'
import { createScreen } from '../../../src/cli/text/screen.js'

const terminal = (columns: number, rows: number) => {
  const written: string[] = []
  const out = { isTerminal: true, columns, rows, write: (text: string) => void written.push(text) }
  return { out, written }
}

const [hide, clear] = ['\u001b[?25l', '\u001b[K\r\n']

describe('a screen', () => {
  it('writes a text over the one before, in one write', () => {
    const { out, written } = terminal(40, 24)
    const screen = createScreen({ out })
    screen.show('one\ntwo\nthree\n')
    screen.show('uno\ndue\n')
    expect(written).toHaveLength(2)
    expect(written[1]).toBe(`${hide}\r\u001b[3Auno${clear}due${clear}\u001b[J`)
  })

  it('counts the rows that a narrower terminal has wrapped', () => {
    const { out, written } = terminal(40, 24)
    const screen = createScreen({ out })
    screen.show('a line of twenty-four ch')
    out.columns = 12
    screen.show('short')
    expect(written[1]).toContain('\u001b[2A')
  })

  it('leaves no letter out at the very border', () => {
    const { out, written } = terminal(5, 24)
    createScreen({ out }).show('abcde\nab')
    expect(written[0]).toContain('abcde\r\n')
    expect(written[0]).toContain('ab\u001b[K\r\n')
  })

  it('shows no more than the terminal is high', () => {
    const { out, written } = terminal(10, 4)
    createScreen({ out }).show('1\n2\n3\n4\n5')
    expect(written).toEqual([`${hide}\r1${clear}2${clear}3${clear}\u001b[J`])
  })

  it('takes its text away and gives the cursor back', () => {
    const { out, written } = terminal(40, 24)
    const screen = createScreen({ out })
    screen.show('one')
    screen.clear()
    screen.clear()
    expect(written.at(-1)).toBe('\r\u001b[1A\u001b[J\u001b[?25h')
    expect(written).toHaveLength(2)
  })

  it('writes nothing where there is no terminal', () => {
    const { out, written } = terminal(40, 24)
    createScreen({ out: { ...out, isTerminal: false } }).show('one')
    expect(written).toEqual([])
  })
})
