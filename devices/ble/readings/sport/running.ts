import type { QuantityTypeName } from '../../../../src/health/type.js'
import type { Fields } from '../../profiles/layout/field-value.js'
import type { SensorSettings } from '../../sensor-settings.js'
import { numberIn } from '../fields.js'
import type { CreateInterpreter, Interpreter, Sensor } from '../interpreter.js'
import { Counted, metresMost } from './counted.js'

// Silence is no steps.
const silenceMs = 3_000
const perMinuteMost = 300
// Sums of fractions of steps miss a whole one by this.
const rounding = 1e-9
// Above it people run; m/s of 6 km/h.
const runningFrom = 6 / 3.6
const oneFootBelow = { running: 120, walking: 60 }

/** What a payload says of the run. */
interface Stride {
  readonly speed: number
  readonly cadence: number
  readonly length: number | undefined
}

/**
 * Both feet's steps per minute. Sensors differ in whether they count one foot or both, and in whether a stride is one step
 * or two; few steps for the speed tell (gatt-profiles § 7).
 */
export function stepsPerMinute({ speed, cadence, length }: Stride, rule: SensorSettings['runningCadence']): number {
  if (rule !== undefined) return rule === 'perFoot' ? cadence * 2 : cadence
  const told = cadence > 0 && length !== undefined && length > 0 ? (speed * 60) / length : cadence
  const isOneFoot = told < (speed > runningFrom ? oneFootBelow.running : oneFootBelow.walking)
  return isOneFoot ? told * 2 : told
}

/** Running Speed and Cadence Measurement, 2A53 (gatt-profiles § 7). */
class Running implements Interpreter {
  readonly #sensor: Sensor
  readonly #distance: Counted
  #steps: { readonly parts: number; readonly since: number; readonly at: number } | undefined

  constructor(sensor: Sensor) {
    this.#sensor = sensor
    sensor.isOnFoot = true
    this.#distance = new Counted(sensor, { type: 'distanceWalkingRunning', characteristic: '2A53', most: metresMost })
  }

  take(fields: Fields, at: number): void {
    const speed = numberIn(fields, 'speedMps')
    if (speed === undefined) return
    this.#note('runningSpeed', speed, at)
    if (fields.running === false && this.#sensor.tellsWalking !== false) this.#note('walkingSpeed', speed, at)
    const cadence = numberIn(fields, 'cadencePerMin') ?? 0
    const stride = { speed, cadence, length: numberIn(fields, 'strideLengthM') }
    this.#takeSteps(stride, fields.running !== false, at)
    this.#distance.take(numberIn(fields, 'totalDistanceM'), at)
  }

  interrupt(): void {
    this.#distance.reset()
    this.#steps = undefined
  }

  #takeSteps(stride: Stride, isRunning: boolean, at: number): void {
    const { settings, recorder } = this.#sensor
    const perMinute = stepsPerMinute(stride, settings.runningCadence)
    if (perMinute > perMinuteMost) {
      recorder.refuse('implausible')
      return
    }
    this.#gather(perMinute, at)
    // HealthKit's stride is one step.
    const step = (stride.speed * 60) / perMinute
    if (isRunning && stride.length !== undefined && step > 0 && perMinute > 0)
      this.#note('runningStrideLength', step, at)
  }

  /** Cadence over time, in whole steps. */
  #gather(perMinute: number, at: number): void {
    const { preference, recorder } = this.#sensor
    const isHeard = preference.hears('stepCount', '2A53', at)
    const { parts, since, at: before } = this.#steps ?? { parts: 0, since: at, at: Number.NEGATIVE_INFINITY }
    const isJoined = at >= before && at - before <= silenceMs
    const all = isJoined ? parts + (perMinute * (at - before)) / 60_000 : 0
    const steps = Math.floor(all + rounding)
    this.#steps = { parts: all - steps, since: isJoined && steps === 0 && perMinute > 0 ? since : at, at }
    if (isHeard && steps > 0) recorder.amount({ type: 'stepCount', value: steps }, { since, at })
  }

  #note(type: QuantityTypeName, value: number, at: number): void {
    const { preference, recorder } = this.#sensor
    if (preference.hears(type, '2A53', at)) recorder.instant({ type, value }, at)
  }
}

export const running: CreateInterpreter = (sensor) => new Running(sensor)
