import { invalidArgument } from '../../../src/health/error.js'
import type { TrainerRange } from '../bluetooth.js'

/** A range as a machine tells it (2AD6, 2AD8): two signed numbers and a step of 16 bits; undefined when it makes no sense. */
export const rangeOf = (octets: Uint8Array, scale: number): TrainerRange | undefined => {
  if (octets.length < 6) return undefined
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
  const [minimum, maximum] = [view.getInt16(0, true) * scale, view.getInt16(2, true) * scale]
  return minimum < maximum ? { minimum, maximum, increment: view.getUint16(4, true) * scale } : undefined
}

/** Whose number it is, for the words of an error. */
export interface Asked {
  readonly field: string
  readonly unit: string
}

/** The nearest that the machine can do, within its range; the error names the range. */
export const fitting = (value: number, range: TrainerRange, { field, unit }: Asked): number => {
  const { minimum, maximum, increment } = range
  const message = `must be ${minimum} to ${maximum}${unit}`
  if (!(value >= minimum && value <= maximum))
    throw invalidArgument(`${field} ${message}`, [{ pointer: `/${field}`, message }])
  if (increment <= 0) return value
  return Math.min(minimum + Math.round((value - minimum) / increment) * increment, maximum)
}
