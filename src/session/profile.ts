import type { QuantityTypeName } from '../health/type.js'

/** What a workout's figures need to know of the person; canonical units, `dateOfBirth` as `2001-02-03`. */
export interface Profile {
  readonly dateOfBirth?: string | undefined
  readonly biologicalSex?: string | undefined
  readonly restingHeartRate?: number | undefined
  readonly maximumHeartRate?: number | undefined
  readonly functionalThresholdPower?: number | undefined
  /** Sources by type, most trusted first. */
  readonly sourcePriority?: Readonly<Partial<Record<string, readonly string[]>>> | undefined
  /** The person's own borders between zones, ascending. */
  readonly zones?: Readonly<Partial<Record<string, readonly number[]>>> | undefined
}

/** Sources of a type, most trusted first. */
export type Priority = (type: QuantityTypeName) => readonly string[]
