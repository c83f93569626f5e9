import { describe, expect, it } from 'vitest'
import type { LiveValue } from '../../src/session/live-value.js'
import { createLiveValues } from '../../src/session/live-values.js'
import { clockAt, memoryStore, reading, readings, start } from './begin.js'

/** Live values on a store in memory, and what they have told. */
const begin = () => {
  const clock = clockAt(start)
  const store = memoryStore(clock)
  const values = createLiveValues({ store, clock })
  const told: LiveValue[] = []
  values.subscribe((value) => told.push(value))
  /** Commits a reading of a second, at that second. */
  const hear = async (...sample: Parameters<typeof reading>) => {
    clock.now = start + sample[1] * 1_000
    await store.save('me', [reading(...sample)])
  }
  return { clock, store, values, told, hear }
}

const beat = { user: 'me', type: 'heartRate', unit: 'count/min' } as const

describe('a live value', () => {
  it('is the newest of its type', async () => {
    const { values, told, hear } = begin()
    await hear('heartRate', 0, 100)
    await hear('heartRate', 1, 101)
    const value = { ...beat, value: 101, at: start + 1_000, source: 'watch', device: 'watch', stale: false }
    expect(values.of('me')).toEqual([value])
    expect(told.map(({ value }) => value)).toEqual([100, 101])
    expect(values.of('you')).toEqual([])
  })

  it('is null once it is stale, and says so once', async () => {
    const { clock, values, told, hear } = begin()
    await hear('heartRate', 0, 100)
    clock.now = start + 5_000
    values.check()
    expect(told).toHaveLength(1)
    clock.now = start + 5_001
    values.check()
    values.check()
    expect(told.at(-1)).toMatchObject({ value: null, stale: true, at: start })
    expect(told).toHaveLength(2)
    expect(values.of('me')).toMatchObject([{ value: null, stale: true }])
  })

  it.each([
    { type: 'cyclingPower', stale: 3 },
    { type: 'cyclingCadence', stale: 3 },
    { type: 'heartRate', stale: 5 },
  ] as const)('of $type is stale after $stale s', async ({ type, stale }) => {
    const { clock, values, hear } = begin()
    await hear(type, 0, 80)
    clock.now = start + stale * 1_000
    expect(values.of('me')).toMatchObject([{ stale: false }])
    clock.now += 1
    expect(values.of('me')).toMatchObject([{ stale: true }])
  })

  it('of a slow sensor is stale after three of its intervals', async () => {
    const { clock, values, hear } = begin()
    for (const second of [0, 10, 20, 30]) await hear('heartRate', second, 80)
    clock.now = start + 60_000
    expect(values.of('me')).toMatchObject([{ value: 80 }])
    clock.now += 1
    expect(values.of('me')).toMatchObject([{ value: null }])
  })

  it('does not come from the past', async () => {
    const { store, values, told, hear } = begin()
    await store.save(
      'me',
      readings('heartRate', [-3_600, -3_500], () => 90),
    )
    expect(values.of('me')).toEqual([])
    await hear('heartRate', 0, 100)
    await store.save('me', [reading('heartRate', -1, 50)])
    expect(told.map(({ value }) => value)).toEqual([100])
  })

  it('is the last of a series', async () => {
    const { store, values, clock } = begin()
    clock.now = start + 2_000
    const times = [start, start + 1_000, start + 2_000]
    const series = { kind: 'series', type: 'heartRate', times, values: [90, 91, 92], source: 'watch' } as const
    await store.save('me', [{ ...series, start, end: start + 2_000, metadata: {} }])
    expect(values.of('me')).toMatchObject([{ value: 92, at: start + 2_000 }])
  })

  it('follows a replay’s present', async () => {
    const clock = clockAt(start + 86_400_000)
    const store = memoryStore(clock)
    const values = createLiveValues({ store, clock, presentOf: () => start })
    await store.save('me', [reading('heartRate', 1, 120)])
    expect(values.of('me')).toMatchObject([{ value: 120 }])
  })
})
