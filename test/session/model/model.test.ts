import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Span } from '../../../src/health/clock.js'
import { HealthError } from '../../../src/health/error.js'
import type { QuantityTypeName } from '../../../src/health/type.js'
import type { Workout } from '../../../src/health/workout.js'
import { patience, propertyRuns } from '../../setup/property-runs.js'
import { amount, type Bench, openBench, reading, ride, savedWorkout, start } from '../begin.js'
import { covered, heartRateFigures, type Reading, standing, timerSeconds } from './reference.js'
import { longestSeconds, partSeconds, rides, type Setting, type Step } from './ride-model.js'

// What the state refuses changes nothing; everything else must not be refused.
const refused = (error: unknown): void => {
  if (!(error instanceof HealthError) || !['invalidTransition', 'invalidArgument'].includes(error.code)) throw error
}

const measured = async ({ store }: Bench, type: QuantityTypeName): Promise<readonly (Reading & Span)[]> => {
  const { items } = await store.samples('me', { types: [type] })
  return items.flatMap((sample) => {
    if (sample.kind !== 'quantity') return []
    const { start, end, value } = sample
    return [{ at: start, start, end, value }]
  })
}

const at = (second: number): number => start + second * 1_000

const measure = async (bench: Bench, type: QuantityTypeName, [second, value]: readonly [number, number]) => {
  if (!(await measured(bench, type)).some((known) => known.at === at(second)))
    await bench.save([reading(type, second, value)])
}

const cover = async (bench: Bench, part: number, metres: number): Promise<void> => {
  const span = [part * partSeconds, (part + 1) * partSeconds] as const
  if (!(await measured(bench, 'distanceCycling')).some((known) => known.at === at(span[0])))
    await bench.save([amount('distanceCycling', span, metres)])
}

/** What a device told of motion, and was not refused. */
type Told = Set<string>

const ask = async (bench: Bench, told: Told, { event, second }: Extract<Step, { kind: 'ask' }>): Promise<void> => {
  const when = second === undefined ? bench.sessions.presentOf('me') : at(second)
  await bench.sessions
    .send('me', { event, at: when })
    .then(() => event.startsWith('motion') && told.add(`${event} ${when}`))
    .catch(refused)
}

const take = async (bench: Bench, told: Told, step: Step): Promise<void> => {
  if (step.kind === 'crash') return bench.restart()
  if (step.kind === 'measure') return measure(bench, 'heartRate', [step.second, step.heartRate])
  if (step.kind === 'move') return measure(bench, 'cyclingSpeed', [step.second, step.speed])
  if (step.kind === 'cover') return cover(bench, step.part, step.metres)
  if (step.kind === 'ask') return ask(bench, told, step)
  bench.clock.now += step.seconds * 1_000
  bench.sessions.check()
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

const checkAutomaticLaps = ({ laps, events, statistics }: Workout, { lapTime, lapLength }: Setting): void => {
  const ends = new Set(events.filter(({ metadata }) => metadata?.automatic).map((event) => event.at))
  for (const lap of laps) {
    if (lapTime !== undefined) expect(lap.elapsed).toBeLessThanOrEqual(lapTime + 1e-6)
    if (!ends.has(lap.end)) continue
    if (lapTime !== undefined) expect(lap.elapsed).toBeCloseTo(lapTime, 6)
    else expect(lap.distance).toBeCloseTo(lapLength ?? Number.NaN, 6)
  }
  const sum = laps.reduce((all, lap) => all + (lap.distance ?? 0), 0)
  expect(sum).toBeCloseTo(statistics.distanceCycling?.sum ?? 0, 6)
}

const checkMotion = (workout: Workout, told: Told, speeds: readonly Reading[]): void => {
  const detected = standing(workout, speeds).map(([event, instant]) => `${event} ${instant}`)
  const ofDevices = [...told].filter((text) => Number(text.split(' ')[1]) <= workout.end)
  const recorded = workout.events.filter(({ event }) => event.startsWith('motion'))
  expect(recorded.map((one) => `${one.event} ${one.at}`).toSorted()).toEqual([...detected, ...ofDevices].toSorted())
}

it(
  'keeps the record whole after any commands, crashes and late readings',
  async () => {
    await fc.assert(
      fc.asyncProperty(rides, async ({ setting, steps }) => {
        const bench = await openBench({ functionalThresholdPower: 250, restingHeartRate: 50, maximumHeartRate: 190 })
        const told: Told = new Set()
        await bench.sessions.start('me', { ...ride, ...setting })
        for (const step of steps) await take(bench, told, step)
        bench.clock.now = Math.max(bench.clock.now, at(longestSeconds))
        await bench.sessions.send('me', { event: 'end' })
        const workout = await savedWorkout(bench)
        checkTimes(workout)
        checkLaps(workout)
        checkAutomaticLaps(workout, setting)
        checkFigures(workout, await measured(bench, 'heartRate'))
        checkMotion(workout, told, await measured(bench, 'cyclingSpeed'))
        const distance = covered(workout, await measured(bench, 'distanceCycling'))
        expect(workout.statistics.distanceCycling?.sum ?? 0).toBeCloseTo(distance, 6)
      }),
      propertyRuns(100, 2_000),
    )
  },
  patience(120_000),
)
