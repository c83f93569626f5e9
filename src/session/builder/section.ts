import type { QuantityTypeName } from '../../health/type.js'
import type { StatisticsByType } from '../../health/workout.js'
import { Tally } from './tally.js'

/** The figures of a part of a workout, by type: of the whole, or of a lap. */
export class Section {
  /** Epoch ms. */
  readonly start: number
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

  /** What was added up of a cumulative type so far; undefined when nothing was. */
  sum(type: QuantityTypeName): number | undefined {
    return this.#tallies.get(type)?.statistics()?.sum
  }

  statistics(): StatisticsByType {
    const entries = [...this.#tallies].map(([type, tally]) => [type, tally.statistics()] as const)
    return Object.fromEntries(entries.filter(([, statistics]) => statistics !== undefined))
  }
}
