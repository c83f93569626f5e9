import { describe, expect, it, vi } from 'vitest'
import type { LiveWorkout, Workout } from '../../src/health/workout.js'
import { amount, type Bench, openBench, reading, readings, start } from './begin.js'

const ride = { activityType: 'cycling', location: 'indoor' } as const

/** A bench on which a ride has started. */
const begin = async (): Promise<Bench> => {
  const bench = await openBench({ functionalThresholdPower: 250, restingHeartRate: 50, maximumHeartRate: 190 })
  await bench.sessions.start('me', ride)
  return bench
}

const savedWorkout = async ({ store }: Bench, user = 'me'): Promise<Workout> => {
  const { items } = await store.samples(user, { types: ['workout'] })
  const [sample] = items
  if (sample?.kind !== 'workout' || items.length !== 1) throw new Error(`${items.length} workouts are saved`)
  return sample.workout
}

const withoutId = ({ id: _, ...facts }: Workout): Omit<Workout, 'id'> => facts

describe('a workout', () => {
  it('is folded as it happens', async () => {
    const { clock, sessions, save } = await begin()
    await save(readings('heartRate', [0, 10], () => 120))
    await save(readings('heartRate', [10, 20], () => 150))
    clock.now = start + 20_000
    const workout = sessions.active('me')
    expect(workout).toMatchObject({ user: 'me', state: 'running', elapsed: 20, total: 20, lap: 1, at: start + 20_000 })
    expect(workout).not.toHaveProperty('end')
    expect(workout?.statistics.heartRate).toMatchObject({ count: 20, min: 120, max: 150, sources: ['watch'] })
    expect(workout?.zone).toBe(2)
  })

  it('is saved under the session’s id when it ends', async () => {
    const bench = await begin()
    const { id } = bench.sessions.active('me') ?? {}
    await bench.save(readings('heartRate', [0, 60], (second) => (second < 30 ? 100 : 140)))
    const ended = await bench.send('end', 60)
    expect(ended).toMatchObject({ id, state: 'ended', end: start + 60_000, elapsed: 60 })
    expect(bench.sessions.active('me')).toBeUndefined()
    const workout = await savedWorkout(bench)
    expect(workout).toMatchObject({ id, start, end: start + 60_000, sources: ['watch'] })
    expect(workout.statistics.heartRate?.average).toBe(120)
    expect(await bench.store.find('me', workout.id)).toMatchObject({ source: 'vitald', uuid: id })
    expect(bench.store.documents.all('session')).toEqual([])
  })

  it('leaves out what was read before its start and in its pauses', async () => {
    const bench = await openBench()
    await bench.save([reading('heartRate', -5, 90)])
    await bench.sessions.start('me', ride)
    await bench.save(readings('heartRate', [0, 40], (second) => (second >= 10 && second < 30 ? 200 : 100)))
    await bench.send('pause', 9.5)
    await bench.send('resume', 29.5)
    await bench.send('end', 40)
    const { statistics, elapsed, total } = await savedWorkout(bench)
    expect({ elapsed, total }).toEqual({ elapsed: 20, total: 40 })
    expect(statistics.heartRate).toMatchObject({ count: 20, average: 100, max: 100, duration: 19.5 })
  })

  it('counts what was saved since a start of the past', async () => {
    const { sessions, save, clock } = await openBench()
    await save(readings('heartRate', [0, 30], () => 130))
    clock.now = start + 30_000
    await sessions.start('me', { ...ride, at: start })
    expect(sessions.active('me')?.statistics.heartRate?.count).toBe(30)
  })

  it('is the same whatever the order and however often samples come', async () => {
    const samples = readings('heartRate', [0, 90], (second) => 100 + second)
    const [orderly, disorderly] = [await begin(), await begin()]
    await orderly.save(samples)
    for (const sample of samples.toReversed()) await disorderly.save([sample])
    await disorderly.save(samples)
    await Promise.all([orderly.send('end', 90), disorderly.send('end', 90)])
    expect(withoutId(await savedWorkout(disorderly))).toEqual(withoutId(await savedWorkout(orderly)))
  })

  it('shows right figures soon after readings that came out of order', async () => {
    const { sessions, save } = await begin()
    await save([...readings('heartRate', [0, 5], () => 100), ...readings('heartRate', [6, 20], () => 100)])
    await save([reading('heartRate', 5, 160)])
    await save(readings('heartRate', [20, 40], () => 100))
    await vi.waitFor(() => expect(sessions.active('me')?.statistics.heartRate).toMatchObject({ count: 40, max: 160 }))
  })

  it('forgets what was deleted', async () => {
    const { sessions, store, save } = await begin()
    const { uuids } = await store.save('me', [reading('heartRate', 1, 250)])
    await save(readings('heartRate', [2, 10], () => 100))
    await store.delete('me', uuids)
    await save(readings('heartRate', [10, 30], () => 100))
    await vi.waitFor(() => expect(sessions.active('me')?.statistics.heartRate?.max).toBe(100))
  })

  it('corrects its figures for a pause that is told later', async () => {
    const { send, save } = await begin()
    await save(readings('heartRate', [0, 60], (second) => (second >= 20 && second < 40 ? 180 : 100)))
    expect((await send('pause', 20)).statistics.heartRate).toMatchObject({ max: 100, count: 20 })
    const corrected = await send('resume', 40)
    expect(corrected.state).toBe('running')
    expect(corrected.statistics.heartRate).toMatchObject({ max: 100, count: 40, duration: 39 })
    expect((await send('lap', 60)).elapsed).toBe(40)
  })

  it('has no record when it is discarded, and its samples stay', async () => {
    const bench = await begin()
    await bench.save(readings('heartRate', [0, 5], () => 100))
    expect((await bench.send('discard', 5)).state).toBe('ended')
    expect((await bench.store.samples('me', {})).items).toHaveLength(5)
    expect(bench.sessions.active('me')).toBeUndefined()
    expect(bench.store.documents.all('session')).toEqual([])
  })

  it('records nothing while it is only prepared', async () => {
    const { sessions, save, send } = await openBench()
    const prepared = await sessions.start('me', { ...ride, prepare: true })
    expect(prepared).toMatchObject({ state: 'prepared', elapsed: 0 })
    await save(readings('heartRate', [0, 10], () => 100))
    const started = await send('start', 5)
    expect(started).toMatchObject({ state: 'running', start: start + 5_000 })
    expect(started.statistics.heartRate?.count).toBe(5)
  })

  it('names the device that started it as its source', async () => {
    const bench = await openBench()
    const { id } = await bench.sessions.start('me', { ...ride, source: 'forerunner' })
    await bench.send('end', 1)
    expect((await bench.store.find('me', id))?.source).toBe('forerunner')
  })
})

