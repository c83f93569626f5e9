import { type Format, misfit } from './format.js'

/** The widths of mantissa and exponent in bits, and the exponents in the order in which they are tried. */
interface Shape {
  readonly mantissa: number
  readonly exponent: number
  readonly exponents: readonly number[]
}

interface Decimal {
  readonly mantissa: number
  readonly exponent: number
}

const numberOf = ({ mantissa, exponent }: Decimal): number =>
  exponent < 0 ? mantissa / 10 ** -exponent : mantissa * 10 ** exponent

const twosComplement = (raw: number, bits: number): number => (raw < 2 ** (bits - 1) ? raw : raw - 2 ** bits)
const rawOf = (value: number, bits: number): number => (value < 0 ? value + 2 ** bits : value)

/** The greatest magnitude of a mantissa without exponent: NaN, NRes, the infinities and a reserved word lie beyond. */
const plainMax = ({ mantissa }: Shape): number => 2 ** (mantissa - 1) - 3

const isSpecial = (shape: Shape, { mantissa, exponent }: Decimal): boolean =>
  exponent === 0 && Math.abs(mantissa) > plainMax(shape)

const fits = (shape: Shape, decimal: Decimal): boolean => {
  const span = 2 ** (shape.mantissa - 1)
  return decimal.mantissa >= -span && decimal.mantissa < span && !isSpecial(shape, decimal)
}

/** The decimal nearest to a value, with the exponent nearest to 0; undefined when none is in reach. */
const nearest = (shape: Shape, value: number): Decimal | undefined => {
  let best: { readonly decimal: Decimal; readonly error: number } | undefined
  for (const exponent of shape.exponents) {
    const decimal = { mantissa: Math.round(numberOf({ mantissa: value, exponent: -exponent })), exponent }
    const error = Math.abs(numberOf(decimal) - value)
    if (fits(shape, decimal) && (best === undefined || error < best.error)) best = { decimal, error }
  }
  const unit = 10 ** (2 ** (shape.exponent - 1) - 1)
  return best !== undefined && best.error <= unit / 2 ? best.decimal : undefined
}

/** Exponents of the smallest magnitude first, so that a whole number stays one. */
const exponentsOf = (bits: number): readonly number[] =>
  Array.from({ length: 2 ** bits }, (_, raw) => twosComplement(raw, bits)).sort(
    (one, other) => Math.abs(one) - Math.abs(other) || one - other,
  )

/** A decimal float of IEEE 11073-20601: mantissa, then exponent, both two's complement. Its five specials are null. */
const decimalFormat = (mantissa: number, exponent: number): Format<number | null> => {
  const shape: Shape = { mantissa, exponent, exponents: exponentsOf(exponent) }
  const size = (mantissa + exponent) / 8
  const span = 2 ** mantissa
  const notANumber: Decimal = { mantissa: span / 2 - 1, exponent: 0 }
  return {
    size,
    read: (frame) => {
      const raw = frame.unsigned(size)
      const decimal = {
        mantissa: twosComplement(raw % span, mantissa),
        exponent: twosComplement(Math.floor(raw / span), exponent),
      }
      return isSpecial(shape, decimal) ? null : numberOf(decimal)
    },
    write: (writer, value, pointer) => {
      if (value !== null && !Number.isFinite(value)) throw misfit(pointer, 'is not a number')
      const decimal = value === null ? notANumber : nearest(shape, Number(value))
      if (decimal === undefined) throw misfit(pointer, `does not fit into ${size} octets`)
      writer.integer(rawOf(decimal.mantissa, mantissa) + rawOf(decimal.exponent, exponent) * span, size)
    },
  }
}

/** SFLOAT, 16 bits: a mantissa of 12 and an exponent of 4. */
export const sfloat = decimalFormat(12, 4)
/** FLOAT, 32 bits: a mantissa of 24 and an exponent of 8. */
export const float = decimalFormat(24, 8)
