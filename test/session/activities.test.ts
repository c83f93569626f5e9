import { describe, expect, it } from 'vitest'
import type { WorkoutActivity } from '../../src/health/workout.js'
import type { CommandDetails } from '../../src/session/machine.js'
import { amount, type Bench, begin, openBench, readings, savedWorkout, start } from './begin.js'

const at = (second: number) => start + second * 1_000

const triathlon = async (): Promise<Bench> => {
  const bench = await openBench({ restingHeartRate: 50, maximumHeartRate: 190 })
  await bench.sessions.start('me', { activityType: 'swimBikeRun', location: 'outdoor' })
  return bench
}

const beginActivity = ({ sessions }: Bench, second: number, configuration: CommandDetails['configuration'] = {}) =>
  sessions.send('me', { event: 'beginActivity', at: at(second), configuration })

/** Its parts, as far as they matter here; seconds of the workout. */
const partsOf = (activities: readonly WorkoutActivity[]) =>
  activities.map(({ activityType, start: from, end, elapsed }) => [
    activityType,
    (from - start) / 1_000,
    (end - start) / 1_000,
    elapsed,
  ])

describe('the activities of a workout (semantics §10.4, §11.9)', () => {
  it('are one, the whole of it, when none was begun', async () => {
    const bench = await begin()
    await bench.save(readings('heartRate', [0, 60], () => 120))
    await bench.send('lap', 20)
    await bench.send('end', 60)
    const { id, events, statistics, zones, activities } = await savedWorkout(bench)
    expect(activities).toEqual(
      [{ activityType: 'cycling', location: 'indoor', start, end: at(60), elapsed: 60, statistics, events, zones }].map(
        (whole) => ({ ...whole, uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-/) }),
      ),
    )
    expect(activities[0]?.uuid).not.toBe(id)
  })

  it('are the sports of a triathlon, each with its own figures, events and zones', async () => {
    const bench = await triathlon()
    await beginActivity(bench, 0, { activityType: 'swimming', swimmingLocation: 'openWater' })
    await bench.save(readings('heartRate', [0, 100], (second) => (second < 40 ? 100 : 150)))
    await bench.save([amount('distanceSwimming', [0, 40], 60), amount('distanceCycling', [50, 100], 500)])
    await beginActivity(bench, 40, { activityType: 'transition' })
    await beginActivity(bench, 50, { activityType: 'cycling' })
    await bench.send('pause', 60)
    await bench.send('resume', 70)
    await bench.send('end', 100)
    const { activities, laps } = await savedWorkout(bench)
    expect(partsOf(activities)).toEqual([
      ['swimming', 0, 40, 40],
      ['transition', 40, 50, 10],
      ['cycling', 50, 100, 40],
    ])
    const [swim, transition, ride] = activities
    expect(swim).toMatchObject({ swimmingLocation: 'openWater', events: [] })
    expect(swim?.statistics.heartRate).toMatchObject({ average: 100, duration: 40 })
    expect(swim?.statistics.distanceSwimming?.sum).toBe(60)
    expect(transition?.statistics.heartRate).toMatchObject({ average: 150, duration: 10 })
    expect(ride?.statistics.distanceCycling?.sum).toBeCloseTo(400, 9)
    expect(ride?.events?.map(({ event }) => event)).toEqual(['pause', 'resume'])
    expect(ride?.zones?.heartRate?.map(({ seconds }) => seconds)).toEqual([0, 0, 40, 0, 0])
    expect(laps.map(({ distance }) => distance)).toEqual([460])
  })

  it('have the figures of workouts of their sports, which the whole has not', async () => {
    const bench = await triathlon()
    await beginActivity(bench, 0, { activityType: 'swimming', swimmingLocation: 'openWater' })
    await beginActivity(bench, 600, { activityType: 'transition' })
    await beginActivity(bench, 660, { activityType: 'cycling' })
    await bench.save([amount('distanceSwimming', [0, 600], 900), amount('distanceCycling', [660, 960], 3_000)])
    await bench.save(readings('cyclingPower', [660, 960], () => 200))
    await bench.send('end', 960)
    const { activities, metrics, unavailable, splits } = await savedWorkout(bench)
    const [swim, transition, ride] = activities
    expect(swim?.metrics).toMatchObject({ averageSpeed: 1.5, averagePace: 600 / 0.9 })
    expect(swim?.splits).toMatchObject([{ start, end: at(600), elapsed: 600, distance: 900 }])
    expect(transition?.unavailable?.averageSpeed).toBe('no distance')
    expect(ride?.metrics).toMatchObject({
      averageSpeed: 10,
      fastest1km: expect.closeTo(100, 6),
      normalizedPower: 200,
      work: 60,
    })
    expect(ride?.splits?.map(({ elapsed, start: from }) => [elapsed, from])).toEqual([
      [100, at(660)],
      [100, at(760)],
      [100, at(860)],
    ])
    expect(metrics.averageSpeed).toBeUndefined()
    expect(unavailable).toMatchObject({ averagePace: 'several sports, of which each has its own' })
    expect(splits).toBeUndefined()
  })

  it('keep their figures when what came late is folded anew', async () => {
    const bench = await triathlon()
    await beginActivity(bench, 0, { activityType: 'running' })
    await bench.save([amount('distanceWalkingRunning', [0, 100], 300)])
    await beginActivity(bench, 50, { activityType: 'cycling' })
    await bench.save([amount('distanceCycling', [60, 100], 400)])
    await bench.send('end', 100)
    const { activities } = await savedWorkout(bench)
    expect(activities.map(({ metrics = {} }) => metrics.averageSpeed)).toEqual([3, 8])
  })

  it('are intervals of the workout’s own type, with gaps between them', async () => {
    const bench = await begin()
    await bench.save(readings('cyclingPower', [0, 60], (second) => second))
    await bench.sessions.send('me', { event: 'beginActivity', at: at(10), metadata: { target: 250 } })
    await bench.send('endActivity', 20)
    await beginActivity(bench, 40)
    await bench.send('end', 60)
    const { activities } = await savedWorkout(bench)
    expect(partsOf(activities)).toEqual([
      ['cycling', 10, 20, 10],
      ['cycling', 40, 60, 20],
    ])
    expect(activities[0]).toMatchObject({ location: 'indoor', metadata: { target: 250 } })
    expect(activities[0]?.statistics.cyclingPower).toMatchObject({ average: 14.5, count: 10 })
  })

  it('are of no other sport, and of none but three in swimBikeRun', async () => {
    const refused = { code: 'workoutActivityNotAllowed', errors: [{ pointer: '/configuration/activityType' }] }
    await expect(beginActivity(await begin(), 1, { activityType: 'running' })).rejects.toMatchObject(refused)
    const bench = await triathlon()
    await expect(beginActivity(bench, 1, { activityType: 'rowing' })).rejects.toMatchObject(refused)
    await expect(beginActivity(bench, 1)).rejects.toMatchObject(refused)
  })

  it('end only while one goes on', async () => {
    const bench = await begin()
    await expect(bench.send('endActivity', 1)).rejects.toMatchObject({ code: 'invalidTransition' })
    await beginActivity(bench, 2)
    await bench.send('endActivity', 4)
    await expect(bench.send('endActivity', 5)).rejects.toMatchObject({ code: 'invalidTransition' })
  })

  it('are what they were when the engine went down, and when a device says everything twice', async () => {
    const bench = await begin()
    await bench.save(readings('heartRate', [0, 60], (second) => 100 + second))
    await beginActivity(bench, 10)
    await beginActivity(bench, 10)
    await bench.restart()
    await bench.send('endActivity', 30)
    await bench.send('endActivity', 30)
    const live = bench.sessions.active('me')?.activities
    expect(partsOf(live ?? [])).toEqual([['cycling', 10, 30, 20]])
    await bench.send('end', 60)
    expect((await savedWorkout(bench)).activities).toEqual(live)
  })

  it('are corrected by one that began earlier than was known', async () => {
    const bench = await begin()
    await bench.save(readings('heartRate', [0, 60], () => 100))
    await beginActivity(bench, 40)
    await beginActivity(bench, 10)
    await bench.send('end', 60)
    const { activities } = await savedWorkout(bench)
    expect(partsOf(activities)).toEqual([
      ['cycling', 10, 40, 30],
      ['cycling', 40, 60, 20],
    ])
    expect(activities.map(({ statistics }) => statistics.heartRate?.duration)).toEqual([30, 20])
  })
})
