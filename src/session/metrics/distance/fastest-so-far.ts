const steps = 50
/** Before the times of a distance: how many parts of it were gone, and its best time. */
const [reachedAt, bestAt, timesAt] = [0, 1, 2]
const width = timesAt + steps

/**
 * The fastest times of a way that goes on, with little kept of it: a time may begin at every fiftieth part of a distance, so
 * it may be slower than the fastest one.
 */
export class FastestSoFar {
  readonly #distances: readonly number[]
  /** Of each distance, ms of timer time: side by side they weigh a third of lists. */
  readonly #kept: Uint32Array
  #metres = 0

  constructor(distances: readonly number[]) {
    this.#distances = distances
    this.#kept = new Uint32Array(width * distances.length)
  }

  /** So many metres were gone in ms of timer time. */
  go(amount: number, from: number, to: number): void {
    const before = this.#metres
    this.#metres += amount
    for (const [index, metres] of this.#distances.entries()) {
      const step = metres / steps
      const place = width * index
      for (let next = this.#next(place, step); this.#metres >= next; next = this.#next(place, step))
        this.#reach(place, from + ((next - before) / amount) * (to - from))
    }
  }

  /** ms by the order of the distances; undefined for what was never gone. */
  get times(): readonly (number | undefined)[] {
    return this.#distances.map((_, index) => this.#kept[width * index + bestAt] || undefined)
  }

  /** At how many metres the next part is gone. */
  #next(place: number, step: number): number {
    return ((this.#kept[place + reachedAt] ?? 0) + 1) * step
  }

  #reach(place: number, at: number): void {
    const reached = (this.#kept[place + reachedAt] ?? 0) + 1
    const slot = place + timesAt + (reached % steps)
    const best = this.#kept[place + bestAt] || Number.POSITIVE_INFINITY
    if (reached >= steps) this.#kept[place + bestAt] = Math.min(best, Math.round(at) - (this.#kept[slot] ?? 0))
    this.#kept[place + reachedAt] = reached
    this.#kept[slot] = Math.round(at)
  }
}
