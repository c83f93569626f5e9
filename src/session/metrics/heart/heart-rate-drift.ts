import type { QuantityTypeName } from '../../../health/type.js'
import type { Meter } from '../../builder/track.js'
import { type Amount, Course } from '../course.js'
import { eachItsOwn, type FigureInputs, type Figures } from '../figure.js'

const leastHalfMs = 60_000

/** A mean over time; undefined where there is less than a minute of it. */
const meanOf = ({ sum, milliseconds }: Amount): number | undefined =>
  milliseconds < leastHalfMs ? undefined : sum / milliseconds

const less = (whole: Amount, part: Amount): Amount => ({
  sum: whole.sum - part.sum,
  milliseconds: whole.milliseconds - part.milliseconds,
})

/** One course of a type for each half of the time. */
class Halves implements Meter {
  readonly type: QuantityTypeName
  readonly #course = new Course()
  readonly #isAmount: boolean

  constructor(type: QuantityTypeName, isAmount: boolean) {
    this.type = type
    this.#isAmount = isAmount
  }

  hold(value: number, from: number, to: number): void {
    this.#course.add(this.#isAmount ? value : value * (to - from), from, to)
  }

  /** The means of both halves of so many ms. */
  means(ms: number): readonly [number | undefined, number | undefined] {
    const first = this.#course.before(ms / 2)
    return [meanOf(first), meanOf(less(this.#course.before(ms), first))]
  }
}

/**
 * How much less the heart gives for the same beat in the second half of the timer's time than in the first, %: average
 * power (in default of it speed) by average heart rate, first half less second half by the first.
 *
 * @see Friel: Aerobic endurance and decoupling (Pw:HR, Pa:HR).
 */
export class DriftMeter {
  readonly meters: readonly Meter[]
  readonly #heart = new Halves('heartRate', false)
  readonly #power = new Halves('cyclingPower', false)
  readonly #way: Halves

  constructor(distanceType: QuantityTypeName) {
    this.#way = new Halves(distanceType, true)
    this.meters = [this.#heart, this.#power, this.#way]
  }

  /** What the efficiency is made of. */
  basis({ statistics }: FigureInputs): 'power' | 'speed' {
    return statistics.cyclingPower ? 'power' : 'speed'
  }

  figures(inputs: FigureInputs): Figures {
    const { elapsed, statistics, areSports } = inputs
    if (areSports) return { heartRateDrift: eachItsOwn }
    if (!statistics.heartRate) return { heartRateDrift: 'no heart rate' }
    const effort = this.basis(inputs) === 'power' ? this.#power : this.#way
    if (!statistics[effort.type]) return { heartRateDrift: 'neither power nor distance' }
    return { heartRateDrift: this.#drift(effort, elapsed * 1_000) }
  }

  #drift(effort: Halves, ms: number): number | string {
    const [firstEffort, secondEffort] = effort.means(ms)
    const [firstRate, secondRate] = this.#heart.means(ms)
    if (!firstEffort || secondEffort === undefined || !firstRate || !secondRate)
      return 'under a minute of effort and heart rate in one of the halves'
    const first = firstEffort / firstRate
    return ((first - secondEffort / secondRate) / first) * 100
  }
}
