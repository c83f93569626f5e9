import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Workout } from '../../../src/health/workout.js'
import { amount, begin, openBench, readings, ride, savedWorkout, start } from '../begin.js'

const at = (second: number) => start + second * 1_000

/** Where laps begin and end, in seconds of the workout. */
const bordersOf = ({ laps }: Pick<Workout, 'laps'>) =>
  laps.map((lap) => [(lap.start - start) / 1_000, (lap.end - start) / 1_000])

describe('an automatic lap by time', () => {
  const started = async (lapTime: number) => {
    const bench = await openBench()
    await bench.sessions.start('me', { ...ride, lapTime })
    return bench
  }

  it('ends after so many seconds without pauses, between two readings', async () => {
    const bench = await started(25)
    await bench.save(readings('heartRate', [0, 100], (second) => 100 + second))
    await bench.send('pause', 30)
    await bench.send('resume', 40)
    await bench.send('end', 100)
    const workout = await savedWorkout(bench)
    expect(bordersOf(workout)).toEqual([
      [0, 25],
      [25, 60],
      [60, 85],
      [85, 100],
    ])
    expect(workout.laps.map(({ elapsed }) => elapsed)).toEqual([25, 25, 25, 15])
    expect(workout.laps[0]?.statistics.heartRate).toMatchObject({ average: 112, count: 25 })
    expect(workout.events.filter(({ metadata }) => metadata?.automatic)).toHaveLength(3)
  })

  it('begins anew with a lap of the person', async () => {
    const bench = await started(30)
    await bench.send('lap', 40)
    await bench.send('end', 100)
    expect(bordersOf(await savedWorkout(bench))).toEqual([
      [0, 30],
      [30, 40],
      [40, 70],
      [70, 100],
    ])
  })

  it('ends later when a pause becomes known after it', async () => {
    const bench = await started(30)
    bench.clock.now = at(50)
    expect(bordersOf(bench.sessions.active('me') ?? { laps: [] })).toEqual([
      [0, 30],
      [30, 50],
    ])
    await bench.send('pause', 20)
    await bench.send('resume', 40)
    await bench.send('end', 60)
    expect(bordersOf(await savedWorkout(bench))).toEqual([
      [0, 50],
      [50, 60],
    ])
  })

  it('is not beside one by distance', async () => {
    const bench = await openBench()
    const started = bench.sessions.start('me', { ...ride, lapTime: 60, lapLength: 1_000 })
    await expect(started).rejects.toMatchObject({ code: 'invalidArgument', errors: [{ pointer: '/lapTime' }] })
  })

  it('is of a second at least', async () => {
    await expect(started(0.5)).rejects.toMatchObject({ code: 'invalidArgument', errors: [{ pointer: '/lapTime' }] })
  })
})

describe('an automatic lap by distance', () => {
  it('is exact to the millimetre between two readings, live and in the record, and after a restart', async () => {
    const bench = await openBench()
    await bench.sessions.start('me', { ...ride, lapLength: 1_000 })
    await bench.save(
      Array.from({ length: 60 }, (_, index) => amount('distanceCycling', [index * 7, index * 7 + 7], 61)),
    )
    await bench.send('pause', 200)
    await bench.send('resume', 215)
    bench.clock.now = at(420)
    const live = bench.sessions.active('me')?.laps
    await bench.restart()
    expect(bench.sessions.active('me')?.laps).toEqual(live)
    await bench.send('end', 420)
    const { laps } = await savedWorkout(bench)
    expect(laps).toEqual(live)
    for (const { distance } of laps.slice(0, -1)) expect(distance).toBeCloseTo(1_000, 9)
    expect(laps).toHaveLength(4)
  })

  it('is needed in a pool', async () => {
    const bench = await openBench()
    const pool = { activityType: 'swimming', location: 'indoor', swimmingLocation: 'pool' } as const
    const refusal = (pointer: string) => ({ code: 'invalidArgument', errors: [{ pointer }] })
    await expect(bench.sessions.start('me', pool)).rejects.toMatchObject(refusal('/lapLength'))
    await bench.sessions.start('me', { activityType: 'swimBikeRun', location: 'outdoor' })
    const configuration = { activityType: 'swimming', swimmingLocation: 'pool' } as const
    const begun = bench.sessions.send('me', { event: 'beginActivity', at: at(0), configuration })
    await expect(begun).rejects.toMatchObject(refusal('/configuration/lapLength'))
  })

  it.each([0.5, 1_000_001, Number.NaN])('is refused when it is of %d m', async (lapLength) => {
    const { sessions } = await openBench()
    const started = sessions.start('me', { ...ride, lapLength })
    await expect(started).rejects.toMatchObject({ code: 'invalidArgument', errors: [{ pointer: '/lapLength' }] })
  })

  it('is of the length that the activity sets, and begins anew with it', async () => {
    const bench = await openBench()
    await bench.sessions.start('me', { activityType: 'swimBikeRun', location: 'outdoor' })
    const configuration = { activityType: 'swimming', swimmingLocation: 'pool', lapLength: 25 } as const
    await bench.sessions.send('me', { event: 'beginActivity', at: at(0), configuration })
    await bench.save([amount('distanceSwimming', [0, 100], 60), amount('distanceCycling', [100, 200], 1_000)])
    await bench.sessions.send('me', { event: 'beginActivity', at: at(100), configuration: { activityType: 'cycling' } })
    await bench.send('end', 200)
    const { laps } = await savedWorkout(bench)
    expect(laps.map(({ distance }) => Math.round((distance ?? 0) * 1e6) / 1e6)).toEqual([25, 25, 10, 1_000])
  })
})

