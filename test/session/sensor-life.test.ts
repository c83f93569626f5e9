import { describe, expect, it } from 'vitest'
import { amount, type Bench, begin, reading, readings, savedWorkout, start } from './begin.js'

const strap = { source: 'strap' }
const watch = { source: 'watch' }
const bike = { source: 'bike' }

/** Sensors as they are heard: a reading or an amount a second, each second committed as it comes. */
const hearFor = async (
  { clock, save }: Bench,
  [from, to]: readonly [number, number],
  heard: (second: number) => Parameters<Bench['save']>[0],
) => {
  for (let second = from; second < to; second += 1) {
    clock.now = start + second * 1_000
    await save(heard(second))
  }
}

const pulse = (second: number, value: number, sensor = strap) => reading('heartRate', second, value, sensor)
/** Ten metres in the second before. */
const metres = (second: number) => amount('distanceCycling', [second - 1, second], 10, bike)

describe('a sensor that appears late', () => {
  it('joins the running workout', async () => {
    const bench = await begin()
    await hearFor(bench, [1, 60], (second) => [metres(second)])
    expect(bench.sessions.active('me')).toMatchObject({ state: 'running', sources: ['bike'] })
    expect(bench.sessions.active('me')?.statistics).not.toHaveProperty('heartRate')
    await hearFor(bench, [60, 120], (second) => [metres(second), pulse(second, 140)])
    expect(bench.sessions.active('me')).toMatchObject({ state: 'running', sources: ['bike', 'strap'], zone: 1 })
    await bench.send('end', 120)
    const { statistics, sources, start: from } = await savedWorkout(bench)
    expect([from, sources]).toEqual([start, ['bike', 'strap']])
    expect(statistics.heartRate).toMatchObject({ count: 60, average: 140, duration: 60 })
    expect(statistics.distanceCycling?.sum).toBeCloseTo(1_190, 6)
  })

  it('stands in for one that drops, and is named beside it', async () => {
    const bench = await begin()
    await hearFor(bench, [0, 20], (second) => [pulse(second, 120)])
    expect(bench.sessions.active('me')?.sources).toEqual(['strap'])
    await hearFor(bench, [20, 60], (second) => [pulse(second, 150, watch)])
    expect(bench.sessions.active('me')?.sources).toEqual(['strap', 'watch'])
    await hearFor(bench, [60, 80], (second) => [pulse(second, 120), pulse(second, 150, watch)])
    await bench.send('end', 80)
    const { statistics } = await savedWorkout(bench)
    expect(statistics.heartRate).toMatchObject({ min: 120, max: 150, sources: ['strap', 'watch'] })
    expect((await bench.store.samples('me', { types: ['heartRate'] })).items).toHaveLength(100)
  })
})

describe('a sensor that drops', () => {
  it('ends nothing, and leaves a gap once its last value has held', async () => {
    const bench = await begin()
    await hearFor(bench, [0, 60], (second) => [pulse(second, second < 59 ? 100 : 160)])
    bench.clock.now = start + 300_000
    const silent = bench.sessions.active('me')
    expect(silent).toMatchObject({ state: 'running', elapsed: 300 })
    expect(silent).not.toHaveProperty('zone')
    await hearFor(bench, [300, 360], (second) => [pulse(second, 100)])
    await bench.send('end', 360)
    const { statistics, events, elapsed } = await savedWorkout(bench)
    expect([events, elapsed]).toEqual([[], 360])
    // 59 s at 100, the last value for the 30 s that it holds, then nothing until 60 s at 100.
    expect(statistics.heartRate).toMatchObject({ duration: 149, average: (119 * 100 + 30 * 160) / 149 })
  })

  it('adds no distance while it is away', async () => {
    const bench = await begin()
    await hearFor(bench, [1, 61], (second) => [metres(second)])
    bench.clock.now = start + 120_000
    expect(bench.sessions.active('me')?.statistics.distanceCycling?.sum).toBeCloseTo(600, 6)
    await hearFor(bench, [121, 181], (second) => [metres(second)])
    await bench.send('lap', 181)
    const { statistics } = await bench.send('end', 240)
    expect(statistics.distanceCycling?.sum).toBeCloseTo(1_200, 6)
  })

  it('disturbs no other', async () => {
    const bench = await begin()
    await hearFor(bench, [1, 30], (second) => [metres(second), pulse(second, 130)])
    await hearFor(bench, [30, 90], (second) => [metres(second)])
    await bench.send('end', 90)
    const { statistics } = await savedWorkout(bench)
    expect(statistics.distanceCycling?.sum).toBeCloseTo(890, 6)
    expect(statistics.heartRate).toMatchObject({ count: 29, average: 130 })
  })

  it('before anything was started is no reason against a start', async () => {
    const bench = await begin()
    await bench.save(readings('heartRate', [-120, -60], () => 90, strap))
    expect((await bench.send('end', 10)).statistics).toEqual({})
  })
})
