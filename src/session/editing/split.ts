import type { Span } from '../../health/clock.js'
import { type Fault, invalidArgument } from '../../health/error.js'
import type { NewWorkoutSample, WorkoutSample } from '../../health/sample.js'
import type { Workout } from '../../health/workout.js'
import { courseOf, metadataOfCourse } from './course.js'
import { cut } from './cut.js'
import { checkOurs, findRecord, lastingMetadata, madeRecords, missing } from './known-records.js'
import { type RecordParts, refold } from './refold.js'

/** Where a workout is to be split: at instants, epoch ms, or after laps, from 1. */
export type SplitOrder = { readonly at: readonly number[] } | { readonly laps: readonly number[] }

/** So long is a part at least, ms. */
const partMin = 1_000

function lapEnds({ laps }: Workout, wanted: readonly number[]): readonly number[] {
  const errors: Fault[] = []
  const ends = wanted.map((lap, at) => {
    const end = lap < laps.length ? laps[lap - 1]?.end : undefined
    if (end === undefined) errors.push({ pointer: `/laps/${at}`, message: `is no lap before the last, ${laps.length}` })
    return end ?? 0
  })
  if (errors.length > 0) throw invalidArgument('the workout has no such lap to be split after', errors)
  return ends
}

/** The parts between the borders; each has to be a second long. */
function partsOf({ start, end }: Span, borders: readonly number[], name: 'at' | 'laps'): readonly Span[] {
  const errors: Fault[] = []
  const fault = (border: number, message: string) =>
    errors.push({ pointer: `/${name}/${borders.indexOf(border)}`, message })
  const ordered = borders.toSorted((one, other) => one - other)
  for (const [at, border] of ordered.entries()) {
    if (border <= start || border >= end) fault(border, 'does not lie in the workout')
    else if (border - (ordered[at - 1] ?? start) < partMin || end - border < partMin)
      fault(border, 'leaves a part of less than a second')
  }
  if (errors.length > 0) throw invalidArgument('the workout cannot be split there', errors)
  return [start, ...ordered].map((from, at) => ({ start: from, end: ordered[at] ?? end }))
}

function spansOf({ workout }: WorkoutSample, order: SplitOrder): readonly Span[] {
  return 'at' in order
    ? partsOf(workout, order.at, 'at')
    : partsOf(workout, lapEnds(workout, order.laps).map(Math.ceil), 'laps')
}

/** What the request asks for, in one form for all its orders. */
const orderText = (order: SplitOrder): string =>
  'at' in order
    ? order.at.toSorted((one, other) => one - other).join(' ')
    : `laps ${order.laps.toSorted((one, other) => one - other).join(' ')}`

/** Makes several workouts of one. What was split there already is what resolves. */
export async function splitWorkout(
  parts: RecordParts,
  { user, id, newId }: { readonly user: string; readonly id: string; readonly newId: () => string },
  order: SplitOrder,
): Promise<readonly Workout[]> {
  const said = { splitFrom: id, splitAt: orderText(order) }
  const record = await findRecord(parts.store, user, id)
  if (record === undefined) {
    const made = await madeRecords(parts.store, user, said)
    if (made.length > 0) return made.map(({ workout }) => workout)
    throw missing([{ pointer: '/id', message: 'is not there' }])
  }
  checkOurs([record], () => '/id')
  const { source, timeZone, metadata } = record
  const samples: NewWorkoutSample[] = []
  for (const span of spansOf(record, order)) {
    const uuid = newId()
    const course = cut(courseOf(record), span)
    const workout = await refold(parts, { id: uuid, user, source }, course)
    const told = { ...lastingMetadata(metadata), ...metadataOfCourse(course), ...said }
    samples.push({ kind: 'workout', type: 'workout', uuid, ...span, source, timeZone, metadata: told, workout })
  }
  await parts.store.save(user, samples, { replaces: [id] })
  return samples.map(({ workout }) => workout)
}
