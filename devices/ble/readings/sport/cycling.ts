import type { QuantityTypeName } from '../../../../src/health/type.js'
import type { Fields } from '../../profiles/layout/field-value.js'
import type { GattUuid } from '../../radio/radio.js'
import type { SensorSettings } from '../../sensor-settings.js'
import { numberIn, revolutionsIn } from '../fields.js'
import type { CreateInterpreter, Interpreter, Sensor } from '../interpreter.js'
import { type Revolutions, WheelAndCrank } from '../rates/wheel-and-crank.js'
import { Counted, type Counting, kilojoulesPerKilocalorie } from './counted.js'

/** Of a 700×25C tyre, mm. */
export const usualCircumference = 2_105

const circumferenceOf = ({ wheelCircumference = usualCircumference }: SensorSettings): number =>
  wheelCircumference / 1_000

const kilojoulesMost = 3 // as much as the highest power that is believed does in a second
const grossEfficiency = 0.24

/** Work at the crank, as an estimate of the energy that was burned for it (gatt-profiles § 3.5). */
const workOf = (characteristic: GattUuid): Counting => ({
  type: 'activeEnergyBurned',
  characteristic,
  most: kilojoulesMost,
  scale: 1 / kilojoulesPerKilocalorie / grossEfficiency,
  metadata: { estimated: true },
})

/** Revolutions and power: 2A5B, 2A63, and the crank of 2A64 (gatt-profiles § 5, § 6). */
class Cycling implements Interpreter {
  readonly #sensor: Sensor
  readonly #characteristic: GattUuid
  readonly #turning: WheelAndCrank
  readonly #work: Counted

  constructor(sensor: Sensor, characteristic: GattUuid) {
    this.#sensor = sensor
    this.#characteristic = characteristic
    this.#turning = new WheelAndCrank(circumferenceOf(sensor.settings))
    this.#work = new Counted(sensor, workOf(characteristic))
  }

  take(fields: Fields, at: number): void {
    this.#takePower(fields, at)
    this.#work.take(numberIn(fields, 'accumulatedEnergyKj'), at)
    // The same revolutions are a runner's steps, of which the running service tells better.
    if (this.#sensor.isOnFoot) return
    this.#turning.change(circumferenceOf(this.#sensor.settings))
    const revolutions = revolutionsIn(fields)
    this.#takeCrank(revolutions, at)
    this.#takeWheel(revolutions, at)
  }

  lapse(at: number): void {
    const { wheel, crank } = this.#turning.coast(at)
    if (crank !== undefined) this.#note('cyclingCadence', 0, crank)
    if (wheel !== undefined) this.#note('cyclingSpeed', 0, wheel)
  }

  interrupt(): void {
    this.#turning.reset()
    this.#work.reset()
  }

  #takePower(fields: Fields, at: number): void {
    const power = numberIn(fields, 'instantaneousPowerW')
    if (power === undefined) return
    const type = this.#sensor.isOnFoot ? 'runningPower' : 'cyclingPower'
    this.#note(type, power < 0 && power >= -200 ? 0 : power, at)
  }

  #takeCrank(revolutions: Revolutions, at: number): void {
    const step = this.#turning.takeCrank(revolutions, at)
    if (step === undefined) return
    const { kind, cadence } = step
    if (kind === 'implausible') this.#sensor.recorder.refuse('implausible')
    this.#note('cyclingCadence', kind === 'held' ? undefined : cadence, at)
  }

  #takeWheel(revolutions: Revolutions, at: number): void {
    const step = this.#turning.takeWheel(revolutions, at)
    if (step === undefined) return
    const { recorder, preference } = this.#sensor
    const { kind, speed, distance, since } = step
    if (kind === 'implausible') recorder.refuse('implausible')
    this.#note('cyclingSpeed', kind === 'held' ? undefined : speed, at)
    if (preference.hears('distanceCycling', this.#characteristic, at) && distance > 0)
      recorder.amount({ type: 'distanceCycling', value: distance }, { since, at })
  }

  /** Hears a type out, and keeps what it says when this is the characteristic to hear. */
  #note(type: QuantityTypeName, value: number | undefined, at: number): void {
    const { preference, recorder } = this.#sensor
    if (preference.hears(type, this.#characteristic, at) && value !== undefined) recorder.instant({ type, value }, at)
  }
}

export const cycling: CreateInterpreter = (sensor, characteristic) => new Cycling(sensor, characteristic)
