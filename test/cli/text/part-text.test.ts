import { expect, it } from 'vitest'
import { activityLines, lapLines, splitLines } from '../../../src/cli/text/part-text.js'
import { totalDistance } from '../../../src/cli/text/quantities.js'
import { rangeText } from '../../../src/cli/text/range-text.js'

const statistics = { heartRate: { average: 150.4 } }

it('tells a lap by its figures, and that it ended by itself', () => {
  const end = '2026-11-22T12:04:00.000Z'
  const laps = [
    { end, elapsed: 240, distance: 1_000, statistics },
    { elapsed: 30, statistics: {} },
  ]
  const events = [{ event: 'lap', at: end, metadata: { automatic: true } }]
  expect(lapLines({ laps, events, activityType: 'running' })).toEqual([
    '  1  4:00  1.00 km  4:00 /km  150 bpm  –  auto',
    '  2  0:30        –         –        –  –',
  ])
})

it('tells the kilometres and what was left of the last', () => {
  const splits = [
    { elapsed: 120, distance: 1_000 },
    { elapsed: 60, distance: 412.3 },
  ]
  expect(splitLines({ splits, activityType: 'cycling' })).toEqual([
    '      1  2:00  30.0 km/h  –  –  –',
    '  412 m  1:00  24.7 km/h  –  –  –',
  ])
})

it('tells what a split was like, by the mile when that is asked for', () => {
  const split = { elapsed: 480, distance: 1_609.344, movingTime: 470, ascent: 12.4, statistics }
  const lines = splitLines(
    { splits: [{ elapsed: 300, distance: 1_000 }], mileSplits: [split], activityType: 'running' },
    true,
  )
  expect(lines).toEqual(['  1  8:00  8:00 /mi  150 bpm  –  –  +12 m  moving 7:50'])
  expect(splitLines({ mileSplits: [split], activityType: 'cycling' }, true)[0]).toContain('7.5 mph')
})

it('tells the sports of several, and nothing of a workout that is one', () => {
  const swim = { activityType: 'swimming', elapsed: 600, statistics: { distanceSwimming: { sum: 750 } } }
  const change = { activityType: 'transition', elapsed: 90, statistics: {} }
  expect(activityLines({ activities: [swim, change], activityType: 'swimBikeRun' })).toEqual([
    '  1  swimming    10:00  0.75 km  4.5 km/h  –',
    '  2  transition   1:30        –         –  –',
  ])
  expect(activityLines({ activities: [{ ...swim, activityType: 'cycling' }], activityType: 'cycling' })).toEqual([])
})

it('adds up what was gone in several sports, and takes no walking for the ride', () => {
  const swim = { activityType: 'swimming', statistics: { distanceSwimming: { sum: 750 } } }
  const ride = {
    activityType: 'cycling',
    statistics: { distanceCycling: { sum: 20_000 }, distanceWalkingRunning: { sum: 9 } },
  }
  const statistics = { ...swim.statistics, ...ride.statistics }
  expect(totalDistance({ activityType: 'swimBikeRun', statistics, activities: [swim, ride] })).toBe(20_750)
  expect(totalDistance({ ...ride, activities: [ride] })).toBe(20_000)
  const change = { distanceCycling: { sum: 0 }, distanceWalkingRunning: { sum: 430 } }
  expect(totalDistance({ activityType: 'transition', statistics: change, activities: [] })).toBe(430)
})

it('tells a range as people do, a pace the faster figure first', () => {
  expect(rangeText('runningSpeed', { from: 2.5, to: 4 })).toBe('4:10 to 6:40 /km')
  expect(rangeText('runningSpeed', { from: 2.5 })).toBe('faster than 6:40 /km')
  expect(rangeText('heartRate', { from: 119, to: 138 })).toBe('119 to 138 bpm')
  expect(rangeText('vo2Max', { to: 42.125 })).toBe('under 42')
})
