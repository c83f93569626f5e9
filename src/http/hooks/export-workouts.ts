import { createHash } from 'node:crypto'
import { HealthError } from '../../health/error.js'
import { distanceTypeOf } from '../../health/exercise/distance-type.js'
import { parseReadings } from '../../health/json/reading-json.js'
import type { Reading } from '../../health/sample.js'
import type { Statistics } from '../../health/statistics.js'
import { parseInstant } from '../../health/time.js'
import { type QuantityTypeName, quantityType } from '../../health/type.js'
import { spelledUnit } from '../../health/units/spelling.js'
import { readUuid } from '../../health/uuid.js'
import type { StatisticsByType, Workout } from '../../health/workout.js'
import { type ExportedEntry, entryOf, exportedDate, exportedNumber } from './export-body.js'
import { readMetric, type Taken } from './export-metrics.js'
import { exportedActivity } from './export-names.js'

/** A workout, and what belongs to it. */
export interface TakenWorkout extends Taken {
  readonly workout: Workout
  /** Where it went, when the app tells; saved after the workout. */
  readonly route: Reading | undefined
}

/** Who saves it, and a version that grows with time. */
export interface Saver {
  readonly source: string
  readonly version: number
}

const hex = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The app's id; where it is none, one that is the same whenever the workout is exported (RFC 9562 version 8). */
function idOf({ id, name }: ExportedEntry, start: number): string {
  const known = typeof id === 'string' ? readUuid(id) : undefined
  const digits = hex(`health-auto-export/${String(id ?? name)}/${start}`)
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`]
  return known ?? [...parts, digits.slice(20, 32)].join('-')
}

interface Span {
  readonly start: number
  readonly end: number
}

/** What a total of the workout is, in the type's own unit; undefined when there is none that makes sense. */
function totalOf(given: unknown, type: QuantityTypeName, { start, end }: Span): number | undefined {
  const { qty, units } = entryOf(given) ?? {}
  const value = exportedNumber(qty)
  const spelled = typeof units === 'string' ? spelledUnit(units) : undefined
  if (value === undefined || spelled === undefined) return undefined
  try {
    const [reading] = parseReadings([{ type, start, end, value: value * spelled.scale, unit: spelled.unit }])
    return reading?.kind === 'quantity' ? reading.value : undefined
  } catch {
    return undefined
  }
}

function sumOf(type: QuantityTypeName, sum: number, { start, end }: Span, source: string): Statistics {
  return { type, unit: quantityType(type).unit, start, end, sum, count: 1, sources: [source] }
}

function pulseOf(rates: readonly Reading[], source: string): Statistics | undefined {
  const beats = rates.flatMap((rate) => (rate.kind === 'quantity' ? [rate] : [])).sort((a, b) => a.start - b.start)
  const [first, latest] = [beats[0], beats.at(-1)]
  if (first === undefined || latest === undefined) return undefined
  const values = beats.map(({ value }) => value)
  const average = values.reduce((sum, value) => sum + value, 0) / values.length
  const range = { min: values.reduce((a, b) => Math.min(a, b)), max: values.reduce((a, b) => Math.max(a, b)) }
  const mostRecent = { value: latest.value, at: latest.end }
  const span = { start: first.start, end: latest.end }
  return {
    type: 'heartRate',
    unit: 'count/min',
    ...span,
    average,
    ...range,
    mostRecent,
    count: values.length,
    sources: [source],
  }
}

function statisticsOf(
  entry: ExportedEntry,
  span: Span,
  { rates, source }: { rates: readonly Reading[]; source: string },
): StatisticsByType {
  const distanceType = distanceTypeOf(exportedActivity(String(entry.name ?? '')).activityType)
  const sums = (
    [
      ['activeEnergyBurned', entry.activeEnergyBurned],
      [distanceType, entry.distance],
    ] as const
  ).flatMap(([type, given]) => {
    const sum = totalOf(given, type, span)
    return sum === undefined ? [] : [[type, sumOf(type, sum, span, source)] as const]
  })
  const pulse = pulseOf(rates, source)
  return Object.fromEntries([...sums, ...(pulse === undefined ? [] : [['heartRate', pulse] as const])])
}

/** Seconds without pauses: the app's duration is in seconds or minutes, and no longer than the workout. */
function elapsedOf(entry: ExportedEntry, total: number): number {
  const duration = exportedNumber(entry.duration) ?? total
  const fitting = [duration, duration * 60].filter((seconds) => seconds > 0 && seconds <= total + 1)
  return Math.min(total, Math.max(0, ...fitting) || total)
}

function ratesOf(entry: ExportedEntry, pointer: string, version: number): Taken {
  const { heartRateData } = entry
  if (!Array.isArray(heartRateData)) return { placed: [], problems: [] }
  const { placed, problems } = readMetric({ name: 'heart_rate', units: 'count/min', data: heartRateData }, '', version)
  const moved = (at: string): string => at.replace('/data', `${pointer}/heartRateData`)
  return {
    placed: placed.map(({ pointer: at, reading }) => ({ pointer: moved(at), reading })),
    problems: problems.map(({ pointer: at, message }) => ({ pointer: moved(at), message })),
  }
}

const known = (entry: ExportedEntry): object =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined))

function locationOf(given: unknown): object | undefined {
  const entry = entryOf(given)
  const time = exportedDate(entry?.timestamp)
  if (entry === undefined || time === undefined) return undefined
  const number = (name: string): number | undefined => exportedNumber(entry[name])
  const atLeastZero = (name: string): number | undefined => {
    const value = number(name)
    return value === undefined || value < 0 ? undefined : value
  }
  return known({
    time,
    latitude: number('latitude'),
    longitude: number('longitude'),
    altitude: number('altitude'),
    horizontalAccuracy: atLeastZero('horizontalAccuracy'),
    verticalAccuracy: atLeastZero('verticalAccuracy'),
    speed: atLeastZero('speed'),
    speedAccuracy: atLeastZero('speedAccuracy'),
    course: atLeastZero('course'),
    courseAccuracy: atLeastZero('courseAccuracy'),
  })
}

/** The route; text when the app tells one that cannot be, undefined when it tells none. */
function routeOf({ route }: ExportedEntry, workout: string, { start, end }: Span): Reading | string | undefined {
  const locations = Array.isArray(route) ? route.flatMap((each) => locationOf(each) ?? []) : []
  if (locations.length === 0) return undefined
  try {
    return parseReadings([{ type: 'workoutRoute', workout, start, end, locations }])[0]
  } catch (error) {
    if (!(error instanceof HealthError)) throw error
    return error.errors[0]?.message ?? error.message
  }
}

/** Reads one workout; a text says why it is none. */
export function readWorkout(given: unknown, pointer: string, { source, version }: Saver): TakenWorkout | string {
  const entry = entryOf(given) ?? {}
  const [start, end] = [entry.start, entry.end].map((date) => parseInstant(exportedDate(date)))
  if (start === undefined || end === undefined) return 'has no start and end like 2024-02-06 14:30:00 -0800'
  if (end <= start) return 'does not end after its start'
  const span = { start, end }
  const id = idOf(entry, start)
  const total = (end - start) / 1_000
  const elapsed = elapsedOf(entry, total)
  const { placed, problems } = ratesOf(entry, pointer, version)
  const statistics = statisticsOf(entry, span, { rates: placed.map(({ reading }) => reading), source })
  const activity = { ...exportedActivity(String(entry.name ?? '')), ...span, elapsed }
  const route = routeOf(entry, id, span)
  const workout: Workout = {
    ...{ id, ...activity, total, statistics, activities: [{ ...activity, statistics }] },
    ...{ events: [], laps: [], zones: {}, metrics: {}, unavailable: {}, sources: [source] },
  }
  const routeProblems = typeof route === 'string' ? [{ pointer: `${pointer}/route`, message: route }] : []
  return {
    ...{ workout, placed, problems: [...problems, ...routeProblems] },
    route: typeof route === 'string' ? undefined : route,
  }
}
