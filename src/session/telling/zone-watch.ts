import type { QuantityTypeName } from '../../health/type.js'
import type { CurrentZones, ZoneTime } from '../../health/workout.js'
import type { Fold } from '../builder/fold.js'
import { zoneOf } from '../metrics/zones.js'

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

/** Knows which zones were told last. */
export class ZoneWatch {
  #told: CurrentZones = {}

  /** What has changed since this was asked last. */
  changes(fold: Fold, at: number): readonly Omit<ZoneChange, 'session' | 'user'>[] {
    const [before, now] = [this.#told, currentZones(fold, at)]
    const changed = fold.meters.zoned.filter(({ type }) => before[type] !== now[type])
    if (changed.length === 0) return []
    this.#told = now
    return changed.map((meter) => ({
      type: meter.type,
      from: before[meter.type] ?? null,
      to: now[meter.type] ?? null,
      at: fold.reading(meter.type, at)?.start ?? at,
      zones: meter.all,
    }))
  }
}
