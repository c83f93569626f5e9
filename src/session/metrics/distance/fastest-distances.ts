import type { QuantityTypeName } from '../../../health/type.js'
import type { Meter } from '../../builder/track.js'

/** The distances of which the fastest time is kept, by the end of the figure's name; m. */
export const fastestDistances = {
  '1km': 1_000,
  '1mi': 1_609.344,
  '5km': 5_000,
  '10km': 10_000,
  HalfMarathon: 21_097.5,
  Marathon: 42_195,
} as const satisfies Readonly<Record<string, number>>

const steps = 50
/** Readings that jump further than any sport goes between two are a mistake. */
const mostMetres = 100_000

/** The fastest way over one distance. It may begin at every fiftieth part of it, and ends between two readings. */
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

/** The fastest times over the usual distances, in timer time. */
export class FastestMeter implements Meter {
  readonly type: QuantityTypeName
  #metres = 0
  // Most workouts have a distance of one type or none: nothing is kept before it comes.
  #all: readonly Fastest[] = []

  constructor(type: QuantityTypeName) {
    this.type = type
  }

  hold(amount: number, from: number, to: number): void {
    if (!(amount > 0) || amount > mostMetres) return
    if (this.#all.length === 0) this.#all = Object.values(fastestDistances).map((metres) => new Fastest(metres))
    const before = this.#metres
    this.#metres += amount
    for (const fastest of this.#all) fastest.go(before, this.#metres, from, to)
  }

  /** ms by the end of the name; undefined for what was never gone. */
  get times(): Readonly<Record<string, number | undefined>> {
    const names = Object.keys(fastestDistances)
    return Object.fromEntries(names.map((name, at) => [name, this.#all[at]?.time]))
  }
}
