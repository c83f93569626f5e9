const mostBuckets = 90
const leastWidthMs = 10_000
const leastRoom = 16
const wholeMax = 2 ** 32 - 1
const unheard = new Uint32Array(0)

/** What was added up over a stretch of time: an amount, and the ms that it took. */
export interface Amount {
  readonly sum: number
  readonly milliseconds: number
}

/**
 * How an amount came about over timer time, so that any part of it can be asked for later: at 10 s for a quarter of an hour, at
 * 20 s for half an hour and so on. Costs the same for a day as for an hour.
 */
export class Course {
  /** Of every stretch of one length its amount and its ms. Whole numbers, which most are, take half the room. */
  #sums: Uint32Array | Float64Array = unheard
  #width = leastWidthMs

  /** Adds an amount that came evenly from one ms of timer time to another. */
  add(amount: number, from: number, to: number): void {
    if (to <= from) return
    while (to > mostBuckets * this.#width) this.#merge()
    const density = amount / (to - from)
    for (let start = from; start < to; ) {
      const slot = Math.floor(start / this.#width)
      const end = Math.min(to, (slot + 1) * this.#width)
      this.#put(2 * slot, density * (end - start))
      this.#put(2 * slot + 1, end - start)
      start = end
    }
  }

  /** What there was before an instant of timer time, ms; the stretch that it falls into counts evenly. */
  before(at: number): Amount {
    const whole = Math.floor(at / this.#width)
    const share = at / this.#width - whole
    let sum = share * (this.#sums[2 * whole] ?? 0)
    let milliseconds = share * (this.#sums[2 * whole + 1] ?? 0)
    for (let slot = 0; slot < whole && 2 * slot < this.#sums.length; slot += 1) {
      sum += this.#sums[2 * slot] ?? 0
      milliseconds += this.#sums[2 * slot + 1] ?? 0
    }
    return { sum, milliseconds }
  }

  // Too many: two become one.
  #merge(): void {
    const sums = this.#sums
    this.#sums = sums.slice().fill(0)
    this.#width *= 2
    for (const [place, sum] of sums.entries()) this.#put(2 * (place >> 2) + (place % 2), sum)
  }

  #put(place: number, amount: number): void {
    if (place >= this.#sums.length) this.#grow(place)
    const sum = (this.#sums[place] ?? 0) + amount
    const isWhole = Number.isInteger(sum) && sum >= 0 && sum <= wholeMax
    if (!isWhole && this.#sums instanceof Uint32Array) this.#sums = Float64Array.from(this.#sums)
    this.#sums[place] = sum
  }

  #grow(place: number): void {
    let room = Math.max(leastRoom, this.#sums.length)
    while (room <= place) room *= 2
    const length = Math.min(room, 2 * mostBuckets)
    const grown = this.#sums instanceof Uint32Array ? new Uint32Array(length) : new Float64Array(length)
    grown.set(this.#sums)
    this.#sums = grown
  }
}
