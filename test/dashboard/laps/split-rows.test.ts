import { describe, expect, it } from 'vitest'
import { splitParts, splitRows, splitUnitOf } from '../../../dashboard/src/laps/split-rows.js'
import type { Split } from '../../../dashboard/src/wire.js'
import { liveRide, pastRide, rideTime } from '../rides.js'

const split = (start: number, facts: Partial<Split> = {}): Split => ({
  start: rideTime(start),
  elapsed: 300,
  distance: 1_000,
  ...facts,
})
const average = (value: number, unit: string) => ({ unit, average: value })

describe('the splits of a workout', () => {
  const figures = { heartRate: average(141.6, 'count/min'), runningPower: average(250.2, 'W') }
  const workout = pastRide({
    activityType: 'running',
    splits: [
      split(0, { movingTime: 280, ascent: 12.4, descent: 3.6, statistics: figures }),
      split(300, { elapsed: 270 }),
      split(570, { elapsed: 90, distance: 250 }),
    ],
    mileSplits: [split(0, { elapsed: 480, distance: 1_609.344, ascent: 10 }), split(480, { distance: 640.7 })],
  })

  it('are told kilometre by kilometre, with what they have figures of', () => {
    const [first, second, rest] = splitRows(workout, 'km')
    expect(first).toMatchObject({ label: '1', time: '5:00', moving: '4:40', speed: '5:00', climb: '+12 −4' })
    expect(first).toMatchObject({ heartRate: '142', power: '250', isFastest: false })
    expect(second).toMatchObject({ label: '2', time: '4:30', moving: undefined, climb: undefined, isFastest: true })
    expect(second).toMatchObject({ heartRate: undefined, power: undefined, share: 1 })
    expect(rest).toMatchObject({ label: '250 m', speed: '6:00', isFastest: false, share: 0.75 })
  })

  it('are told by miles, with heights in feet', () => {
    const [first, rest] = splitRows(workout, 'mi')
    expect(first).toMatchObject({ label: '1', time: '8:00', speed: '8:00', climb: '+33 −0' })
    expect(rest).toMatchObject({ label: '0.40 mi' })
    expect(splitRows(pastRide({ mileSplits: [split(0, { distance: 30.5 })] }), 'mi')[0]?.label).toBe('100 ft')
    expect(splitRows(pastRide({ mileSplits: [split(0, { elapsed: 360, distance: 1_609.344 })] }), 'mi')[0]?.speed).toBe(
      '10.0',
    )
  })

  it('come newest first while the workout goes on, the one that is not whole yet as running', () => {
    const splits = [split(0), split(300, { distance: 400 })]
    expect(splitRows(liveRide({ splits }), 'km').map(({ label, isRunning }) => [label, isRunning])).toEqual([
      ['400 m', true],
      ['1', false],
    ])
  })

  it('have no share of a speed when nothing moved', () => {
    expect(splitRows(pastRide({ splits: [split(0, { distance: 0 })] }), 'km')).toMatchObject([
      { share: 0, speed: '0.0' },
    ])
    expect(splitRows(pastRide(), 'mi')).toEqual([])
  })

  it('are those of each sport where the whole has none', () => {
    const part = { activityType: 'running', location: 'outdoor', start: rideTime(0), end: rideTime(300), elapsed: 300 }
    const run = { ...part, statistics: {}, splits: [split(0)] }
    expect(splitParts(pastRide({ activities: [run, { ...run, splits: undefined }] }))).toEqual([run])
    expect(splitParts(workout)).toEqual([workout])
  })
})

describe('the unit of splits', () => {
  const statistics = { distanceCycling: { unit: 'm', sum: 5_000 } }

  it('is the mile for who wants that distance in a unit of miles', () => {
    expect(splitUnitOf({ distanceCycling: 'mi' }, statistics)).toBe('mi')
    expect(splitUnitOf({ distanceCycling: 'ft' }, statistics)).toBe('mi')
  })

  it('is the kilometre otherwise', () => {
    expect(splitUnitOf(undefined, statistics)).toBe('km')
    expect(splitUnitOf({ distanceWalkingRunning: 'mi' }, statistics)).toBe('km')
    expect(splitUnitOf({ distanceCycling: 'mi' }, {})).toBe('km')
  })
})
