import type { SensitivityPoint } from './kinds/audiogram.js'
import type { Electrocardiogram } from './kinds/electrocardiogram.js'
import type { Heartbeat } from './kinds/heartbeat.js'
import type { Location } from './kinds/location.js'
import type { StateOfMind } from './kinds/state-of-mind.js'
import type { CategoryTypeName, CorrelationTypeName, QuantityTypeName } from './type.js'
import type { Workout } from './workout.js'

/** A metadata value. A quantity carries its unit; a date is ISO 8601 text. */
export type MetadataValue = string | number | boolean | { readonly value: number; readonly unit: string }
export type Metadata = Readonly<Record<string, MetadataValue>>

/** What every sample has. Times are epoch milliseconds; `end` equals `start` for an instant. */
interface SampleFacts {
  /** Lower-case UUID, unique in the store. */
  readonly uuid: string
  readonly start: number
  readonly end: number
  /** What saved it: an app, a watch, an importer. A slug. */
  readonly source: string
  /** The hardware it came from. A slug. */
  readonly device?: string | undefined
  /** IANA name of the zone the person was in; absent only in what was saved before zones were kept. */
  readonly timeZone?: string | undefined
  readonly metadata: Metadata
}

/** One quantity. `value` is in the type's canonical unit. */
export interface QuantitySample extends SampleFacts {
  readonly kind: 'quantity'
  readonly type: QuantityTypeName
  readonly value: number
}

/** Many quantities of one type in one sample, oldest first; `values` in the canonical unit, `times` epoch ms. */
export interface SeriesSample extends SampleFacts {
  readonly kind: 'series'
  readonly type: QuantityTypeName
  /** Rising; no two quantities begin together. */
  readonly times: readonly number[]
  /** When each quantity's interval ends; left out when all are instants. */
  readonly ends?: readonly number[] | undefined
  readonly values: readonly number[]
}

/** A case of the type's enumeration, by its raw value. */
export interface CategorySample extends SampleFacts {
  readonly kind: 'category'
  readonly type: CategoryTypeName
  readonly value: number
}

/** Samples that belong together: blood pressure, food. Its objects are saved with it and found by themselves too. */
export interface CorrelationSample extends SampleFacts {
  readonly kind: 'correlation'
  readonly type: CorrelationTypeName
  readonly objects: readonly (QuantitySample | CategorySample)[]
}

/** The finished record of an exercise. `uuid` is the workout's id. */
export interface WorkoutSample extends SampleFacts {
  readonly kind: 'workout'
  readonly type: 'workout'
  readonly workout: Workout
}

/** Beats of the heart, oldest first, at least one (semantics § 8.1). */
export interface HeartbeatSeriesSample extends SampleFacts {
  readonly kind: 'heartbeatSeries'
  readonly type: 'heartbeatSeries'
  readonly beats: readonly Heartbeat[]
}

/** Where a workout went, oldest first, at least one location; a workout may have several (semantics § 8.2). */
export interface WorkoutRouteSample extends SampleFacts {
  readonly kind: 'workoutRoute'
  readonly type: 'workoutRoute'
  /** UUID of the workout that it belongs to. */
  readonly workoutUuid: string
  readonly locations: readonly Location[]
}

/** An electrocardiogram. Clients may read it, not save it (semantics § 8.3). */
export interface ElectrocardiogramSample extends SampleFacts {
  readonly kind: 'electrocardiogram'
  readonly type: 'electrocardiogram'
  readonly electrocardiogram: Electrocardiogram
}

/** A hearing test: its points by rising frequency, at least one (semantics § 8.4). */
export interface AudiogramSample extends SampleFacts {
  readonly kind: 'audiogram'
  readonly type: 'audiogram'
  readonly points: readonly SensitivityPoint[]
}

export interface StateOfMindSample extends SampleFacts {
  readonly kind: 'stateOfMind'
  readonly type: 'stateOfMind'
  readonly stateOfMind: StateOfMind
}

export type Sample =
  | QuantitySample
  | SeriesSample
  | CategorySample
  | CorrelationSample
  | WorkoutSample
  | HeartbeatSeriesSample
  | WorkoutRouteSample
  | ElectrocardiogramSample
  | AudiogramSample
  | StateOfMindSample

type Facts<S, Left> = Omit<S, 'uuid' | 'objects' | 'source'> & { readonly uuid?: string | undefined } & Left
type Objects<O> = { readonly objects: readonly O[] }

type Unsaved<S, Owner> = S extends CorrelationSample
  ? Facts<S, Owner & Objects<Unsaved<CorrelationSample['objects'][number], Owner>>>
  : S extends SampleFacts
    ? Facts<S, Owner>
    : never

interface KnownSource {
  readonly source: string
}
interface OpenSource {
  readonly source?: string | undefined
}

/** A valid sample that is not saved yet: the store gives it, and a correlation's objects, a UUID unless they bring one. */
export type NewSample = Unsaved<Sample, KnownSource>
export type NewQuantitySample = Unsaved<QuantitySample, KnownSource>
export type NewSeriesSample = Unsaved<SeriesSample, KnownSource>
export type NewCategorySample = Unsaved<CategorySample, KnownSource>
export type NewCorrelationSample = Unsaved<CorrelationSample, KnownSource>
export type NewWorkoutSample = Unsaved<WorkoutSample, KnownSource>
export type NewHeartbeatSeriesSample = Unsaved<HeartbeatSeriesSample, KnownSource>
export type NewWorkoutRouteSample = Unsaved<WorkoutRouteSample, KnownSource>
export type NewElectrocardiogramSample = Unsaved<ElectrocardiogramSample, KnownSource>
export type NewAudiogramSample = Unsaved<AudiogramSample, KnownSource>
export type NewStateOfMindSample = Unsaved<StateOfMindSample, KnownSource>

/** A decoded message before it has an owner: a sample to be whose source and device are not settled yet. */
export type Reading = Unsaved<Sample, OpenSource>

/** A sample and the person it belongs to. */
export interface Owned<S extends Sample = Sample> {
  readonly user: string
  readonly sample: S
}

/** What is left of a deleted sample, so that every follower of the feed can remove it. */
export interface DeletedSample {
  readonly user: string
  readonly uuid: string
  readonly type: Sample['type']
  readonly kind: Sample['kind']
  readonly start: number
  readonly end: number
  readonly source: string
  readonly device?: string | undefined
  /** `syncIdentifier` and `syncVersion` only; for a series its `times` are in `times`. */
  readonly metadata: Metadata
  /** Of a deleted series: when its quantities were. */
  readonly times?: readonly number[] | undefined
  /** Of a deleted workout: its activity and its events, which followers have written apart. */
  readonly workout?: Pick<Workout, 'activityType' | 'events'> | undefined
}
