import { maximumHeartRate } from '../../health/exercise/heart-rate.js'
import { findType, type QuantityTypeName } from '../../health/type.js'
import type { ZoneBorders, ZoneTime } from '../../health/workout.js'
import type { Meter } from '../builder/track.js'
import type { Profile } from '../profile.js'

const heartRateMarks = [0.6, 0.7, 0.8, 0.9]
/** Coggan's seven zones, as shares of the functional threshold power. */
const powerMarks = [0.55, 0.75, 0.9, 1.05, 1.2, 1.5]

// By heart-rate reserve when the resting rate is known (Karvonen), else by share of the maximum.
const heartRateBorders = (profile: Profile, at: number): readonly number[] | undefined => {
  const maximum = maximumHeartRate(profile, at)
  if (maximum === undefined) return undefined
  const resting = profile.restingHeartRate ?? 0
  return heartRateMarks.map((mark) => resting + mark * (maximum - resting))
}

const powerBorders = (threshold: number | undefined): readonly number[] | undefined =>
  threshold === undefined ? undefined : powerMarks.map((mark) => mark * threshold)

// An amount is in no zone: only what holds a value is.
const isZoned = (
  entry: readonly [string, readonly number[] | undefined],
): entry is [QuantityTypeName, readonly number[]] => {
  const type = findType(entry[0])
  return type?.family === 'quantity' && type.aggregation !== 'cumulative' && (entry[1]?.length ?? 0) > 0
}

/** The borders between zones by type, ascending: a workout's own before the person's, and those before the formulas'. */
export const zoneBorders = (
  profile: Profile,
  at: number,
  own: ZoneBorders = {},
): ReadonlyMap<QuantityTypeName, readonly number[]> => {
  const computed = {
    heartRate: heartRateBorders(profile, at),
    cyclingPower: powerBorders(profile.functionalThresholdPower),
    runningPower: powerBorders(profile.runningThresholdPower),
  }
  const entries = Object.entries({ ...computed, ...profile.zones, ...own })
  return new Map(entries.filter(isZoned))
}

/** Index of the zone a value is in, from 0; a border belongs to the zone above it. */
export const zoneOf = (borders: readonly number[], value: number): number =>
  borders.findLastIndex((border) => border <= value) + 1

/** Adds up the time in each zone; together the time with a valid value. */
export class ZoneMeter implements Meter {
  readonly type: QuantityTypeName
  readonly borders: readonly number[]
  readonly #milliseconds: number[]

  constructor(type: QuantityTypeName, borders: readonly number[]) {
    this.type = type
    this.borders = borders
    this.#milliseconds = new Array(borders.length + 1).fill(0)
  }

  hold(value: number, from: number, to: number): void {
    const zone = zoneOf(this.borders, value)
    this.#milliseconds[zone] = (this.#milliseconds[zone] ?? 0) + to - from
  }

  /** Undefined while no value held. */
  times(): readonly ZoneTime[] | undefined {
    return this.#milliseconds.some(Boolean) ? this.all : undefined
  }

  /** Every zone, also when nothing was in any. */
  get all(): readonly ZoneTime[] {
    return this.#milliseconds.map((milliseconds, zone) => ({
      ...(zone > 0 && { from: this.borders[zone - 1] }),
      ...(zone < this.borders.length && { to: this.borders[zone] }),
      seconds: milliseconds / 1_000,
    }))
  }
}
