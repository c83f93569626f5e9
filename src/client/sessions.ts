import { type LiveWorkoutJson, liveWorkoutJsonSchema } from '../health/json/json-schema.js'
import type { Instant } from '../health/person/queries.js'
import type { WorkoutActivityTypeName } from '../health/type.js'
import type { SessionEventName, WorkoutLocation, ZoneBorders } from '../health/workout.js'
import type { Plan } from '../plans/plan.js'
import type { Scope } from './reads.js'
import { orNothing } from './transport/or-nothing.js'
import { pathOf } from './transport/transport.js'

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
  /** A lap ends by itself after so many metres. */
  readonly lapLength?: number | undefined
  /** A lap ends by itself after so many seconds without pauses. */
  readonly lapTime?: number | undefined
  /** What is to be followed: a plan, or the id of one that is kept. */
  readonly plan?: Plan | string | undefined
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
  send(id: string, event: SessionEventName, at?: Instant): Promise<LiveWorkoutJson>
}

export const clientSessions = ({ transport: { ask }, user }: Scope): ClientSessions => {
  const path = pathOf`/v1/users/${user}/sessions`
  const one = (id: string) => orNothing('notFound', ask({ path: path + pathOf`/${id}` }, liveWorkoutJsonSchema))
  return {
    start: (workout) => ask({ method: 'POST', path, body: workout }, liveWorkoutJsonSchema),
    active: () => one('active'),
    get: one,
    send: (id, event, at) =>
      ask({ method: 'POST', path: path + pathOf`/${id}/events`, body: { event, at } }, liveWorkoutJsonSchema),
  }
}
