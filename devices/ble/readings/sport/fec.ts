import type { QuantityTypeName } from '../../../../src/health/type.js'
import type { Fields } from '../../profiles/layout/field-value.js'
import { fecMessage } from '../../profiles/vendor/fec.js'
import { numberIn } from '../fields.js'
import type { CreateInterpreter, Interpreter, Sensor } from '../interpreter.js'
import { Counted, metresMost } from './counted.js'

const characteristic = fecMessage.uuid
// The general page counts metres in one octet.
const metresModulus = 256

const instants: readonly (readonly [string, QuantityTypeName])[] = [
  ['instantaneousPowerW', 'cyclingPower'],
  ['cadenceRpm', 'cyclingCadence'],
  ['speedMps', 'cyclingSpeed'],
  ['heartRateBpm', 'heartRate'],
]

/** Messages of a Tacx trainer (gatt-profiles § 16). */
class Fec implements Interpreter {
  readonly #sensor: Sensor
  readonly #distance: Counted
  /** All that were counted, beyond what an octet holds. */
  #metres: number | undefined

  constructor(sensor: Sensor) {
    this.#sensor = sensor
    this.#distance = new Counted(sensor, { type: 'distanceCycling', characteristic, most: metresMost })
  }

  take(fields: Fields, at: number): void {
    const { recorder, preference } = this.#sensor
    if (fields.checksumValid !== true) {
      recorder.refuse('checksum')
      return
    }
    for (const [field, type] of instants) {
      const value = numberIn(fields, field)
      if (value === undefined || (type === 'heartRate' && value === 0)) continue
      if (preference.hears(type, characteristic, at)) recorder.instant({ type, value }, at)
    }
    this.#takeMetres(numberIn(fields, 'distanceM'), at)
  }

  interrupt(): void {
    this.#metres = undefined
    this.#distance.reset()
  }

  #takeMetres(metres: number | undefined, at: number): void {
    if (metres === undefined) return
    const before = this.#metres ?? metres
    const rise = (metres - (before % metresModulus) + metresModulus) % metresModulus
    this.#metres = before + rise
    this.#distance.take(this.#metres, at)
  }
}

export const fec: CreateInterpreter = (sensor) => new Fec(sensor)
