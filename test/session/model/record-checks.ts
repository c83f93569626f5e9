import { expect } from 'vitest'
import type { Span } from '../../../src/health/clock.js'
import type { StatisticsByType, Workout } from '../../../src/health/workout.js'
import {
  covered,
  figuresOf,
  type Held,
  heldIn,
  heldSeconds,
  type Reading,
  standing,
  timerSeconds,
  type Wish,
} from './reference.js'
import type { Setting } from './ride-model.js'

/** What is known of a ride beside its record: what was stored of it, what was asked to be collected, what devices told of motion. */
export interface Known {
  readonly heartRates: readonly Reading[]
  readonly speeds: readonly Reading[]
  readonly distances: readonly (Reading & Span)[]
  readonly wishes: readonly Wish[]
  /** As `motionPaused 1795341640000`. */
  readonly motion: readonly string[]
}

const checkTimes = (workout: Workout): void => {
  expect(workout.total).toBe((workout.end - workout.start) / 1_000)
  expect(workout.elapsed).toBeCloseTo(timerSeconds(workout), 6)
  expect(workout.events.every(({ at, end = at }) => workout.start <= at && at <= end && end <= workout.end)).toBe(true)
  expect(workout.events.map(({ at }) => at)).toEqual(workout.events.map(({ at }) => at).toSorted((a, b) => a - b))
}

const checkLaps = (workout: Workout): void => {
  const { start: from, end, elapsed, laps } = workout
  expect([from, ...laps.map((lap) => lap.end)]).toEqual([...laps.map((lap) => lap.start), end])
  for (const lap of laps) expect(lap.elapsed).toBeCloseTo(timerSeconds(workout, lap), 6)
  expect(laps.reduce((sum, lap) => sum + lap.elapsed, 0)).toBeCloseTo(elapsed, 6)
}

const checkHeartRate = ({ heartRate }: StatisticsByType, expected: ReturnType<typeof figuresOf>): void => {
  expect(heartRate === undefined).toBe(expected === undefined)
  if (expected === undefined || heartRate === undefined) return
  const { count, min, max, held, average } = expected
  expect(heartRate).toMatchObject({ count, min, max, duration: expect.closeTo(held, 6) })
  expect(heartRate.average).toBeCloseTo(average, 6)
}

const inZones = ({ zones }: Pick<Workout['activities'][number], 'zones'>): number =>
  zones?.heartRate?.reduce((sum, { seconds }) => sum + seconds, 0) ?? 0

const checkFigures = (workout: Workout, held: readonly Held[]): void => {
  for (const part of [workout, ...workout.laps, ...workout.activities])
    checkHeartRate(part.statistics, figuresOf(held, part, workout.end))
  for (const part of [workout, ...workout.activities]) expect(inZones(part)).toBeCloseTo(heldSeconds(held, part), 6)
}

const checkActivities = (workout: Workout): void => {
  const { activities, start, end } = workout
  expect(activities.length).toBeGreaterThan(0)
  for (const [index, activity] of activities.entries()) {
    expect(activity.start).toBeGreaterThanOrEqual(activities[index - 1]?.end ?? start)
    expect(activity.end).toBeGreaterThanOrEqual(activity.start)
    expect(activity.end).toBeLessThanOrEqual(end)
    expect(activity.elapsed).toBeCloseTo(timerSeconds(workout, activity), 6)
  }
}

const checkDistance = (workout: Workout, distances: Known['distances']): void => {
  for (const part of [workout, ...workout.laps, ...workout.activities])
    expect(part.statistics.distanceCycling?.sum ?? 0).toBeCloseTo(covered(workout, distances, part), 4)
}

const checkAutomaticLaps = ({ laps, events }: Workout, { lapTime, lapLength }: Setting): void => {
  const ends = new Set(events.filter(({ metadata }) => metadata?.automatic).map((event) => event.at))
  for (const lap of laps) {
    if (lapTime !== undefined) expect(lap.elapsed).toBeLessThanOrEqual(lapTime + 1e-6)
    if (lapLength !== undefined) expect(lap.distance ?? 0).toBeLessThanOrEqual(lapLength + 1e-6)
    if (!ends.has(lap.end)) continue
    if (lapTime !== undefined) expect(lap.elapsed).toBeCloseTo(lapTime, 6)
    else expect(lap.distance).toBeCloseTo(lapLength ?? Number.NaN, 6)
  }
}

const checkMotion = (workout: Workout, { motion, speeds }: Known): void => {
  const detected = standing(workout, speeds).map(([event, instant]) => `${event} ${instant}`)
  const ofDevices = motion.filter((text) => Number(text.split(' ')[1]) <= workout.end)
  const recorded = workout.events.filter(({ event }) => event.startsWith('motion'))
  expect(recorded.map((one) => `${one.event} ${one.at}`).toSorted()).toEqual([...detected, ...ofDevices].toSorted())
}

/** Everything that is true of every record, whatever happened: held against a recomputation from what is stored. */
export const checkRecord = (workout: Workout, known: Known, setting: Setting): void => {
  checkTimes(workout)
  checkLaps(workout)
  checkActivities(workout)
  checkFigures(workout, heldIn(workout, known.heartRates, known.wishes))
  checkDistance(workout, known.distances)
  checkAutomaticLaps(workout, setting)
  if (setting.autoPause) checkMotion(workout, known)
}
