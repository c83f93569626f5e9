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

const millisecondsPerYear = 365.2425 * 86_400_000

/** Completed years of life at an instant. */
const ageAt = (dateOfBirth: string, at: number): number =>
  Math.floor((at - Date.parse(`${dateOfBirth}T00:00:00Z`)) / millisecondsPerYear)

/** Count/min: the person's own, else 208 − 0.7 × age (Tanaka 2001); undefined when neither is known. */
export const maximumHeartRate = (profile: Profile, at: number): number | undefined => {
  if (profile.maximumHeartRate !== undefined) return profile.maximumHeartRate
  return profile.dateOfBirth === undefined ? undefined : 208 - 0.7 * ageAt(profile.dateOfBirth, at)
}
