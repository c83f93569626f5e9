import { describe, expect, it } from 'vitest'
import type { NewSample } from '../../../src/health/sample.js'
import type { WorkoutActivityTypeName } from '../../../src/health/type.js'
import type { Collect } from '../../../src/health/workout.js'
import type { StartWorkout } from '../../../src/session/sessions.js'
import { amount, type Bench, openBench, reading, readings, ride, savedWorkout, start } from '../begin.js'

const at = (second: number) => start + second * 1_000

const begin = async (wanted: Partial<StartWorkout> = {}): Promise<Bench> => {
  const bench = await openBench({ maximumHeartRate: 190, functionalThresholdPower: 250 })
  await bench.sessions.start('me', { ...ride, ...wanted })
  return bench
}

const collect = ({ sessions }: Bench, second: number, wish: Collect) =>
  sessions.send('me', { event: 'collect', at: at(second), collect: wish })

const statisticsOf = async (bench: Bench) => (await savedWorkout(bench)).statistics

const worn: readonly NewSample[] = [
  ...readings('heartRate', [0, 60], () => 120),
  ...readings('cyclingPower', [0, 60], () => 200),
  ...readings('runningPower', [0, 60], () => 300),
  amount('distanceCycling', [0, 60], 500),
  amount('distanceWalkingRunning', [0, 60], 70),
  amount('stepCount', [0, 60], 80),
  amount('distanceSwimming', [0, 60], 50),
  amount('dietaryWater', [0, 1], 250),
  reading('bloodGlucose', 30, 5),
]

describe('what a workout collects by itself (semantics §12.3)', () => {
  it.each<[WorkoutActivityTypeName, readonly string[]]>([
    ['cycling', ['cyclingPower', 'distanceCycling', 'heartRate']],
    ['running', ['distanceWalkingRunning', 'heartRate', 'runningPower', 'stepCount']],
    ['swimming', ['distanceSwimming', 'heartRate']],
    [
      'mixedCardio',
      [
        ...['cyclingPower', 'distanceCycling', 'distanceSwimming', 'distanceWalkingRunning', 'heartRate'],
        ...['runningPower', 'stepCount'],
      ],
    ],
  ])('is in %s what belongs to it', async (activityType, types) => {
    const bench = await begin({ activityType })
    await bench.save(worn)
    const live = bench.sessions.active('me')
    expect(Object.keys(live?.statistics ?? {}).sort()).toEqual(types)
    expect(live?.collects).toEqual(expect.arrayContaining([...types]))
    await bench.send('end', 60)
    const { statistics, laps, activities, collects } = await savedWorkout(bench)
    for (const one of [statistics, laps[0]?.statistics, activities[0]?.statistics])
      expect(Object.keys(one ?? {}).sort()).toEqual(types)
    expect(collects).toEqual(live?.collects)
    expect((await bench.store.samples('me', { types: ['stepCount', 'dietaryWater'] })).items).toHaveLength(2)
  })

  it('follows the sport of a triathlon', async () => {
    const bench = await begin({ activityType: 'swimBikeRun' })
    const leg = (second: number, activityType: WorkoutActivityTypeName) =>
      bench.sessions.send('me', { event: 'beginActivity', at: at(second), configuration: { activityType } })
    await leg(0, 'cycling')
    expect(bench.sessions.active('me')?.collects).not.toContain('runningPower')
    await leg(30, 'running')
    expect(bench.sessions.active('me')?.collects).not.toContain('cyclingPower')
    await bench.save([...readings('cyclingPower', [0, 60], () => 200), ...readings('runningPower', [0, 60], () => 300)])
    await bench.send('end', 60)
    const { statistics, collects } = await savedWorkout(bench)
    expect([statistics.cyclingPower?.duration, statistics.runningPower?.duration]).toEqual([30, 30])
    expect(collects).toEqual(expect.arrayContaining(['cyclingPower', 'runningPower']))
  })
})

