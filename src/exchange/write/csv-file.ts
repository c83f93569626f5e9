import { timerSpans, timerTime } from '../../health/exercise/timer.js'
import { isoTime } from '../../health/time.js'
import type { ExportedWorkout } from './exported-workout.js'
import type { Point, PointField } from './point.js'
import { pointsOf } from './points.js'

const units = {
  heartRate: 'count/min',
  power: 'W',
  cadence: 'count/min',
  speed: 'm/s',
  distance: 'm',
  energy: 'kcal',
  latitude: 'deg',
  longitude: 'deg',
  altitude: 'm',
  strideLength: 'm',
  verticalOscillation: 'cm',
  groundContactTime: 'ms',
} as const satisfies Readonly<Record<PointField, string>>

const fields = Object.keys(units) as PointField[]
const header = ['time', 'elapsed (s)', 'lap', ...fields.map((field) => `${field} (${units[field]})`)]
const secondMs = 1_000

/** No cell holds what RFC 4180 would have quoted: numbers, times and the names above. */
const line = (cells: readonly (string | number | undefined)[]): string =>
  `${cells.map((cell) => cell ?? '').join()}\r\n`

/**
 * A finished workout as CSV (RFC 4180), a row for every second from its start to its end; what was not measured in a
 * second is empty. `elapsed` is without pauses, distance and energy are since the start.
 */
export function* csvFile(exported: ExportedWorkout): Generator<string> {
  const { start, end, laps } = exported.workout
  const spans = timerSpans(exported.workout)
  const points = new Map<number, Point>(pointsOf(exported).map((point) => [point.at, point]))
  yield line(header)
  let lap = 1
  for (let at = Math.floor(start / secondMs) * secondMs; at <= end; at += secondMs) {
    while ((laps[lap]?.start ?? Number.POSITIVE_INFINITY) <= at) lap += 1
    const elapsed = timerTime(spans, { start, end: at }) / secondMs
    const point = points.get(at)
    yield line([isoTime(at), elapsed, lap, ...fields.map((field) => point?.[field])])
  }
}
