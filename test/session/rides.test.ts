import { describe, expect, it } from 'vitest'
import type { Workout } from '../../src/health/workout.js'
import { openBench } from './begin.js'
import { eventsOf, expectedOf, readRide, samplesOf } from './rides.js'

/** Rides a recording, which has its pauses, through a session, a minute's samples at a time, and returns what is saved. */
const ride = async (name: string): Promise<Workout> => {
  const recording = await readRide(name)
  const { start, end, activityType, location } = recording
  const { sessions, save, store } = await openBench({ functionalThresholdPower: 250 })
  const { id } = await sessions.start('me', { activityType, location, at: start, autoPause: false })
  const events = [...eventsOf(recording)]
  const samples = samplesOf(recording)
  for (let from = start; from <= end; from += 60_000) {
    await save(samples.filter((sample) => sample.end >= from && sample.end < from + 60_000))
    while ((events[0]?.at ?? end) < from + 60_000) {
      const event = events.shift()
      if (!event) break
      await sessions.send('me', event)
    }
  }
  await sessions.send('me', { event: 'end', at: end })
  const saved = await store.find('me', id)
  if (saved?.kind !== 'workout') throw new Error('no workout is saved')
  return saved.workout
}

const share = (value: number, of: number): number => Math.abs(value - of) / of

// Summaries hold whole beats, so a mean that is right may be a rounding further away than one beat.
const heartRateMargin = 1.5

// design/quality.md, Right.
describe.each(['indoor-trainer.fit', 'indoor-two-pauses.fit', 'outdoor-three-pauses.fit', 'run-smart-recording.fit'])(
  '%s, replayed',
  (name) => {
    const expected = expectedOf(name)

    it('gives the figures of its own summary', { timeout: 60_000 }, async () => {
      const workout = await ride(name)
      const { heartRate, cyclingPower, distanceCycling, distanceWalkingRunning } = workout.statistics
      expect(Math.abs(workout.elapsed - expected.total_timer_time)).toBeLessThanOrEqual(1)

      expect(heartRate?.max).toBe(expected.max_heart_rate)
      if (expected.avg_heart_rate !== undefined)
        expect(Math.abs((heartRate?.average ?? 0) - expected.avg_heart_rate)).toBeLessThan(heartRateMargin)
      else expect(heartRate).toBeUndefined()

      expect(cyclingPower?.max).toBe(expected.max_power)
      if (expected.avg_power !== undefined)
        expect(Math.abs((cyclingPower?.average ?? 0) - expected.avg_power)).toBeLessThanOrEqual(1)
      if (expected.normalized_power !== undefined)
        expect(share(workout.metrics.normalizedPower ?? 0, expected.normalized_power)).toBeLessThanOrEqual(0.02)

      const distance = (distanceCycling ?? distanceWalkingRunning)?.sum
      if (expected.total_distance) expect(share(distance ?? 0, expected.total_distance)).toBeLessThanOrEqual(0.005)
      else expect(distance).toBeUndefined()

      expect(workout.laps).toHaveLength(expected.laps.length)
      for (const [index, lap] of workout.laps.entries())
        expect(Math.abs(lap.elapsed - (expected.laps[index]?.timer ?? 0))).toBeLessThanOrEqual(1)
    })
  },
)
