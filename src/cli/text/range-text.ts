import { type ShownQuantity, typeQuantity } from './quantities.js'

/** Two borders in a type's canonical unit; a missing one is open. */
export interface Borders {
  readonly from?: number | undefined
  readonly to?: number | undefined
}

const plain = (value: number | undefined): string =>
  value === undefined ? '–' : String(Number(value.toFixed(value < 20 ? 2 : 0)))

const textOf = (quantity: ShownQuantity | undefined): ((value: number | undefined) => string) => quantity?.text ?? plain

/** A value of a type with the unit it is shown in. */
export const typeText = (type: string, value: number | undefined): string => textOf(typeQuantity(type))(value)

const withoutUnit = (text: string): string => text.split(' ')[0] ?? text

/** `under 119 bpm`, `119 to 138 bpm`, `from 138 bpm`; of a pace, the faster figure comes first. */
export function rangeText(type: string, { from, to }: Borders): string {
  const quantity = typeQuantity(type)
  const text = textOf(quantity)
  const isPace = quantity?.isReversed === true
  if (from === undefined) return to === undefined ? 'all' : `${isPace ? 'slower than' : 'under'} ${text(to)}`
  if (to === undefined) return `${isPace ? 'faster than' : 'from'} ${text(from)}`
  if (text(from) === text(to)) return text(from)
  const [first, last] = isPace ? [to, from] : [from, to]
  return `${withoutUnit(text(first))} to ${text(last)}`
}
