import { isDeepStrictEqual } from 'node:util'
import type { WorkoutSample } from '../../health/sample.js'
import type { Workout } from '../../health/workout.js'
import { courseOf } from './course.js'
import { checkOurs, findRecord, missing } from './known-records.js'
import { type RecordParts, refold } from './refold.js'

/** As it comes back from the store, where what is undefined is left out. */
const stored = (workout: Workout): unknown => JSON.parse(JSON.stringify(workout))

const recordAnew = async (parts: RecordParts, user: string, record: WorkoutSample): Promise<Workout> => {
  const { uuid: id, source, workout } = record
  const anew = await refold(parts, { id, user, source }, courseOf(record))
  const { plan, declared } = workout
  // The plan itself is not kept with the record, so how it went stays as it was.
  return { ...anew, ...(plan && { plan }), ...(declared && { declared }) }
}

/** Makes the record of a workout anew from what is stored by now; its id, events and zones' borders stay. */
export async function recomputeWorkout(
  parts: RecordParts,
  { user, id }: { readonly user: string; readonly id: string },
): Promise<Workout> {
  const record = await findRecord(parts.store, user, id)
  if (record === undefined) throw missing([{ pointer: '/id', message: 'is not there' }])
  checkOurs([record], () => '/id')
  const workout = await recordAnew(parts, user, record)
  if (isDeepStrictEqual(stored(workout), stored(record.workout))) return record.workout
  await parts.store.save(user, [{ ...record, workout }], { replaces: [id] })
  return workout
}
