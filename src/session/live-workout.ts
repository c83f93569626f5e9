import type { FinishStep, LiveWorkout, Workout } from '../health/workout.js'
import type { Fold } from './builder/fold.js'
import { recordOf } from './builder/record.js'
import { currentZones } from './telling/zone-watch.js'
import { pausedByOf, type SessionSnapshot, stateOf } from './transition.js'

/** A session at an instant, epoch ms, and what was saved of it. */
export interface LiveWorkoutInput {
  readonly snapshot: SessionSnapshot
  readonly fold: Fold
  readonly at: number
  readonly workout?: Workout | undefined
  readonly steps?: readonly FinishStep[] | undefined
}

const zonesOf = (fold: Fold, at: number): Pick<LiveWorkout, 'zone' | 'currentZones'> => {
  const zones = currentZones(fold, at)
  const { heartRate } = zones
  return {
    ...(heartRate !== undefined && { zone: heartRate }),
    ...(Object.keys(zones).length > 0 && { currentZones: zones }),
  }
}

/** The session as everybody outside sees it. */
export const liveWorkoutOf = ({ snapshot, fold, at, workout, steps }: LiveWorkoutInput): LiveWorkout => {
  const { context, status } = snapshot
  const pausedBy = pausedByOf(snapshot)
  const isOver = status !== 'active'
  const { end: until, ...facts } = workout ?? recordOf({ context, fold, at })
  return {
    ...facts,
    ...(context.plan && !workout && { plan: fold.track.follower?.progress(at) }),
    ...(!workout && { collects: fold.collection.typesAt(at) }),
    user: context.user,
    recorder: context.recorder ?? context.source,
    state: stateOf(snapshot),
    ...(pausedBy && { pausedBy }),
    ...(isOver && { end: until }),
    at: until,
    lap: facts.laps.length,
    ...(isOver ? {} : zonesOf(fold, at)),
    ...(steps && { steps }),
  }
}
