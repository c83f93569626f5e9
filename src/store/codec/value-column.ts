import { largestInteger, planesFor, readPlanes, steps, sumUp, unzigzag, writePlanes, zigzagAll } from './planes.js'
import { effort } from './predictor.js'

// Sensors send decimals: 71, 36.6, 2.75. Such values are whole numbers of a power of ten, and those pack best; so are
// the times between beats, which come in 1/1024 s. What is none keeps its 64 bits, less what it shares with the value
// before it.

/** A way of writing values; the numbers are part of the format. */
const forms = { bits: 0, plain: 16, steps: 32 } as const
export const scales: readonly number[] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 1_024]

/** A packed column of values: how it is written, and its bytes. */
export interface ValueColumn {
  readonly form: number
  readonly planes: number
  readonly bytes: Uint8Array
}

const scaled = (values: readonly number[], scale: number): Float64Array | undefined => {
  const whole = new Float64Array(values.length)
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number
    const integer = Math.round(value * scale)
    // A difference of two must stay exact as well, hence the bound; and no whole number stands for -0.
    const fits = Math.abs(integer) <= largestInteger / 4 && !Object.is(integer, -0)
    if (!fits || integer / scale !== value) return undefined
    whole[row] = integer
  }
  return whole
}

/** Values as whole numbers in the first scale that fits them all; undefined when there is none. */
export function scaleToWhole(values: readonly number[]): { exponent: number; whole: Float64Array } | undefined {
  for (const [exponent, power] of scales.entries()) {
    const whole = scaled(values, power)
    if (whole) return { exponent, whole }
  }
  return undefined
}

/** Undoes `scaleToWhole` in place. */
export function unscale(whole: number[], power: number): number[] {
  for (let row = 0; row < whole.length; row += 1) whole[row] = (whole[row] as number) / power
  return whole
}

const bitColumn = (values: readonly number[]): ValueColumn => {
  const words = new BigUint64Array(Float64Array.from(values).buffer)
  const mixed = words.map((word, row) => (row === 0 ? word : word ^ (words[row - 1] as bigint)))
  const flat = new Uint8Array(mixed.buffer)
  const bytes = new Uint8Array(flat.length)
  for (let at = 0; at < flat.length; at += 1) bytes[(at & 7) * values.length + (at >> 3)] = flat[at] as number
  return { form: forms.bits, planes: 8, bytes }
}

/** Packs finite values in the form that is smallest. */
export function encodeValues(values: readonly number[]): ValueColumn {
  for (const [place, scale] of scales.entries()) {
    const whole = scaled(values, scale)
    if (whole === undefined) continue
    const stepwise = zigzagAll(steps(whole, 0))
    const plain = zigzagAll(whole)
    const [form, column] = effort(plain) < effort(stepwise) ? [forms.plain, plain] : [forms.steps, stepwise]
    const planes = planesFor(column)
    return { form: form + place, planes, bytes: writePlanes(column, planes) }
  }
  return bitColumn(values)
}

const readBits = (bytes: Uint8Array, count: number): number[] => {
  const flat = new Uint8Array(count * 8)
  for (let at = 0; at < flat.length; at += 1) flat[at] = bytes[(at & 7) * count + (at >> 3)] as number
  const words = new BigUint64Array(flat.buffer)
  for (let row = 1; row < count; row += 1) words[row] = (words[row] as bigint) ^ (words[row - 1] as bigint)
  return [...new Float64Array(words.buffer)]
}

/** Whether a packed column may say so of itself. */
export const isValueForm = (form: number, planes: number): boolean =>
  form === forms.bits ? planes === 8 : planes <= 7 && form >= forms.plain && (form & 15) < scales.length && form < 48

/** Undoes `encodeValues`. */
export function decodeValues({ form, bytes }: ValueColumn, count: number): number[] {
  if (form === forms.bits) return readBits(bytes, count)
  const column = readPlanes(bytes, count)
  const scale = scales[form & 15] as number
  const stepwise = form >= forms.steps
  if (stepwise) sumUp(column, 0)
  for (let row = 0; row < count; row += 1) {
    const whole = column[row] as number
    column[row] = (stepwise ? whole : unzigzag(whole)) / scale
  }
  return column
}
