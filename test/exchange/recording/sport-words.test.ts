import { describe, expect, it } from 'vitest'
import { activityTypeOf } from '../../../src/exchange/recording/sport-words.js'

const sportsOf = {
  FIT: {
    cycling: 'cycling',
    e_biking: 'cycling',
    cross_country_skiing: 'crossCountrySkiing',
    alpine_skiing: 'downhillSkiing',
    stand_up_paddleboarding: 'paddleSports',
    water_skiing: 'waterSports',
    softball_fast_pitch: 'softball',
    disc_golf: 'discSports',
    transition: 'transition',
    generic: 'other',
  },
  TCX: { Biking: 'cycling', Running: 'running', Other: 'other' },
  'Garmin Connect': {
    road_biking: 'cycling',
    e_bike_mountain: 'cycling',
    treadmill_running: 'running',
    open_water_swimming: 'swimming',
    backcountry_skiing_snowboarding_ws: 'downhillSkiing',
    skate_skiing_ws: 'crossCountrySkiing',
    indoor_cardio: 'mixedCardio',
    rowing_v2: 'rowing',
  },
  Strava: {
    9: 'running',
    Ride: 'cycling',
    EMountainBikeRide: 'cycling',
    GravelRide: 'cycling',
    TrailRun: 'running',
    VirtualRow: 'rowing',
    NordicSki: 'crossCountrySkiing',
    BackcountrySki: 'downhillSkiing',
    IceSkate: 'skatingSports',
    StandUpPaddling: 'paddleSports',
    WeightTraining: 'traditionalStrengthTraining',
    HighIntensityIntervalTraining: 'highIntensityIntervalTraining',
    Workout: 'other',
  },
  'other programs': {
    'mountain biking': 'cycling',
    'Nordic Walking': 'walking',
    touringbicycle: 'cycling',
    RUNNING: 'running',
    'Cross-Country Skiing': 'crossCountrySkiing',
  },
  nobody: { constructor: 'other', motorcycling: 'other', '': 'other', '-': 'other' },
}

describe.each(Object.entries(sportsOf))('a sport of %s', (_, sports) => {
  it.each(Object.entries(sports))('%s is %s', (sport, activityType) => {
    expect(activityTypeOf(sport)).toBe(activityType)
  })
})

it('is told better by a sub-sport that says more', () => {
  expect(activityTypeOf('fitness_equipment', 'indoor_rowing')).toBe('rowing')
})
