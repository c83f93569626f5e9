import { expect, test } from 'vitest'
import { marksOf } from '../../../dashboard/src/chart/marks.js'
import { pastRide, rideTime } from '../rides.js'

const lap = (from: number) => ({ start: rideTime(from), end: rideTime(from + 10), elapsed: 10, statistics: {} })

test('laps after the first and pauses are marked in seconds from the start', () => {
  const events = [
    { event: 'pause', at: rideTime(20) },
    { event: 'motionPaused', at: rideTime(22) },
    { event: 'resume', at: rideTime(30) },
    { event: 'lap', at: rideTime(40) },
    { event: 'pause', at: rideTime(90) },
  ]
  expect(marksOf(pastRide({ laps: [lap(0), lap(40)], events }))).toEqual({
    laps: [{ at: 40, number: 2 }],
    pauses: [
      { from: 20, to: 30 },
      { from: 90, to: Infinity },
    ],
  })
})
