import { describe, expect, it } from 'vitest'
import { openSessions } from '../../../src/session/open-sessions.js'
import { type Bench, begin, openBench, reading, readings, ride, savedWorkout, start, withoutId } from '../begin.js'

const idOf = ({ sessions }: Bench): string => sessions.active('me')?.id ?? ''

describe('a finish', () => {
  it('stops, drains, ends the collection, saves and ends, and says so', async () => {
    const bench = await begin()
    await bench.save(readings('heartRate', [0, 10], () => 100))
    bench.clock.now = start + 20_000
    const { state, steps } = await bench.send('finish', 20)
    expect(state).toBe('ended')
    expect(steps?.map(({ step, ok }) => [step, ok])).toEqual([
      ['stop', true],
      ['drain', true],
      ['endCollection', true],
      ['save', true],
      ['end', true],
    ])
    expect(steps?.every(({ at }) => at === start + 20_000)).toBe(true)
    expect((await savedWorkout(bench)).elapsed).toBe(20)
  })

  it('waits for what a streaming sensor measured before the stop', async () => {
    const bench = await begin()
    bench.clock.now = start + 10_000
    await bench.save(readings('heartRate', [0, 8], () => 100))
    const finished = bench.send('finish', 10)
    await expect.poll(() => bench.sessions.active('me')?.state).toBe('stopped')
    await bench.save([reading('heartRate', 9, 180)])
    expect(bench.sessions.active('me')?.state).toBe('stopped')
    await bench.save([reading('heartRate', 11, 190)])
    expect((await finished).steps?.[1]).toMatchObject({ step: 'drain', ok: true })
    expect((await savedWorkout(bench)).statistics.heartRate).toMatchObject({ count: 9, max: 180 })
  })

  it('waits no longer than it may for a sensor that fell silent', async () => {
    const bench = await begin()
    bench.clock.now = start + 10_000
    await bench.save(readings('heartRate', [0, 9], () => 100))
    const finished = bench.send('finish', 10)
    await expect.poll(() => bench.sessions.active('me')?.state).toBe('stopped')
    bench.clock.now += 3_000
    bench.sessions.check()
    expect((await finished).steps?.[1]).toEqual({ step: 'drain', at: start + 13_000, ok: false })
  })

  it('tells that it stopped before it waits, with figures up to the stop, and once that is durable', async () => {
    const bench = await begin()
    bench.clock.now = start + 10_000
    await bench.save(readings('heartRate', [0, 10], () => 100))
    await bench.save(readings('cyclingPower', [0, 5], () => 200, { source: 'trainer' }))
    const told: unknown[] = []
    bench.sessions.subscribe(({ state, statistics }, { event }) => {
      const kept = JSON.stringify(bench.store.documents.all('session'))
      told.push({ event, state, count: statistics.heartRate?.count, isKept: kept.includes('"draining"') })
    })
    const finished = bench.send('finish', 5)
    await expect.poll(() => told).toEqual([{ event: 'stop', state: 'stopped', count: 6, isKept: true }])
    bench.clock.now += 3_000
    bench.sessions.check()
    await finished
    expect(told.at(-1)).toMatchObject({ event: 'finish', state: 'ended', count: 6 })
  })

  it('asked for twice at once, or again while it waits, happens once', async () => {
    const bench = await begin()
    bench.clock.now = start + 10_000
    await bench.save(readings('heartRate', [0, 9], () => 100))
    const first = bench.send('finish', 10)
    await expect.poll(() => bench.sessions.active('me')?.state).toBe('stopped')
    const second = bench.send('finish', 10)
    await bench.save([reading('heartRate', 10, 100)])
    expect(await second).toEqual(await first)
    expect((await savedWorkout(bench)).elapsed).toBe(10)
  })

  it('that a crash interrupts goes on afterwards, with the same record', async () => {
    const finishes = async (interrupt: (bench: Bench) => Promise<void>) => {
      const bench = await begin()
      bench.clock.now = start + 10_000
      await bench.save(readings('heartRate', [0, 9], () => 100))
      bench.send('finish', 10).catch(() => undefined)
      await expect.poll(() => bench.sessions.active('me')?.state).toBe('stopped')
      await interrupt(bench)
      await expect.poll(() => bench.sessions.active('me')).toBeUndefined()
      return withoutId(await savedWorkout(bench))
    }
    const waited = await finishes(async ({ clock, sessions }) => {
      clock.now += 3_000
      sessions.check()
    })
    expect(await finishes((bench) => bench.restart())).toEqual(waited)
  })

  it('of a prepared session ends it, and nothing is saved', async () => {
    const bench = await openBench()
    await bench.sessions.start('me', { ...ride, prepare: true })
    expect((await bench.send('finish', 0)).state).toBe('ended')
    expect((await bench.store.samples('me', { types: ['workout'] })).items).toEqual([])
  })
})

