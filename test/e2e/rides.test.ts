import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Daemon, startDaemon } from '../setup/daemon.js'
import { type Service, startInfluxd } from '../setup/process.js'
import { type ApiWorkout, figuresOf, workoutsOf } from './api.js'
import { influxFigures, influxRows } from './influx-query.js'
import { type RecordedFigures, recordedFigures } from './recorded-figures.js'

const rides = [
  { file: 'indoor-trainer.fit', user: 'trainer' },
  { file: 'indoor-two-pauses.fit', user: 'pauses' },
  { file: 'outdoor-three-pauses.fit', user: 'outdoor' },
  { file: 'run-smart-recording.fit', user: 'runner' },
] as const

let influx: Service
let daemon: Daemon

beforeAll(async () => {
  influx = await startInfluxd()
  daemon = await startDaemon({ influx: { url: influx.url } })
})

afterAll(async () => {
  await daemon.close()
  await influx.close()
})

const distanceOf = ({ statistics }: ApiWorkout): number | undefined =>
  (statistics.distanceCycling ?? statistics.distanceWalkingRunning)?.sum

const expectWithin = (value: number | undefined, expected: number, tolerance: number): void => {
  expect(value).toBeGreaterThanOrEqual(expected - tolerance)
  expect(value).toBeLessThanOrEqual(expected + tolerance)
}

const spansBetween = (workout: ApiWorkout): { start: number; seconds: number }[] =>
  workout.events.flatMap(({ event, at }, index) => {
    const next = workout.events.slice(index).find((later) => later.event === 'resume')
    if (event !== 'pause' || next === undefined) return []
    return [{ start: Date.parse(at), seconds: (Date.parse(next.at) - Date.parse(at)) / 1000 }]
  })

function expectFigures(workout: ApiWorkout, figures: RecordedFigures): void {
  expect(Date.parse(workout.start)).toBe(figures.start)
  expectWithin(workout.elapsed, figures.timerSeconds, 1)
  expectWithin(workout.total, figures.totalSeconds, 1.5)
  expect(spansBetween(workout)).toEqual(figures.pauses)
  if (figures.distance === undefined) expect(distanceOf(workout)).toBeUndefined()
  else expectWithin(distanceOf(workout), figures.distance, figures.distance * 0.005)
}

function expectEffort({ statistics, metrics }: ApiWorkout, { heartRate, power }: RecordedFigures): void {
  if (heartRate === undefined) expect(statistics.heartRate).toBeUndefined()
  else {
    expectWithin(statistics.heartRate?.average, heartRate.average, 1)
    expect(statistics.heartRate?.max).toBe(heartRate.max)
  }
  if (power === undefined) expect(statistics.cyclingPower).toBeUndefined()
  else {
    expectWithin(statistics.cyclingPower?.average, power.average, 1)
    expect(statistics.cyclingPower?.max).toBe(power.max)
    expectWithin(metrics.normalizedPower, power.normalized, power.normalized * 0.02)
  }
}

