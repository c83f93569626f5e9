// Numbers written digit by digit. Making a text of each first takes several times as long as all the rest of a point.

const zero = 48
const minus = 45
const dot = 46
const largestWhole = 2 ** 31 - 1

/** Room that any number needs at most. */
export const longestNumber = 32

/** Writes `count` digits, with zeros in front. */
function putDigits(bytes: Uint8Array, { at, whole, count }: { at: number; whole: number; count: number }): number {
  let rest = whole
  for (let place = at + count - 1; place >= at; place -= 1) {
    const tenth = (rest / 10) | 0
    bytes[place] = zero + rest - tenth * 10
    rest = tenth
  }
  return at + count
}

function putWhole(bytes: Uint8Array, at: number, whole: number): number {
  let count = 1
  for (let power = 10; power <= whole; power *= 10) count += 1
  return putDigits(bytes, { at, whole, count })
}

const putText = (bytes: Buffer, at: number, value: number): number => at + bytes.write(String(value), at, 'latin1')

/** Writes up to three decimals, without zeros behind. */
function putThousandths(bytes: Uint8Array, at: number, thousandths: number): number {
  const whole = Math.floor(thousandths / 1_000)
  const rest = thousandths - whole * 1_000
  const end = putWhole(bytes, at, whole)
  if (rest === 0) return end
  bytes[end] = dot
  if (rest % 100 === 0) return putDigits(bytes, { at: end + 1, whole: rest / 100, count: 1 })
  if (rest % 10 === 0) return putDigits(bytes, { at: end + 1, whole: rest / 10, count: 2 })
  return putDigits(bytes, { at: end + 1, whole: rest, count: 3 })
}

/** Writes a finite number so that it is read back as the same; returns where it ends. */
export function putNumber(bytes: Buffer, at: number, value: number): number {
  const thousandths = Math.round(Math.abs(value) * 1_000)
  // What sensors send has few decimals. A text that is read back as the same number is right, however it was found.
  if (thousandths > largestWhole || thousandths / 1_000 !== Math.abs(value)) return putText(bytes, at, value)
  if (value >= 0) return putThousandths(bytes, at, thousandths)
  bytes[at] = minus
  return putThousandths(bytes, at + 1, thousandths)
}

/** Writes an instant, epoch ms, rounded to a whole one; returns where it ends. */
export function putInstant(bytes: Buffer, at: number, instant: number): number {
  const whole = Math.round(instant)
  const high = Math.floor(whole / 1e7)
  if (!(whole >= 0) || high > largestWhole) return putText(bytes, at, whole)
  if (high === 0) return putWhole(bytes, at, whole)
  return putDigits(bytes, { at: putWhole(bytes, at, high), whole: whole - high * 1e7, count: 7 })
}
