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

/** What a type came to in each half of the time. */
interface Halves extends Meter {
  /** The means of both halves of so many ms. */
  means(ms: number): readonly [number | undefined, number | undefined]
}

/** Of a workout that goes on, whose middle moves: a course of which any part can be asked for. */
class MovingHalves implements Halves {
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

  means(ms: number): readonly [number | undefined, number | undefined] {
    const first = this.#course.before(ms / 2)
    return [meanOf(first), meanOf(less(this.#course.before(ms), first))]
  }
}

/** Of a workout that has ended: exactly. */
class ExactHalves implements Halves {
  readonly type: QuantityTypeName
  readonly #isAmount: boolean
  readonly #middle: number
  readonly #first = { sum: 0, milliseconds: 0 }
  readonly #second = { sum: 0, milliseconds: 0 }

  constructor(type: QuantityTypeName, isAmount: boolean, middle: number) {
    this.type = type
    this.#isAmount = isAmount
    this.#middle = middle
  }

  hold(value: number, from: number, to: number): void {
    if (to <= from) return
    const density = this.#isAmount ? value / (to - from) : value
    const border = Math.min(to, Math.max(from, this.#middle))
    add(this.#first, density, border - from)
    add(this.#second, density, to - border)
  }

  means(): readonly [number | undefined, number | undefined] {
    return [meanOf(this.#first), meanOf(this.#second)]
  }
}

const add = (half: { -readonly [Part in keyof Amount]: number }, density: number, ms: number): void => {
  half.sum += density * ms
  half.milliseconds += ms
}

const halvesOf = (type: QuantityTypeName, isAmount: boolean, middle: number | undefined): Halves =>
  middle === undefined ? new MovingHalves(type, isAmount) : new ExactHalves(type, isAmount, middle)

/**
 * How much less the heart gives for the same beat in the second half of the timer's time than in the first, %: average
 * power (in default of it speed) by average heart rate, first half less second half by the first.
 *
 * @see Friel: Aerobic endurance and decoupling (Pw:HR, Pa:HR).
 */
export class DriftMeter {
  readonly meters: readonly Meter[]
  readonly #heart: Halves
  readonly #power: Halves
  readonly #way: Halves

  /** @param middle Half of the timer's time where that has ended, ms. */
  constructor(distanceType: QuantityTypeName, middle?: number) {
    this.#heart = halvesOf('heartRate', false, middle)
    this.#power = halvesOf('cyclingPower', false, middle)
    this.#way = halvesOf(distanceType, true, middle)
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
