import { describe, expect, it } from 'vitest'
import type { RecordedActivity } from '../../../src/exchange/recording/recorded-activity.js'
import { locationOf } from '../../../src/exchange/recording/sport.js'

describe('the place of an activity', () => {
  const still: RecordedActivity = {
    sport: 'cycling',
    hasPosition: false,
    records: [{ at: 0, power: 200 }],
    timer: [],
    laps: [],
    summary: {},
    beats: [],
    parts: [],
  }

  it('is indoors without a position and without speed', () => {
    expect(locationOf(still)).toBe('indoor')
    expect(locationOf({ ...still, records: [{ at: 0, speed: 0, distance: 0 }] })).toBe('indoor')
  })

  it('is outdoors with either', () => {
    expect(locationOf({ ...still, hasPosition: true })).toBe('outdoor')
    expect(locationOf({ ...still, records: [{ at: 0, speed: 8 }] })).toBe('outdoor')
    expect(locationOf({ ...still, records: [{ at: 0, speed: 0, distance: 12 }] })).toBe('outdoor')
  })

  it('is indoors when the file says so', () => {
    const moving = { ...still, hasPosition: true, records: [{ at: 0, speed: 8 }] }
    for (const subSport of ['indoor_cycling', 'treadmill', 'virtual_activity']) {
      expect(locationOf({ ...moving, subSport })).toBe('indoor')
    }
  })

  it.each(['VirtualRide', 'treadmill_running', 'Indoor Cycling', 'lap_swimming'])('is indoors in %s', (sport) => {
    expect(locationOf({ ...still, sport, hasPosition: true })).toBe('indoor')
  })
})
