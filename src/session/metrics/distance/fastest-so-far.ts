const steps = 50
/** The fastest time over one distance. It may begin at every fiftieth part of it, and ends between two readings. */
class Fastest {
  readonly #step: number
  readonly #times: number[] = [0]
  #reached = 0
  #best = Number.POSITIVE_INFINITY

  constructor(metres: number) {
    this.#step = metres / steps
  }

  /** ms; undefined while it was never gone. */
  get time(): number | undefined {
    return Number.isFinite(this.#best) ? this.#best : undefined
  }

  /** The way so far went from one number of metres to another, in ms of timer time. */
  go(before: number, after: number, from: number, to: number): void {
    let next = (this.#reached + 1) * this.#step
    for (; after >= next; next = (this.#reached + 1) * this.#step)
      this.#reach(from + ((next - before) / (after - before)) * (to - from))
  }

  #reach(at: number): void {
    this.#reached += 1
    const slot = this.#reached % steps
    const began = this.#times[slot]
    if (this.#reached >= steps && began !== undefined) this.#best = Math.min(this.#best, at - began)
    this.#times[slot] = at
  }
}

/** The fastest times of a way that goes on, with little kept of it: so a time may be slower than the fastest one. */
export class FastestSoFar {
  readonly #all: readonly Fastest[]
  #metres = 0

  constructor(distances: readonly number[]) {
    this.#all = distances.map((metres) => new Fastest(metres))
  }

  go(amount: number, from: number, to: number): void {
    const before = this.#metres
    this.#metres += amount
    for (const fastest of this.#all) fastest.go(before, this.#metres, from, to)
  }

  get times(): readonly (number | undefined)[] {
    return this.#all.map(({ time }) => time)
  }
}
