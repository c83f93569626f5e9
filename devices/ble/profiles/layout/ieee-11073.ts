import { type Format, misfit } from './format.js'

const ten = (mantissa: number, exponent: number): number =>
  exponent < 0 ? mantissa / 10 ** -exponent : mantissa * 10 ** exponent

/** Exponents of the smallest magnitude first, so that a whole number stays one. */
const exponents = (bits: number): readonly number[] => {
  const most = 2 ** (bits - 1)
  return Array.from({ length: 2 * most }, (_, index) => index - most).sort(
    (one, other) => Math.abs(one) - Math.abs(other) || one - other,
  )
}

/** A decimal float of IEEE 11073-20601: mantissa, then exponent, both two's complement. Its five specials are null. */
const decimal = (mantissaBits: number, exponentBits: number): Format<number | null> => {
  const size = (mantissaBits + exponentBits) / 8
  const span = 2 ** mantissaBits
  // NaN, the infinities, NRes and the reserved one stand around the ends of the mantissa.
  const greatest = span / 2 - 3
  const holds = (mantissa: number, exponent: number): boolean =>
    exponent === 0 ? Math.abs(mantissa) <= greatest : mantissa >= -span / 2 && mantissa < span / 2
  const greatestValue = ten(span / 2, 2 ** (exponentBits - 1) - 1)
  const choices = exponents(exponentBits)
  const word = (mantissa: number, exponent: number): number =>
    (mantissa < 0 ? mantissa + span : mantissa) + (exponent < 0 ? exponent + 2 ** exponentBits : exponent) * span

  const nearest = (value: number): { readonly mantissa: number; readonly exponent: number } | undefined =>
    choices
      .map((exponent) => ({ mantissa: Math.round(ten(value, -exponent)), exponent }))
      .filter(({ mantissa, exponent }) => holds(mantissa, exponent))
      .map((choice) => ({ ...choice, error: Math.abs(ten(choice.mantissa, choice.exponent) - value) }))
      .reduce<{ mantissa: number; exponent: number; error: number } | undefined>(
        (best, choice) => (best === undefined || choice.error < best.error ? choice : best),
        undefined,
      )

  return {
    size,
    read: (frame) => {
      const raw = frame.unsigned(size)
      const mantissa = raw % span
      const exponent = Math.floor(raw / span)
      if (exponent === 0 && mantissa > greatest && mantissa < span - greatest) return null
      const signed = mantissa < span / 2 ? mantissa : mantissa - span
      return ten(signed, exponent < 2 ** (exponentBits - 1) ? exponent : exponent - 2 ** exponentBits)
    },
    write: (writer, value, pointer) => {
      if (value !== null && (typeof value !== 'number' || !Number.isFinite(value))) {
        throw misfit(pointer, 'is not a number')
      }
      const found = value === null ? { mantissa: span / 2 - 1, exponent: 0 } : nearest(value)
      if (found === undefined || Math.abs(value ?? 0) > greatestValue) {
        throw misfit(pointer, `does not fit into ${size} octets`)
      }
      writer.integer(word(found.mantissa, found.exponent), size)
    },
  }
}

/** SFLOAT, 16 bits: a mantissa of 12 and an exponent of 4. */
export const sfloat = decimal(12, 4)
/** FLOAT, 32 bits: a mantissa of 24 and an exponent of 8. */
export const float = decimal(24, 8)
