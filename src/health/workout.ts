import type { Span } from './clock.js'
import type { PlanProgress, PlanRecord } from './exercise/followed-plan.js'
import type { Statistics } from './statistics.js'
import type { QuantityTypeName, WorkoutActivityTypeName } from './type.js'

export type WorkoutLocation = 'unknown' | 'indoor' | 'outdoor'
export type SwimmingLocation = 'unknown' | 'pool' | 'openWater'

/** What is done and where (HKWorkoutConfiguration). `lapLength` in metres: a lap ends by itself after it. */
export interface WorkoutConfiguration {
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
  readonly swimmingLocation?: SwimmingLocation | undefined
  readonly lapLength?: number | undefined
}

/** Borders between zones by type, ascending, in the type's canonical unit. */
export type ZoneBorders = Readonly<Partial<Record<string, readonly number[]>>>

/** Where something has to come from to be collected; a missing part is any. */
export interface CollectionFilter {
  readonly sources?: readonly string[] | undefined
  readonly devices?: readonly string[] | undefined
}

/** Whether types are collected, or of what alone. */
export type Collect = Readonly<Partial<Record<string, boolean | CollectionFilter>>>

/** What is collected from an instant on, epoch ms. */
export interface CollectionChange {
  readonly at: number
  readonly collect: Collect
}

/** Facts that are the client's own. */
export type WorkoutMetadata = Readonly<Record<string, string | number | boolean>>

/** HealthKit's workout events, by their names in commands and records. */
export type WorkoutEventName =
  | 'pause'
  | 'resume'
  | 'lap'
  | 'marker'
  | 'motionPaused'
  | 'motionResumed'
  | 'segment'
  | 'pauseOrResumeRequest'

/** Something that happened in a workout at an instant, or (lap and segment only) over a span. Epoch ms. */
export interface WorkoutEvent {
  readonly event: WorkoutEventName
  readonly at: number
  readonly end?: number | undefined
  readonly metadata?: WorkoutMetadata | undefined
}

export type StatisticsByType = Readonly<Partial<Record<QuantityTypeName, Statistics>>>

/** A part between two lap marks. `elapsed` in seconds without pauses; `distance` in metres. */
export interface Lap {
  readonly start: number
  readonly end: number
  readonly elapsed: number
  readonly distance?: number | undefined
  readonly statistics: StatisticsByType
}

/** Time spent in a zone, in seconds; a missing border is open. */
export interface ZoneTime {
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly seconds: number
}

export type ZonesByType = Readonly<Partial<Record<QuantityTypeName, readonly ZoneTime[]>>>

/** What is made of a workout's statistics and times. */
export interface WorkoutFigures {
  /** By name; one that its inputs cannot carry is absent, and its reason is in `unavailable`. */
  readonly metrics: Readonly<Record<string, number>>
  readonly unavailable: Readonly<Record<string, string>>
  /** What a figure rests on, by its name, where it could rest on several things. */
  readonly basis?: Readonly<Record<string, string>> | undefined
  /** By the kilometre; absent without a distance. */
  readonly splits?: readonly Split[] | undefined
  readonly mileSplits?: readonly Split[] | undefined
}

/**
 * A part of a workout with a configuration of its own: a sport of several, or an interval (HKWorkoutActivity). Every
 * workout has at least one; they never overlap. `events` are those that overlap it. One of another sport than the whole has
 * the figures of a workout of that sport. What was recorded without a session may lack what is optional.
 */
export interface WorkoutActivity extends WorkoutConfiguration, Partial<WorkoutFigures> {
  readonly uuid?: string | undefined
  readonly start: number
  readonly end: number
  readonly elapsed: number
  readonly statistics: StatisticsByType
  readonly events?: readonly WorkoutEvent[] | undefined
  readonly zones?: ZonesByType | undefined
  readonly metadata?: WorkoutMetadata | undefined
}

/**
 * A kilometre or mile of a workout, the last one what was left. `elapsed` in seconds without pauses, `distance` in metres.
 * What is optional is there once the workout is finished.
 */
export interface Split {
  readonly start: number
  readonly end: number
  readonly elapsed: number
  readonly distance: number
  /** Seconds of `elapsed` at 0.5 m/s or more. */
  readonly movingTime?: number | undefined
  /** By the altitudes of the route, m; absent without. */
  readonly ascent?: number | undefined
  readonly descent?: number | undefined
  readonly statistics?: StatisticsByType | undefined
}

