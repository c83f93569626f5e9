import { type Fault, invalidArgument } from '../../health/error.js'
import type { Metadata, WorkoutSample } from '../../health/sample.js'
import type { WorkoutActivityTypeName } from '../../health/type.js'
import type { Workout } from '../../health/workout.js'
import { metadataOfCollections } from '../collecting/kept-collections.js'
import { ownSource } from '../sessions.js'
import { type Course, courseOf } from './course.js'
import { join } from './join.js'
import { checkOurs, findRecord, lastingMetadata, madeRecords, missing } from './known-records.js'
import { type RecordParts, refold } from './refold.js'

/** Which workouts are to be one. Where they overlap, laps and activities are those of the first that has any. */
export interface MergeOrder {
  readonly workouts: readonly string[]
  /** What it is saved by: a slug. That of the workouts when left out, and `vitald` when they have several. */
  readonly source?: string | undefined
  /** What all of it was, whatever the records say. */
  readonly activityType?: WorkoutActivityTypeName | undefined
}

/** So far apart may two workouts be that are to be one, ms. */
const gapMax = 24 * 3_600_000

function checkIds(ids: readonly string[]): void {
  const errors = ids.flatMap((id, at) =>
    ids.indexOf(id) === at ? [] : [{ pointer: `/workouts/${at}`, message: 'is named twice' }],
  )
  if (errors.length > 0) throw invalidArgument('a workout is named twice', errors)
  if (ids.length < 2)
    throw invalidArgument('one workout is merged already', [{ pointer: '/workouts', message: 'names fewer than two' }])
}

function checkNear(records: readonly WorkoutSample[]): void {
  let until = Number.POSITIVE_INFINITY
  const errors: Fault[] = []
  for (const record of records.toSorted((one, other) => one.start - other.start)) {
    if (record.start - until > gapMax)
      errors.push({
        pointer: `/workouts/${records.indexOf(record)}`,
        message: 'begins more than 24 h after the one before it has ended',
      })
    until = Number.isFinite(until) ? Math.max(until, record.end) : record.end
  }
  if (errors.length > 0) throw invalidArgument('the workouts are too far apart', errors)
}

async function recordsOf({ store }: RecordParts, user: string, ids: readonly string[]): Promise<WorkoutSample[]> {
  const found = await Promise.all(ids.map((id) => findRecord(store, user, id)))
  const absent = found.flatMap((record, at) =>
    record === undefined ? [{ pointer: `/workouts/${at}`, message: 'is not there' }] : [],
  )
  if (absent.length > 0) throw missing(absent)
  return found.filter((record) => record !== undefined)
}

const sourceOf = ([first, ...others]: readonly WorkoutSample[]): string =>
  first !== undefined && others.every(({ source }) => source === first.source) ? first.source : ownSource

const metadataOf = (records: readonly WorkoutSample[], course: Course, mergedFrom: string): Metadata => ({
  ...Object.assign({}, ...records.toReversed().map(({ metadata }) => lastingMetadata(metadata))),
  ...metadataOfCollections(course.collections),
  mergedFrom,
})

/** Makes one workout of several; `id` is that of the new one. What was merged already is what resolves. */
export async function mergeWorkouts(
  parts: RecordParts,
  { user, id }: { readonly user: string; readonly id: string },
  order: MergeOrder,
): Promise<Workout> {
  const { workouts: ids, activityType } = order
  checkIds(ids)
  const mergedFrom = ids.toSorted().join(' ')
  const [made] = await madeRecords(parts.store, user, { mergedFrom })
  if (made !== undefined) return made.workout
  const records = await recordsOf(parts, user, ids)
  checkOurs(records, (at) => `/workouts/${at}`)
  checkNear(records)
  const source = order.source ?? sourceOf(records)
  const course = join(records.map(courseOf), activityType)
  const workout = await refold(parts, { id, user, source }, course)
  const { start, end } = workout
  const timeZone = records.find((record) => record.start === start)?.timeZone
  const facts = { uuid: id, start, end, source, timeZone, metadata: metadataOf(records, course, mergedFrom) }
  await parts.store.save(user, [{ kind: 'workout', type: 'workout', ...facts, workout }], { replaces: ids })
  return workout
}
