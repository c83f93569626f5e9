const mostBuckets = 90
const leastWidthMs = 10_000

/** What was added up over a stretch of time: an amount, and the ms that it took. */
export interface Amount {
  readonly sum: number
  readonly milliseconds: number
}

/** Sums of every stretch of one length; when there are too many, two become one. */
class Buckets {
  #sums: number[] = []
  #width = leastWidthMs

  add(amount: number, from: number, to: number): void {
    while (to > mostBuckets * this.#width) this.#merge()
    const density = amount / (to - from)
    for (let start = from; start < to; ) {
      const slot = Math.floor(start / this.#width)
      const end = Math.min(to, (slot + 1) * this.#width)
      while (this.#sums.length <= slot) this.#sums.push(0)
      this.#sums[slot] = (this.#sums[slot] ?? 0) + density * (end - start)
      start = end
    }
  }

  /** The sum before an instant; the bucket that it falls into counts evenly. */
  before(at: number): number {
    const whole = Math.floor(at / this.#width)
    const part = (at / this.#width - whole) * (this.#sums[whole] ?? 0)
    return this.#sums.slice(0, whole).reduce((sum, one) => sum + one, part)
  }

  #merge(): void {
    const sums = this.#sums
    this.#sums = sums.flatMap((sum, slot) => (slot % 2 === 0 ? [sum + (sums[slot + 1] ?? 0)] : []))
    this.#width *= 2
  }
}

/**
 * How an amount came about over timer time, so that any part of it can be asked for later: at 10 s for a quarter of an hour, at
 * 20 s for half an hour and so on. Costs the same for a day as for an hour.
 */
export class Course {
  #amounts: Buckets | undefined
  #times: Buckets | undefined

  /** Adds an amount that came evenly from one ms of timer time to another. */
  add(amount: number, from: number, to: number): void {
    if (to <= from) return
    this.#amounts ??= new Buckets()
    this.#times ??= new Buckets()
    this.#amounts.add(amount, from, to)
    this.#times.add(to - from, from, to)
  }

  /** What there was before an instant of timer time, ms. */
  before(at: number): Amount {
    return { sum: this.#amounts?.before(at) ?? 0, milliseconds: this.#times?.before(at) ?? 0 }
  }
}
