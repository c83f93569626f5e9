import type { Ambient } from '../ambient.js'

/** Puts a text in the terminal's attributes; without colour it stays as it is. */
export interface Paint {
  /** Whether there is any colour. */
  readonly isOn: boolean
  bold(text: string): string
  dim(text: string): string
  /** On one of the terminal's background colours. */
  on(color: number, text: string): string
}

const wrap = (code: number, text: string): string => (text === '' ? '' : `\u001b[${code}m${text}\u001b[0m`)

const colored: Paint = {
  isOn: true,
  bold: (text) => wrap(1, text),
  dim: (text) => wrap(2, text),
  on: (color, text) => wrap(color, text),
}

/** No attributes at all. */
export const plain: Paint = {
  isOn: false,
  bold: (text) => text,
  dim: (text) => text,
  on: (_, text) => text,
}

/** What the terminal can show and the person wants: https://no-color.org. */
export const paintOf = ({ out, environment }: Pick<Ambient, 'out' | 'environment'>): Paint =>
  out.isTerminal && !environment.NO_COLOR && environment.TERM !== 'dumb' ? colored : plain
