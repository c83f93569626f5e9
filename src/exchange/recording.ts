import type { Span } from '../health/clock.js'
import type { Location } from '../health/kinds/location.js'
import type { Reading } from '../health/sample.js'
import type { WorkoutActivityTypeName } from '../health/type.js'
import type { DeclaredFigures, WorkoutLocation } from '../health/workout.js'
import type { FileProblemCode } from './problem.js'
import { heartbeatSeries } from './recording/beats.js'
import { declaredFigures } from './recording/declared.js'
import { mergedRecords } from './recording/merged-records.js'
import { partsOf } from './recording/parts.js'
import type { QuantityReading } from './recording/quantity-reading.js'
import { readingsOf } from './recording/readings.js'
import type { RecordedActivity, RecordingDevice } from './recording/recorded-activity.js'
import { routeOf } from './recording/route.js'
import { locationOf } from './recording/sport.js'
import { activityTypeOf } from './recording/sport-words.js'
import { lapMarks, lengthOf, runningSpans } from './recording/timer.js'

/** A part of a recording between two lap marks; `elapsed` in seconds without pauses. */
interface RecordedLap extends Span {
  readonly elapsed: number
}

/** A sport of a multisport recording, epoch ms. */
export interface RecordedPart extends Span {
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
}

/** A workout that somebody did, whose readings and places are made while they are asked for: epoch ms, canonical units. */
export interface StreamedRecording {
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
  readonly start: number
  readonly end: number
  /** Start to end without pauses, s. */
  readonly elapsed: number
  readonly pauses: readonly Span[]
  readonly laps: readonly RecordedLap[]
  /** The sports one after another; empty when there is one. */
  readonly parts: readonly RecordedPart[]
  /** In the order of their ends. */
  readonly readings: Iterable<QuantityReading>
  readonly heartbeats: readonly Extract<Reading, { kind: 'heartbeatSeries' }>[]
  readonly route: Iterable<Location>
  readonly device?: RecordingDevice | undefined
  /** Local time less UTC, min, when the file says so. */
  readonly utcOffset?: number | undefined
  /** What the file says of the whole. */
  readonly declared?: DeclaredFigures | undefined
}

/** One with all its readings and places at hand. */
export interface Recording extends StreamedRecording {
  readonly readings: readonly QuantityReading[]
  readonly route: readonly Location[]
}

/** The recording with all that it has to be asked for. */
export const gathered = (recording: StreamedRecording): Recording => ({
  ...recording,
  readings: [...recording.readings],
  route: [...recording.route],
})

const askedFor = <Item>(make: () => Iterator<Item>): Iterable<Item> => ({ [Symbol.iterator]: make })

/** More than any ride has; what says so is damaged. */
const lapsMax = 1_000

/** What a file's activity says once its spans, laps and totals are brought together; or why it says nothing. */
export function recordingOf(read: RecordedActivity): StreamedRecording | FileProblemCode {
  if (read.records.length === 0 && read.summary.start === undefined) return 'noRecords'
  if (Math.max(read.laps.length, read.timer.length, read.parts.length) > lapsMax) return 'tooManyLaps'
  const activity = { ...read, records: mergedRecords(read.records) }
  const spans = runningSpans(activity)
  const [start, end] = [spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0]
  if (!(end > start)) return read.records.length === 0 ? 'noRecords' : 'noRunningTime'
  const parts = partsOf(activity, { start, end })
  const laps = lapsOf([start, ...lapMarks(activity.laps, spans), end], spans)
  return {
    activityType: activityTypeOf(activity.sport, activity.subSport),
    location: locationOf(activity),
    start,
    end,
    elapsed: lengthOf(spans) / 1000,
    pauses: spans.slice(1).map((span, index) => ({ start: spans[index]?.end ?? start, end: span.start })),
    laps,
    parts,
    readings: askedFor(() => readingsOf(activity, spans, { parts, laps })),
    heartbeats: heartbeatSeries(activity.beats),
    route: askedFor(() => routeOf(activity.records)),
    device: activity.device,
    utcOffset: activity.utcOffset,
    declared: declaredFigures(activity.declared ?? []),
  }
}

const lapsOf = (borders: readonly number[], spans: readonly Span[]): readonly RecordedLap[] =>
  borders.slice(1).map((end, index) => {
    const start = borders[index] ?? end
    const running = spans.map((span) => ({ start: Math.max(span.start, start), end: Math.min(span.end, end) }))
    return { start, end, elapsed: lengthOf(running.filter((span) => span.end > span.start)) / 1000 }
  })
