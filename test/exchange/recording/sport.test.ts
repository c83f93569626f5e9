import { describe, expect, it } from 'vitest'
import type { RecordedActivity } from '../../../src/exchange/recording/recorded-activity.js'
import { activityTypeOf, locationOf } from '../../../src/exchange/recording/sport.js'

describe('the activity type of a sport', () => {
  it.each([
    ['cycling', 'cycling'],
    ['Biking', 'cycling'],
    ['e_biking', 'cycling'],
    ['Running', 'running'],
    ['cross_country_skiing', 'crossCountrySkiing'],
    ['alpine_skiing', 'downhillSkiing'],
    ['rowing', 'rowing'],
    ['transition', 'transition'],
    ['constructor', 'other'],
    ['', 'other'],
  ])('of %s is %s', (sport, activityType) => {
    expect(activityTypeOf(sport)).toBe(activityType)
  })
})

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
})