describe.each(rides)('$file, worn by a watch', ({ file, user }) => {
  const figures = recordedFigures(file)
  let workout: ApiWorkout

  beforeAll(async () => {
    const ended = await daemon.run(
      'simulate',
      'watch',
      '--workout',
      `${process.cwd()}/test/fixtures/workouts/${file}`,
      '--speed',
      '0',
      '--device',
      `watch-${user}`,
      '--user',
      user,
    )
    expect(ended).toMatchObject({ status: 0 })
    const [newest] = await workoutsOf(daemon, user)
    if (newest === undefined) throw new Error('the ride left no workout')
    workout = newest
  })

  it('has the recorded times, pauses and distance', () => expectFigures(workout, figures))

  it('has the recorded heart rate and power', () => expectEffort(workout, figures))

  it('has the recorded laps to the second', () => {
    expect(workout.laps).toHaveLength(figures.laps.length)
    for (const [index, lap] of workout.laps.entries()) {
      // A file states a lap's start in whole seconds of its own; its timer length is what has to agree to the second.
      expectWithin(Date.parse(lap.start), figures.laps[index]?.start ?? Number.NaN, 1_500)
      expectWithin(lap.elapsed, figures.laps[index]?.seconds ?? Number.NaN, 1)
    }
  })

  it('is in InfluxDB with the same numbers', async () => {
    await expect.poll(() => influxRows(influx, `SELECT * FROM workout WHERE "user" = '${user}'`)).toHaveLength(1)
    const [point] = await influxRows(influx, `SELECT * FROM workout WHERE "user" = '${user}'`)
    expect(point).toMatchObject({ id: workout.id, activityType: workout.activityType, time: Date.parse(workout.start) })
    expect(point?.elapsed).toBeCloseTo(workout.elapsed, 6)
    expect(point?.averageHeartRate ?? undefined).toBe(workout.statistics.heartRate?.average)
    expect(point?.averagePower ?? undefined).toBe(workout.statistics.cyclingPower?.average)
    expect(point?.distance ?? undefined).toBe(distanceOf(workout))
  })

  it('has every reading in InfluxDB once', async () => {
    for (const [type, { max, sum, count }] of Object.entries(workout.statistics)) {
      const where = `"user" = '${user}' AND workout = '${workout.id}'`
      const figuresThere = await influxFigures(
        influx,
        `SELECT max(value), sum(value), count(value) FROM "${type}" WHERE ${where}`,
      )
      if (max !== undefined) expect(figuresThere.max).toBe(max)
      if (sum !== undefined) expect(figuresThere.sum).toBeCloseTo(sum, 3)
      expect(figuresThere.count).toBeGreaterThanOrEqual(count)
    }
  })
})

describe.each(['run', 'outdoor'])('a workout that is made up: %s, worn by a watch', (name) => {
  let workout: ApiWorkout

  beforeAll(async () => {
    const words = ['--workout', name, '--minutes', '10', '--speed', '0', '--device', `watch-${name}`, '--user', name]
    expect(await daemon.run('simulate', 'watch', ...words)).toMatchObject({ status: 0 })
    const [newest] = await workoutsOf(daemon, name)
    if (newest === undefined) throw new Error('it left no workout')
    workout = newest
  })

  it('has a distance at the pace of its sport', () => {
    const sport =
      name === 'run'
        ? { activityType: 'running', least: 2.5, most: 3.3 }
        : { activityType: 'cycling', least: 7, most: 9.5 }
    expect(workout).toMatchObject({ activityType: sport.activityType, location: 'outdoor' })
    const speed = (distanceOf(workout) ?? 0) / workout.elapsed
    expect(speed).toBeGreaterThan(sport.least)
    expect(speed).toBeLessThan(sport.most)
  })

  it('pauses by itself where it stands, and nowhere else', () => {
    const pauses = workout.events.filter(({ event }) => event === 'motionPaused')
    expect(pauses).toHaveLength(name === 'run' ? 0 : 2)
    expect(workout.total).toBe(600)
    if (name === 'run') expect(workout.elapsed).toBe(600)
    else expect(workout.elapsed).toBeLessThan(580)
  })
})

describe('the ledger after the rides', () => {
  it('balances', async () => {
    const figures = await figuresOf(daemon)
    const refused = [...figures]
      .filter(([name]) => name.startsWith('vitald_readings_refused_total'))
      .map(([, count]) => count)
    const of = (name: string): number => figures.get(name) ?? 0
    expect(of('vitald_readings_received_total')).toBeGreaterThan(10_000)
    expect(of('vitald_readings_received_total')).toBe(
      of('vitald_readings_stored_total') +
        of('vitald_readings_duplicate_total') +
        of('vitald_readings_waiting') +
        refused.reduce((sum, count) => sum + count, 0),
    )
  })
})
