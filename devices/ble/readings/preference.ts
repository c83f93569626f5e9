import type { QuantityTypeName } from '../../../src/health/type.js'
import { fecMessage } from '../profiles/vendor/fec.js'
import type { GattUuid } from '../radio/radio.js'

type Order = readonly GattUuid[]

const machines: Order = ['2AD2', '2ACD', '2ACE', '2AD1']
const { uuid: fec } = fecMessage
const speed: Order = ['2AD2', '2A5B', '2A63', fec]
const onFoot: Order = ['2ACD', '2A53', '2ACE']

/** Where one sensor tells the same in several characteristics, the best first (gatt-profiles § 16). */
const orders: Readonly<Partial<Record<QuantityTypeName, Order>>> = {
  heartRate: ['2A37', '2A5F', '2A5E', ...machines, fec],
  cyclingPower: ['2A63', '2AD2', fec],
  cyclingCadence: ['2A63', '2A5B', '2A64', '2AD2', fec],
  cyclingSpeed: speed,
  distanceCycling: speed,
  runningPower: ['2A63', '2ACD'],
  runningSpeed: onFoot,
  distanceWalkingRunning: onFoot,
  stepCount: onFoot,
  activeEnergyBurned: [...machines, '2A37', '2A63'],
}

// After so long without a word the next best one is heard.
const silenceMs = 3_000
// Energy is told seldom: a strap's in every tenth notification, a machine's when it has risen by a kilocalorie.
const energySilenceMs = 60_000

/** Chooses one characteristic of a sensor for each type, so that nothing is counted twice. */
export class Preference {
  readonly #heardAt = new Map<QuantityTypeName, number[]>()

  /** Notes that a characteristic tells a type, and answers whether it is the one to hear now. */
  hears(type: QuantityTypeName, characteristic: GattUuid, at: number): boolean {
    const order = orders[type]
    const place = order?.indexOf(characteristic) ?? -1
    if (order === undefined || place < 0) return true
    const heardAt = this.#heardAt.get(type) ?? order.map(() => Number.NEGATIVE_INFINITY)
    heardAt[place] = at
    this.#heardAt.set(type, heardAt)
    const silence = type === 'activeEnergyBurned' ? energySilenceMs : silenceMs
    return heardAt.every((heard, better) => better >= place || at - heard > silence)
  }

  /** Nothing is known of who tells what. */
  forget(): void {
    this.#heardAt.clear()
  }
}
