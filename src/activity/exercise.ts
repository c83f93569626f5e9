import type { Span } from '../health/clock.js'
import { maximumHeartRate } from '../health/exercise/heart-rate.js'
import { valueBefore } from '../health/exercise/history.js'
import type { WorkoutSample } from '../health/sample.js'
import type { QuantityTypeName } from '../health/type.js'
import type { CivilDay } from './civil-days.js'
import { figuresOf, type Marks, runningSpans, type Scope } from './material.js'
import { minutesOf, overlap, wholeMinutes } from './minutes.js'
import type { Person } from './person.js'

const briskShare = 0.4
const briskMets = 3
const hourMs = 3_600_000

/** Values of a type from which on effort counts, for each day; undefined where that cannot be known. */
interface Effort {
  readonly type: QuantityTypeName
  readonly leastOn: (day: CivilDay) => number | undefined
}

/** 40 % of the heart-rate reserve, count/min; undefined when it is not known. */
const briskHeartRate = (person: Person, { end }: CivilDay): number | undefined => {
  const { history = {}, dateOfBirth } = person
  const resting = valueBefore(history.restingHeartRate, person.restingHeartRate, end)
  const own = valueBefore(history.maximumHeartRate, person.maximumHeartRate, end)
  const maximum = maximumHeartRate({ dateOfBirth, maximumHeartRate: own }, end)
  if (resting === undefined || maximum === undefined || maximum <= resting) return undefined
  return resting + briskShare * (maximum - resting)
}

const effortsOf = ({ person }: Scope): readonly Effort[] => [
  { type: 'heartRate', leastOn: (day) => briskHeartRate(person, day) },
  { type: 'physicalEffort', leastOn: () => briskMets },
]

/** A stretch of a day, and the value that it takes to count there. */
interface Stretch extends Span {
  readonly least: number
}

const hoursOf = (days: readonly CivilDay[], { leastOn }: Effort): readonly Stretch[] =>
  days.flatMap((day) => {
    const least = leastOn(day)
    if (least === undefined) return []
    return Array.from({ length: Math.ceil((day.end - day.start) / hourMs) }, (_, hour) => ({
      start: day.start + hour * hourMs,
      end: Math.min(day.start + (hour + 1) * hourMs, day.end),
      least,
    }))
  })

const plain = (spans: readonly Span[]): readonly Span[] => spans.map(({ start, end }) => ({ start, end }))

/** A minute, what it takes to count there, and what was read in it. */
interface Minute extends Stretch {
  readonly average: number | undefined
  readonly count: number
}

const countBeside = (minute: Minute, other: Minute | undefined): number =>
  other !== undefined && (other.end === minute.start || minute.end === other.start) ? other.count : 0

/** One with less than half the readings of a minute beside it is not: there somebody began or ended. */
const isWhole = (minute: Minute, at: number, minutes: readonly Minute[]): boolean =>
  Math.max(countBeside(minute, minutes[at - 1]), countBeside(minute, minutes[at + 1])) <= 2 * minute.count

/** The minutes whose average reaches what it takes. Only hours in which some value does are looked at by the minute. */
async function briskMinutes(scope: Scope, days: readonly CivilDay[], effort: Effort): Promise<readonly Span[]> {
  const { type } = effort
  const hours = hoursOf(days, effort)
  const most = await figuresOf(scope, { type, options: ['discreteMax'] }, plain(hours))
  const candidates = hours.filter(({ least }, at) => (most[at]?.max ?? Number.NEGATIVE_INFINITY) >= least)
  const stretches = candidates.flatMap((hour) => minutesOf([hour]).map((minute) => ({ ...minute, least: hour.least })))
  const figures = await figuresOf(scope, { type, options: ['discreteAverage'] }, plain(stretches))
  const minutes = stretches.map((stretch, at) => {
    return { ...stretch, average: figures[at]?.average, count: figures[at]?.count ?? 0 }
  })
  return minutes.filter(isWhole).filter(({ average, least }) => average !== undefined && average >= least)
}

const metsOf = ({ metadata }: WorkoutSample): number | undefined => {
  const mets = metadata.averageMETs
  return typeof mets === 'object' ? mets.value : typeof mets === 'number' ? mets : undefined
}

/** The workouts in whose time nothing tells of effort. */
async function untold(scope: Scope, workouts: readonly WorkoutSample[], days: readonly CivilDay[]) {
  const told = new Set<WorkoutSample>()
  for (const { type, leastOn } of effortsOf(scope)) {
    const known = workouts.filter((workout) => days.some((day) => overlap(workout, day) && leastOn(day) !== undefined))
    const figures = await figuresOf(scope, { type, options: ['mostRecent'] }, plain(known))
    for (const [at, workout] of known.entries()) if (figures[at] !== undefined) told.add(workout)
  }
  return workouts.filter((workout) => !told.has(workout))
}

/** The running time of workouts that counts as a whole: of 3 MET or more, or with nothing else to judge it by. */
async function workoutSpans(scope: Scope, days: readonly CivilDay[], { workouts }: Marks): Promise<readonly Span[]> {
  const rated = workouts.filter((workout) => metsOf(workout) !== undefined)
  const brisk = rated.filter((workout) => (metsOf(workout) ?? 0) >= briskMets)
  const unrated = workouts.filter((workout) => !rated.includes(workout))
  return [...brisk, ...(await untold(scope, unrated, days))].flatMap(runningSpans)
}

/** Whole minutes of exercise on each day (design/metrics.md). */
export async function exerciseMinutes(
  scope: Scope,
  days: readonly CivilDay[],
  marks: Marks,
): Promise<readonly number[]> {
  const spans: Span[] = [...(await workoutSpans(scope, days, marks))]
  for (const effort of effortsOf(scope)) spans.push(...(await briskMinutes(scope, days, effort)))
  return days.map((day) => wholeMinutes(spans, day))
}
