import { z } from 'zod'
import { type Fault, invalidArgument } from '../../health/error.js'
import { automaticLapFields } from '../../health/schema/command-fields.js'
import { faults } from '../../health/schema/faults.js'
import type { WorkoutActivityTypeName } from '../../health/type.js'
import type { WorkoutConfiguration } from '../../health/workout.js'
import type { Plan } from '../../plans/plan.js'
import { unsupportedIn } from '../../plans/supported.js'
import type { StartWorkout } from '../sessions.js'

const automaticLapSchema = z.object(automaticLapFields)

type Pool = Pick<WorkoutConfiguration, 'swimmingLocation' | 'lapLength'>

/** A pool has to have a length, since that is how laps are known in it (semantics §10.2). */
export const isPoolWithoutLength = ({ swimmingLocation, lapLength }: Partial<Pool>): boolean =>
  swimmingLocation === 'pool' && lapLength === undefined

/** What is said where a pool has no length. */
export const poolNeedsLength = 'is needed in a pool'

const faultsOf = (wanted: StartWorkout): readonly Fault[] => {
  const { error } = automaticLapSchema.safeParse(wanted)
  if (error) return faults(error)
  if (wanted.lapLength !== undefined && wanted.lapTime !== undefined)
    return [{ pointer: '/lapTime', message: 'is beside lapLength: a lap ends by one of both' }]
  if (wanted.autoStart && !wanted.prepare) return [{ pointer: '/autoStart', message: 'is only for what is prepared' }]
  if (isPoolWithoutLength(wanted)) return [{ pointer: '/lapLength', message: poolNeedsLength }]
  return wanted.plan ? planFaults(wanted.plan, wanted.activityType) : []
}

// The workout may be of another sport than its plan was made for.
const planFaults = (plan: Plan, activityType: WorkoutActivityTypeName): readonly Fault[] =>
  unsupportedIn(plan, activityType).map(({ pointer, message }) => ({ pointer: `/plan${pointer}`, message }))

/** Throws `invalidArgument` where what a workout is started with does not fit together. */
export const checkStart = (wanted: StartWorkout): void => {
  const found = faultsOf(wanted)
  const [first] = found
  if (first) throw invalidArgument(`${first.pointer.slice(1)} ${first.message}`, found)
}
