import { describe, expect, it } from 'vitest'
import type { Sample } from '../../src/health/sample.js'
import { distantFuture } from '../../src/health/time.js'
import { createPoints, type WorkoutAt } from '../../src/influx/points.js'
import { bytesOf, LineBatch } from '../../src/influx/protocol/line-batch.js'
import { readLine } from './line-reader.js'
import { packed } from './packed.js'
import { bloodPressure, heartRate, morning, pointless, ride, series, sleep } from './samples.js'

const pointsAt = (sample: Sample, workoutAt: WorkoutAt) => {
  const lines = new LineBatch()
  createPoints(workoutAt).appendSample(lines, { user: 'me', sample })
  return readAll(lines)
}

const readAll = (lines: LineBatch) => {
  const taken = lines.take(lines.length)
  return taken.ends.map((_, at) => readLine(Buffer.from(bytesOf(taken, at, at + 1)).toString()))
}

const points = (sample: Sample, workout?: string) => pointsAt(sample, () => workout)

const tags = { user: 'me', source: 'forerunner', device: 'polar-h10' }

describe('the points of a sample', () => {
  it('are one for a quantity', () => {
    expect(points(heartRate(morning, 142))).toEqual([
      { measurement: 'heartRate', tags, fields: { value: 142 }, at: morning },
    ])
  })

  it('say how long a quantity took when it is not an instant', () => {
    const steps = heartRate(morning, 90, { type: 'stepCount', end: morning + 1_500 })
    expect(points(steps)[0]?.fields).toEqual({ value: 90, duration: 1.5 })
  })

  it('say the workout it was in', () => {
    expect(points(heartRate(morning, 142), 'w1')[0]?.fields).toEqual({ value: 142, workout: 'w1' })
  })

  it('lack the tag of a device that is not known', () => {
    expect(points(heartRate(morning, 142, { device: undefined }))[0]?.tags).toEqual({
      user: 'me',
      source: 'forerunner',
    })
  })

  it('are one for each quantity of a series, tagged by its own instant', () => {
    const sample = series([morning, morning + 1_000], [200, 210.5])
    expect(pointsAt(sample, (_, at) => (at > morning ? 'w1' : undefined))).toEqual([
      { measurement: 'cyclingPower', tags, fields: { value: 200 }, at: morning },
      { measurement: 'cyclingPower', tags, fields: { value: 210.5, workout: 'w1' }, at: morning + 1_000 },
    ])
  })

  it('say how long the intervals of a series took', () => {
    const sample = { ...series([morning, morning + 1_000], [200, 210]), ends: [morning + 500, morning + 1_000] }
    expect(points(sample).map(({ fields }) => fields)).toEqual([{ value: 200, duration: 0.5 }, { value: 210 }])
  })

  it('are none of the kinds that are no figures', () => {
    for (const sample of pointless(morning)) expect(points(sample)).toEqual([])
  })

  it('say no duration of a category of which nobody knows the end yet', () => {
    expect(points(sleep(morning, distantFuture))[0]?.fields).toEqual({ value: 5n, name: 'asleepREM' })
  })

  it('give a category by its raw value and its name', () => {
    expect(points(sleep(morning, morning + 60_000))).toEqual([
      {
        measurement: 'sleepAnalysis',
        tags: { user: 'me', source: 'forerunner' },
        fields: { value: 5n, name: 'asleepREM', duration: 60 },
        at: morning,
      },
    ])
  })

  it('are none for a correlation, whose objects are samples of their own', () => {
    expect(points(bloodPressure(morning))).toEqual([])
  })
})

describe('the points of columns', () => {
  it('are those of the quantities they stand for, in their workouts', () => {
    const quantities = [
      heartRate(morning, 142),
      heartRate(morning, 90, { type: 'stepCount', device: undefined, end: morning + 1_500 }),
      heartRate(morning + 1_000, 143.25),
    ]
    const { columns } = packed(quantities.map((sample) => ({ user: 'me', sample })))
    const lines = new LineBatch()
    const points = createPoints((user, at) => (user === 'me' && at > morning ? 'w1' : undefined))
    points.appendQuantities(lines, { columns, from: 0, to: 2 })
    points.appendQuantities(lines, { columns, from: 2, to: 3 })
    const workoutAt = (_: string, at: number) => (at > morning ? 'w1' : undefined)
    expect(readAll(lines)).toEqual(quantities.flatMap((sample) => pointsAt(sample, workoutAt)))
  })
})

describe('the points of a workout', () => {
  it('are its record', () => {
    const sample = ride(morning)
    expect(points(sample)[0]).toEqual({
      measurement: 'workout',
      tags: { user: 'me', source: 'vitald', activityType: 'cycling' },
      fields: {
        id: sample.uuid,
        duration: 3_600,
        elapsed: 3_540,
        energy: 713,
        distance: 31_000,
        averageHeartRate: 141.5,
        maximumHeartRate: 178,
        averagePower: 203,
        maximumPower: 611,
        normalizedPower: 221,
        work: 718.6,
      },
      at: morning,
    })
  })

  it('are its events too, with the lap they are of', () => {
    const sample = ride(morning)
    const events = points(sample).slice(1)
    expect(events.map(({ tags, fields, at }) => [tags.event, fields.lap, at - morning])).toEqual([
      ['lap', 1n, 0],
      ['pause', 2n, 2_400_000],
      ['resume', 2n, 2_460_000],
      ['lap', 2n, 1_800_000],
    ])
    expect(events[0]).toMatchObject({
      measurement: 'workoutEvent',
      tags: { user: 'me', event: 'lap' },
      fields: { workout: sample.uuid },
    })
  })

  it('lack the figures that the workout lacks', () => {
    const [record] = points(ride(morning, { statistics: {}, metrics: { rmssd: Number.NaN }, events: [] }))
    expect(Object.keys(record?.fields ?? {})).toEqual(['id', 'duration', 'elapsed'])
  })

  it('add up the ways to move', () => {
    const { distanceCycling } = ride(morning).workout.statistics
    if (distanceCycling === undefined) throw new Error('the ride has a distance')
    const run = { ...distanceCycling, type: 'distanceWalkingRunning', sum: 5_000 } as const
    const [record] = points(ride(morning, { statistics: { distanceCycling, distanceWalkingRunning: run } }))
    expect(record?.fields.distance).toBe(36_000)
  })
})