describe('laps', () => {
  it('end where they are marked, with figures of their own', async () => {
    const bench = await begin()
    await bench.save(readings('heartRate', [0, 60], (second) => (second < 20 ? 100 : 160)))
    await bench.send('lap', 20)
    await bench.send('pause', 40)
    await bench.send('resume', 50)
    const { lap } = await bench.send('lap', 60)
    expect(lap).toBe(2)
    await bench.send('end', 80)
    const { laps } = await savedWorkout(bench)
    expect(laps.map(({ elapsed, statistics }) => [elapsed, statistics.heartRate?.average])).toEqual([
      [20, 100],
      [30, 160],
      [20, undefined],
    ])
  })

  it('end by themselves after exactly their length', async () => {
    const bench = await openBench()
    await bench.sessions.start('me', { ...ride, lapLength: 1_000 })
    for (let second = 0; second < 300; second += 7)
      await bench.save([amount('distanceCycling', [second, second + 7], 7 * 9.7)])
    await bench.send('end', 301)
    const { laps, events } = await savedWorkout(bench)
    expect(laps.map(({ distance }) => Math.round((distance ?? 0) * 1e6) / 1e6)).toEqual([1_000, 1_000, 919.7])
    expect(laps[0]?.elapsed).toBeCloseTo(1_000 / 9.7, 6)
    expect(events.map(({ event, metadata }) => [event, metadata])).toEqual([
      ['lap', { automatic: true }],
      ['lap', { automatic: true }],
    ])
  })
})

describe('one person', () => {
  it('has one session at a time', async () => {
    const { sessions } = await begin()
    await expect(sessions.start('me', ride)).rejects.toMatchObject({ code: 'anotherWorkoutSessionStarted' })
    await expect(sessions.start('you', ride)).resolves.toMatchObject({ state: 'running', user: 'you' })
  })

  it('gets one session of two starts at once', async () => {
    const { sessions } = await openBench()
    const results = await Promise.allSettled([sessions.start('me', ride), sessions.start('me', ride)])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  })

  it('has a workout of their own samples only', async () => {
    const bench = await begin()
    await bench.sessions.start('you', ride)
    await bench.save(readings('heartRate', [0, 10], () => 100))
    await bench.save(
      readings('heartRate', [0, 10], () => 180),
      'you',
    )
    await Promise.all([bench.send('end', 10), bench.send('end', 10, 'you')])
    expect((await savedWorkout(bench)).statistics.heartRate?.max).toBe(100)
    expect((await savedWorkout(bench, 'you')).statistics.heartRate?.min).toBe(180)
  })

  it('is told when there is no session, and what its state allows', async () => {
    const { sessions, send } = await openBench()
    await expect(send('pause', 1)).rejects.toMatchObject({ code: 'notFound' })
    await sessions.start('me', ride)
    await send('pause', 1)
    await expect(send('pause', 2)).rejects.toMatchObject({
      code: 'invalidTransition',
      message: expect.stringMatching(/^a paused session allows resume, /),
    })
  })

  it('is covered from the start of the session on', async () => {
    const { sessions, send } = await begin()
    const { id } = sessions.active('me') ?? {}
    expect([-1, 0, 5].map((second) => sessions.covering('me', start + second * 1_000))).toEqual([undefined, id, id])
    await send('stop', 3)
    expect(sessions.covering('me', start + 5_000)).toBeUndefined()
    expect(sessions.find(id ?? '')?.state).toBe('stopped')
  })
})

