import type { DeviceProperties, SourceRevision } from '../origin.js'
import type { MetadataValue } from '../sample.js'
import type { CategoryTypeName, QuantityTypeName, SampleTypeName, WorkoutActivityTypeName } from '../type.js'

/** HealthKit's comparisons (NSComparisonPredicate's operators). */
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

/** A window of time, half-open, epoch ms; a missing side is open. Without strict options a sample has to overlap it. */
export interface TimeWindow {
  readonly start?: number | undefined
  readonly end?: number | undefined
  /** The sample's start has to be inside. */
  readonly strictStartDate?: boolean | undefined
  /** The sample's end has to be inside. */
  readonly strictEndDate?: boolean | undefined
}

/** A condition on one metadata key: that it is there, that its value is one of these, or how it compares. */
export type MetadataCondition =
  | { readonly key: string }
  | { readonly key: string; readonly in: readonly MetadataValue[] }
  | { readonly key: string; readonly is: Comparison; readonly value: MetadataValue }

/** A condition on one property of the device; with no values the property has to be missing (semantics § 4.7). */
export interface DevicePropertyCondition {
  readonly property: keyof DeviceProperties
  readonly in: readonly string[]
}

/** What a correlation's object has to be; any of its type without a predicate. */
export interface ObjectCondition {
  readonly type: QuantityTypeName | CategoryTypeName
  readonly where?: Predicate | undefined
}

/** A figure of a workout's statistics. */
export type WorkoutFigure = 'sum' | 'average' | 'min' | 'max'

/**
 * Which samples are meant: one language for every query (semantics § 9.1 and § 9.2). An object has exactly one member.
 * Quantities are in the canonical unit of the sample's type, durations in seconds. What a sample cannot have (a value
 * of a workout, an activity type of a heart rate) makes a condition false, never an error.
 */
export type Predicate =
  | { readonly and: readonly Predicate[] }
  | { readonly or: readonly Predicate[] }
  | { readonly not: Predicate }
  | { readonly time: TimeWindow }
  | { readonly type: readonly SampleTypeName[] }
  | { readonly uuid: readonly string[] }
  | { readonly source: readonly string[] }
  /** What a revision leaves out may be anything (HKSourceRevisionAny…). */
  | { readonly sourceRevision: readonly Partial<SourceRevision>[] }
  /** By the device's slug. */
  | { readonly device: readonly string[] }
  /** All eight properties have to be the same; a missing one matches only a missing one. */
  | { readonly deviceIs: readonly DeviceProperties[] }
  | { readonly deviceProperty: DevicePropertyCondition }
  | { readonly metadata: MetadataCondition }
  /** The value of a quantity; of a series its sum or average. Without a unit the canonical one of each type. */
  | { readonly quantity: { readonly is: Comparison; readonly value: number; readonly unit?: string | undefined } }
  | { readonly category: { readonly is: Comparison; readonly value: number } | { readonly in: readonly number[] } }
  /** Associated with this workout, not just in its time. */
  | { readonly workout: string }
  /** Whether it is a member of a correlation. */
  | { readonly correlated: boolean }
  | { readonly activityType: readonly WorkoutActivityTypeName[] }
  /** Of a workout without its pauses, s. */
  | { readonly duration: { readonly is: Comparison; readonly value: number } }
  | {
      readonly statistic: {
        readonly type: QuantityTypeName
        readonly figure: WorkoutFigure
        readonly is: Comparison
        readonly value: number
      }
    }
  /** A correlation with an object of this type for which the predicate holds. */
  | { readonly object: ObjectCondition }
  /** A workout with an activity for which this holds: `activityType`, `duration`, `statistic`, `time`, and, or, not. */
  | { readonly workoutActivity: Predicate }
  | {
      readonly stateOfMind: {
        readonly kind?: string | undefined
        readonly label?: string | undefined
        readonly association?: string | undefined
        readonly valence?: { readonly is: Comparison; readonly value: number } | undefined
      }
    }
  | { readonly electrocardiogram: { readonly classification: string } }

type MemberOf<P> = P extends unknown ? keyof P : never
/** What a predicate can be about: the name of its one member. */
export type PredicateName = MemberOf<Predicate>
/** What is said under a name. */
export type Said<Name extends PredicateName> = Extract<Predicate, Readonly<Record<Name, unknown>>>[Name]

/** The name of a predicate's one member, and what it says. */
export const takeApart = (predicate: Predicate): readonly [name: PredicateName, said: unknown] => {
  const [member] = Object.entries(predicate)
  // An object of the type has exactly one member; what comes from outside has been through the schema.
  return member as [PredicateName, unknown]
}
