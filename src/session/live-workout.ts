import type { Span } from '../health/clock.js'
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
  readonly interruptions: readonly Span[]
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
export const liveWorkoutOf = ({ snapshot, fold, at, ...known }: LiveWorkoutInput): LiveWorkout => {
  const { context, status } = snapshot
  const { workout, steps, interruptions } = known
  const pausedBy = pausedByOf(snapshot)
  const isOver = status !== 'active'
  const { end: until, ...facts } = workout ?? recordOf({ context, fold, at })
  return {
    ...facts,
    ...(context.plan && !workout && { plan: fold.track.follower?.progress(at) }),
    ...(!workout && interruptions.length > 0 && { interruptions }),
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
