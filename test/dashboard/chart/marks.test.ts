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
    gaps: [],
    notes: [],
  })
})

test('what was not recorded is marked', () => {
  const interruptions = [{ start: rideTime(20), end: rideTime(25.5) }]
  expect(marksOf(pastRide({ interruptions })).gaps).toEqual([{ from: 20, to: 25.5 }])
})

test('markers, segments and the activities after the first are noted', () => {
  const events = [
    { event: 'marker', at: rideTime(5) },
    { event: 'segment', at: rideTime(6) },
  ]
  const activity = (activityType: string, from: number) => ({
    ...{ activityType, location: 'outdoor', elapsed: 30, statistics: {} },
    ...{ start: rideTime(from), end: rideTime(from + 30) },
  })
  const activities = [activity('swimming', 0), activity('transition', 30)]
  expect(marksOf(pastRide({ events, activities })).notes).toEqual([
    { at: 5, text: '◆' },
    { at: 6, text: '▸' },
    { at: 30, text: 'Transition' },
  ])
})

test('only the hand ends a pause by hand, and thereby one for lack of motion', () => {
  const events = [
    { event: 'motionPaused', at: rideTime(10) },
    { event: 'motionResumed', at: rideTime(15) },
    { event: 'pause', at: rideTime(20) },
    { event: 'motionPaused', at: rideTime(22) },
    { event: 'motionResumed', at: rideTime(25) },
    { event: 'resume', at: rideTime(30) },
  ]
  expect(marksOf(pastRide({ events })).pauses).toEqual([
    { from: 10, to: 15 },
    { from: 20, to: 30 },
  ])
})
