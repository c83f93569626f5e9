import type { Metadata } from '../../../../src/health/sample.js'
import type { Fields } from '../../profiles/layout/field-value.js'
import { numberIn, numbersIn } from '../fields.js'
import type { CreateInterpreter, Interpreter, Sensor } from '../interpreter.js'
import { Counted, kilocaloriesMost, kilojoulesPerKilocalorie } from './counted.js'
import { Heartbeats } from './heartbeats.js'

// The counter stays there until it is reset.
const saturated = 0xffff

/** Heart Rate Measurement, 2A37: the rate, beats and energy (gatt-profiles § 4). */
class HeartRate implements Interpreter {
  readonly #sensor: Sensor
  readonly #beats = new Heartbeats()
  readonly #energy: Counted
  #location: number | undefined
  #metadata: Metadata = {}

  constructor(sensor: Sensor) {
    this.#sensor = sensor
    this.#energy = new Counted(sensor, {
      type: 'activeEnergyBurned',
      characteristic: '2A37',
      most: kilocaloriesMost * kilojoulesPerKilocalorie,
      scale: 1 / kilojoulesPerKilocalorie,
    })
  }

  take(fields: Fields, at: number): void {
    this.#takeEnergy(fields, at)
    const { settings, recorder } = this.#sensor
    const isWorn = fields.sensorContactDetected !== false || settings.acceptWithoutContact === true
    if (isWorn) {
      this.#takeRate(numberIn(fields, 'heartRateBpm'), at)
      if (settings.withoutHeartbeats !== true) this.#takeBeats(fields, at)
    } else {
      this.#beats.miss()
      recorder.refuse('noContact')
    }
    this.lapse(at)
  }

  lapse(at: number): void {
    const series = this.#beats.due(at)
    if (series) this.#sensor.recorder.add(series)
  }

  interrupt(): void {
    this.#energy.reset()
    const series = this.#beats.interrupt()
    if (series) this.#sensor.recorder.add(series)
  }

  #takeRate(rate: number | undefined, at: number): void {
    const { recorder, preference } = this.#sensor
    if (rate === undefined) return
    if (rate === 0) {
      recorder.refuse('noMeasurement')
      return
    }
    preference.hears('heartRate', '2A37', at)
    recorder.instant({ type: 'heartRate', value: rate, metadata: this.#where() }, at)
  }

  #takeBeats(fields: Fields, at: number): void {
    this.#sensor.recorder.refuse('implausible', this.#beats.take(numbersIn(fields, 'rrIntervalsMs'), at))
  }

  #takeEnergy(fields: Fields, at: number): void {
    const energy = numberIn(fields, 'energyExpendedKj')
    if (energy !== saturated) this.#energy.take(energy, at)
  }

  #where(): Metadata {
    const { heartRateLocation } = this.#sensor
    if (heartRateLocation !== this.#location)
      this.#metadata = heartRateLocation === undefined ? {} : { heartRateSensorLocation: heartRateLocation }
    this.#location = heartRateLocation
    return this.#metadata
  }
}

export const heartRate: CreateInterpreter = (sensor) => new HeartRate(sensor)
