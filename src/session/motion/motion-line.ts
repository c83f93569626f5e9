import type { WorkoutEvent } from '../../health/workout.js'
import type { Quantity } from '../builder/quantity.js'
import { MotionDetector } from './motion-detector.js'
import { RecentSigns, type Sign } from './recent-signs.js'

/** Signs that come so much later than newer ones are put where they belong, ms: sensors are not heard in step. */
const disorderMs = 30_000
// A person wears fewer; who sends may name as many as he likes.
const mostSensors = 64

/** A reading of a type that tells of motion, or what the person did to the timer. Epoch ms. */
export type Moment = { readonly at: number } & (
  | { readonly quantity: Quantity }
  | { readonly toggle: 'pause' | 'resume' }
)

type Sensor = Pick<Quantity, 'type' | 'source' | 'device'>

/** The moments of a workout in order: what came late is put in its place, as far as it is not too old. */
export class MotionLine {
  #settled: MotionDetector
  #present: MotionDetector
  #sensors: readonly Sensor[] = []
  readonly #recent = new RecentSigns()
  #newest = Number.NEGATIVE_INFINITY
  #settledTo = Number.NEGATIVE_INFINITY

  constructor(start: number) {
    this.#settled = new MotionDetector(start)
    this.#present = new MotionDetector(start)
  }

  /** Epoch ms. */
  get newest(): number {
    return this.#newest
  }

  /** False when it is too old to be put in its place. */
  add(moment: Moment): boolean {
    if (moment.at < this.#settledTo) return false
    const sign = this.#signOf(moment)
    this.#newest = Math.max(this.#newest, sign.at)
    if (this.#recent.add(sign)) this.#present.take(sign)
    else this.#replay()
    this.#settle()
    return true
  }

  /** What is known of motion at an instant, or at that of the newest moment if that is later. */
  eventsAt(at: number): readonly WorkoutEvent[] {
    return this.#present.eventsAt(Math.max(at, this.#newest))
  }

  #signOf(moment: Moment): Sign {
    const { at } = moment
    if ('toggle' in moment) return { at, start: at, said: moment.toggle, sensor: -1 }
    const { start, value } = moment.quantity
    return { at, start, said: value > 0 ? 'moving' : 'still', sensor: this.#numberOf(moment.quantity) }
  }

  #numberOf({ type, source, device }: Quantity): number {
    const isOf = (one: Sensor): boolean => one.type === type && one.source === source && one.device === device
    const known = this.#sensors.findIndex(isOf)
    if (known >= 0 || this.#sensors.length >= mostSensors) return known
    this.#sensors = this.#sensors.concat({ type, source, device })
    return this.#sensors.length - 1
  }

  #replay(): void {
    this.#present = this.#settled.copy()
    for (let place = 0; place < this.#recent.count; place += 1) this.#present.take(this.#recent.at(place))
  }

  #settle(): void {
    while (this.#recent.count > 0) {
      const oldest = this.#recent.at(0)
      if (oldest.at >= this.#newest - disorderMs) return
      this.#settled.take(oldest)
      this.#settledTo = oldest.at
      this.#recent.drop()
    }
  }
}
