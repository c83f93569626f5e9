import { type Since, valueBefore } from '../health/exercise/history.js'
import type { QuantityTypeName } from '../health/type.js'
import type { ZoneBorders } from '../health/workout.js'

/** The facts that change with a person's form. kg, m, count/min, W, J. */
interface ChangingFacts {
  readonly bodyMass?: number | undefined
  readonly height?: number | undefined
  readonly restingHeartRate?: number | undefined
  readonly maximumHeartRate?: number | undefined
  readonly functionalThresholdPower?: number | undefined
  readonly runningThresholdPower?: number | undefined
  readonly criticalPower?: number | undefined
  readonly anaerobicWorkCapacity?: number | undefined
  /** The person's own borders between zones, ascending. */
  readonly zones?: ZoneBorders | undefined
}

const changing = [
  'bodyMass',
  'height',
  'restingHeartRate',
  'maximumHeartRate',
  'functionalThresholdPower',
  'runningThresholdPower',
  'criticalPower',
  'anaerobicWorkCapacity',
  'zones',
] as const satisfies readonly (keyof ChangingFacts)[]

/** What a workout's figures need to know of the person; canonical units, `dateOfBirth` as `2001-02-03`. */
export interface Profile extends ChangingFacts {
  readonly dateOfBirth?: string | undefined
  readonly biologicalSex?: string | undefined
  /** Sources by type, most trusted first. */
  readonly sourcePriority?: Readonly<Partial<Record<string, readonly string[]>>> | undefined
  /** What the facts that change were, ordered by time. */
  readonly history?:
    | { readonly [Fact in keyof ChangingFacts]?: readonly Since<NonNullable<ChangingFacts[Fact]>>[] | undefined }
    | undefined
}

/** Sources of a type, most trusted first. */
export type Priority = (type: QuantityTypeName) => readonly string[]

/** The profile with the facts that it had at an instant, epoch ms. */
export const profileAt = (profile: Profile, at: number): Profile => {
  const { history, ...present } = profile
  if (history === undefined) return profile
  const facts = changing.map((fact) => [fact, valueBefore<unknown>(history[fact], present[fact], at + 1)])
  return { ...present, ...Object.fromEntries(facts) }
}
