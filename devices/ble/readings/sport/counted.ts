import type { Metadata } from '../../../../src/health/sample.js'
import type { QuantityTypeName } from '../../../../src/health/type.js'
import type { GattUuid } from '../../radio/radio.js'
import type { Sensor } from '../interpreter.js'
import { Total } from './total.js'

/** What a total of a characteristic is of. */
export interface Counting {
  readonly type: QuantityTypeName
  readonly characteristic: GattUuid
  /** As much as is believed of a second, in the total's unit. */
  readonly most: number
  /** One of the total's unit in the type's canonical unit; 1 when left out. */
  readonly scale?: number | undefined
  readonly metadata?: Metadata | undefined
}

/** A total whose rises are readings, while its characteristic is the one to hear. */
export class Counted {
  readonly #sensor: Sensor
  readonly #counting: Counting
  readonly #total: Total

  constructor(sensor: Sensor, counting: Counting) {
    this.#sensor = sensor
    this.#counting = counting
    this.#total = new Total(counting.most)
  }

  take(total: number | undefined, at: number): void {
    if (total === undefined) return
    const { type, characteristic, scale = 1, metadata } = this.#counting
    const { recorder, preference } = this.#sensor
    const rise = this.#total.take(total, at)
    if (!preference.hears(type, characteristic, at) || rise === undefined) return
    if (rise === 'implausible') recorder.refuse('implausible')
    else recorder.amount({ type, value: rise.amount * scale, metadata }, { since: rise.since, at })
  }

  reset(): void {
    this.#total.reset()
  }
}

/** As much as is believed of a second. */
export const metresMost = 40
export const kilocaloriesMost = 1
export const stepsMost = 6
export const floorsMost = 1

export const kilojoulesPerKilocalorie = 4.184
