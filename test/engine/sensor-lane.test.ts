import { describe, expect, it, vi } from 'vitest'
import { SensorLane } from '../../src/engine/sensor-lane.js'
import { HealthError, invalidArgument } from '../../src/health/error.js'
import type { Reading } from '../../src/health/sample.js'

const beat = (value: number): Reading => ({
  ...{ kind: 'quantity', type: 'heartRate', value, metadata: {} },
  ...{ start: value, end: value },
})

const away = () => new HealthError('databaseInaccessible', 'the disk is full')
const rateOf = (reading: Reading | undefined) => (reading?.kind === 'quantity' ? reading.value : undefined)

/** A lane into a store that can be away, and what came through it. */
const begin = (max?: number) => {
  const stored: unknown[] = []
  const state = { fault: undefined as Error | undefined, dropped: 0 }
  const lane: SensorLane = new SensorLane(
    {
      filled: () => lane.retry(),
      deliver: async (readings) => {
        if (state.fault !== undefined) throw state.fault
        stored.push(...readings.map(rateOf))
        return { stored: readings.length }
      },
      dropped: (readings) => {
        state.dropped += readings
      },
    },
    max,
  )
  return { lane, stored, state }
}

describe('the lane of a sensor', () => {
  it('hands on what it takes and tells when it is durable', async () => {
    const { lane, stored } = begin()
    expect(await lane.take([beat(60)], 0)).toEqual({ stored: 1 })
    expect(stored).toEqual([60])
    expect(lane.waiting).toBe(0)
  })

  it('holds what cannot be stored now, and stores it in order when it can', async () => {
    const { lane, stored, state } = begin()
    state.fault = away()
    const taken = [1, 2, 3].map((value) => lane.take([beat(value)], value))
    await vi.waitFor(() => expect(lane.waiting).toBe(3))
    lane.retry()
    state.fault = undefined
    await vi.waitFor(() => {
      lane.retry()
      expect(stored).toEqual([1, 2, 3])
    })
    await Promise.all(taken)
    expect(lane.waiting).toBe(0)
  })

  it('gives up the oldest when too much waits, and counts it', async () => {
    const { lane, stored, state } = begin(3)
    state.fault = away()
    const first = lane.take([beat(1), beat(2)], 1)
    const late = [lane.take([beat(3)], 3), lane.take([beat(4)], 4)]
    await expect(first).rejects.toMatchObject({ code: 'tooManyRequests' })
    expect(state.dropped).toBe(2)
    state.fault = undefined
    lane.retry()
    await Promise.all(late)
    expect(stored).toEqual([3, 4])
  })

  it('rejects what is refused and goes on', async () => {
    const { lane, stored, state } = begin()
    state.fault = invalidArgument('not true')
    await expect(lane.take([beat(1)], 1)).rejects.toThrow('not true')
    state.fault = undefined
    await lane.take([beat(2)], 2)
    expect(stored).toEqual([2])
    expect(state.dropped).toBe(0)
  })
})