describe('what a workout is asked to collect', () => {
  it('counts from the start on', async () => {
    const bench = await begin({ collect: { dietaryWater: true, cyclingPower: false } })
    await bench.save(worn)
    await bench.send('end', 60)
    const { statistics, metrics, zones } = await savedWorkout(bench)
    expect(Object.keys(statistics).sort()).toEqual(['dietaryWater', 'distanceCycling', 'heartRate'])
    expect(statistics.dietaryWater?.sum).toBe(250)
    expect(metrics).not.toHaveProperty('normalizedPower')
    expect(metrics).not.toHaveProperty('anaerobicBalance')
    expect(zones).not.toHaveProperty('cyclingPower')
  })

  it('takes effect for what comes from that instant on, and not before', async () => {
    const bench = await begin()
    await bench.save(readings('heartRate', [0, 20], () => 100))
    await collect(bench, 20, { heartRate: false })
    expect(bench.sessions.active('me')?.collects).not.toContain('heartRate')
    await bench.save(readings('heartRate', [20, 40], () => 150))
    expect(bench.sessions.active('me')).not.toHaveProperty('zone')
    await collect(bench, 40, { heartRate: true })
    await bench.save(readings('heartRate', [40, 60], () => 120))
    await bench.send('end', 60)
    const { statistics, collects } = await savedWorkout(bench)
    expect(statistics.heartRate).toMatchObject({ min: 100, max: 120, average: 110, duration: 40, count: 40 })
    expect(collects).toContain('heartRate')
  })

  it('corrects the past, when it is told late', async () => {
    const bench = await begin()
    await bench.save(readings('heartRate', [0, 40], (second) => (second < 20 ? 100 : 150)))
    await collect(bench, 20, { heartRate: false })
    expect(bench.sessions.active('me')?.statistics.heartRate).toMatchObject({ max: 100, duration: 19 })
    await bench.save([amount('dietaryWater', [30, 31], 250)])
    await collect(bench, 25, { dietaryWater: true })
    expect(bench.sessions.active('me')?.statistics.dietaryWater?.sum).toBe(250)
  })

  it('may be only what some sources or devices measure', async () => {
    const bench = await begin({ collect: { heartRate: { devices: ['strap'] } } })
    const both = (from: number, to: number) => [
      ...readings('heartRate', [from, to], () => 140, { source: 'vitald', device: 'strap' }),
      ...readings('heartRate', [from, to], () => 90, { source: 'watch' }),
    ]
    await bench.save(both(0, 20))
    await collect(bench, 20, { heartRate: { sources: ['watch'] } })
    await bench.save(both(20, 40))
    await bench.send('end', 40)
    const { heartRate } = await statisticsOf(bench)
    expect(heartRate).toMatchObject({ min: 90, max: 140, average: 115, sources: ['vitald', 'watch'] })
  })

  it('is the same live, after a restart, and in the record', async () => {
    const wishes = async (bench: Bench) => {
      await bench.save(worn)
      await collect(bench, 15, { cyclingPower: { devices: ['nobody'] }, bloodGlucose: true })
      await collect(bench, 45, { cyclingPower: true })
    }
    const [bench, undisturbed] = [await begin(), await begin()]
    await wishes(undisturbed)
    await wishes(bench)
    await bench.restart()
    const live = bench.sessions.active('me')
    expect(live?.statistics).toEqual(undisturbed.sessions.active('me')?.statistics)
    expect(live?.statistics.bloodGlucose?.count).toBe(1)
    expect(live?.statistics.cyclingPower?.count).toBe(30)
    await Promise.all([bench.send('end', 60), undisturbed.send('end', 60)])
    expect(await statisticsOf(bench)).toEqual(await statisticsOf(undisturbed))
    expect((await statisticsOf(bench)).cyclingPower?.duration).toBe(30)
  })

  it('leaves out beats and places as well', async () => {
    const bench = await begin({ activityType: 'running', collect: { workoutRoute: false } })
    const place = { latitude: 50, longitude: 8, horizontalAccuracy: 1, verticalAccuracy: 1 }
    const locations = Array.from({ length: 30 }, (_, second) => ({ ...place, time: at(second), altitude: 10 * second }))
    const way = { start, end: at(29), source: 'watch', metadata: {}, workoutUuid: crypto.randomUUID(), locations }
    await bench.save([{ kind: 'workoutRoute', type: 'workoutRoute', ...way }])
    await bench.send('end', 30)
    expect((await savedWorkout(bench)).metrics).not.toHaveProperty('ascent')
  })

  it('is told to listeners, who hear of collected types only', async () => {
    const bench = await begin()
    const told: unknown[] = []
    bench.sessions.subscribe((_, news) => told.push(news))
    await bench.save([reading('heartRate', 1, 120), reading('bloodGlucose', 1, 5)])
    await collect(bench, 2, { bloodGlucose: true })
    await bench.save([reading('bloodGlucose', 3, 5)])
    expect(told).toEqual([{ types: ['heartRate'] }, { event: 'collect' }, { types: ['bloodGlucose'] }])
  })

  it('while it only warms up counts from its start on, whenever that is', async () => {
    const bench = await begin({ prepare: true })
    await collect(bench, 10, { heartRate: false })
    await bench.send('start', 5)
    await bench.save(readings('heartRate', [5, 20], () => 120))
    await bench.send('end', 20)
    expect(await statisticsOf(bench)).toEqual({})
  })

  it('is refused once the workout is stopped, and after very many changes', async () => {
    const bench = await begin()
    await expect(collect(bench, -5, { heartRate: false })).rejects.toMatchObject({ errors: [{ pointer: '/at' }] })
    for (let count = 0; count < 200; count += 1) await collect(bench, 1, { heartRate: count % 2 === 0 })
    await expect(collect(bench, 2, { heartRate: true })).rejects.toMatchObject({ errors: [{ pointer: '/collect' }] })
    await bench.send('stop', 3)
    await expect(collect(bench, 2, { heartRate: true })).rejects.toMatchObject({ code: 'invalidTransition' })
  })
})
