import { type LiveWorkoutJson, liveWorkoutJsonSchema } from '../../health/json/json-schema.js'
import type { Abortable, Instant } from '../../health/person/queries.js'
import type { WorkoutActivityTypeName } from '../../health/type.js'
import type {
  Collect,
  SessionEventName,
  SwimmingLocation,
  WorkoutLocation,
  WorkoutMetadata,
  ZoneBorders,
} from '../../health/workout.js'
import type { Plan } from '../../plans/plan.js'
import type { Scope } from '../reads.js'
import { orNothing } from '../transport/or-nothing.js'
import { pathOf } from '../transport/transport.js'
import { newCommandId, sendSafely } from './command-id.js'
import { followSession, type SessionUpdate } from './follow-session.js'

/** The workout to begin. */
export interface SessionStart {
  readonly activityType: WorkoutActivityTypeName
  readonly location?: WorkoutLocation | undefined
  /** Now when left out. */
  readonly start?: Instant | undefined
  /** Sensors warm up, nothing is recorded until the event `start`. */
  readonly prepare?: boolean | undefined
  /** Borders between zones by type, in its canonical unit: of this workout alone, before those of the person. */
  readonly zones?: ZoneBorders | undefined
  /** What is collected otherwise than is usual in the sport. */
  readonly collect?: Collect | undefined
  /** A lap ends by itself after so many metres. */
  readonly lapLength?: number | undefined
  /** A lap ends by itself after so many seconds without pauses. */
  readonly lapTime?: number | undefined
  /** The timer stops while nothing moves; so it does outdoors when cycling or running, unless this is false. */
  readonly autoPause?: boolean | undefined
  /** With `prepare`: starts at the first reading above 0. */
  readonly autoStart?: boolean | undefined
  /** What is to be followed: a plan, or the id of one that is kept. */
  readonly plan?: Plan | string | undefined
  /** When a workout is going on: refuse (default), finish and save that one first, or run beside it. */
  readonly onConflict?: 'reject' | 'replace' | 'parallel' | undefined
  /** Go on with the workout that another device began, when there is one. */
  readonly takeOver?: boolean | undefined
  /** By which the start is known when it is sent again, 1 to 64 of `A-Z a-z 0-9 . _ -`; made when left out. */
  readonly id?: string | undefined
}

/** What an event says besides its name. */
export interface SessionEventDetails {
  /** Now when left out. */
  readonly at?: Instant | undefined
  /** Of a lap or a segment with a length. */
  readonly end?: Instant | undefined
  /** Of an activity that begins; what is left out is as in the workout. */
  readonly configuration?: {
    readonly activityType?: WorkoutActivityTypeName | undefined
    readonly location?: WorkoutLocation | undefined
    readonly swimmingLocation?: SwimmingLocation | undefined
    readonly lapLength?: number | undefined
    readonly zones?: ZoneBorders | undefined
  }
  readonly metadata?: WorkoutMetadata | undefined
  /** By which the event is known when it is sent again; made when left out. */
  readonly id?: string | undefined
}

/** The workout of a person that is going on (HKWorkoutSession). */
export interface ClientSessions {
  /** `anotherWorkoutSessionStarted` when there is one already. */
  start(workout: SessionStart): Promise<LiveWorkoutJson>
  /** Undefined when there is none. */
  active(): Promise<LiveWorkoutJson | undefined>
  /** The ended ones included; undefined when there is none of this id. */
  get(id: string): Promise<LiveWorkoutJson | undefined>
  /** Pause, resume, mark a lap, end …; `invalidTransition` names the state and what it allows. */
  send(id: string, event: SessionEventName, said?: Instant | SessionEventDetails): Promise<LiveWorkoutJson>
  /** Collects types from an instant on, or does not, or only of some sources or devices (HKLiveWorkoutDataSource). */
  collect(id: string, collect: Collect, at?: Instant): Promise<LiveWorkoutJson>
  /**
   * The session with this id, or the newest, as it is and after each change, until it is over; `notFound` without one. It
   * comes back by itself after a cut.
   */
  follow(id?: string, options?: Abortable): AsyncIterableIterator<SessionUpdate>
}

const detailsOf = (said: Instant | SessionEventDetails = {}): SessionEventDetails =>
  typeof said === 'object' ? said : { at: said }

export const clientSessions = (scope: Scope): ClientSessions => {
  const { ask } = scope.transport
  const path = pathOf`/v1/users/${scope.user}/sessions`
  const one = (id: string) => orNothing('notFound', ask({ path: path + pathOf`/${id}` }, liveWorkoutJsonSchema))
  const command = (
    place: string,
    body: SessionStart | (SessionEventDetails & { readonly event: SessionEventName }),
  ) => {
    const named = { ...body, id: body.id ?? newCommandId() }
    return sendSafely(() => ask({ method: 'POST', path: place, body: named }, liveWorkoutJsonSchema))
  }
  return {
    start: (workout) => command(path, workout),
    active: () => one('active'),
    get: one,
    send: (id, event, said) => command(path + pathOf`/${id}/events`, { event, ...detailsOf(said) }),
    collect: (id, collect, at) => {
      const body = { collect, at, id: newCommandId() }
      return sendSafely(() => ask({ method: 'PATCH', path: path + pathOf`/${id}`, body }, liveWorkoutJsonSchema))
    },
    follow: followSession(scope),
  }
}
