import { describe, expect, it, vi } from 'vitest'
import { amount, begin, openBench, reading, readings, ride, savedWorkout, start, withoutId } from './begin.js'

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
