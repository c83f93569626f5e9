import { expect, it } from 'vitest'
import { expectedSessionsOf, readRide } from '../session/rides.js'
import { imported } from './import-into.js'

it('a multisport file has the activities and figures that other decoders find in it', async () => {
  const name = 'multisport-three-sessions.fit'
  const { workout } = await imported(await readRide(name))
  const expected = expectedSessionsOf(name)
  expect(workout.activities.map(({ activityType }) => activityType)).toEqual(
    expected.map(({ declared }) => declared.sport),
  )
  for (const [index, { declared, recomputed }] of expected.entries()) {
    const { elapsed, statistics } = workout.activities[index] ?? {}
    expect(Math.abs((elapsed ?? 0) - declared.total_timer_time)).toBeLessThan(1)
    expect(statistics?.heartRate?.average).toBeCloseTo(recomputed.heart_rate_bpm?.mean_time_weighted ?? 0, 0)
    expect(Math.abs((statistics?.heartRate?.max ?? 0) - (declared.max_heart_rate ?? 0))).toBeLessThanOrEqual(1)
  }
})