describe('an event with a length (semantics §10.3)', () => {
  it('is a lap that begins and ends, or a segment that may overlap others, with what is noted with it', async () => {
    const bench = await begin()
    const { sessions } = bench
    await sessions.send('me', { event: 'lap', at: at(10), end: at(20), metadata: { name: 'climb' } })
    await sessions.send('me', { event: 'segment', at: at(5), end: at(15) })
    await sessions.send('me', { event: 'segment', at: at(10), end: at(900) })
    await bench.send('end', 30)
    const workout = await savedWorkout(bench)
    expect(bordersOf(workout)).toEqual([
      [0, 10],
      [10, 20],
      [20, 30],
    ])
    expect(workout.events).toEqual([
      { event: 'segment', at: at(5), end: at(15) },
      { event: 'lap', at: at(10), end: at(20), metadata: { name: 'climb' } },
      { event: 'segment', at: at(10), end: at(30) },
    ])
  })

  it.each([
    { event: 'marker', from: 5, to: 8 },
    { event: 'pause', from: 5, to: 8 },
    { event: 'segment', from: 8, to: 5 },
    { event: 'lap', from: 15, to: 25 },
  ] as const)('is refused: $event from $from to $to s', async ({ event, from, to }) => {
    const { sessions } = await begin()
    await sessions.send('me', { event: 'lap', at: at(10), end: at(20) })
    const sent = sessions.send('me', { event, at: at(from), end: at(to) })
    await expect(sent).rejects.toMatchObject({ code: 'invalidArgument', errors: [{ pointer: '/end' }] })
  })
})

it('laps partition a workout and their sums are its own, whatever happens in it', async () => {
  const names = ['lap', 'pause', 'resume', 'marker', 'beginActivity', 'endActivity'] as const
  const events = fc.array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 0, max: 99 })), { maxLength: 12 })
  const automatic = fc.oneof(
    fc.record({ lapTime: fc.integer({ min: 5, max: 60 }) }),
    fc.record({ lapLength: fc.integer({ min: 20, max: 300 }) }),
    fc.constant({}),
  )
  await fc.assert(
    fc.asyncProperty(events, automatic, async (sent, lap) => {
      const bench = await openBench()
      await bench.sessions.start('me', { ...ride, ...lap })
      const distances = Array.from({ length: 10 }, (_, index) =>
        amount('distanceCycling', [index * 10, index * 10 + 10], 50),
      )
      await bench.save([...readings('heartRate', [0, 100], (second) => 100 + (second % 7)), ...distances])
      for (const [event, second] of sent) await bench.send(event, second).catch(() => undefined)
      await bench.send('end', 100)
      const { start: from, end, laps, activities, statistics, elapsed } = await savedWorkout(bench)
      expect([from, ...laps.map((one) => one.end)]).toEqual([...laps.map((one) => one.start), end])
      expect(activities.slice(1).every((one, index) => one.start >= (activities[index]?.end ?? 0))).toBe(true)
      const sum = (of: (one: (typeof laps)[number]) => number | undefined) =>
        laps.reduce((total, one) => total + (of(one) ?? 0), 0)
      expect(sum((one) => one.elapsed)).toBeCloseTo(elapsed, 6)
      expect(sum((one) => one.distance)).toBeCloseTo(statistics.distanceCycling?.sum ?? 0, 6)
      // A lap without a reading of its own has no statistics, so that what was read before it counts in no lap.
      const unread = sum((one) => (one.statistics.heartRate ? 0 : one.elapsed))
      const missing = (statistics.heartRate?.duration ?? 0) - sum((one) => one.statistics.heartRate?.duration)
      expect(missing).toBeGreaterThan(-1e-6)
      expect(missing).toBeLessThan(unread + 1e-6)
      const longest = 'lapTime' in lap ? lap.lapTime : 100
      for (const one of laps) expect(one.elapsed).toBeLessThanOrEqual(longest + 1e-6)
    }),
    { numRuns: 40 },
  )
})

describe('a lap that is marked at the very end', () => {
  it('ends the last one, of which what is read there is still a part', async () => {
    const bench = await begin()
    await bench.save(readings('heartRate', [0, 61], () => 140))
    await bench.send('lap', 30)
    await bench.send('lap', 60)
    await bench.send('end', 60)
    const workout = await savedWorkout(bench)
    expect(bordersOf(workout)).toEqual([
      [0, 30],
      [30, 60],
    ])
    expect(workout.laps.map((lap) => lap.statistics.heartRate?.count)).toEqual([30, 31])
  })
})
