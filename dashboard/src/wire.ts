import type { PlanProgress, PlanRecord } from './plan/plan-wire.js'
import type { SensorFields } from './sensors/sensor-wire.js'

/** The JSON of the HTTP API, as far as the page reads it: seconds, metres, canonical units, ISO 8601 times. */

export interface Statistics {
  readonly unit: string
  readonly sum?: number | undefined
  readonly average?: number | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
}

export type StatisticsByType = Readonly<Record<string, Statistics | undefined>>

export interface ZoneTime {
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly seconds: number
}

export interface Lap {
  readonly start: string
  readonly end: string
  readonly elapsed: number
  readonly distance?: number | undefined
  readonly statistics: StatisticsByType
}

export interface WorkoutEvent {
  readonly event: string
  readonly at: string
  readonly end?: string | undefined
  readonly metadata?: Readonly<Record<string, string | number | boolean>> | undefined
}

export type ZonesByType = Readonly<Record<string, readonly ZoneTime[] | undefined>>

/** A time in which the daemon was down and nothing was heard. */
export interface Interruption {
  readonly start: string
  readonly end: string
}

/** A part of a workout with a configuration of its own: a sport of several, or an interval. */
export interface Activity {
  readonly activityType: string
  readonly location: string
  readonly start: string
  readonly end: string
  readonly elapsed: number
  readonly statistics: StatisticsByType
  readonly splits?: readonly Split[] | undefined
  readonly mileSplits?: readonly Split[] | undefined
}

/** A kilometre or mile of a workout, or what was left of one. */
export interface Split {
  readonly start: string
  readonly elapsed: number
  readonly distance: number
  /** These are of a finished workout. */
  readonly movingTime?: number | undefined
  readonly ascent?: number | undefined
  readonly descent?: number | undefined
  readonly statistics?: StatisticsByType | undefined
}

/** What a finished workout and a running one have in common. */
export interface WorkoutFigures {
  readonly id: string
  readonly activityType: string
  readonly location: string
  readonly start: string
  readonly elapsed: number
  readonly total: number
  readonly events: readonly WorkoutEvent[]
  readonly laps: readonly Lap[]
  readonly statistics: StatisticsByType
  readonly activities: readonly Activity[]
  readonly zones: ZonesByType
  readonly metrics: Readonly<Record<string, number>>
  /** Why there is no such figure, by its name. */
  readonly unavailable: Readonly<Record<string, string>>
  /** What a figure rests on, by its name, where it could rest on several things. */
  readonly basis?: Readonly<Record<string, string>> | undefined
  readonly splits?: readonly Split[] | undefined
  readonly mileSplits?: readonly Split[] | undefined
  readonly interruptions?: readonly Interruption[] | undefined
  readonly sources: readonly string[]
}

/** What the file or recorder that a workout is from says of it. */
export interface Declared {
  readonly elapsed?: number | undefined
  readonly statistics?: StatisticsByType | undefined
  readonly metrics?: Readonly<Record<string, number>> | undefined
}

export interface Workout extends WorkoutFigures {
  readonly end: string
  readonly declared?: Declared | undefined
  readonly plan?: PlanRecord | undefined
}

/** What a finish did; `ok` is false of a wait that a sensor stayed silent in. */
export interface FinishStep {
  readonly step: string
  readonly at: string
  readonly ok: boolean
}

export type SessionState = 'notStarted' | 'prepared' | 'running' | 'paused' | 'stopped' | 'ended'

export interface LiveWorkout extends WorkoutFigures {
  readonly state: SessionState
  /** Who stopped the timer of a paused one; motion: nothing moves. */
  readonly pausedBy?: 'hand' | 'motion' | undefined
  /** The instant these figures are of; in a replay the ride's, not the wall's. */
  readonly at: string
  /** Number of the running lap, from 1. */
  readonly lap: number
  /** Index of the zone that the present value of a type is in, from 0. */
  readonly currentZones?: Readonly<Record<string, number | undefined>> | undefined
  readonly plan?: PlanProgress | undefined
  readonly steps?: readonly FinishStep[] | undefined
}

/** The value of a type came into another zone, or (`to` is null) is too old. */
export interface ZoneChange {
  readonly session: string
  readonly type: string
  readonly to: number | null
  readonly zones: readonly ZoneTime[]
}

/** A live value; null when its last reading is too old. */
export interface LiveSample {
  readonly type: string
  readonly value: number | null
  readonly unit: string
  readonly at: string
  readonly source?: string | undefined
  readonly device?: string | undefined
}

/** What a live value comes from. */
export interface LiveSource {
  readonly source: string
  readonly device?: string | undefined
}

/** Another source gives a type's live value from now on. */
export interface SourceChange {
  readonly type: string
  readonly from: LiveSource
  readonly to: LiveSource
  readonly at: string
  readonly reason: 'stale' | 'returned' | 'preferred'
}

/** A device; a Bluetooth sensor has more. */
export interface Device extends SensorFields {
  readonly id: string
  readonly transport?: 'mqtt' | 'ble' | undefined
  readonly name?: string | undefined
  readonly manufacturer?: string | undefined
  readonly model?: string | undefined
  readonly firmware?: string | undefined
  readonly types?: readonly string[] | undefined
  readonly user?: string | undefined
  readonly status: 'online' | 'offline' | 'unknown'
  readonly battery?: number | undefined
  readonly lastSeen?: string | undefined
}

export interface User {
  readonly id: string
  readonly name?: string | undefined
  /** The unit that each type is to be shown in. */
  readonly units?: Readonly<Record<string, string>> | undefined
}

/** A stored quantity, or (with `count` and without `value`) a series of them. */
export interface StoredSample {
  readonly uuid: string
  readonly start: string
  readonly value: number
  /** How many quantities a series holds; only a series has it. */
  readonly count?: number | undefined
  readonly source: string
  readonly device?: string | undefined
}

/** One quantity of a series. */
export interface SeriesQuantity {
  readonly start: string
  readonly value: number
}

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly cursor?: string | undefined
}

/** What a workout is started with. */
export interface StartChoice {
  readonly activityType: string
  readonly location: 'indoor' | 'outdoor'
  /** The id of a kept plan. */
  readonly plan?: string | undefined
}
