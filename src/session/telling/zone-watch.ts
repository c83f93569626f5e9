import type { QuantityTypeName } from '../../health/type.js'
import type { CurrentZones, ZoneTime } from '../../health/workout.js'
import type { Fold } from '../builder/fold.js'
import type { Quantity } from '../builder/quantity.js'
import { type ZoneMeter, zoneOf } from '../metrics/zones.js'

/**
 * The value of a type came into another zone (HealthKit's `didUpdateWorkoutZone`). Zones are told by their index from 0;
 * null is none, because there is no value that is not stale. `at` is when it was measured, or known to be stale, epoch ms.
 */
export interface ZoneChange {
  /** The session's id. */
  readonly session: string
  readonly user: string
  readonly type: QuantityTypeName
  readonly from: number | null
  readonly to: number | null
  readonly at: number
  /** The time in each of the type's zones so far. */
  readonly zones: readonly ZoneTime[]
}

/** In which zones the present values are, by type, at an instant. */
export const currentZones = (fold: Fold, at: number): CurrentZones => {
  const zones: { [Type in QuantityTypeName]?: number } = {}
  for (const { type, borders } of fold.meters.zoned) {
    const reading = fold.reading(type, at)
    if (reading) zones[type] = zoneOf(borders, reading.value)
  }
  return zones
}

type Change = Omit<ZoneChange, 'session' | 'user'>

/** Knows which zones were told last; nothing, where nobody asks. */
export class ZoneWatch {
  #told: Map<QuantityTypeName, number> | undefined

  /** What has changed since this was asked last. */
  changes(fold: Fold, at: number): readonly Change[] {
    return fold.meters.zoned.flatMap((meter) => this.#changeOf(meter, fold.reading(meter.type, at), at) ?? [])
  }

  #changeOf(meter: ZoneMeter, reading: Quantity | undefined, now: number): Change | undefined {
    const { type, borders } = meter
    this.#told ??= new Map()
    const from = this.#told.get(type)
    const to = reading && zoneOf(borders, reading.value)
    if (from === to) return undefined
    if (to === undefined) this.#told.delete(type)
    else this.#told.set(type, to)
    return { type, from: from ?? null, to: to ?? null, at: reading?.start ?? now, zones: meter.all }
  }
}
