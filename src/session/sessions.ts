import type { PlanOutline } from '../health/exercise/followed-plan.js'
import type { SampleTypeName, WorkoutActivityTypeName } from '../health/type.js'
import type {
  Collect,
  LiveWorkout,
  SessionEventName,
  SwimmingLocation,
  WorkoutLocation,
  ZoneBorders,
} from '../health/workout.js'
import type { Plan } from '../plans/plan.js'
import type { CommandDetails } from './machine.js'
import type { ZoneChange } from './telling/zone-watch.js'

/** The source of a workout that no device and no program asks for. */
export const ownSource = 'vitald'

/** What a workout is started with. `at` is epoch ms; the present when left out. */
export interface StartWorkout {
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
  readonly at?: number | undefined
  /** Only prepare: sensors warm up, nothing is recorded until `start`. */
  readonly prepare?: boolean | undefined
  readonly swimmingLocation?: SwimmingLocation | undefined
  /** Metres: a lap ends by itself after this distance. */
  readonly lapLength?: number | undefined
  /** Seconds without pauses: a lap ends by itself after this time. Only one of both. */
  readonly lapTime?: number | undefined
  /** Borders between zones, of this workout only, before those of the person. */
  readonly zones?: ZoneBorders | undefined
  /** What is collected otherwise than is usual in the sport. */
  readonly collect?: Collect | undefined
  /** Whether the timer stops while nothing moves; outdoors on wheels and running it does when left out. */
  readonly autoPause?: boolean | undefined
  /** With `prepare`: starts when something moves, at that time. */
  readonly autoStart?: boolean | undefined
  /** What is to be followed. */
  readonly plan?: Plan | undefined
  /** What asks for it, a device or a program, and thereby the source of the workout: a slug; `vitald` when left out. */
  readonly source?: string | undefined
  /** When the person has a session already; `reject` when left out. `replace` finishes it first, so that it is saved. */
  readonly onConflict?: OnConflict | undefined
  /** Goes on with the session there is, whoever records it: for a device that takes the place of one that died. */
  readonly takeOver?: boolean | undefined
  /** The client's own name of this start: one that comes again under it does nothing. */
  readonly id?: string | undefined
}

export const conflictPolicies = ['reject', 'replace', 'parallel'] as const
export type OnConflict = (typeof conflictPolicies)[number]

export interface SessionEvent extends CommandDetails {
  /** The client's own name of this command: one that comes again under it does nothing. */
  readonly id?: string | undefined
  /** `collect` says from when on a type is collected, or not, or of what alone (HKLiveWorkoutDataSource). */
  readonly event: SessionEventName | 'collect'
  readonly at?: number | undefined
}

/** Why a session is told of: what was asked of it, or what it collected; neither when time or a restart changed it. */
export interface SessionNews {
  readonly event?: SessionEventName | 'prepare' | 'collect' | undefined
  /** The types of what came or went and counts in the workout, each once (HealthKit's `didCollectDataOf`). */
  readonly types?: readonly SampleTypeName[] | undefined
  /** Another session takes the place of this one, which is ended next (HealthKit's `didFailWithError`). */
  readonly failure?: 'anotherWorkoutSessionStarted' | undefined
}

/** Hears of a session: as it is now, and why. */
export type SessionListener = (workout: LiveWorkout, news: SessionNews) => void

/** The workouts that are happening: one a person, unless one was started beside it. A promise resolves once the new state is durable. */
export interface Sessions {
  /** `anotherWorkoutSessionStarted` when the person has one already and `onConflict` does not say otherwise. */
  start(user: string, start: StartWorkout): Promise<LiveWorkout>
  /**
   * To a person's session with this id, the newest when left out; `notFound` without one, `invalidTransition` when its
   * state does not allow the event.
   */
  send(user: string, event: SessionEvent, id?: string): Promise<LiveWorkout>
  /**
   * What became of the command that a person's device or program knows by this id, in whichever session it was taken;
   * undefined when it was not.
   */
  answered(user: string, id: string): Promise<LiveWorkout | undefined>
  /** The newest of a person's sessions. */
  active(user: string): LiveWorkout | undefined
  /** An active session by its id, which becomes the workout's id. */
  find(id: string): LiveWorkout | undefined
  /** What is to be done by the plan of an active session; undefined without one. */
  outlineOf(id: string): PlanOutline | undefined
  all(): readonly LiveWorkout[]
  /** Whose active session covers this instant; undefined when none does. For tagging what is fed elsewhere. */
  covering(user: string, at: number): string | undefined
  /** Calls `listener` after every transition and after every commit that changed a figure. */
  subscribe(listener: SessionListener): () => void
  /** Calls `listener` when the value of a type comes into another zone, or becomes stale. Returns the function that ends it. */
  subscribeZones(listener: (change: ZoneChange) => void): () => void
  close(): Promise<void>
}

/** The sessions, and what the engine's other parts need to know of time. */
export interface OpenSessions extends Sessions {
  /** The present of a person's session, which is the ride's in a replay; the clock's without a session. Epoch ms. */
  presentOf(user: string): number
  /** Lets time pass: finishes wait no longer than they may, and sessions that nobody is heard of are closed. */
  check(): void
}
