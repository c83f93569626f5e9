import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HealthError } from '../../../src/health/error.js'
import type { Workout } from '../../../src/health/workout.js'
import { type Bench, begin, reading, savedWorkout, start } from '../begin.js'
import { heartRateFigures, type Reading, timerSeconds } from './reference.js'
import { longestSeconds, rides, type Step } from './ride-model.js'

// What the state refuses changes nothing; everything else must not be refused.
const refused = (error: unknown): void => {
  if (!(error instanceof HealthError) || !['invalidTransition', 'invalidArgument'].includes(error.code)) throw error
}

const measured = async ({ store }: Bench): Promise<readonly Reading[]> => {
  const { items } = await store.samples('me', { types: ['heartRate'] })
  return items.flatMap((sample) => (sample.kind === 'quantity' ? [{ at: sample.start, value: sample.value }] : []))
}

const measure = async (bench: Bench, second: number, heartRate: number): Promise<void> => {
  const at = start + second * 1_000
  if ((await measured(bench)).some((known) => known.at === at)) return
  await bench.save([reading('heartRate', second, heartRate)])
}

const take = async (bench: Bench, step: Step): Promise<void> => {
  if (step.kind === 'crash') return bench.restart()
  if (step.kind === 'measure') return measure(bench, step.second, step.heartRate)
  if (step.kind === 'pass') bench.clock.now += step.seconds * 1_000
  if (step.kind !== 'ask') return
  const at = step.second === undefined ? undefined : start + step.second * 1_000
  await bench.sessions.send('me', { event: step.event, at }).catch(refused)
}

const checkTimes = (workout: Workout): void => {
  expect(workout.total).toBe((workout.end - workout.start) / 1_000)
  expect(workout.elapsed).toBeCloseTo(timerSeconds(workout), 6)
  expect(workout.events.every(({ at }) => workout.start <= at && at <= workout.end)).toBe(true)
}

const checkLaps = ({ start: from, end, elapsed, laps }: Workout): void => {
  expect([from, ...laps.map((lap) => lap.end)]).toEqual([...laps.map((lap) => lap.start), end])
  expect(laps.every((lap) => lap.start <= lap.end)).toBe(true)
  expect(laps.reduce((sum, lap) => sum + lap.elapsed, 0)).toBeCloseTo(elapsed, 6)
}

const checkFigures = (workout: Workout, readings: readonly Reading[]): void => {
  const expected = heartRateFigures(workout, readings)
  const { heartRate } = workout.statistics
  expect(heartRate === undefined).toBe(expected === undefined)
  if (expected === undefined || heartRate === undefined) return
  const { count, min, max, held, average } = expected
  expect(heartRate).toMatchObject({ count, min, max, duration: expect.closeTo(held, 6) })
  expect(heartRate.average).toBeCloseTo(average, 6)
  const inZones = workout.zones.heartRate?.reduce((sum, { seconds }) => sum + seconds, 0) ?? 0
  expect(inZones).toBeCloseTo(held, 6)
}

it('keeps the record whole after any commands, crashes and late readings', async () => {
  await fc.assert(
    fc.asyncProperty(rides, async (steps) => {
      const bench = await begin()
      for (const step of steps) await take(bench, step)
      bench.clock.now = Math.max(bench.clock.now, start + longestSeconds * 1_000)
      await bench.sessions.send('me', { event: 'end' })
      const workout = await savedWorkout(bench)
      checkTimes(workout)
      checkLaps(workout)
      checkFigures(workout, await measured(bench))
    }),
    { numRuns: 150 },
  )
}, 60_000)
