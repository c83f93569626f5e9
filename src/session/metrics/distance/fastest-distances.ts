import type { QuantityTypeName } from '../../../health/type.js'
import type { Meter } from '../../builder/track.js'
import { FastestSoFar } from './fastest-so-far.js'
import { Way } from './way.js'

/** The distances of which the fastest time is kept, by the end of the figure's name; m. */
export const fastestDistances = {
  '1km': 1_000,
  '1mi': 1_609.344,
  '5km': 5_000,
  '10km': 10_000,
  HalfMarathon: 21_097.5,
  Marathon: 42_195,
} as const satisfies Readonly<Record<string, number>>

/** Readings that jump further than any sport goes between two are a mistake. */
const mostMetres = 100_000

/** Takes a way as it is gone, and gives the fastest time over each of some distances. */
interface FastestTimes {
  /** So many metres were gone in ms of timer time. */
  go(amount: number, from: number, to: number): void
  /** ms by the order of the distances; undefined for what was never gone. */
  readonly times: readonly (number | undefined)[]
}

/** The fastest times over the usual distances, in timer time; of a workout that has ended exactly. */
export class FastestMeter implements Meter {
  readonly type: QuantityTypeName
  readonly #hasEnded: boolean
  // Most workouts have a distance of one type or none: nothing is kept before it comes.
  #fastest: FastestTimes | undefined

  constructor(type: QuantityTypeName, hasEnded: boolean) {
    this.type = type
    this.#hasEnded = hasEnded
  }

  hold(amount: number, from: number, to: number): void {
    if (!(amount > 0) || amount > mostMetres) return
    const metres = Object.values(fastestDistances)
    this.#fastest ??= this.#hasEnded ? new Way(metres) : new FastestSoFar(metres)
    this.#fastest.go(amount, from, to)
  }

  /** ms by the end of the name; undefined for what was never gone. */
  get times(): Readonly<Record<string, number | undefined>> {
    const names = Object.keys(fastestDistances)
    return Object.fromEntries(names.map((name, at) => [name, this.#fastest?.times[at]]))
  }
}