describe('a discard', () => {
  it('keeps the samples', async () => {
    const bench = await begin()
    await bench.save(readings('heartRate', [0, 10], () => 100))
    await bench.send('discard', 10)
    expect((await bench.store.samples('me', { types: ['workout'] })).items).toEqual([])
    expect((await bench.store.samples('me', { types: ['heartRate'] })).items).toHaveLength(10)
  })
})

describe('a stopped session', () => {
  it('takes late readings from before its end and none from behind it', async () => {
    const bench = await begin()
    await bench.save(readings('heartRate', [0, 5], () => 100))
    await bench.send('stop', 10)
    await bench.save([reading('heartRate', 7, 150), reading('heartRate', 12, 200)])
    await bench.send('end', 15)
    expect((await savedWorkout(bench)).statistics.heartRate).toMatchObject({ count: 6, max: 150 })
  })
})

describe('a second start', () => {
  it('replaces the first when it says so, which is finished and saved', async () => {
    const bench = await begin()
    const first = idOf(bench)
    bench.clock.now = start + 60_000
    const second = await bench.sessions.start('me', { ...ride, onConflict: 'replace' })
    expect(second).toMatchObject({ state: 'running', replaced: [first], start: start + 60_000 })
    expect(bench.sessions.all().map(({ id }) => id)).toEqual([second.id])
    expect(await savedWorkout(bench)).toMatchObject({ id: first, elapsed: 60 })
  })

  it('runs beside the first when it says so; each is asked by its id', async () => {
    const bench = await begin()
    const first = idOf(bench)
    const { id } = await bench.sessions.start('me', { ...ride, activityType: 'running', onConflict: 'parallel' })
    expect(bench.sessions.active('me')?.id).toBe(id)
    await bench.save(readings('heartRate', [0, 10], () => 100))
    await bench.sessions.send('me', { event: 'pause' }, first)
    expect([first, id].map((one) => bench.sessions.find(one)?.state)).toEqual(['paused', 'running'])
    await bench.restart()
    await bench.sessions.send('me', { event: 'end', at: start + 20_000 })
    expect(bench.sessions.active('me')?.id).toBe(first)
    await bench.sessions.send('me', { event: 'end', at: start + 20_000 }, first)
    expect((await bench.store.samples('me', { types: ['workout'] })).items).toHaveLength(2)
    await expect(bench.sessions.send('you', { event: 'end' }, id)).rejects.toMatchObject({ code: 'notFound' })
  })

  it('by another device takes over, and both sources are in the record', async () => {
    const bench = await begin()
    const first = idOf(bench)
    await bench.save(readings('heartRate', [0, 10], () => 100, { source: 'watch' }))
    const taken = await bench.sessions.start('me', { ...ride, source: 'phone', takeOver: true })
    expect(taken).toMatchObject({ id: first, state: 'running' })
    await bench.save(readings('heartRate', [60, 70], () => 120, { source: 'phone' }))
    await bench.send('end', 70)
    expect(await savedWorkout(bench)).toMatchObject({ id: first, sources: ['phone', 'watch'] })
  })
})

describe('a session that nobody is heard of', () => {
  const hours = 3_600_000

  it('closes itself at its last sample and says so', async () => {
    const bench = await begin()
    await bench.save(readings('heartRate', [0, 31], () => 100))
    bench.clock.now = start + 4 * hours - 1
    bench.sessions.check()
    expect(bench.sessions.active('me')?.state).toBe('running')
    bench.clock.now = start + 4 * hours
    bench.sessions.check()
    await expect.poll(() => bench.sessions.active('me')).toBeUndefined()
    const { elapsed, events } = await savedWorkout(bench)
    expect(elapsed).toBe(30)
    expect(events).toEqual([{ event: 'marker', at: start + 30_000, metadata: { orphaned: true } }])
  })

  it('is kept by a command or a sample', async () => {
    const bench = await begin()
    bench.clock.now = start + 3 * hours
    await bench.send('lap', 3 * 3_600)
    bench.clock.now = start + 6 * hours
    await bench.save([reading('heartRate', 6 * 3_600, 100)])
    bench.clock.now = start + 9 * hours
    bench.sessions.check()
    expect(bench.sessions.active('me')?.state).toBe('running')
  })

  it('is told of by its id', async () => {
    const { store, clock, sessions } = await openBench()
    await sessions.close()
    const told: string[] = []
    const own = await openSessions({
      ...{ store, clock, newId: () => '0193aaaa-0000-7000-8000-000000000009', orphanAfterMs: 60_000 },
      onOrphan: (id, error) => told.push(`${id} ${error}`),
    })
    await own.start('me', { ...ride, prepare: true })
    clock.now += 60_000
    own.check()
    await expect.poll(() => told).toEqual(['0193aaaa-0000-7000-8000-000000000009 undefined'])
    expect(own.active('me')).toBeUndefined()
  })
})