/** What a recorder or a file says of a type itself, in the type's canonical unit. */
export interface DeclaredStatistics {
  readonly sum?: number | undefined
  readonly average?: number | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
}

/** What the recorder said of the whole workout itself: kept for comparison beside the figures, which are made of the samples. */
export interface DeclaredFigures {
  /** Seconds without pauses. */
  readonly elapsed?: number | undefined
  readonly statistics?: Readonly<Partial<Record<QuantityTypeName, DeclaredStatistics>>> | undefined
  /** Figures by the names of `metrics`, in their units. */
  readonly metrics?: Readonly<Record<string, number>> | undefined
}

/** A workout: seconds for durations, epoch ms for instants, canonical units for figures. */
export interface Workout extends WorkoutFigures {
  readonly id: string
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
  readonly start: number
  readonly end: number
  /** Start to end without pauses, s. */
  readonly elapsed: number
  /** Start to end with pauses, s. */
  readonly total: number
  readonly events: readonly WorkoutEvent[]
  readonly laps: readonly Lap[]
  readonly activities: readonly WorkoutActivity[]
  readonly statistics: StatisticsByType
  readonly zones: ZonesByType
  readonly sources: readonly string[]
  /** When nothing was heard because the engine was down, and nothing has turned up since; absent without such times. */
  readonly interruptions?: readonly Span[] | undefined
  /** The types that were collected at any time; of a live one, those that are now. */
  readonly collects?: readonly string[] | undefined
  /** How it went by its plan. */
  readonly plan?: PlanRecord | undefined
  /** Of one that was recorded elsewhere; one that was merged or split has none, since it is another extent. */
  readonly declared?: DeclaredFigures | undefined
}

/** What can be asked of a session, by the names in topics, routes and commands; `next` begins the plan's next step. */
export const sessionEventNames = [
  'start',
  'pause',
  'resume',
  'pauseOrResumeRequest',
  'motionPaused',
  'motionResumed',
  'lap',
  'segment',
  'marker',
  'next',
  'beginActivity',
  'endActivity',
  'stop',
  'end',
  'finish',
  'discard',
] as const
export type SessionEventName = (typeof sessionEventNames)[number]

/** A step of a finish, epoch ms. `ok` is false of a drain that sensors were still silent at the end of. */
export interface FinishStep {
  readonly step: 'stop' | 'drain' | 'endCollection' | 'save' | 'end'
  readonly at: number
  readonly ok: boolean
}

/** HealthKit's session states. */
export type SessionState = 'notStarted' | 'prepared' | 'running' | 'paused' | 'stopped' | 'ended'

/** The index from 0 of the zone that the present value of a type is in. */
export type CurrentZones = Readonly<Partial<Record<QuantityTypeName, number>>>

/** Who stopped the timer: the person, or the lack of motion. */
export type PausedBy = 'hand' | 'motion'

/** A workout in the making: the record as it would be now. `end` is there once it has ended. */
export interface LiveWorkout extends Omit<Workout, 'end' | 'plan'> {
  readonly user: string
  readonly state: SessionState
  /** Who has stopped the timer of a paused one: the person, or the lack of motion. */
  readonly pausedBy?: PausedBy | undefined
  /** How far it is in its plan; once it has ended, how it went. */
  readonly plan?: PlanRecord | PlanProgress | undefined
  readonly end?: number | undefined
  /** The instant these figures are of, epoch ms. In a replay it is the ride's time, not the wall's. */
  readonly at: number
  /** Number of the running lap, from 1. */
  readonly lap: number
  /** Index of the heart-rate zone the person is in, from 0. */
  readonly zone?: number | undefined
  /** What records it: the device or program that began it, or the last that took over from it. */
  readonly recorder?: string | undefined
  /** The same of every type that has zones and a value that is not stale. */
  readonly currentZones?: CurrentZones | undefined
  /** What a finish did, in order. */
  readonly steps?: readonly FinishStep[] | undefined
  /** The sessions that were finished because this one replaced them, in the answer to its start. */
  readonly replaced?: readonly string[] | undefined
}