describe('what a device sends twice', () => {
  it('changes nothing', async () => {
    const { sessions, send } = await openBench()
    const first = await sessions.start('me', { ...ride, at: start })
    expect((await sessions.start('me', { ...ride, at: start })).id).toBe(first.id)
    await send('pause', 10)
    await send('resume', 20)
    expect((await send('pause', 10)).state).toBe('running')
    expect((await send('lap', 30)).lap).toBe((await send('lap', 30)).lap)
  })

  it('does not record a finished ride again', async () => {
    const bench = await openBench()
    const { id } = await bench.sessions.start('me', { ...ride, at: start })
    await bench.send('end', 10)
    expect(await bench.sessions.start('me', { ...ride, at: start })).toMatchObject({ id, state: 'ended' })
    expect(bench.sessions.active('me')).toBeUndefined()
    expect((await savedWorkout(bench)).id).toBe(id)
  })
})

describe('a restart', () => {
  const samples = [
    ...readings('heartRate', [0, 120], (second) => 100 + (second % 50)),
    ...readings('cyclingPower', [0, 120], (second) => 150 + (second % 30)),
  ]
  const early = samples.filter((sample) => sample.start < start + 60_000)
  const late = samples.filter((sample) => sample.start >= start + 60_000)

  const rideThrough = async (interrupt: (bench: Bench) => Promise<void>): Promise<Workout> => {
    const bench = await begin()
    await bench.save(early)
    await bench.send('lap', 30)
    await bench.send('pause', 50)
    await interrupt(bench)
    await bench.send('resume', 60)
    await bench.save(late)
    await interrupt(bench)
    await bench.send('end', 120)
    return savedWorkout(bench)
  }

  it('in the middle gives the record of the ride never interrupted', async () => {
    const uninterrupted = await rideThrough(async () => undefined)
    const interrupted = await rideThrough((bench) => bench.restart())
    expect(withoutId(interrupted)).toEqual(withoutId(uninterrupted))
  })

  it('shows the session as it was', async () => {
    const bench = await begin()
    await bench.save(early)
    await bench.send('pause', 50)
    const before = bench.sessions.active('me')
    await bench.restart()
    expect(bench.sessions.active('me')).toEqual(before)
  })

  it('between the saved workout and the forgotten session saves nothing twice', async () => {
    const bench = await begin()
    await bench.save(early)
    await bench.send('stop', 60)
    const [kept] = bench.store.documents.all('session')
    await bench.send('end', 60)
    const workout = await savedWorkout(bench)
    await bench.store.documents.put('session', workout.id, kept?.value)
    await bench.restart()
    await bench.send('end', 60)
    expect(await savedWorkout(bench)).toEqual(workout)
    expect(bench.store.documents.all('session')).toEqual([])
  })
})

describe('the present', () => {
  it('is the clock’s while the workout happens', async () => {
    const { sessions, clock } = await begin()
    clock.now = start + 5_000
    expect(sessions.active('me')?.at).toBe(start + 5_000)
    expect(sessions.presentOf('me')).toBe(start + 5_000)
  })

  it('is the newest fact’s in a replay, at any speed', async () => {
    const { sessions, clock, save, send } = await openBench()
    clock.now = start + 86_400_000
    await sessions.start('me', { ...ride, at: start })
    expect(sessions.active('me')?.elapsed).toBe(0)
    await save(readings('heartRate', [0, 31], () => 100))
    expect(sessions.active('me')).toMatchObject({ elapsed: 30, at: start + 30_000 })
    await send('pause', 40)
    await save([reading('heartRate', 50, 100)])
    const resumed = await sessions.send('me', { event: 'resume' })
    expect(resumed.events.at(-1)).toEqual({ event: 'resume', at: start + 50_000 })
    expect(sessions.presentOf('you')).toBe(clock.now)
  })

  it('becomes the clock’s when a replay has caught up', async () => {
    const { sessions, clock, save } = await openBench()
    clock.now = start + 120_000
    await sessions.start('me', { ...ride, at: start })
    await save([reading('heartRate', 115, 100)])
    clock.now = start + 130_000
    expect(sessions.active('me')?.elapsed).toBe(130)
  })
})

describe('listeners', () => {
  it('hear of every transition and of every commit that touched their session', async () => {
    const { sessions, save, send } = await openBench()
    const heard: [LiveWorkout['state'], number | undefined][] = []
    const unsubscribe = sessions.subscribe(({ state, statistics }) => heard.push([state, statistics.heartRate?.count]))
    await sessions.start('me', ride)
    await save([reading('heartRate', 1, 100)])
    await save([reading('heartRate', 1, 100)], 'you')
    await send('pause', 2)
    await send('end', 3)
    expect(heard).toEqual([
      ['running', undefined],
      ['running', 1],
      ['paused', 1],
      ['ended', 1],
    ])
    unsubscribe()
    await sessions.start('me', ride)
    expect(heard).toHaveLength(4)
  })
})
