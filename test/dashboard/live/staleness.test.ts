import { describe, expect, test } from 'vitest'
import {
  isStale,
  nextReading,
  type Reading,
  silentSeconds,
  staleAfterMs,
} from '../../../dashboard/src/live/staleness.js'

const sample = (type: string, value: number | null) => ({ type, value, unit: 'x', at: '2026-11-22T10:00:00.000Z' })

const readAt = (type: string, times: readonly number[]): Reading =>
  times.reduce<Reading | undefined>((before, time) => nextReading(before, sample(type, 7), time), undefined) ??
  nextReading(undefined, sample(type, null), 0)

describe('a reading is stale', () => {
  test.each([
    ['heartRate', 5000],
    ['cyclingPower', 3000],
    ['cyclingCadence', 3000],
    ['cyclingSpeed', 3000],
  ])('when %s was silent for more than %d ms', (type, limit) => {
    const reading = readAt(type, [1000])
    expect(isStale(reading, 1000 + limit)).toBe(false)
    expect(isStale(reading, 1001 + limit)).toBe(true)
  })

  test('when the server says that there is no present value, and keeps the last one', () => {
    const reading = nextReading(readAt('heartRate', [1000]), sample('heartRate', null), 2000)
    expect(reading).toMatchObject({ value: 7, receivedAt: 1000, lost: true })
    expect(isStale(reading, 2000)).toBe(true)
    expect(silentSeconds(reading, 8400)).toBe(7)
  })

  test('when the first word is that there is no value', () => {
    const reading = nextReading(undefined, sample('heartRate', null), 2000)
    expect(reading.value).toBeUndefined()
    expect(isStale(reading, 2000)).toBe(true)
  })
})

test('a device that speaks seldom is given three of its own intervals', () => {
  expect(staleAfterMs(readAt('cyclingPower', [0, 4000, 8000, 12_000]))).toBe(12_000)
})

test('a dropout does not stretch the limit', () => {
  expect(staleAfterMs(readAt('cyclingPower', [0, 1000, 2000, 60_000]))).toBe(3000)
})

test('a value after a null is present again', () => {
  const lost = nextReading(readAt('heartRate', [0]), sample('heartRate', null), 6000)
  expect(isStale(nextReading(lost, sample('heartRate', 8), 9000), 9000)).toBe(false)
})
