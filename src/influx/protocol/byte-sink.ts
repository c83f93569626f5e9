// Numbers are written digit by digit: making a text of each first takes several times as long as all the rest of a point.

const zero = 48
const minus = 45
const dot = 46
const largestWhole = 2 ** 31 - 1
const firstBytes = 4_096
const longestNumber = 32
const longestCharacter = 3

/** Bytes that are written one after the other, in memory that grows. */
export class ByteSink {
  #bytes = Buffer.allocUnsafeSlow(firstBytes)
  #end = 0

  get length(): number {
    return this.#end
  }

  putByte(byte: number): void {
    this.#reserve(1)
    this.#bytes[this.#end] = byte
    this.#end += 1
  }

  putBytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#end)
    this.#end += bytes.length
  }

  /** As UTF-8. */
  putText(text: string): void {
    this.#reserve(text.length * longestCharacter)
    this.#end += this.#bytes.write(text, this.#end)
  }

  /** A finite number, so that it is read back as the same. */
  putNumber(value: number): void {
    const size = Math.abs(value)
    const thousandths = Math.round(size * 1_000)
    // What sensors send has few decimals. A text that is read back as the same number is right, however it was found.
    if (thousandths > largestWhole || thousandths / 1_000 !== size) {
      this.putText(String(value))
      return
    }
    if (value < 0) this.putByte(minus)
    this.#putThousandths(thousandths)
  }

  /** An instant, epoch ms, rounded to a whole one. */
  putInstant(instant: number): void {
    const whole = Math.round(instant)
    const high = Math.floor(whole / 1e7)
    if (!(whole >= 0) || high > largestWhole) {
      this.putText(String(whole))
    } else if (high === 0) this.#putWhole(whole)
    else {
      this.#putWhole(high)
      this.#putDigits(whole - high * 1e7, 7)
    }
  }

  /** Takes out all bytes up to a length. */
  take(length: number): Buffer {
    const taken = this.#bytes.subarray(0, length)
    const left = this.#bytes.subarray(length, this.#end)
    // What follows is likely to be as much, and these bytes are somebody else's now.
    this.#bytes = Buffer.allocUnsafeSlow(this.#bytes.length)
    this.#end = left.copy(this.#bytes)
    return taken
  }

  #putThousandths(thousandths: number): void {
    const whole = Math.floor(thousandths / 1_000)
    const rest = thousandths - whole * 1_000
    this.#putWhole(whole)
    if (rest === 0) return
    this.putByte(dot)
    if (rest % 100 === 0) this.#putDigits(rest / 100, 1)
    else if (rest % 10 === 0) this.#putDigits(rest / 10, 2)
    else this.#putDigits(rest, 3)
  }

  #putWhole(whole: number): void {
    let count = 1
    for (let power = 10; power <= whole; power *= 10) count += 1
    this.#putDigits(whole, count)
  }

  /** So many digits, with zeros in front. */
  #putDigits(whole: number, count: number): void {
    this.#reserve(longestNumber)
    const bytes = this.#bytes
    let rest = whole
    for (let place = this.#end + count - 1; place >= this.#end; place -= 1) {
      const tenth = (rest / 10) | 0
      bytes[place] = zero + rest - tenth * 10
      rest = tenth
    }
    this.#end += count
  }

  #reserve(size: number): void {
    if (this.#end + size <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#end + size))
    this.#bytes.copy(larger, 0, 0, this.#end)
    this.#bytes = larger
  }
}
