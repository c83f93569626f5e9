import type { FinishStep, LiveWorkout, Workout } from '../health/workout.js'
import type { Fold } from './builder/fold.js'
import { recordOf } from './builder/record.js'
import { type SessionSnapshot, stateOf } from './transition.js'

/** A session at an instant, epoch ms, and what was saved of it. */
export interface LiveWorkoutInput {
  readonly snapshot: SessionSnapshot
  readonly fold: Fold
  readonly at: number
  readonly workout?: Workout | undefined
  readonly steps?: readonly FinishStep[] | undefined
}

/** The session as everybody outside sees it. */
export const liveWorkoutOf = ({ snapshot, fold, at, workout, steps }: LiveWorkoutInput): LiveWorkout => {
  const { context, status } = snapshot
  const isOver = status !== 'active'
  const { end: until, ...facts } = workout ?? recordOf({ context, fold, at })
  const heartRate = isOver ? undefined : fold.current('heartRate', at)
  return {
    ...facts,
    ...(context.plan && !workout && { plan: fold.track.follower?.progress(at) }),
    user: context.user,
    recorder: context.recorder ?? context.source,
    state: stateOf(snapshot),
    ...(isOver && { end: until }),
    at: until,
    lap: facts.laps.length,
    ...(heartRate !== undefined && { zone: fold.meters.zoneOf('heartRate', heartRate) }),
    ...(steps && { steps }),
  }
}
