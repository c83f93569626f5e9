/** Numbers as little-endian octets, for requests: `i16` and `u8` of what is rounded to a whole number and kept in range. */
const within = (value: number, low: number, high: number): number => Math.min(Math.max(Math.round(value), low), high)

export const u8 = (value: number): readonly number[] => [within(value, 0, 0xff)]

export const u16 = (value: number): readonly number[] => {
  const whole = within(value, 0, 0xffff)
  return [whole & 0xff, whole >> 8]
}

export const i16 = (value: number): readonly number[] => {
  const whole = within(value, -0x8000, 0x7fff) & 0xffff
  return [whole & 0xff, whole >> 8]
}
