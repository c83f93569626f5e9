import type { QuantityTypeName } from '../../health/type.js'
import type { StatisticsByType } from '../../health/workout.js'
import { Tally } from './tally.js'

/** The figures of a part of a workout, by type: of the whole, or of a lap. */
export class Section {
  /** Epoch ms. */
  readonly start: number
  #distance: number | undefined
  readonly #tallies = new Map<QuantityTypeName, Tally>()

  constructor(start: number) {
    this.start = start
  }

  of(type: QuantityTypeName): Tally {
    const known = this.#tallies.get(type)
    if (known) return known
    const tally = new Tally(type)
    this.#tallies.set(type, tally)
    return tally
  }

  /** Whether no figure is in it yet. */
  get isEmpty(): boolean {
    return this.#tallies.size === 0
  }

  /** Metres in the type of whatever activity went on; undefined when nothing told of any. */
  get distance(): number | undefined {
    return this.#distance
  }

  cover(metres: number): void {
    this.#distance = (this.#distance ?? 0) + metres
  }

  /** What was added up of a cumulative type so far; undefined when nothing was. */
  sum(type: QuantityTypeName): number | undefined {
    return this.#tallies.get(type)?.statistics()?.sum
  }

  statistics(): StatisticsByType {
    const entries = [...this.#tallies].map(([type, tally]) => [type, tally.statistics()] as const)
    return Object.fromEntries(entries.filter(([, statistics]) => statistics !== undefined))
  }
}
