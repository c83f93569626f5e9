import type { Span } from '../src/health/clock.js'
import { invalidArgument } from '../src/health/error.js'
import type { QuantityTypeName, WorkoutActivityTypeName } from '../src/health/type.js'
import type { WorkoutLocation } from '../src/health/workout.js'
import { stretches } from './recording/distance.js'
import { parseFit } from './recording/fit.js'
import type { ActivityRecord, RecordedActivity } from './recording/recorded-activity.js'
import { activityTypeOf, locationOf, measuresOf } from './recording/sport.js'
import { parseTcx } from './recording/tcx.js'
import { lapMarks, lengthOf, runningSpans } from './recording/timer.js'
import { type QuantityReading, quantityReading } from './ride.js'

/** A part of a recording between two lap marks; `elapsed` in seconds without pauses. */
interface RecordedLap extends Span {
  readonly elapsed: number
}

/** A workout that somebody did: epoch ms, canonical units, readings in the order of their ends. */
export interface Recording {
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
  readonly start: number
  readonly end: number
  /** Start to end without pauses, s. */
  readonly elapsed: number
  readonly pauses: readonly Span[]
  readonly laps: readonly RecordedLap[]
  readonly readings: readonly QuantityReading[]
  /** ms, as they were stored; a file does not say when each beat was. */
  readonly rrIntervals: readonly number[]
}

/** A file may be this long; a day at 1 Hz with every field is a third of it. */
const bytesMax = 16 * 1024 * 1024
const lapsMax = 1000

/**
 * Reads a `.fit` or `.tcx` file, told apart by their first bytes. Of several sports in one file the first names the
 * activity. Throws `invalidArgument` when it is too long, cut short, damaged, or holds no records.
 */
export const parseRecording = async (bytes: Uint8Array): Promise<Recording> => {
  if (bytes.byteLength > bytesMax) throw invalidArgument(`The file is longer than ${bytesMax} bytes`)
  const activity = isFit(bytes) ? await parseFit(bytes) : parseTcx(bytes)
  if (activity.records.length === 0) throw invalidArgument('The file holds no records')
  if (Math.max(activity.laps.length, activity.timer.length) > lapsMax) {
    throw invalidArgument(`The file holds more than ${lapsMax} laps or pauses`)
  }
  return recordingOf({ ...activity, records: mergedRecords(activity.records) })
}

const isFit = (bytes: Uint8Array): boolean => String.fromCharCode(...bytes.subarray(8, 12)) === '.FIT'

/** In time order, one a time: of two values for the same field and time the later one wins. */
const mergedRecords = (records: readonly ActivityRecord[]): readonly ActivityRecord[] => {
  const byTime = new Map<number, ActivityRecord>()
  for (const record of records) {
    const present = Object.entries(record).filter(([, value]) => value !== undefined)
    byTime.set(record.at, { ...byTime.get(record.at), ...Object.fromEntries(present), at: record.at })
  }
  return [...byTime.values()].toSorted((one, other) => one.at - other.at)
}

const recordingOf = (activity: RecordedActivity): Recording => {
  const spans = runningSpans(activity)
  const [start, end] = [spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0]
  if (end <= start) throw invalidArgument('The file holds no running time')
  return {
    activityType: activityTypeOf(activity.sport),
    location: locationOf(activity),
    start,
    end,
    elapsed: lengthOf(spans) / 1000,
    pauses: spans.slice(1).map((span, index) => ({ start: spans[index]?.end ?? start, end: span.start })),
    laps: lapsOf([start, ...lapMarks(activity.laps, spans), end], spans),
    readings: readingsOf(activity, spans),
    rrIntervals: activity.rrIntervals,
  }
}

const lapsOf = (borders: readonly number[], spans: readonly Span[]): readonly RecordedLap[] =>
  borders.slice(1).map((end, index) => {
    const start = borders[index] ?? end
    const running = spans.map((span) => ({ start: Math.max(span.start, start), end: Math.min(span.end, end) }))
    return { start, end, elapsed: lengthOf(running.filter((span) => span.end > span.start)) / 1000 }
  })

const readingsOf = (activity: RecordedActivity, spans: readonly Span[]): readonly QuantityReading[] => {
  const { distance, ...instants } = { heartRate: 'heartRate' as const, ...measuresOf(activityTypeOf(activity.sport)) }
  const readings = Object.entries(instants).flatMap(([field, type]) =>
    fieldReadings(activity.records, field as InstantField, type),
  )
  const way = distance === undefined ? [] : stretches(activity, spans)
  return [
    ...readings,
    ...way.map((stretch) => quantityReading(distance as QuantityTypeName, rounded(stretch.metres), stretch)),
  ].toSorted((one, other) => one.end - other.end)
}

type InstantField = 'heartRate' | 'power' | 'cadence' | 'speed'

/** A field that is 0 in the whole file has no sensor; a heart rate of 0 never has one. */
const fieldReadings = (
  records: readonly ActivityRecord[],
  field: InstantField,
  type: QuantityTypeName,
): readonly QuantityReading[] => {
  const readings = records.flatMap((record) => {
    const value = record[field]
    if (value === undefined || (field === 'heartRate' && value === 0)) return []
    return [quantityReading(type, value, { start: record.at, end: record.at })]
  })
  return readings.some((reading) => reading.value > 0) ? readings : []
}

/** Files count in centimetres; what is beyond is noise of the subtraction. */
const rounded = (metres: number): number => Math.round(metres * 1000) / 1000
