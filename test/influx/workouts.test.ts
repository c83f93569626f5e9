import { expect, it } from 'vitest'
import { createFinishedWorkouts } from '../../src/influx/workouts.js'
import { deletedOf, morning, ride } from './samples.js'

const hour = 3_600_000

it('knows the workout of an instant, its end left out', () => {
  const workouts = createFinishedWorkouts()
  const sample = ride(morning)
  workouts.add({ user: 'me', sample })
  expect([morning - 1, morning, morning + hour - 1, morning + hour].map((at) => workouts.at('me', at))).toEqual([
    undefined,
    sample.uuid,
    sample.uuid,
    undefined,
  ])
  expect(workouts.at('you', morning)).toBeUndefined()
})

it('forgets a deleted workout, and the oldest beyond its bound', () => {
  const workouts = createFinishedWorkouts(2)
  const rides = [0, 1, 2].map((hours) => ride(morning + hours * hour))
  for (const sample of rides) workouts.add({ user: 'me', sample })
  expect(rides.map(({ start }) => workouts.at('me', start))).toEqual([undefined, rides[1]?.uuid, rides[2]?.uuid])
  for (const sample of rides) workouts.remove(deletedOf('me', sample))
  expect(rides.map(({ start }) => workouts.at('me', start))).toEqual([undefined, undefined, undefined])
})
