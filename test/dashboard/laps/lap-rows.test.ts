import { expect, test } from 'vitest'
import { lapRows } from '../../../dashboard/src/laps/lap-rows.js'
import { liveRide, pastRide, rideTime } from '../rides.js'

const lap = (from: number, to: number) => ({
  start: rideTime(from),
  end: rideTime(to),
  elapsed: to - from,
  statistics: {},
})

test('the running lap is on top and ticks', () => {
  const rows = lapRows(liveRide({ laps: [lap(0, 60), lap(60, 100)], lap: 2 }), 3)
  expect(rows.map(({ number, running, elapsed }) => [number, running, elapsed])).toEqual([
    [2, true, 43],
    [1, false, 60],
  ])
})

test('a lap that has just begun is shown before the record has it', () => {
  const rows = lapRows(liveRide({ laps: [lap(0, 60)], lap: 2 }))
  expect(rows[0]).toMatchObject({ number: 2, running: true, elapsed: 40 })
})

test('the laps of a finished workout are in order', () => {
  const rows = lapRows(pastRide({ laps: [lap(0, 60), lap(60, 100)] }))
  expect(rows.map(({ number, running }) => [number, running])).toEqual([
    [1, false],
    [2, false],
  ])
})

test('a lap that ended by itself is known as one', () => {
  const events = [
    { event: 'lap', at: rideTime(60), metadata: { automatic: true } },
    { event: 'lap', at: rideTime(100) },
  ]
  const rows = lapRows(pastRide({ laps: [lap(0, 60), lap(60, 100), lap(100, 120)], events }))
  expect(rows.map(({ automatic }) => automatic)).toEqual([true, false, false])
})
