import { expect, test } from 'vitest'
import { parseRoute, workoutHash } from '../../dashboard/src/route.js'

test('a hash names a view', () => {
  expect(parseRoute('')).toEqual({ view: 'live' })
  expect(parseRoute('#/')).toEqual({ view: 'live' })
  expect(parseRoute('#/workouts')).toEqual({ view: 'workouts' })
  expect(parseRoute('#/workouts/')).toEqual({ view: 'workouts' })
  expect(parseRoute(workoutHash('0193-a'))).toEqual({ view: 'workout', id: '0193-a' })
  expect(parseRoute('#/nowhere/%')).toEqual({ view: 'live' })
})
